using System.Text.Json;
using CrmCore.Tests.Support;

namespace CrmCore.Tests;

public class FieldValueTests
{
    [Law]
    public void A_value_of_any_kind_round_trips_through_json(FieldValue value)
    {
        FieldValue again = JsonSerializer.Deserialize<FieldValue>(JsonSerializer.Serialize(value));
        Assert.Equal(value, again);
        Assert.Equal(value.Kind, again.Kind);
        Assert.Equal(value.GetHashCode(), again.GetHashCode());
        Assert.Equal(value.ToString(), again.ToString());
    }

    [Theory]
    [InlineData("null", FieldKind.None)]
    [InlineData("\"\"", FieldKind.None)]
    [InlineData("[]", FieldKind.None)]
    [InlineData("\"a\"", FieldKind.Text)]
    [InlineData("1.50", FieldKind.Number)]
    [InlineData("true", FieldKind.Flag)]
    [InlineData("[\"a\",\"b\"]", FieldKind.Choices)]
    [InlineData("{\"date\":\"2026-02-28\"}", FieldKind.Date)]
    public void Each_kind_has_its_json_form(string json, FieldKind kind) => Assert.Equal(kind, JsonSerializer.Deserialize<FieldValue>(json).Kind);

    [Theory]
    [InlineData("{\"date\":\"2026-02-30\"}")]
    [InlineData("{\"date\":20260228}")]
    [InlineData("{\"day\":\"2026-02-28\"}")]
    [InlineData("{\"date\":\"2026-02-28\",\"time\":1}")]
    [InlineData("[1]")]
    [InlineData("[\"a\",null]")]
    [InlineData("[\" \"]")]
    [InlineData("1e400")]
    public void Other_json_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FieldValue>(json));

    [Fact]
    public void Numbers_of_one_size_are_equal_whatever_their_digits()
    {
        Assert.Equal(FieldValue.Of(1m), FieldValue.Of(1.00m));
        Assert.Equal(FieldValue.Of(1m).GetHashCode(), FieldValue.Of(1.00m).GetHashCode());
        Assert.NotEqual(FieldValue.Of(1m), FieldValue.Of(true));
        Assert.NotEqual(FieldValue.Of("1"), FieldValue.Of(1m));
    }

    [Law]
    public void Only_numbers_and_dates_have_an_order(FieldValue left, FieldValue right)
    {
        bool ordered = left.Kind == right.Kind && (left.Kind is FieldKind.Number or FieldKind.Date);
        int? order = left.CompareWith(right);
        Assert.Equal(ordered, order is not null);
        Assert.Equal(-order, right.CompareWith(left));
    }

    [Fact]
    public void What_is_given_cannot_be_changed_afterwards()
    {
        string[] given = ["a", "b"];
        FieldValue value = FieldValue.Of(given);
        given[0] = "c";
        Assert.Equal(["a", "b"], value.AsChoices!);
    }
}
