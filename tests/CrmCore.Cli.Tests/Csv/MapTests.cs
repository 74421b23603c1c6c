using CrmCore.Cli.Csv;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Tests.Csv;

public sealed class MapTests
{
    private static readonly TargetPipeline Sale = new("sale", ["Sale", "销售"], [new("first", StageKind.Open, []), new("won", StageKind.Won, [])]);
    private static readonly TargetPipeline Renewal = new("renewal", ["Renewal", "续约"], [new("third", StageKind.Open, []), new("won", StageKind.Won, [])]);

    [Fact]
    public void A_map_is_read_with_comments_and_written_again()
    {
        const string json = """
            {
              "delimiter": "tab", "encoding": "gb18030", "decimalSeparator": ",", "dateOrder": "dmy", "timeZone": "Asia/Shanghai",
              "key": ["Id", "Region"], // two columns
              "columns": { "公司": "company", "备注": "-", "Score": "custom" },
              "values": { "status": { "待跟进": "new" } },
              "constants": { "source": "web" },
              "blank": ["unknown"],
              "onBadValue": "blank",
            }
            """;
        ColumnMap map = Read(json);
        Assert.Equal(["Id", "Region"], map.Key!.Columns);
        Assert.Equal(('\t', "gb18030"), (map.Options.Delimiter, map.Options.Encoding));
        Assert.Equal("company", map.Columns["公司"]);
        string written = ColumnMapJson.Write(map);
        Assert.Contains("公司", written, StringComparison.Ordinal);
        Assert.Equal(written, ColumnMapJson.Write(Read(written)));
        Assert.Empty(MapCheck.Errors(map, ImportTarget.Leads, ["Id", "Region", "公司", "备注", "Score", "more"]));
    }

    [Theory]
    [InlineData("{ \"columns\": { \"a\": \"name\" ", 1)]
    [InlineData("{\n  \"columns\": {\n    \"a\": name\n  }\n}", 3)]
    [InlineData("{\n  \"columns\": [1]\n}", 2)]
    [InlineData("{\n  \"key\": \"row\",\n  \"columns\": { \"a\": 7 }\n}", 3)]
    [InlineData("{\n  \"key\": {}\n}", 2)]
    [InlineData("{\n  \"key\": []\n}", 2)]
    [InlineData("{ \"key\": \"a\",\n  \"key\": \"b\" }", 2)]
    [InlineData("{ \"columns\": { \"a\": \"name\",\n  \"a\": \"email\" } }", 2)]
    [InlineData("{ \"blank\": null }", 1)]
    [InlineData("{ \"key\": \"row\",\n\n  \"values\": { \"status\": {\n \"x\": [] } } }", 4)]
    [InlineData("{ \"more\": { \"any\": [1] },\n  \"delimiter\": 5 }", 2)]
    [InlineData("[]", 1)]
    [InlineData("{} {}", 1)]
    [InlineData("null", 1)]
    [InlineData("", 1)]
    public void Bad_JSON_is_refused_with_its_line(string json, int line)
    {
        Assert.False(ColumnMapJson.TryRead(json, out _, out MapError? error));
        Assert.Equal((FaultKind.BadJson, line), (error.Fault.Kind, error.Line));
    }

    [Theory]
    [InlineData("{ \"columns\": { \"a\": null } }", "columns[\"a\"]")]
    [InlineData("{ \"values\": { \"status\": null } }", "values[\"status\"]")]
    [InlineData("{ \"values\": { \"status\": { \"x\": null } } }", "values[\"status\"][\"x\"]")]
    [InlineData("{ \"constants\": { \"name\": null } }", "constants[\"name\"]")]
    [InlineData("{ \"blank\": [\"a\", null] }", "blank")]
    public void A_null_is_refused_with_its_path(string json, string path)
    {
        Assert.False(ColumnMapJson.TryRead(json, out _, out MapError? error));
        Assert.Equal(path, error.Path);
    }

    [Fact]
    public void Every_error_of_a_map_is_told_at_once()
    {
        ColumnMap map = Read("""
            {
              "delimiter": "ab", "encoding": "klingon", "decimalSeparator": ";", "dateOrder": "ydm", "timeZone": "Mars/Olympus", "onBadValue": "ignore",
              "colums": {}, "key": "Idd",
              "columns": { "Name": "name", "Nmae": "company", "Mail": "emial", "Tel": "name", "Nothing like it": "-" },
              "values": { "status": { "Open": "opened" }, "colour": {} },
              "constants": { "name": "x", "outcome": "maybe", "created": "2024-02-30", "size": "1" }
            }
            """);
        IReadOnlyList<MapError> errors = MapCheck.Errors(map, ImportTarget.Leads, ["Id", "Name", "Mail", "Tel"]);
        Assert.Equal(
            [
                ("colums", FaultKind.UnknownProperty), ("delimiter", FaultKind.BadOption), ("encoding", FaultKind.BadOption),
                ("decimalSeparator", FaultKind.BadOption), ("dateOrder", FaultKind.BadOption), ("timeZone", FaultKind.BadOption), ("onBadValue", FaultKind.BadOption),
                ("columns[\"Nmae\"]", FaultKind.MissingColumn), ("columns[\"Mail\"]", FaultKind.UnknownField), ("columns[\"Tel\"]", FaultKind.FieldTwice),
                ("columns[\"Nothing like it\"]", FaultKind.MissingColumn), ("key", FaultKind.MissingColumn),
                ("values.status[\"Open\"]", FaultKind.BadConstant), ("values.colour", FaultKind.UnknownField),
                ("constants.name", FaultKind.FieldTwice), ("constants.outcome", FaultKind.BadConstant), ("constants.created", FaultKind.BadConstant), ("constants.size", FaultKind.UnknownField),
            ],
            errors.Select(e => (e.Path, e.Fault.Kind)));
        Assert.Contains("did you mean 'Name'?", errors[7].ToString(), StringComparison.Ordinal);
        Assert.Contains("did you mean 'email'?", errors[8].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_is_given_once()
    {
        Assert.Equal(FaultKind.NoKey, Assert.Single(MapCheck.Errors(new ColumnMap(), ImportTarget.Leads, ["a"])).Fault.Kind);
        ColumnMap twice = new() { Key = KeyRule.Row, Columns = new() { ["a"] = "key" } };
        Assert.Equal(FaultKind.FieldTwice, Assert.Single(MapCheck.Errors(twice, ImportTarget.Leads, ["a"])).Fault.Kind);
        Assert.Empty(MapCheck.Errors(new ColumnMap { Columns = new() { ["a"] = "key" } }, ImportTarget.Leads, ["a"]));
    }

    [Fact]
    public void A_key_is_not_written_in_the_map()
    {
        ColumnMap map = new() { Key = KeyRule.Row, Constants = new() { ["key"] = "1" }, Values = new() { ["key"] = new() { ["a"] = "b" } } };
        Assert.Equal([FaultKind.BadConstant, FaultKind.BadConstant], MapCheck.Errors(map, ImportTarget.Leads, ["a"]).Select(e => e.Fault.Kind));
    }

    [Fact]
    public void A_column_named_twice_in_other_case_is_told()
    {
        ColumnMap map = new() { Key = KeyRule.Row, Columns = new() { ["Name"] = "name", ["NAME"] = "company" } };
        Assert.Equal(FaultKind.FieldTwice, Assert.Single(MapCheck.Errors(map, ImportTarget.Leads, ["name"])).Fault.Kind);
    }

    [Fact]
    public void Stages_must_be_those_of_the_pipeline()
    {
        ColumnMap map = new() { Key = KeyRule.Row, Columns = new() { ["s"] = "stage" }, Values = new() { ["stage"] = new() { ["a"] = "first", ["b"] = "third" } } };
        Assert.Equal("values.stage[\"b\"]", Assert.Single(MapCheck.Errors(map, ImportTarget.Opportunities([Sale]), ["s"])).Path);
    }

    [Fact]
    public void Stages_may_be_those_of_any_pipeline_where_rows_name_theirs()
    {
        ColumnMap map = new() { Key = KeyRule.Row, Columns = new() { ["s"] = "stage" }, Values = new() { ["stage"] = new() { ["a"] = "first", ["renewal/a"] = "third", ["b"] = "fourth" } } };
        ColumnMap byColumn = map with { Columns = new() { ["s"] = "stage", ["p"] = "pipeline" } };
        ColumnMap byConstant = map with { Constants = new() { ["pipeline"] = "续约" } };
        ImportTarget target = ImportTarget.Opportunities([Sale, Renewal]);
        Assert.Equal(["values.stage[\"renewal/a\"]", "values.stage[\"b\"]"], MapCheck.Errors(map, target, ["s", "p"]).Select(e => e.Path));
        Assert.Equal("values.stage[\"b\"]", Assert.Single(MapCheck.Errors(byColumn, target, ["s", "p"])).Path);
        Assert.Equal("values.stage[\"b\"]", Assert.Single(MapCheck.Errors(byConstant, target, ["s", "p"])).Path);
    }

    [Fact]
    public void A_pipeline_in_the_map_must_be_known()
    {
        ColumnMap map = new() { Key = KeyRule.Row, Columns = new() { ["p"] = "pipeline" }, Values = new() { ["pipeline"] = new() { ["a"] = "renewal", ["b"] = "rental" } } };
        MapError error = Assert.Single(MapCheck.Errors(map, ImportTarget.Opportunities([Sale, Renewal]), ["p"]));
        Assert.Equal("values.pipeline[\"b\"]", error.Path);
        Assert.Contains("sale, renewal", error.ToString(), StringComparison.Ordinal);
    }

    private static ColumnMap Read(string json) =>
        ColumnMapJson.TryRead(json, out ColumnMap? map, out MapError? error) ? map : throw new InvalidOperationException(error.ToString());
}
