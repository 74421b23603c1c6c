using System.Diagnostics.CodeAnalysis;

namespace CrmCore.Cli.Csv;

/// <summary>
/// A CSV file that was found to be one: its encoding, delimiter and columns are known, and its rows can be read as often as asked.
/// Immutable; between two readings it holds nothing open.
/// </summary>
internal sealed class CsvFile
{
    private readonly CsvOptions _options;
    private readonly bool _namesDelimiter;

    private CsvFile(string path, CsvOptions options, FileText text, char delimiter, bool namesDelimiter)
    {
        Path = path;
        Text = text;
        Delimiter = delimiter;
        _options = options;
        _namesDelimiter = namesDelimiter;
    }

    public string Path { get; }

    /// <summary>The file's name as problems show it.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    public FileText Text { get; }

    public char Delimiter { get; }

    /// <summary>Column names: none is blank, no two are equal.</summary>
    public IReadOnlyList<string> Headers { get; private set; } = [];

    /// <summary>Choices made on opening that a person should know of.</summary>
    public IReadOnlyList<CsvProblem> Notes { get; private set; } = [];

    /// <summary>Opens a file, or says why it cannot be read as CSV.</summary>
    public static bool TryOpen(string path, CsvOptions options, [NotNullWhen(true)] out CsvFile? file, [NotNullWhen(false)] out CsvProblem? problem)
    {
        file = null;
        Fault? fault = Directory.Exists(path) ? Faults.IsDirectory : !File.Exists(path) ? Faults.FileMissing : null;
        try
        {
            fault ??= Open(path, options, out file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            fault = FaultOf(failure);
        }

        problem = fault is null ? null : new CsvProblem(path, 0, 0, null, null, fault);
        return fault is null && file is not null;
    }

    /// <summary>Streams the rows; one that cannot be read is reported in its turn and passed over.</summary>
    public IEnumerable<CsvRow> Rows(Action<CsvProblem> report)
    {
        int number = -1;
        using TextReader text = OpenText();
        using RowStream stream = Stream(text, Headers.Count, refused =>
        {
            number++;
            report(Problem(refused.Line, refused.Column, refused.Excerpt, refused.Fault!));
        });
        foreach (RawRow row in stream.Rows())
        {
            if (++number > 0)
            {
                yield return new CsvRow(row.Line, number, row.Fields);
            }
        }
    }

    /// <summary>The first readable rows.</summary>
    public IReadOnlyList<CsvRow> Sample(int rows = 10_000) => [.. Rows(static _ => { }).Take(rows)];

    /// <summary>A problem in this file; the column counts from 1, 0 is the whole line.</summary>
    public CsvProblem Problem(int line, int column, string? value, Fault fault) =>
        new(Name, line, column, column > 0 && column <= Headers.Count ? Headers[column - 1] : null, value, fault);

    internal static Fault FaultOf(Exception failure) =>
        failure is UnauthorizedAccessException ? Faults.NoPermission : Faults.Unreadable(failure.Message);

    private static Fault? Open(string path, CsvOptions options, out CsvFile? file)
    {
        file = null;
        if (options.Encoding is { } name && FileText.Find(name) is null)
        {
            return Faults.UnknownEncoding(name);
        }

        FileText text;
        using (FileStream stream = OpenStream(path))
        {
            if (!stream.CanSeek)
            {
                return Faults.Unreadable("not a regular file");
            }

            byte[] start = new byte[4096];
            int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (read == 0 || BinaryFormats.Recognise(start.AsSpan(0, read)) is not null)
            {
                return read == 0 ? Faults.EmptyFile : BinaryFormats.Recognise(start.AsSpan(0, read));
            }

            stream.Position = 0;
            text = EncodingDetector.Detect(stream, options.Encoding is { } stated ? FileText.Find(stated) : null);
        }

        char? named = NamedDelimiter(path, text);
        char delimiter = options.Delimiter ?? named ?? DelimiterDetector.Detect(() => OpenText(path, text, skipLine: false), options.MaxRecord);
        CsvFile opened = new(path, options, text, delimiter, named is not null);
        Fault? fault = opened.ReadHeader();
        file = fault is null ? opened : null;
        return fault;
    }

    private Fault? ReadHeader()
    {
        RawRow? refused = null;
        using TextReader text = OpenText();
        using RowStream stream = Stream(text, expectedFields: 0, row => refused ??= row);
        RawRow[] sound = [.. stream.Rows().Take(2)];
        if (sound is [] && refused is null)
        {
            return Faults.EmptyFile;
        }

        RawRow header = refused is { } first && (sound is [] || first.Line < sound[0].Line) ? first : sound[0];
        Fault? fault = header.Fault
            ?? (HeaderRow.LooksLikeData(header.Fields) ? Faults.NoHeader : sound.Length == 1 && refused is null ? Faults.HeaderOnly : null);
        if (fault is not null)
        {
            return fault;
        }

        List<CsvProblem> notes = Text.IsGuess ? [Problem(0, 0, null, Faults.EncodingGuessed(Text.Name))] : [];
        Headers = HeaderRow.Names(header.Fields, (column, name) => notes.Add(new CsvProblem(Name, header.Line, column, name, header.Fields[column - 1], Faults.HeaderRenamed(name))));
        Notes = notes;
        return null;
    }

    /// <summary>A spreadsheet's first line <c>sep=;</c> names the delimiter and is no row.</summary>
    private static char? NamedDelimiter(string path, FileText text)
    {
        using TextReader reader = OpenText(path, text, skipLine: false);
        char[] start = new char[5];
        bool named = reader.ReadBlock(start) == 5 && new string(start, 0, 4).Equals("sep=", StringComparison.OrdinalIgnoreCase);
        return named ? start[4] : null;
    }

    private RowStream Stream(TextReader text, int expectedFields, Action<RawRow> refuse)
    {
        RecordReader records = new(text, Delimiter, _options.MaxRecord, firstLine: _namesDelimiter ? 2 : 1) { ExpectedFields = expectedFields };
        return new RowStream(records, Delimiter, _options.MaxField, refuse);
    }

    private TextReader OpenText() => OpenText(Path, Text, _namesDelimiter);

    private static StreamReader OpenText(string path, FileText text, bool skipLine)
    {
        StreamReader reader = new(OpenStream(path), text.Encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
        if (skipLine)
        {
            _ = reader.ReadLine();
        }

        return reader;
    }

    private static FileStream OpenStream(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, FileOptions.SequentialScan);
}
