using CrmCore.Cli.Csv;
using CrmCore.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Cli.Tests.Csv;

/// <summary>A table and the way it is written.</summary>
public sealed record WrittenTable(string[][] Rows, char Delimiter, string LineBreak, string Encoding, bool QuoteAll)
{
    public string Text => string.Join(LineBreak, Rows.Select(r => string.Join(Delimiter, r.Select(Cell))));

    public override string ToString() => $"{Encoding} {LineBreak.Length} {QuoteAll}: {Text}";

    private string Cell(string value) =>
        QuoteAll || value.Length == 0 || value.AsSpan().ContainsAny([Delimiter, '"', '\r', '\n']) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}

public static class Tables
{
    private static readonly string[] Bits = ["a", "Zoë", "上海", "１２", ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\r", " ", "'", "=1+1", "😀", "x,y", "0", ""];

    public static Arbitrary<WrittenTable> Table() => (
        from columns in Gen.Choose(2, 6)
        from rows in Gen.Choose(1, 30)
        from cells in Value.ArrayOf(columns * rows)
        from delimiter in Gen.Elements(',', ';', '\t', '|')
        from lineBreak in Gen.Elements("\n", "\r\n", "\r")
        from encoding in Gen.Elements("utf-8", "utf-16", "utf-16BE", "utf-32", "gb18030")
        from quoteAll in Gen.Elements(true, false)
        select new WrittenTable([Header(columns), .. cells.Chunk(columns)], delimiter, lineBreak, encoding, quoteAll)).ToArbitrary();

    private static Gen<string> Value => from size in Gen.Choose(0, 6) from bits in Gen.Elements(Bits).ArrayOf(size) select string.Concat(bits);

    private static string[] Header(int columns) => [.. Enumerable.Range(0, columns).Select(i => $"col{i}")];
}

public sealed class RoundTripProperties
{
    [Law(MaxTest = 300, Arbitrary = [typeof(Tables)])]
    public void What_was_written_is_read(WrittenTable table)
    {
        using TempFile temp = new(table.Text, TempFile.Named(table.Encoding));
        CsvFile file = temp.Open(new CsvOptions { Delimiter = table.Delimiter, Encoding = table.Encoding });
        List<CsvProblem> problems = [];
        List<CsvRow> rows = [.. file.Rows(problems.Add)];
        Assert.Empty(problems);
        Assert.Equal(table.Rows[0], file.Headers);
        string[][] expected = [.. table.Rows.Skip(1).Where(r => !table.IsBlankLine(r))];
        Assert.Equal(expected, rows.Select(r => r.Fields.ToArray()));
    }

    [Law(MaxTest = 300, Arbitrary = [typeof(Tables)])]
    public void Where_records_end_does_not_depend_on_how_the_text_arrives(WrittenTable table, PositiveInt chunk)
    {
        using RowStream whole = new(new RecordReader(new StringReader(table.Text), table.Delimiter, 1 << 20), table.Delimiter, 1 << 20, _ => { });
        using RowStream parts = new(new RecordReader(new ChunkReader(table.Text, chunk.Get % 5 + 1), table.Delimiter, 1 << 20), table.Delimiter, 1 << 20, _ => { });
        Assert.Equal(whole.Rows().Select(r => (r.Line, string.Join('\u0001', r.Fields))), parts.Rows().Select(r => (r.Line, string.Join('\u0001', r.Fields))));
    }

    [Law(MaxTest = 500, Arbitrary = [typeof(Tables)])]
    public void Damage_never_throws_never_bends_a_row_and_is_always_told(WrittenTable table, PositiveInt at, PositiveInt what)
    {
        string text = table.Text;
        int place = table.Rows[0].Sum(h => h.Length + 3) + 2;
        place = place >= text.Length ? text.Length : place + (at.Get % (text.Length - place));
        string damaged = text.Insert(place, "\"\0\n,;".Substring(what.Get % 5, 1));
        using TempFile temp = new(damaged);
        CsvFile file = temp.Open(new CsvOptions { Delimiter = table.Delimiter, MaxRecord = 200 });
        List<int> told = [];
        foreach (CsvRow row in file.Rows(p => told.Add(p.Line)))
        {
            Assert.True(row.Fields.Count >= file.Headers.Count);
            told.Add(row.Line);
        }

        Assert.Equal(told.Order(), told);
        Assert.Equal(told.Distinct(), told);
    }

    [Law(MaxTest = 500)]
    public void Any_bytes_are_a_file_or_a_refusal(byte[] bytes, bool withHeader, ushort repeat)
    {
        byte[] header = withHeader ? "name,email,stage,amount,created\n"u8.ToArray() : [];
        using TempFile temp = new([.. header, .. Enumerable.Repeat(bytes, (repeat % 50) + 1).SelectMany(b => b)]);
        if (!CsvFile.TryOpen(temp.Path, new CsvOptions { MaxRecord = 64 }, out CsvFile? file, out CsvProblem? problem))
        {
            Assert.NotEmpty(problem.ToString());
            return;
        }

        ImportTarget target = ImportTarget.Opportunities([]);
        ColumnMap map = MapSuggester.Suggest(file.Headers, file.Sample(), target);
        Assert.True(RowPlan.TryCreate(file, map, target, out RowPlan? plan, out IReadOnlyList<MapError> errors), string.Join('\n', errors));
        CsvImport<OpportunityRecord> import = CsvImport.Opportunities(file, plan);
        int told = 0;
        int accepted = import.Records(_ => told++).Count();
        Assert.Equal((accepted, import.Summary.Read), (import.Summary.Accepted, import.Summary.Accepted + import.Summary.Rejected));
        Assert.True(told >= import.Summary.Rejected);
    }

    /// <summary>Gives a text in small pieces.</summary>
    private sealed class ChunkReader(string text, int size) : TextReader
    {
        private int _position;

        public override int Read(char[] buffer, int index, int count)
        {
            int given = Math.Min(Math.Min(size, count), text.Length - _position);
            text.CopyTo(_position, buffer, index, given);
            _position += given;
            return given;
        }
    }
}

internal static class WrittenTableExtensions
{
    /// <summary>True for a row that is written as nothing but delimiters and spaces: readers pass it over as a blank line.</summary>
    public static bool IsBlankLine(this WrittenTable table, string[] row) =>
        !table.QuoteAll && row.All(v => v.Length > 0 && v.All(c => c is ' ' || (c == '\t' && table.Delimiter != '\t')));
}
