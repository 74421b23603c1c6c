using CrmCore.Forecasting;
using CrmCore.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Tests.Forecasting;

public class TimeToEventTests
{
    /// <summary>Freireich et al. 1963: weeks of remission of 21 patients under 6-MP; + still in remission.</summary>
    private static readonly (double Weeks, bool Ended)[] Remissions =
    [
        (6, true), (6, true), (6, true), (7, true), (10, true), (13, true), (16, true), (22, true), (23, true),
        (6, false), (9, false), (10, false), (11, false), (17, false), (19, false), (20, false), (25, false), (32, false), (32, false), (34, false), (35, false),
    ];

    public static Arbitrary<Spell[]> Waits { get; } =
        (from days in Gen.Choose(0, 40)
         from end in Gen.Elements(Enum.GetValues<SpellEnd>())
         select new Spell(days / 2.0, end)).ArrayOf().ToArbitrary();

    [Fact]
    public void It_gives_the_published_figures_of_a_classic_example()
    {
        TimeToEvent curve = TimeToEvent.Of(Remissions.Select(r => new Spell(r.Weeks, r.Ended ? SpellEnd.Happened : SpellEnd.Open)));
        (double, double, double)[] expected = [(6, 0.857, 0.0764), (7, 0.807, 0.0869), (10, 0.753, 0.0963), (13, 0.690, 0.1068), (16, 0.627, 0.1141), (22, 0.538, 0.1282), (23, 0.448, 0.1346)];
        Assert.Equal(expected, curve.Steps.Select(s => (s.Days, Math.Round(1 - s.Share, 3), Math.Round(s.StandardError, 4))));
        Assert.Equal((21, 9, 0, 12), (curve.Count, curve.Happened, curve.Prevented, curve.Open));
        Assert.Equal(23, curve.DaysUntil(0.5));
        Assert.Null(curve.DaysUntil(0.6));
        Assert.Equal((0.0, 0.143), (curve.ShareBy(5.9)!.Value, Math.Round(curve.ShareBy(6.9)!.Value, 3)));

        // R, survival 3.5, conf.type "log-log", at 10 weeks: 0.5032 .. 0.8894 not yet ended.
        var interval = curve.IntervalBy(10)!.Value;
        Assert.Equal((0.1106, 0.4968), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    [Fact]
    public void A_lost_deal_is_one_that_never_comes_further_and_not_one_that_might_have()
    {
        Spell[] spells = [new(1, SpellEnd.Happened), new(2, SpellEnd.Prevented), new(3, SpellEnd.Happened), new(4, SpellEnd.Prevented)];
        Assert.Equal(0.5, TimeToEvent.Of(spells).ShareEver);
        Assert.Equal(0.625, TimeToEvent.Of(spells.Select(s => s with { End = s.End == SpellEnd.Prevented ? SpellEnd.Open : s.End })).ShareEver);
        Assert.Equal(1, TimeToEvent.Of(spells).MedianDays);
    }

    [Fact]
    public void No_waits_tell_nothing()
    {
        TimeToEvent none = TimeToEvent.Of([]);
        Assert.Equal((null, null, null, null), (none.ShareEver, none.ShareBy(3), none.IntervalBy(3), none.MedianDays));
        TimeToEvent open = TimeToEvent.Of([new(3, SpellEnd.Open)]);
        Assert.Equal((0.0, 0.0, null), (open.ShareEver, open.ShareBy(3), open.MedianDays));
        Assert.Throws<ArgumentException>(() => TimeToEvent.Of([new(-1, SpellEnd.Open)]));
        Assert.Throws<ArgumentException>(() => TimeToEvent.Of([new(double.NaN, SpellEnd.Open)]));
    }

    [Fact]
    public void Twenty_waits_are_enough_and_what_is_asked_for_is_checked()
    {
        TimeToEvent curve = TimeToEvent.Of(Enumerable.Repeat(new Spell(3, SpellEnd.Happened), 20));
        Assert.False(curve.IsSmall);
        Assert.All((double[])[0, -0.1, 1.1, double.NaN], share => Assert.Equal("share", Assert.Throws<ArgumentOutOfRangeException>(() => curve.DaysUntil(share)).ParamName));
        Assert.All((double[])[-0.1, double.NaN, double.PositiveInfinity], days => Assert.Equal("days", Assert.Throws<ArgumentOutOfRangeException>(() => curve.ShareBy(days)).ParamName));
    }

    [Fact]
    public void Many_open_waits_are_neither_left_out_nor_taken_for_failures()
    {
        // Exponential waits with a median of 10 days, each cut off at a random day: the estimate finds the median again.
        Random random = new(5);
        Spell[] spells =
        [
            .. Enumerable.Range(0, 20_000).Select(_ =>
            {
                double wait = -Math.Log(1 - random.NextDouble()) * 10 / Math.Log(2);
                double cut = random.NextDouble() * 30;
                return wait <= cut ? new Spell(wait, SpellEnd.Happened) : new Spell(cut, SpellEnd.Open);
            }),
        ];
        TimeToEvent curve = TimeToEvent.Of(spells);
        Assert.InRange(curve.DaysUntil(0.5)!.Value, 9.6, 10.4);
        Assert.True(curve.IntervalBy(10)!.Value is { Low: < 0.5, High: > 0.5 });
        Assert.False(Math.Abs(spells.Where(s => s.End == SpellEnd.Happened).Select(s => s.Days).Order().ElementAt(curve.Happened / 2) - 10) < 2);
    }

    [Law]
    public FsCheck.Property The_curve_never_falls_and_stays_within_0_and_1() => Prop.ForAll(Waits, spells =>
    {
        TimeToEvent curve = TimeToEvent.Of(spells);
        double last = 0;
        foreach (TimeToEventStep step in curve.Steps)
        {
            Assert.InRange(step.Share, last, 1);
            Assert.True(step.StandardError >= 0 && double.IsFinite(step.StandardError));
            var interval = curve.IntervalBy(step.Days)!.Value;
            Assert.True(interval.Low is >= 0 && interval.Low <= interval.Value && interval.Value <= interval.High && interval.High <= 1);
            last = step.Share;
        }
    });

    [Law]
    public FsCheck.Property Where_nothing_is_open_it_is_the_plain_share() => Prop.ForAll(Waits, spells =>
    {
        Spell[] ended = [.. spells.Where(s => s.End != SpellEnd.Open)];
        TimeToEvent curve = TimeToEvent.Of(ended);
        for (double day = 0; day <= 20 && ended.Length > 0; day += 0.5)
        {
            double share = (double)ended.Count(s => s.End == SpellEnd.Happened && s.Days <= day) / ended.Length;
            Assert.Equal(share, curve.ShareBy(day)!.Value, 1e-12);
            Assert.Equal(Math.Sqrt(share * (1 - share) / ended.Length), curve.Steps.LastOrDefault(s => s.Days <= day)?.StandardError ?? 0, 1e-9);
        }
    });

    [Law]
    public FsCheck.Property Order_changes_nothing_and_counts_add_up() => Prop.ForAll(Waits, spells =>
    {
        TimeToEvent curve = TimeToEvent.Of(spells);
        Assert.Equal(curve.Steps, TimeToEvent.Of(spells.Reverse()).Steps);
        Assert.Equal(spells.Length, curve.Happened + curve.Prevented + curve.Open);
        Assert.Equal(curve.Happened, curve.Steps.Sum(s => s.Happened));
        Assert.Equal(spells.Length < SmallGroups.Threshold, curve.IsSmall);
    });
}
