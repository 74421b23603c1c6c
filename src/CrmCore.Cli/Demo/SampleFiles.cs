using System.Globalization;
using CsvHelper;

namespace CrmCore.Cli.Demo;

/// <summary>The sample that is shipped inside the command: an invented seller of warehouse software and its leads.</summary>
internal static class SampleFiles
{
    /// <summary>The moment that the sample ends at.</summary>
    public static DateTimeOffset End { get; } = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a file of the sample to a folder, to be imported like any other.</summary>
    public static async Task<string> ExtractAsync(string name, string folder, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, name);
        using Stream source = Open(name);
        using FileStream target = File.Create(path);
        await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>The rows of a file of the sample, by column.</summary>
    public static IReadOnlyList<SampleRow> Read(string name)
    {
        using StreamReader text = new(Open(name));
        using CsvReader csv = CsvReader.Create(text, new CsvReaderOptions { Separator = ',', HasHeader = false });
        List<SampleRow> rows = [];
        string[]? headers = null;
        while (csv.Read())
        {
            string[] fields = [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i))];
            if (headers is null)
            {
                headers = fields;
                continue;
            }

            rows.Add(new SampleRow(headers.Zip(fields).ToDictionary(f => f.First, f => f.Second, StringComparer.Ordinal)));
        }

        return rows;
    }

    private static Stream Open(string name) =>
        typeof(SampleFiles).Assembly.GetManifestResourceStream($"Sample/{name}") ?? throw new FileNotFoundException($"The sample has no file '{name}'.");
}

/// <summary>A row of the sample.</summary>
internal sealed record SampleRow(IReadOnlyDictionary<string, string> Fields)
{
    public string this[string column] => Fields[column];

    public string? Text(string column) => Fields[column] is { Length: > 0 } text ? text : null;

    public DateTimeOffset At => DateTimeOffset.Parse(Fields["at"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public DateTimeOffset? Instant(string column) => Text(column) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;
}
