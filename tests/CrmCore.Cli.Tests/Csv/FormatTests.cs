using CrmCore.Cli.Csv;

namespace CrmCore.Cli.Tests.Csv;

/// <summary>How a column decides what one value leaves open.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData("03/04/2024|25/04/2024", 4, false)]
    [InlineData("03/04/2024|04/25/2024", 3, false)]
    [InlineData("03/04/2024|05/06/2024", 4, true)]
    [InlineData("2024-04-03|03.04.2024", 4, false)]
    public void A_column_of_dates_decides(string values, int month, bool assumed)
    {
        CsvImport<OpportunityRecord> import = Import("created", values, out List<OpportunityRecord> records);
        Assert.Equal(month, records[0].Created!.Value.Month);
        Assert.Equal(assumed ? [FaultKind.DateOrderAssumed] : [], import.Notes.Select(n => n.Kind));
    }

    [Fact]
    public void A_date_far_down_decides_for_those_above()
    {
        string values = string.Join('|', Enumerable.Repeat("03/04/2024", 15_000).Append("04/25/2024"));
        CsvImport<OpportunityRecord> import = Import("created", values, out List<OpportunityRecord> records);
        Assert.Empty(import.Notes);
        Assert.All(records, r => Assert.True(r.Created!.Value.Day == (r.Line == 15_002 ? 25 : 4)));
    }

    [Fact]
    public void Another_column_of_the_file_helps()
    {
        using TempFile temp = new("id,created,closed\n1,03/04/2024,04/25/2024\n");
        ColumnMap map = new() { Key = new(["id"]), Columns = new() { ["created"] = "created", ["closed"] = "closed" } };
        CsvImport<OpportunityRecord> import = Opportunities(temp.Open(), map);
        Assert.Equal(3, import.Records(_ => { }).Single().Created!.Value.Month);
        Assert.Equal(FaultKind.DateOrderAssumed, Assert.Single(import.Notes).Kind);
    }

    [Theory]
    [InlineData("1,234|1,234.56", "1234", false)]
    [InlineData("1,234|12,5", "1.234", false)]
    [InlineData("1.234|1.234,56", "1234", false)]
    [InlineData("1.234|5.678", "1234", true)]
    [InlineData("1,234|5,678", "1234", true)]
    public void A_column_of_amounts_decides(string values, string first, bool assumed)
    {
        CsvImport<OpportunityRecord> import = Import("amount", values, out List<OpportunityRecord> records);
        Assert.Equal(decimal.Parse(first, System.Globalization.CultureInfo.InvariantCulture), records[0].Amount);
        Assert.Equal(assumed ? [FaultKind.DecimalMarkAssumed] : [], import.Notes.Select(n => n.Kind));
    }

    [Fact]
    public void Where_a_column_contradicts_itself_what_is_open_is_refused()
    {
        Import("amount", "1.234,56|1,234.56|1,234", out List<OpportunityRecord> records);
        Assert.Equal([1234.56m, 1234.56m], records.Select(r => r.Amount!.Value));
        Import("amount", "1,234|1.234", out records);
        Assert.Empty(records);
    }

    [Theory]
    [InlineData("40|0.5|100", "0.4")]
    [InlineData("0.4|1|0", "0.4")]
    [InlineData("40%|0.5", "0.4")]
    [InlineData("0,4|1", "0.4")]
    public void A_column_of_probabilities_decides(string values, string first)
    {
        Import("probability", values, out List<OpportunityRecord> records);
        Assert.Equal(decimal.Parse(first, System.Globalization.CultureInfo.InvariantCulture), records[0].Probability);
    }

    [Theory]
    [InlineData("probability", "101%")]
    [InlineData("probability", "-5")]
    [InlineData("amount", "5%")]
    [InlineData("currency", "Taler")]
    [InlineData("email", "nobody")]
    public void A_value_out_of_range_is_refused(string field, string value)
    {
        Import(field, value, out List<OpportunityRecord> records);
        Assert.Empty(records);
    }

    private static CsvImport<OpportunityRecord> Import(string field, string values, out List<OpportunityRecord> records)
    {
        using TempFile temp = new($"id;{field}\n" + string.Concat(values.Split('|').Select((v, i) => $"{i};{v}\n")));
        ColumnMap map = new() { Key = new(["id"]), Columns = new() { [field] = field } };
        CsvImport<OpportunityRecord> import = Opportunities(temp.Open(), map);
        records = [.. import.Records(_ => { })];
        return import;
    }

    private static CsvImport<OpportunityRecord> Opportunities(CsvFile file, ColumnMap map)
    {
        Assert.True(RowPlan.TryCreate(file, map, ImportTarget.Opportunities([]), out RowPlan? plan, out _));
        return CsvImport.Opportunities(file, plan);
    }
}
