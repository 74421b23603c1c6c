using System.Text.RegularExpressions;
using CrmCore.Tests.Architecture;

namespace CrmCore.Tests.Docs;

/// <summary>Holds the pages against the code: what they show was compiled and run, and what they point to is there.</summary>
public partial class DocsTests
{
    private static IEnumerable<string> Pages => SourceTree.FilesUnder("docs", "*.md").Append(Path.Combine(SourceTree.Root, "README.md"));

    [Fact]
    public void Every_csharp_block_is_code_of_a_test()
    {
        Dictionary<string, string[]> regions = Regions();
        List<string> wrong = [];
        foreach (string page in Pages)
        {
            foreach ((int line, string? name, string[] code) in CSharpBlocks(File.ReadAllLines(page)))
            {
                string place = $"{Path.GetRelativePath(SourceTree.Root, page)}:{line}";
                if (name is null)
                {
                    wrong.Add($"{place}: the block lacks the line <!-- code: NAME --> before it");
                }
                else if (!regions.TryGetValue(name, out string[]? region))
                {
                    wrong.Add($"{place}: no file under tests/ or docs/samples/ has the region '{name}'");
                }
                else if (!Unindented(code).SequenceEqual(Unindented(region)))
                {
                    wrong.Add($"{place}: the block differs from the region '{name}': {FirstDifference(code, region)}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_relative_link_leads_to_a_file()
    {
        List<string> broken = [];
        foreach (string page in Pages)
        {
            foreach (Match link in Link().Matches(WithoutCode(File.ReadAllText(page))))
            {
                string target = link.Groups[1].Value.Split('#')[0];
                string path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(target)));
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
                    && !File.Exists(path) && !Directory.Exists(path))
                {
                    broken.Add($"{Path.GetRelativePath(SourceTree.Root, page)}: {target}");
                }
            }
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void No_page_names_a_path_of_some_machine()
    {
        string[] found = [.. Pages.SelectMany(p => MachinePath().Matches(File.ReadAllText(p)).Select(m => $"{Path.GetRelativePath(SourceTree.Root, p)}: {m.Value}"))];
        Assert.Empty(found);
    }

    [Fact]
    public void The_reader_of_pages_finds_blocks_names_and_differences()
    {
        string[] page = ["text", "<!-- code: a -->", "```csharp", "    x();", "```", "", "```csharp", "y();", "```", "<!-- code: b -->", "", "```csharp", "z();", "```", "```json", "{}", "```"];
        Assert.Equal([(3, "a"), (7, null), (12, "b")], CSharpBlocks(page).Select(b => (b.Line, b.Name)));
        Assert.Equal(["if (x)", "{", "    y();", "", "}"], Unindented(["", "    if (x)", "    {", "        y();", "  ", "    }", ""]));
        Assert.NotEmpty(Regions()["readme-start"]);
        Assert.Matches(MachinePath(), "see /home/someone/crm");
        Assert.Matches(MachinePath(), @"see C:\Users\someone");
        Assert.Equal("docs/a.md#b", Link().Match("see [this](docs/a.md#b) page").Groups[1].Value);
    }

    private static Dictionary<string, string[]> Regions()
    {
        Dictionary<string, string[]> regions = new(StringComparer.Ordinal);
        foreach (string file in SourceTree.FilesUnder("tests").Concat(SourceTree.FilesUnder("docs/samples")))
        {
            string[] lines = File.ReadAllLines(file);
            for (int i = 0; i < lines.Length; i++)
            {
                if (Begin().Match(lines[i]) is { Success: true } begin)
                {
                    string name = begin.Groups[1].Value;
                    int end = Array.FindIndex(lines, i, l => l.Trim() == $"// docs:end {name}");
                    Assert.True(end > i, $"{file}: the region '{name}' does not end.");
                    Assert.True(regions.TryAdd(name, lines[(i + 1)..end]), $"{file}: the region '{name}' exists twice.");
                }
            }
        }

        return regions;
    }

    private static IEnumerable<(int Line, string? Name, string[] Code)> CSharpBlocks(string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            int start = i;
            int end = Array.FindIndex(lines, start + 1, l => l.Trim() == "```");
            end = end < 0 ? lines.Length : end;
            i = end;
            if (Fence().IsMatch(lines[start]))
            {
                int above = start - 1;
                while (above >= 0 && string.IsNullOrWhiteSpace(lines[above]))
                {
                    above--;
                }

                Match marker = above >= 0 ? Marker().Match(lines[above]) : Match.Empty;
                yield return (start + 1, marker.Success ? marker.Groups[1].Value : null, lines[(start + 1)..end]);
            }
        }
    }

    private static string[] Unindented(string[] lines)
    {
        string[] full = [.. lines.Select(l => string.IsNullOrWhiteSpace(l) ? "" : l.TrimEnd())];
        int indent = full.Where(l => l.Length > 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min();
        return [.. full.Select(l => l.Length == 0 ? l : l[indent..]).SkipWhile(l => l.Length == 0).Reverse().SkipWhile(l => l.Length == 0).Reverse()];
    }

    private static string FirstDifference(string[] code, string[] region)
    {
        (string[] a, string[] b) = (Unindented(code), Unindented(region));
        int line = Enumerable.Range(0, Math.Max(a.Length, b.Length)).First(i => a.ElementAtOrDefault(i) != b.ElementAtOrDefault(i));
        return $"line {line + 1}: '{a.ElementAtOrDefault(line)}' on the page, '{b.ElementAtOrDefault(line)}' in the code";
    }

    private static string WithoutCode(string text) => CodeSpan().Replace(text, "");

    [GeneratedRegex(@"^\s*// docs:begin (\S+)\s*$")]
    private static partial Regex Begin();

    [GeneratedRegex(@"^\s*<!-- code: (\S+) -->\s*$")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^\s*```\s*(csharp|cs|c#)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\(\s*<?([^)\s>]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?s)```.*?```|`[^`\n]*`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"(?<![\w.:/])/(home|root|work|Users|tmp|mnt|var/folders)/[\w./-]*|\b[A-Z]:\\\w+")]
    private static partial Regex MachinePath();
}
