using System.Text.Json;
using CrmCore.Tests.Support;

namespace CrmCore.Tests;

public class ProbabilityTests
{
    [Theory]
    [InlineData(-0.0001)]
    [InlineData(1.0001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(40)]
    public void What_lies_outside_0_to_1_is_refused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Probability(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Probability.FromPercent(100 * value));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("-1")]
    [InlineData("\"0.5\"")]
    [InlineData("null")]
    public void Json_outside_0_to_1_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Probability>(json));

    [Law]
    public void A_probability_round_trips_through_json_bit_by_bit(Probability p) =>
        Assert.Equal(p.Value, JsonSerializer.Deserialize<Probability>(JsonSerializer.Serialize(p)).Value, 0.0);

    [Law]
    public void Order_is_that_of_the_values_and_the_complement_turns_it_round(Probability p, Probability q)
    {
        Assert.Equal(p.Value < q.Value, p < q);
        Assert.Equal(p.Value >= q.Value, p >= q);
        Assert.Equal(p > q, p.Complement < q.Complement);
        Assert.Equal(p.Value, p.Complement.Complement.Value, 1e-15);
        Assert.True(Probability.Zero <= p && p <= Probability.One);
    }

    [Fact]
    public void Its_text_is_in_percent() => Assert.Equal("42.5%", Probability.FromPercent(42.5).ToString());

    [Fact]
    public void Default_is_zero() => Assert.Equal(Probability.Zero, default);
}
