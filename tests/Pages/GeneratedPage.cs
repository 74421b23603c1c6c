namespace CrmCore.Tests.Pages;

/// <summary>
/// A page of docs/reference that is made from the code. A test makes it anew and compares; with the environment variable CRMCORE_REWRITE_DOCS=1 it writes
/// the page instead.
/// </summary>
internal static class GeneratedPage
{
    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>Compares a file of the repository with what it has to be, or writes it.</summary>
    public static void Check(string path, string content)
    {
        string file = Path.Combine(Root, path);
        string expected = content.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("CRMCORE_REWRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }

        string found = File.Exists(file) ? Read(path) : "";
        int line = expected.Split('\n').Zip(found.Split('\n')).TakeWhile(p => p.First == p.Second).Count() + 1;
        Assert.True(found == expected, $"{path} is not what the code says, from line {line} on. Run this test with CRMCORE_REWRITE_DOCS=1 and commit the page.");
    }

    /// <summary>A row of a table, with whatever would end a cell escaped.</summary>
    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ").Trim()))} |";

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmCore.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds CrmCore.sln.");
    }
}
