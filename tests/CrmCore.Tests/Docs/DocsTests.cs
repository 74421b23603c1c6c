using System.Text.Json;
using System.Text.RegularExpressions;
using CrmCore.Tests.Architecture;

namespace CrmCore.Tests.Docs;

/// <summary>Holds the pages against the code: what they show was compiled and run, and what they point to is there.</summary>
public partial class DocsTests
{
    /// <summary>The languages of blocks; each is checked here or beside the commands, but for text and csv, which claim nothing.</summary>
    private static readonly string[] Languages = ["csharp", "json", "mermaid", "sh", "text", "csv"];

    private static readonly string[] Parts = ["About", "Usage", "Defaults", "Refusals", "Anti-patterns"];

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
    public void Every_block_says_its_language_and_json_is_json()
    {
        List<string> wrong = [];
        foreach (string page in Pages)
        {
            foreach ((int line, string language, string[] text) in Blocks(File.ReadAllLines(page)))
            {
                string place = $"{Path.GetRelativePath(SourceTree.Root, page)}:{line}";
                if (!Languages.Contains(language))
                {
                    wrong.Add($"{place}: '{language}' is none of {string.Join(", ", Languages)}");
                }
                else if (language == "json" && !IsJson(string.Join('\n', text)))
                {
                    wrong.Add($"{place}: the block is no JSON");
                }
                else if (language == "mermaid" && !MermaidKind().IsMatch(text[0]))
                {
                    wrong.Add($"{place}: '{text[0]}' begins no diagram");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_page_of_the_book_is_in_its_contents()
    {
        string book = Path.Combine(SourceTree.Root, "docs");
        HashSet<string> linked = [.. Link().Matches(File.ReadAllText(Path.Combine(book, "index.md"))).Select(m => m.Groups[1].Value.Split('#')[0])];
        string[] missing = [.. SourceTree.FilesUnder("docs", "*.md").Select(p => Path.GetRelativePath(book, p).Replace('\\', '/'))
            .Where(p => p != "index.md" && !p.StartsWith("decisions/", StringComparison.Ordinal) && !linked.Contains(p))];
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_page_of_a_concept_has_the_same_parts()
    {
        string contents = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "index.md")).ReplaceLineEndings("\n");
        string[] concepts = [.. Link().Matches(contents.Split("\n## Concepts\n")[1].Split("\n## ")[0]).Select(m => m.Groups[1].Value)];
        Assert.True(concepts.Length >= 13);
        Assert.All(concepts, page => Assert.Equal(
            Parts, File.ReadLines(Path.Combine(SourceTree.Root, "docs", page)).Where(l => l.StartsWith("## ", StringComparison.Ordinal)).Select(l => l[3..]).Where(Parts.Contains)));
    }

    [Fact]
    public void Every_link_to_a_heading_finds_one()
    {
        List<string> broken = [];
        foreach (string page in Pages)
        {
            foreach (Match link in Link().Matches(WithoutCode(File.ReadAllText(page))).Where(m => m.Groups[1].Value.Contains('#', StringComparison.Ordinal)))
            {
                string[] target = link.Groups[1].Value.Split('#');
                string path = target[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(target[0])));
                if (!target[0].Contains("://", StringComparison.Ordinal) && path.EndsWith(".md", StringComparison.Ordinal) && File.Exists(path)
                    && !AnchorsOf(File.ReadAllText(path)).Contains(Uri.UnescapeDataString(target[1])))
                {
                    broken.Add($"{Path.GetRelativePath(SourceTree.Root, page)}: {link.Groups[1].Value}");
                }
            }
        }

        Assert.Empty(broken);
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
        Assert.Equal("a.png", Link().Match("![A picture](a.png)").Groups[1].Value);
        Assert.Equal(["three-kinds-of-no", "1-somebody-asks", "the-command-crmcore", "a", "a-1"], AnchorsOf("# Three kinds of \"no\"\n## 1. Somebody asks\n### The `command` crmcore\n```sh\n# no heading\n```\n# A\n# A"));
        Assert.Equal([(1, ""), (3, "C#"), (5, "sh")], Blocks(["```", "```", "~~~C#", "~~~", "```sh title", "```"]).Select(b => (b.Line, b.Language)));
        Assert.Matches(MermaidKind(), "stateDiagram-v2");
        Assert.DoesNotMatch(MermaidKind(), "flowchart");
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

    private static IEnumerable<(int Line, string Language, string[] Text)> Blocks(string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is { Success: true } fence)
            {
                int end = Array.FindIndex(lines, i + 1, l => l.Trim() == fence.Groups[1].Value);
                end = end < 0 ? lines.Length : end;
                yield return (i + 1, fence.Groups[2].Value.Split(' ')[0], lines[(i + 1)..end]);
                i = end;
            }
        }
    }

    private static IEnumerable<(int Line, string? Name, string[] Code)> CSharpBlocks(string[] lines)
    {
        foreach ((int line, string language, string[] text) in Blocks(lines).Where(b => CSharp().IsMatch(b.Language)))
        {
            int above = line - 2;
            while (above >= 0 && string.IsNullOrWhiteSpace(lines[above]))
            {
                above--;
            }

            Match marker = above >= 0 ? Marker().Match(lines[above]) : Match.Empty;
            yield return (line, marker.Success ? marker.Groups[1].Value : null, text);
        }
    }

    /// <summary>The anchors of the headings, as the usual viewers of Markdown make them.</summary>
    private static List<string> AnchorsOf(string page)
    {
        List<string> anchors = [];
        foreach (Match heading in Heading().Matches(FencedBlock().Replace(page.ReplaceLineEndings("\n"), "")))
        {
            string words = NoWord().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-');
            int again = anchors.Count(a => a == words || a.StartsWith(words + "-", StringComparison.Ordinal) && int.TryParse(a[(words.Length + 1)..], out _));
            anchors.Add(again == 0 ? words : $"{words}-{again}");
        }

        return anchors;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
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

    [GeneratedRegex(@"^\s*(```|~~~)\s*([^`]*?)\s*$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(csharp|cs|c#)$", RegexOptions.IgnoreCase)]
    private static partial Regex CSharp();

    [GeneratedRegex(@"^(flowchart|graph) (LR|RL|TB|TD|BT)$|^(stateDiagram-v2|sequenceDiagram|gantt)$")]
    private static partial Regex MermaidKind();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?s)```.*?```")]
    private static partial Regex FencedBlock();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoWord();

    [GeneratedRegex(@"\]\(\s*<?([^)\s>]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?s)```.*?```|`[^`\n]*`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"(?<![\w.:/])/(home|root|work|Users|tmp|mnt|var/folders)/[\w./-]*|\b[A-Z]:\\\w+")]
    private static partial Regex MachinePath();
}
