using System.Text;
using CrmCore.Cli.Csv;

namespace CrmCore.Cli.Tests.Csv;

/// <summary>A file in a folder of its own, gone after the test.</summary>
internal sealed class TempFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crmcore-csv-").FullName;

    public TempFile(byte[] content) => File.WriteAllBytes(Path, content);

    public TempFile(string content, Encoding? encoding = null)
        : this([.. (encoding ?? new UTF8Encoding(false)).GetPreamble(), .. (encoding ?? new UTF8Encoding(false)).GetBytes(content)])
    {
    }

    public string Path => System.IO.Path.Combine(_folder, "leads.csv");

    public CsvFile Open(CsvOptions? options = null) =>
        CsvFile.TryOpen(Path, options ?? new CsvOptions(), out CsvFile? file, out CsvProblem? problem) ? file : throw new InvalidOperationException(problem.ToString());

    public CsvProblem Refusal(CsvOptions? options = null)
    {
        Assert.False(CsvFile.TryOpen(Path, options ?? new CsvOptions(), out _, out CsvProblem? problem));
        return problem;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static Encoding Named(string name) => FileText.Find(name)!;
}
