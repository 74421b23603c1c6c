using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Forecasting;

public class VelocityTests
{
    private static readonly DateTimeOffset End = Some.Day(100_000);

    [Fact]
    public void Forty_deals_of_25000_at_a_quarter_in_90_days_bring_2777_78_a_day()
    {
        Velocity velocity = new(40, Some.Eur(25_000), 0.25, 90);
        Assert.Equal(Some.Eur(2_777.78m), velocity.PerDay!.Value.Round());
    }

    [Fact]
    public void The_levers_tell_what_a_tenth_more_of_each_part_gives()
    {
        IReadOnlyList<VelocityLever> levers = new Velocity(40, Some.Eur(25_000), 0.25, 90).Levers();
        Assert.Equal([VelocityPart.Opportunities, VelocityPart.Value, VelocityPart.WinRate, VelocityPart.Cycle], levers.Select(l => l.Part));
        Assert.Equal([277.78m, 277.78m, 277.78m, 308.64m], levers.Select(l => l.Gain.Round().Amount));
        Assert.All(levers, l => Assert.Equal(l.PerDay, new Velocity(40, Some.Eur(25_000), 0.25, 90).PerDay!.Value + l.Gain));
    }

    [Fact]
    public void A_win_rate_is_never_more_than_one() =>
        Assert.Equal(Some.Eur(0), new Velocity(10, Some.Eur(100), 1, 10).Levers().Single(l => l.Part == VelocityPart.WinRate).Gain);

    [Fact]
    public void The_four_parts_are_measured_and_each_has_its_definition()
    {
        OpportunitySnapshot[] deals =
        [
            Some.Deal(1).ToSnapshot(),
            Some.Deal(2).ToSnapshot(),
            Some.ClosedDeal(3, StageKind.Won, 100, day: 10).ToSnapshot(),
            Some.ClosedDeal(4, StageKind.Won, 200, day: 20).ToSnapshot(),
            Some.ClosedDeal(5, StageKind.Won, 900, day: 60).ToSnapshot(),
            Some.ClosedDeal(6, StageKind.Lost, 5_000, day: 40).ToSnapshot(),
            Some.ClosedDeal(7, StageKind.Invalid, 5_000, day: 5).ToSnapshot(),
        ];
        Velocity plain = Velocity.Of(deals, Currency.Eur, End);
        Assert.Equal((2, Some.Eur(400), 0.75, 30.0), (plain.Opportunities, plain.Value, plain.WinRate, plain.CycleDays));
        Assert.Equal((new WinRate(3, 1), 3, 3), (plain.Closed, plain.ValuedCount, plain.Cycles.Count));
        Assert.Equal(Some.Eur(20), plain.PerDay);

        Velocity median = Velocity.Of(deals, Currency.Eur, End, new() { Value = Averaging.Median, Cycle = Averaging.Median });
        Assert.Equal((Some.Eur(200), 20.0), (median.Value, median.CycleDays));

        Velocity both = Velocity.Of(deals, Currency.Eur, End, new() { CountsLostCycles = true });
        Assert.Equal(32.5, both.CycleDays);

        Velocity fromStage = Velocity.Of(deals, Currency.Eur, End, new() { CycleFrom = "evaluation" });
        Assert.Equal(1, fromStage.CycleDays);

        ForecastPeriod january = ForecastPeriod.MonthOf(new(2026, 1, 1));
        Velocity closed = Velocity.Of(deals, Currency.Eur, End, new() { Period = january, Count = VelocityCount.Closed });
        Assert.Equal((2, Some.Eur(150), 1.0, 15.0), (closed.Opportunities, closed.Value, closed.WinRate, closed.CycleDays));
        Velocity cohort = Velocity.Of(deals, Currency.Eur, End, new() { Period = january, Count = VelocityCount.Created, Basis = VelocityBasis.CreatedInPeriod });
        Assert.Equal((6, 0.75), (cohort.Opportunities, cohort.WinRate));
        ForecastPeriod march = ForecastPeriod.MonthOf(new(2026, 3, 1));
        Assert.Equal(3, Velocity.Of(deals, Currency.Eur, End, new() { Period = march, Count = VelocityCount.Worked }).Opportunities);

        Velocity then = Velocity.Of(deals, Currency.Eur, Some.Day(15));
        Assert.Equal((5, 1.0, 10.0), (then.Opportunities, then.WinRate, then.CycleDays));
    }

    [Fact]
    public void The_median_of_an_even_number_of_amounts_lies_between_the_two_in_the_middle()
    {
        OpportunitySnapshot[] deals = [.. new decimal[] { 900, 100, 300, 200 }.Select((a, i) => Some.ClosedDeal(i + 1, StageKind.Won, a).ToSnapshot())];
        Assert.Equal(Some.Eur(250), Velocity.Of(deals, Currency.Eur, End, new() { Value = Averaging.Median }).Value);
    }

    [Fact]
    public void What_happens_at_the_very_instant_is_known()
    {
        OpportunitySnapshot[] deals = [Some.ClosedDeal(1, StageKind.Won, day: 10).ToSnapshot()];
        Assert.Equal(1, Velocity.Of(deals, Currency.Eur, Some.Start).Opportunities);
        Assert.Equal(0, Velocity.Of(deals, Currency.Eur, Some.Start.AddTicks(-1)).Opportunities);
        Assert.Equal((0, new WinRate(1, 0)), Velocity.Of(deals, Currency.Eur, Some.Day(10)) is var then ? (then.Opportunities, then.Closed) : default);
        Assert.Equal(1, Velocity.Of(deals, Currency.Eur, Some.Day(10).AddTicks(-1)).Opportunities);
        Assert.Equal("opportunity", Assert.Throws<ArgumentNullException>(() => Velocity.Of([null!], Currency.Eur, End)).ParamName);
    }

    /// <summary>Created on 5 January, won on 15 January.</summary>
    [Theory]
    [InlineData(1, 4, 0)]
    [InlineData(1, 5, 1)]
    [InlineData(1, 10, 1)]
    [InlineData(7, 8, 1)]
    [InlineData(15, 20, 1)]
    [InlineData(16, 20, 0)]
    public void A_deal_is_worked_from_the_day_it_was_created_to_the_day_it_was_closed(int first, int last, int count)
    {
        VelocityDefinition worked = new() { Count = VelocityCount.Worked, Period = new(new(2026, 1, first), new(2026, 1, last)) };
        Assert.Equal(count, Velocity.Of([Some.ClosedDeal(1, StageKind.Won, day: 10).ToSnapshot()], Currency.Eur, End, worked).Opportunities);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_lever_is_above_0_and_below_1(double more) =>
        Assert.Equal("more", Assert.Throws<ArgumentOutOfRangeException>(() => new Velocity(40, Some.Eur(25_000), 0.25, 90).Levers(more)).ParamName);

    [Fact]
    public void What_nothing_is_known_of_is_null_and_another_currency_is_refused()
    {
        Velocity empty = Velocity.Of([], Currency.Eur, End);
        Assert.Equal((0, null, null, null), (empty.Opportunities, empty.Value, empty.WinRate, empty.CycleDays));
        Assert.Null(empty.PerDay);
        Assert.Empty(empty.Levers());
        Assert.Throws<ArgumentException>(() => Velocity.Of([Some.ClosedDeal(1, StageKind.Won).ToSnapshot()], Currency.Usd, End));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Velocity(1, Some.Eur(1), 1.1, 1));
        Assert.Throws<ArgumentException>(() => new Velocity(1, Some.Eur(1), 1, 0));
    }

    [Law]
    public void Invalid_deals_change_nothing_and_lost_ones_only_the_win_rate(Opportunity[] deals)
    {
        OpportunitySnapshot[] all = [.. deals.Select(d => d.ToSnapshot())];
        OpportunitySnapshot[] valid = [.. all.Where(d => d.StageKind != StageKind.Invalid)];
        OpportunitySnapshot[] neverLost = [.. valid.Where(d => d.StageKind != StageKind.Lost)];
        foreach (VelocityCount count in Enum.GetValues<VelocityCount>())
        {
            VelocityDefinition definition = new() { Count = count, Value = Averaging.Median };
            Velocity velocity = Velocity.Of(all, Currency.Eur, End, definition);
            Assert.Equal(velocity, Velocity.Of(valid, Currency.Eur, End, definition));
            Velocity without = Velocity.Of(neverLost, Currency.Eur, End, definition);
            Assert.Equal((without.Value, without.CycleDays, without.ValuedCount, without.Cycles), (velocity.Value, velocity.CycleDays, velocity.ValuedCount, velocity.Cycles));
            Assert.Equal(without.Closed.Won, velocity.Closed.Won);
        }

        Assert.Equal(WinRate.Of(all), Velocity.Of(all, Currency.Eur, End).Closed);
    }

    [Law]
    public void The_order_of_the_deals_changes_nothing(Opportunity[] deals, int seed)
    {
        OpportunitySnapshot[] shuffled = [.. deals.Select(d => d.ToSnapshot())];
        Velocity before = Velocity.Of(shuffled, Currency.Eur, End, new() { Count = VelocityCount.Worked, CountsLostCycles = true });
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(before, Velocity.Of(shuffled, Currency.Eur, End, new() { Count = VelocityCount.Worked, CountsLostCycles = true }));
    }
}
