using CrmCore.Probabilities.Timing;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

public class TimeAwareLaws
{
    private static readonly string[] Stages = ["inquiry", "offer"];

    private static List<StageVisit> Visits(int count, int seed)
    {
        Random random = new(seed);
        List<StageVisit> visits = [];
        for (int i = 0; i < count; i++)
        {
            double days = random.NextDouble() * 30;
            visits.Add(random.Next(10) switch
            {
                < 5 => new("inquiry", days, VisitEnd.Moved, "offer"),
                < 9 => new("inquiry", days / 2, VisitEnd.Lost),
                _ => new("inquiry", days, VisitEnd.Open),
            });
            visits.Add(random.Next(10) switch
            {
                < 5 => new("offer", days, VisitEnd.Won),
                < 8 => new("offer", days * 2, VisitEnd.Lost),
                8 => new("offer", days, VisitEnd.Moved, "inquiry"),
                _ => new("offer", days, VisitEnd.Open),
            });
        }

        return visits;
    }

    private static TimeAwareModel Train(IEnumerable<StageVisit> visits) => TimeAwareTrainer.Train(Stages, visits).Model!;

    [Law(MaxTest = 20)]
    public void A_later_date_never_has_a_lower_chance_and_none_exceeds_ever(int seed)
    {
        TimeAwareModel model = Train(Visits(200, seed));
        foreach (string stage in Stages)
        {
            foreach (double waited in new[] { 0, 0.01, 0.5, 3.3, 10, 29, 60, 1000 })
            {
                double ever = model.WonEver(stage, waited);
                Assert.InRange(ever, 0, 1);
                double before = 0;
                for (double t = 0; t < 100; t += 0.7)
                {
                    double within = model.WonWithin(stage, waited, t);
                    Assert.InRange(within, before, ever);
                    before = within;
                }
            }
        }
    }

    [Law(MaxTest = 10)]
    public void Saved_and_loaded_it_is_bit_equal(int seed)
    {
        TimeAwareModel model = Train(Visits(150, seed));
        TimeAwareModel loaded = TimeAwareModel.FromJson(model.ToJson());
        foreach (double waited in new[] { 0, 1.5, 20 })
        {
            Assert.Equal(model.WonEver("offer", waited), loaded.WonEver("offer", waited));
            Assert.Equal(model.WonWithin("inquiry", waited, 9.3), loaded.WonWithin("inquiry", waited, 9.3));
        }
    }

    [Law(MaxTest = 30)]
    public void Censoring_a_lost_deal_never_lowers_a_chance_by_more_than_its_weight(int seed)
    {
        List<StageVisit> visits = Visits(200, seed);
        int lost = visits.FindIndex(v => v.End == VisitEnd.Lost);
        List<StageVisit> censored = [.. visits];
        censored[lost] = visits[lost] with { End = VisitEnd.Open };
        TimeAwareModel before = Train(visits);
        TimeAwareModel after = Train(censored);
        foreach (string stage in Stages)
        {
            Assert.True(after.WonEver(stage, 0) >= before.WonEver(stage, 0) - (1.0 / 200));
        }
    }

    [Law(MaxTest = 10)]
    public void The_order_of_stays_changes_nothing(int seed)
    {
        StageVisit[] visits = [.. Visits(150, seed)];
        string before = Train(visits).ToJson();
        new Random(seed).Shuffle(visits);
        Assert.Equal(before, Train(visits).ToJson());
    }

    [Fact]
    public void Without_censoring_ever_is_the_share_that_was_won()
    {
        List<StageVisit> visits = [.. Enumerable.Range(0, 1000).Select(i => new StageVisit("offer", 1 + (i % 20), i % 4 == 0 ? VisitEnd.Won : VisitEnd.Lost))];
        TimeAwareModel model = Train(visits);
        Assert.Equal(0.25, model.WonEver("offer", 0), 2);
        Assert.Equal(0.25, model.WonWithin("offer", 0, 60), 2);
        Assert.InRange(model.MedianDaysToWin("offer", 0)!.Value, 8, 13);
    }

    [Fact]
    public void Few_stays_train_nothing_and_an_unknown_stage_is_refused()
    {
        Assert.Equal("probability.not-enough-data", TimeAwareTrainer.Train(Stages, Visits(20, 1)).Refusals[0].Code);
        Assert.Throws<ArgumentException>(() => Train(Visits(200, 1)).WonEver("elsewhere", 0));
        Assert.Throws<ArgumentException>(() => TimeAwareTrainer.Train(Stages, [new("offer", double.NaN, VisitEnd.Won)]));
    }
}
