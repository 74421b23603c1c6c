namespace CrmCore.Tests.Architecture;

public class SourceTests
{
    private const int MaximumLines = 400;

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        string[] files = [.. ((string[])["src", "tests", "benchmarks"]).SelectMany(f => SourceTree.FilesUnder(f))];
        Assert.True(files.Length > 100);
        string[] tooLong = [.. files.Where(f => File.ReadLines(f).Count() > MaximumLines)];
        Assert.Empty(tooLong);
    }

    [Fact]
    public void A_files_namespace_is_its_folder()
    {
        List<string> wrong = [];
        foreach (string file in SourceTree.FilesUnder("src/CrmCore"))
        {
            string? space = File.ReadLines(file).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].TrimEnd(';');
            string folder = Path.GetRelativePath(Path.Combine(SourceTree.Root, "src/CrmCore"), Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            string expected = folder switch { "." => "CrmCore", "DependencyInjection" => "Microsoft.Extensions.DependencyInjection", _ => "CrmCore." + folder };
            if (space is not null && space != expected)
            {
                wrong.Add($"{file}: {space} instead of {expected}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_folder_is_named_after_a_pattern()
    {
        string[] banned = ["Interfaces", "Services", "Models", "Helpers", "Common", "Utils", "Managers"];
        string[] found = [.. Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "src"), "*", SearchOption.AllDirectories).Where(d => banned.Contains(Path.GetFileName(d)))];
        Assert.Empty(found);
    }
}
