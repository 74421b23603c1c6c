using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

public class TrainingDataTests
{
    private static readonly FeatureSchema Schema = new([new("size", FeatureKind.Numeric), new("source", FeatureKind.Categorical, ["fair", "web"])]);

    [Fact]
    public void A_text_is_a_number_a_level_unknown_or_missing()
    {
        Assert.Equal([1.5, 1e5, double.NaN, double.NaN, double.NaN, double.NaN], new[] { "1.5", "1e5", "", " ", "many", "Infinity" }.Select(t => Schema.Encode(0, t)));
        Assert.Equal([0, 1, FeatureSchema.Unseen, FeatureSchema.Unseen, double.NaN], new[] { "fair", "web", "Web", "phone", null }.Select(t => Schema.Encode(1, t)));
    }

    [Fact]
    public void A_value_is_read_by_what_it_is()
    {
        DateOnly day = new(2026, 3, 1);
        FieldValue[] values = [FieldValue.Of(2.5m), FieldValue.Of(true), FieldValue.Of(false), FieldValue.Of(day), FieldValue.Of("7"), FieldValue.Of("seven"), FieldValue.Of(["a"]), FieldValue.None];
        Assert.Equal([2.5, 1, 0, day.DayNumber, 7, double.NaN, double.NaN, double.NaN], values.Select(v => Schema.Encode(0, v)));
        FeatureSchema levels = new([new("x", FeatureKind.Categorical, ["true", "false", "2.5", "2026-03-01", "a", "web"])]);
        Assert.Equal([2, 0, 1, 3, FeatureSchema.Unseen, 4, 5, double.NaN], new[] { values[0], values[1], values[2], values[3], values[4], FieldValue.Of(["a", "b"]), FieldValue.Of("web"), FieldValue.None }.Select(v => levels.Encode(0, v)));
    }

    [Fact]
    public void A_value_of_a_row_is_told_to_people()
    {
        Assert.Equal(["", "1.2346", "-3"], new[] { double.NaN, 1.23456, -3 }.Select(v => Schema.Decode(0, v)));
        Assert.Equal(["", "fair", "web", "?", "?"], new[] { double.NaN, 0, 1, 2, FeatureSchema.Unseen }.Select(v => Schema.Decode(1, v)));
        Assert.Equal((0, 1, -1, 2), (Schema.IndexOf("size"), Schema.IndexOf("source"), Schema.IndexOf("Size"), Schema.Count));
    }

    [Fact]
    public void Every_difference_of_two_schemas_is_told()
    {
        FeatureSchema other = new([new("weight", FeatureKind.Numeric), new("source", FeatureKind.Categorical, ["fair", "phone"]), new("more", FeatureKind.Numeric), new("yet more", FeatureKind.Numeric)]);
        Assert.Equal([("features[0]", "other-feature"), ("features[1]", "other-levels"), ("features[2]", "feature-count")], Schema.DifferencesFrom(other).Select(d => (d.Path, d.Code)));
        Assert.Equal(["features[2]"], other.DifferencesFrom(new([other.Features[0], other.Features[1]])).Select(d => d.Path));
        Assert.Equal("other-feature", Assert.Single(Schema.DifferencesFrom(new([new("size", FeatureKind.Categorical, ["1"]), Schema.Features[1]]))).Code);
        Assert.Empty(Schema.DifferencesFrom(new(Schema.Features)));
    }

    [Fact]
    public void Names_occur_once()
    {
        DefinitionException wrong = Assert.Throws<DefinitionException>(() => new FeatureSchema([new("a", FeatureKind.Numeric), new("b", FeatureKind.Categorical, ["x", "y", "x"]), new("a", FeatureKind.Numeric)]));
        Assert.Equal([("features[1].levels", "duplicate-level"), ("features[2].name", "duplicate-name")], wrong.Defects.Select(d => (d.Path, d.Code)));
        Assert.Throws<ArgumentException>(() => new Feature("a", FeatureKind.Numeric, ["x"]));
        Assert.Throws<ArgumentException>(() => new Feature(" ", FeatureKind.Numeric));
        Assert.ThrowsAny<ArgumentException>(() => new Feature("a", (FeatureKind)9));
        Assert.ThrowsAny<ArgumentException>(() => new Feature("a", FeatureKind.Numeric, monotonicity: (Monotonicity)9));
    }

    [Fact]
    public void Rows_fit_each_other_and_infinities_are_missing()
    {
        Dataset data = new(Schema, [1, 0, double.PositiveInfinity, 1], [true, false], ["a", "b"]);
        Assert.Equal([1, 0, double.NaN, 1], data.Row(0).ToArray().Concat(data.Row(1).ToArray()));
        Assert.Equal((2, 1, 1, 0.5, false), (data.Count, data.WonCount, data.LostCount, data.BaseRate, data.HasOrder));
        Assert.True(data.Order.IsEmpty);
        Assert.Equal(["a", "b"], data.Groups.ToArray());
        foreach (Func<Dataset> wrong in (Func<Dataset>[])
            [
                () => new(Schema, [1, 0, 1], [true, false], ["a", "b"]), () => new(Schema, [1, 0, 1, 0], [true, false], ["a"]), () => new(Schema, [1, 0, 1, 0], [true, false], ["a", "b"], ["g"]),
                () => new(Schema, [1, 0, 1, 0], [true, false], ["a", "b"], ["g", "h"], [1]),
            ])
        {
            Assert.Throws<ArgumentException>(wrong);
        }
    }

    [Fact]
    public void Rows_in_order_of_time_then_group_then_id_then_values()
    {
        Dataset data = new(
            new([new("x", FeatureKind.Numeric)]), [6, 5, 4, 3, 2, 1], [true, false, true, false, true, false], ["f", "e", "d", "c", "b", "b"], ["g", "g", "h", "g", "g", "g"], [2, 1, 1, 1, 1, 1]);
        Dataset canonical = data.Canonical();
        Assert.Equal([1.0, 2, 3, 5, 4, 6], Enumerable.Range(0, 6).Select(r => canonical.Row(r)[0]));
        Assert.Equal(["b", "b", "c", "e", "d", "f"], canonical.Ids.ToArray());
        Assert.Equal([false, true, false, false, true, true], canonical.Outcomes.ToArray());
        Assert.Equal(["g", "g", "g", "g", "h", "g"], canonical.Groups.ToArray());
        Assert.Equal([1m, 1, 1, 1, 1, 2], canonical.Order.ToArray());
        Assert.Equal((3, 2), (canonical.WonCount, data.Subset([0, 1, 2]).WonCount));
    }

    [Fact]
    public void Rolling_splits_are_judged_on_the_tenth_that_follows()
    {
        Dataset data = MadeUp.Deals(100, 1);
        Assert.Equal([(50, 10), (60, 10), (70, 10), (80, 10), (90, 10)], Split.Rolling(data).Select(s => (s.Train.Count, s.Test.Count)));
        Assert.All(Split.Rolling(data), s => Assert.Equal(Enumerable.Range(0, s.Train.Count + 10), s.Train.Concat(s.Test)));
        Assert.Equal((80, 20), (Split.ByTime(data).Train.Count, Split.ByTime(data).Test.Count));
        Dataset none = new(MadeUp.Schema, [], [], [], null, []);
        Assert.Equal((0, 0), (Split.ByTime(none).Train.Count, Split.ByTime(none).Test.Count));
        Assert.Empty(Split.Rolling(none));
        Assert.Empty(Split.Rolling(new(new([]), [], [true], ["a"], null, [1])));
        Assert.Throws<ArgumentException>(() => Split.ByTime(new Dataset(new([]), [], [true], ["a"])));
        Assert.Throws<ArgumentNullException>("data", () => Split.ByTime(null!));
        Assert.Throws<ArgumentNullException>("data", () => Split.ByHash(null!));
    }

    [Fact]
    public void Each_group_is_judged_in_one_fold()
    {
        Dataset data = MadeUp.Deals(300, 1, i => $"g{i % 60}");
        IReadOnlyList<Split> folds = Split.Folds(data, 5);
        Assert.Equal(5, folds.Count);
        Assert.Equal(Enumerable.Range(0, 300), folds.SelectMany(f => f.Test).Order());
        Assert.All(folds, f => Assert.Equal(300, f.Train.Count + f.Test.Count));
        Assert.All(folds, f => Assert.Empty(f.Train.Select(r => data.Groups[r]).Intersect(f.Test.Select(r => data.Groups[r]))));
        Assert.Empty(Split.Folds(new(new([]), [], [true], ["a"]), 5));
    }

    [Theory]
    [InlineData(1999, 0.8)]
    [InlineData(19_999, 0.8)]
    [InlineData(20_000, 0.9)]
    public void In_time_the_latest_deals_are_chosen_by(int count, double from)
    {
        Dataset data = new(new([]), [], new bool[count], [.. Enumerable.Range(0, count).Select(i => $"{i}")], null, [.. Enumerable.Range(0, count).Select(i => (decimal)i)]);
        Split split = Assert.Single(Validation.Of(data, ValidationKind.Latest, 5));
        Assert.Equal((int)(from * count), split.Train.Count);
        Assert.Equal(5, Validation.Of(data, ValidationKind.Random, 5).Count);
        Assert.Single(Validation.Of(data, ValidationKind.Random, 1));
        Assert.Equal(3, Validation.Of(new(new([]), [], new bool[count], data.Ids.ToArray()), ValidationKind.Latest, 3).Count);
        Assert.Empty(Validation.Of(data.Subset([0]), ValidationKind.Latest, 3));
    }

    [Fact]
    public void Stages_are_ordered_by_how_many_deals_reached_them_and_a_deal_counts_where_it_came_furthest()
    {
        FeatureSchema schema = new([new("stage", FeatureKind.Categorical, ["close", "open", "talk"])]);
        string[] groups = ["a", "a", "a", "b", "b", "c", "c", "d"];
        Dataset data = new(schema, [1, 2, 0, 1, 2, 1, 1, double.NaN], new bool[8], groups, null, [1, 2, 3, 1, 2, 5, 4, 1]);
        IReadOnlyList<string> order = StageReach.OrderOf(data, 0);
        Assert.Equal(["open", "talk", "close"], order);
        Assert.Equal([2, 4, 5, 7], StageReach.FurthestRows(data, 0, order));
        Assert.Equal([2, 4, 5, 7], StageReach.FurthestRows(data, -1, order));
    }

    [Fact]
    public void A_table_tells_what_it_leaves_out()
    {
        TableColumns columns = new("id", "outcome", " Won ") { Order = "when", Group = "deal", Categorical = ["code"], Ignore = ["secret"] };
        Table table = new(["id", "outcome", "when", "deal", "code", "x", "half", "secret"],
        [
            ["1", "won", "2026-01-05", "d1", "10", "1.5", "same", "a"],
            ["2", "LOST", "2026-01-06", "d1", "20", "", "", "b"],
            ["3", "", "2026-01-07", "d2", "10", "2", "same", "c"],
            ["4", "WON", "2026-01-08", "", "10", "many"],
        ]);
        TableResult result = table.Read(columns);
        Assert.Equal(["1 rows have no outcome and are left out."], result.Notes);
        Dataset data = result.Data!;
        Assert.Equal([("code", FeatureKind.Categorical), ("x", FeatureKind.Categorical), ("half", FeatureKind.Categorical)], data.Schema.Features.Select(f => (f.Name, f.Kind)));
        Assert.Equal([["10", "20"], ["1.5", "many"], ["same"]], data.Schema.Features.Select(f => f.Levels));
        Assert.Equal([true, false, true], data.Outcomes.ToArray());
        Assert.Equal(["d1", "d1", "4"], data.Groups.ToArray());
        Assert.Equal(["1", "2", "4"], data.Ids.ToArray());
        Assert.True(data.Order[0] < data.Order[1] && data.Order[1] < data.Order[2]);
        Assert.Equal([0, 0, 0], data.Row(0).ToArray());
        Assert.Equal([1, double.NaN, double.NaN], data.Row(1).ToArray());
    }

    [Fact]
    public void Numbers_in_order_and_repeated_ids_are_read()
    {
        TableResult result = new Table(["id", "outcome", "when", "stage"], [["1", "won", "2", "7"], ["1", "lost", "1.5", "8"]]).Read(new("id", "outcome", "won") { Order = "when", Stage = "stage" });
        Assert.Equal(["1 rows repeat an id; rows of one id are kept together."], result.Notes);
        Assert.Equal([2m, 1.5m], result.Data!.Order.ToArray());
        Assert.Equal(FeatureKind.Categorical, result.Data.Schema.Features.Single().Kind);
        Refusal unreadable = Assert.Single(new Table(["id", "outcome", "when"], [["1", "won", "1"], ["2", "won", "soon"], ["3", "won", "later"]]).Read(new("id", "outcome", "won") { Order = "when" }).Refusals);
        Assert.Equal(("soon", "2"), (unreadable.Parameters["value"], unreadable.Parameters["row"]));
    }

    /// <summary>Twenty names may be sources; twenty-one that are different in more than nine rows of ten are names of deals.</summary>
    [Theory]
    [InlineData(20, 20, true)]
    [InlineData(21, 21, false)]
    [InlineData(27, 30, true)]
    [InlineData(28, 30, false)]
    public void A_column_that_names_deals_is_left_out(int names, int rows, bool kept)
    {
        TableResult result = new Table(["id", "outcome", "name"], [.. Enumerable.Range(0, rows).Select(i => (IReadOnlyList<string>)[$"{i}", "won", $"n{i % names}"])]).Read(new("id", "outcome", "won"));
        Assert.Equal(kept ? 1 : 0, result.Data!.Schema.Count);
        Assert.Equal(kept ? 0 : 1, result.Notes.Count);
    }
}
