using CrmCore.Cli.Csv;

namespace CrmCore.Cli.Tests.Csv;

public sealed class ImportTests
{
    private const string Leads = """
        编号,姓名,公司,邮箱,手机,状态,创建时间,预算
        L1,王小明,星河科技,ming@example.com,１３８００１３８０００,跟进中,2024-03-05,10万
        L2,,,,,待跟进,2024-03-06,
        L3,李雷,远山,li@example.com,13800138001,奇怪,2024-03-07,
        L1,韩梅,远山,mei@example.com,13800138002,待跟进,2024-03-08,
        ,赵,远山,zhao@example.com,13800138003,待跟进,2024-03-08,
        L6,钱,远山,not an address,13800138004,待跟进,2024-02-30,暂无

        """;

    [Fact]
    public void Leads_are_read_and_bad_rows_told()
    {
        (List<LeadRecord> records, List<CsvProblem> problems, CsvSummary summary) = ReadLeads(map => map);
        LeadRecord lead = Assert.Single(records);
        Assert.Equal((2, "L1", "王小明", "星河科技", "working"), (lead.Line, lead.Key, lead.Name, lead.Company, lead.Status));
        Assert.Equal(new DateTimeOffset(2024, 3, 5, 0, 0, 0, TimeSpan.Zero), lead.Created);
        Assert.Equal("10万", lead.Custom["预算"]);
        Assert.Equal(
            [
                (3, 0, FaultKind.NothingToIdentify), (4, 6, FaultKind.UnknownStatus), (5, 1, FaultKind.DuplicateKey),
                (6, 1, FaultKind.MissingKey), (7, 4, FaultKind.BadEmail), (7, 7, FaultKind.BadDate),
            ],
            problems.Select(p => (p.Line, p.Column, p.Kind)));
        Assert.Equal((6, 1, 5), (summary.Read, summary.Accepted, summary.Rejected));
        Assert.Equal(1, summary.Problems[FaultKind.BadDate]);
    }

    [Fact]
    public void A_bad_value_can_be_left_blank_but_not_an_essential_one()
    {
        (List<LeadRecord> records, List<CsvProblem> problems, _) = ReadLeads(map => map with { OnBadValue = "blank" });
        Assert.Equal(["L1", "L6"], records.Select(r => r.Key));
        Assert.Null(records[1].Email);
        Assert.Null(records[1].Created);
        Assert.Empty(records[1].Custom);
        Assert.Equal(6, problems.Count);
    }

    [Fact]
    public void Values_constants_blanks_and_a_key_of_two_columns_are_used()
    {
        using TempFile temp = new("region,no,who,state,drop\nN,1,Ann,hot,x\nN,2,n/a,HOT,x\nS,1,Bob,,x\nN|1,,Cy,cold,x\n");
        CsvFile file = temp.Open();
        ColumnMap map = new()
        {
            Key = new KeyRule(["region", "no"]),
            Columns = new() { ["who"] = "name", ["state"] = "status", ["drop"] = "-" },
            Values = new() { ["status"] = new() { ["hot"] = "qualified", ["cold"] = "" } },
            Constants = new() { ["source"] = "fair", ["company"] = "Acme" },
            Blank = ["N/A"],
        };
        Assert.True(RowPlan.TryCreate(file, map, ImportTarget.Leads, out RowPlan? plan, out _));
        List<LeadRecord> leads = [.. CsvImport.Leads(file, plan).Records(_ => { })];
        Assert.Equal(["N|1", "N|2", "S|1", "N||1|"], leads.Select(l => l.Key));
        Assert.Equal(["Ann", null, "Bob", "Cy"], leads.Select(l => l.Name));
        Assert.Equal(["qualified", "qualified", null, null], leads.Select(l => l.Status));
        Assert.All(leads, l => Assert.Equal(("fair", "Acme"), (l.Source, l.Company)));
        Assert.Equal(["region", "no"], map.Key.Columns);
        Assert.All(leads, l => Assert.Empty(l.Custom));
    }

    [Fact]
    public void A_file_without_id_is_keyed_by_row_whatever_else_is_broken()
    {
        using TempFile temp = new("name,city\nAnn,Rome\nbroken\n\nBob,Oslo\n");
        CsvFile file = temp.Open();
        Assert.True(RowPlan.TryCreate(file, new ColumnMap { Key = KeyRule.Row, Columns = new() { ["name"] = "name" } }, ImportTarget.Leads, out RowPlan? plan, out _));
        CsvImport<LeadRecord> import = CsvImport.Leads(file, plan);
        Assert.Equal([("1", 2), ("3", 5)], import.Records(_ => { }).Select(r => (r.Key, r.Line)));
        Assert.Equal((3, 2, 1), (import.Summary.Read, import.Summary.Accepted, import.Summary.Rejected));
    }

    [Theory]
    [InlineData("$5", "USD", 5, "USD")]
    [InlineData("$5", "CAD", 5, "CAD")]
    [InlineData("¥5", "JPY", 5, "JPY")]
    [InlineData("€5", "", 5, "EUR")]
    [InlineData("5", "CNY", 5, "CNY")]
    [InlineData("", "CNY", null, "CNY")]
    public void An_amount_takes_the_currency_of_its_row(string amount, string currency, int? expected, string code)
    {
        OpportunityRecord deal = Assert.Single(ReadDeals($"1,{amount},{currency}", out _));
        Assert.Equal((expected, code), (deal.Amount, deal.Currency));
    }

    [Fact]
    public void An_amount_that_contradicts_the_currency_is_refused()
    {
        Assert.Empty(ReadDeals("1,€5,USD", out List<CsvProblem> problems));
        Assert.Equal((FaultKind.CurrencyConflict, "amount"), (problems[0].Kind, problems[0].ColumnName));
    }

    [Fact]
    public void Every_field_of_a_target_reaches_its_record()
    {
        (List<LeadRecord> leads, List<OpportunityRecord> deals) = (One(ImportTarget.Leads, CsvImport.Leads), One(ImportTarget.Opportunities([]), CsvImport.Opportunities));
        AssertFull(leads[0]);
        AssertFull(deals[0]);
    }

    private static List<TRecord> One<TRecord>(ImportTarget target, Func<CsvFile, RowPlan, CsvImport<TRecord>> import)
    {
        string Value(TargetField field) => field.Kind switch
        {
            ColumnKind.Email => "a@example.com",
            ColumnKind.Phone => "555-0100",
            ColumnKind.Status => "new",
            ColumnKind.Outcome => "won",
            ColumnKind.Instant or ColumnKind.Day => "2024-03-05",
            ColumnKind.Amount => "12.50",
            ColumnKind.Currency => "EUR",
            ColumnKind.Probability => "40%",
            _ => field.Name,
        };
        using TempFile temp = new($"{string.Join(',', target.Fields.Select(f => "c_" + f.Name))},more\n{string.Join(',', target.Fields.Select(Value))},more\n");
        CsvFile file = temp.Open();
        ColumnMap map = new() { Columns = target.Fields.ToDictionary(f => "c_" + f.Name, f => f.Name) };
        Assert.True(RowPlan.TryCreate(file, map, target, out RowPlan? plan, out _));
        return [.. import(file, plan).Records(p => Assert.Fail(p.ToString()))];
    }

    private static void AssertFull(object record) =>
        Assert.All(record.GetType().GetProperties(), p => Assert.NotNull(p.GetValue(record)));

    private static (List<LeadRecord> Records, List<CsvProblem> Problems, CsvSummary Summary) ReadLeads(Func<ColumnMap, ColumnMap> change)
    {
        using TempFile temp = new(Leads);
        CsvFile file = temp.Open();
        ColumnMap map = MapSuggester.Suggest(file.Headers, file.Sample(), ImportTarget.Leads) with { Key = new KeyRule(["编号"]) };
        map.Columns.Remove("编号");
        Assert.True(RowPlan.TryCreate(file, change(map), ImportTarget.Leads, out RowPlan? plan, out IReadOnlyList<MapError> errors), string.Join('\n', errors));
        List<CsvProblem> problems = [];
        CsvImport<LeadRecord> import = CsvImport.Leads(file, plan);
        List<LeadRecord> records = [.. import.Records(problems.Add)];
        return (records, problems, import.Summary);
    }

    private static List<OpportunityRecord> ReadDeals(string row, out List<CsvProblem> problems)
    {
        using TempFile temp = new($"id,amount,currency\n{row}\n");
        CsvFile file = temp.Open();
        ColumnMap map = new() { Key = new KeyRule(["id"]), Columns = new() { ["amount"] = "amount", ["currency"] = "currency" } };
        Assert.True(RowPlan.TryCreate(file, map, ImportTarget.Opportunities([]), out RowPlan? plan, out _));
        List<CsvProblem> told = [];
        List<OpportunityRecord> records = [.. CsvImport.Opportunities(file, plan).Records(told.Add)];
        problems = told;
        return records;
    }
}
