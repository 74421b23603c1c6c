using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Training;
using CrmCore.Qualification;

namespace CrmCore.Tests.Probabilities;

public class CalculatorTests
{
    private static readonly Pipeline Sale = ReadyPipelines.SolutionSale;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Deals of which those from the web with a large amount are won more often.</summary>
    internal static List<OpportunitySnapshot> Deals(int count, int seed, bool open = false)
    {
        Random random = new(seed);
        List<OpportunitySnapshot> deals = [];
        for (int i = 0; i < count; i++)
        {
            DateTimeOffset created = Start.AddDays(random.Next(200)).AddMinutes(i);
            bool web = random.Next(2) == 0;
            bool won = random.NextDouble() < (web ? 0.7 : 0.25);
            DateTimeOffset offered = created.AddDays(1 + random.Next(15));
            DateTimeOffset closed = offered.AddDays(1 + random.Next(20));
            NewOpportunity details = new(OpportunityId.New(new At(created)), $"Deal {i}")
            {
                Amount = new Money(1000 + random.Next(9000), Currency.Eur),
                Source = web ? LeadSource.Web : LeadSource.PhoneConsultation,
                Owner = new UserId(random.Next(2) == 0 ? "ann" : "bob"),
                CustomFields = open ? null : CustomFields.Empty.With("signed", FieldValue.Of(won ? "yes" : "no")),
            };
            PastMove[] moves = open ? [new("quotation", offered)] : [new("quotation", offered), new(won ? "won" : "lost", closed, won ? null : "price")];
            deals.Add(Opportunity.TakeOver(details, Sale, created, moves).ToSnapshot());
        }

        return deals;
    }

    [Fact]
    public void A_learned_calculator_gives_reasons_that_add_up_in_both_languages()
    {
        Dataset data = OpportunityFeatures.Default.ToDataset(TrainingSamples.Of(Deals(400, 1)));
        LearnedWinProbability calculator = new(OpportunityFeatures.Default, new BestTrainer(new NaiveBayesTrainer(), new LogisticTrainer()).Train(data).Model!);
        foreach (OpportunitySnapshot deal in Deals(20, 2, open: true))
        {
            WinProbability p = calculator.Estimate(deal, deal.ChangedAt.AddDays(3));
            Assert.Equal(ReasonScale.LogOdds, p.Scale);
            Assert.Equal(Math.Log(p.Value.Value / (1 - p.Value.Value)), p.Start!.Value + p.Reasons.Sum(r => r.Contribution), 9);
            Assert.All(p.Reasons, r => Assert.True(r.Text.Texts.ContainsKey(LocalizedText.SimplifiedChinese)));
            Assert.True(p.Evidence > 0);
        }

        WinProbability web = calculator.Estimate(Deals(20, 2, open: true).First(d => d.Source!.Kind == LeadSourceKind.Web));
        WinProbability phone = calculator.Estimate(Deals(20, 2, open: true).First(d => d.Source!.Kind == LeadSourceKind.PhoneConsultation));
        Assert.True(web.Value > phone.Value);
    }

    [Fact]
    public void Closed_deals_are_certain_and_many_at_once_are_as_one_by_one()
    {
        List<OpportunitySnapshot> closed = Deals(300, 3);
        Dataset data = OpportunityFeatures.Default.ToDataset(TrainingSamples.Of(closed));
        LearnedWinProbability calculator = new(OpportunityFeatures.Default, new LogisticTrainer().Train(data).Model!);
        OpportunitySnapshot[] all = [.. closed, .. Deals(50, 4, open: true)];
        DateTimeOffset at = Start.AddDays(400);
        double[] many = new double[all.Length];
        calculator.Estimate(all, at, many);
        Assert.All(all.Zip(many), p => Assert.Equal(calculator.Estimate(p.First, at).Value.Value, p.Second));
        Assert.All(closed.Zip(many), p => Assert.Equal(p.First.StageKind == StageKind.Won ? 1 : 0, p.Second));
        calculator.Estimate(all, at, many);
        long before = GC.GetAllocatedBytesForCurrentThread();
        calculator.Estimate(all, at, many);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task What_cannot_be_learned_is_answered_by_the_fallback_which_says_so()
    {
        StageDefaultCalculator fallback = new(new PipelineCatalog(Sale));
        OpportunitySnapshot open = Deals(1, 2, open: true)[0];
        IWinProbabilityCalculator few = LearnedWinProbability.Train(Deals(60, 1), fallback);
        Assert.Equal(("stage-default", "best"), (few.Estimate(open).Calculator, few.Estimate(open).InsteadOf));
        Assert.Equal("probability.not-enough-data", Assert.IsType<FallbackWinProbability>(few).Refusals[0].Code);
        Assert.Null(few.Estimate(Deals(1, 1)[0]).InsteadOf);
        Assert.IsType<LearnedWinProbability>(LearnedWinProbability.Train(Deals(400, 1), fallback));

        HistoricalCalculator historical = await HistoricalCalculator.TrainAsync(Sale, Deals(300, 3).ToAsyncEnumerable(), fallback);
        OpportunitySnapshot[] all = [.. Deals(300, 3), .. Deals(50, 4, open: true)];
        double[] many = new double[all.Length];
        foreach (IWinProbabilityCalculator calculator in new IWinProbabilityCalculator[] { fallback, historical, few })
        {
            calculator.Estimate(all, Start.AddDays(400), many);
            Assert.All(all.Zip(many), p => Assert.Equal(calculator.Estimate(p.First, Start.AddDays(400)).Value.Value, p.Second));
            long before = GC.GetAllocatedBytesForCurrentThread();
            calculator.Estimate(all, Start.AddDays(400), many);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Calls_roles_and_activities_are_features_as_of_their_instants()
    {
        OpportunitySnapshot deal = Deals(1, 5, open: true)[0] with
        {
            Discovery = Discovery.Empty
                .With(new RoleHint("Li", "economic-buyer", Start.AddDays(300)))
                .With(new RoleHint("Wu", "economic-buyer", Start.AddDays(301)))
                .With(new CallNote(CallOutcome.Advance, Start.AddDays(302)) { Action = "test", ActionBy = "Li", ActionDue = new DateOnly(2026, 11, 20) })
                .With(new CallNote(CallOutcome.Continuation, Start.AddDays(310))),
            Activities = [new("demo", Start.AddDays(305))],
        };
        Assert.Equal(["0", "false", "0", "", "false", ""], ReadAt(299));
        Assert.Equal(["1", "true", "1", "advance", "true", "1"], ReadAt(303));
        Assert.Equal(["1", "true", "1", "advance", "true", "2"], ReadAt(307));
        Assert.Equal(["1", "true", "1", "continuation", "false", "1"], ReadAt(311));

        string[] ReadAt(int day) =>
        [
            .. new[] { "roles", "role.economic-buyer", "calls.advances", "calls.last", "next-step.agreed", "days-since-touch" }
                .Select(name => OpportunityFeatures.Default.Features.Single(f => f.Name == name).Read(deal, Start.AddDays(day)).ToString()),
        ];
    }

    [Fact]
    public void Features_are_those_of_the_moment_not_of_later()
    {
        OpportunitySnapshot deal = Deals(1, 5)[0];
        FeatureDefinition<OpportunitySnapshot> stage = OpportunityFeatures.Default.Features.Single(f => f.Name == "stage");
        Assert.Equal("inquiry", stage.Read(deal, deal.CreatedAt).AsText);
        Assert.Equal("quotation", stage.Read(deal, deal.History[1].At).AsText);
        OpportunitySnapshot asItWas = deal with { History = [.. deal.History.Take(2)] };
        DateTimeOffset then = deal.History[1].At.AddHours(5);
        foreach (FeatureDefinition<OpportunitySnapshot> feature in OpportunityFeatures.Default.Features)
        {
            Assert.Equal(feature.Read(asItWas, then), feature.Read(deal, then));
        }

        Assert.All(TrainingSamples.Of([deal]), s => Assert.True(s.At < deal.Closing!.At));
    }

    [Fact]
    public void A_field_known_only_after_closing_is_warned_of()
    {
        FeatureSet<OpportunitySnapshot> features = OpportunityFeatures.Default.With(OpportunityFeatures.Custom("signed", FeatureKind.Categorical));
        Dataset closed = features.ToDataset(TrainingSamples.Of(Deals(200, 6)));
        Dataset open = features.ToDataset([.. Deals(100, 7, open: true).Select(o => new TrainingSample<OpportunitySnapshot>(o.Id.ToString(), o, o.ChangedAt, false))]);
        Assert.Equal(["custom.signed"], LeakCheck.Find(closed, open).Select(w => w.Feature));
        Assert.Equal(LeakKind.FilledAfterClosing, LeakCheck.Find(closed, open)[0].Kind);
        Assert.Equal(LeakKind.DecidesAlone, LeakCheck.Find(closed)[0].Kind);
    }

    [Fact]
    public void A_model_of_other_features_is_refused()
    {
        Dataset data = OpportunityFeatures.Default.ToDataset(TrainingSamples.Of(Deals(300, 8)));
        Assert.Throws<DefinitionException>(() => new LearnedWinProbability(OpportunityFeatures.Default.Without("owner"), new LogisticTrainer().Train(data).Model!));
    }

    [Fact]
    public void The_time_aware_calculator_tells_when()
    {
        List<OpportunitySnapshot> deals = Deals(600, 9);
        DateTimeOffset now = Start.AddDays(400);
        TimeAwareCalculator calculator = new(Sale, TimeAwareCalculator.Train(Sale, deals, now).Model!, new StageDefaultCalculator(new PipelineCatalog(Sale)));
        OpportunitySnapshot open = Deals(1, 10, open: true)[0];
        WinProbability p = calculator.Estimate(open, open.ChangedAt.AddDays(2));
        Assert.Equal("time-aware", p.Calculator);
        Assert.Equal(p.Value.Value, p.Start!.Value + p.Reasons.Sum(r => r.Contribution), 9);
        Assert.True(p.Timing!.Within7Days <= p.Timing.Within30Days && p.Timing.Within30Days <= p.Value);
        Assert.InRange(p.Timing.ExpectedAt!.Value, open.ChangedAt.AddDays(2), open.ChangedAt.AddDays(30));
        Assert.Equal(0.47, p.Value.Value, 0.12);

        OpportunitySnapshot[] all = [open, deals[0]];
        double[] many = new double[2];
        calculator.Estimate(all, open.ChangedAt.AddDays(2), many);
        Assert.Equal(p.Value.Value, many[0]);
    }

    [Fact]
    public void Lead_scoring_is_the_same_machine()
    {
        List<LeadSnapshot> leads = [];
        Random random = new(11);
        for (int i = 0; i < 300; i++)
        {
            bool web = random.Next(2) == 0;
            bool converts = random.NextDouble() < (web ? 0.6 : 0.2);
            Lead lead = Lead.FromSnapshot(new LeadSnapshot
            {
                Id = LeadId.New(new At(Start.AddMinutes(i))),
                Status = converts ? LeadStatus.Converted : LeadStatus.Disqualified,
                Details = new LeadDetails { Company = $"Company {i}" },
                Source = web ? LeadSource.Web : LeadSource.PhoneConsultation,
                Custody = Custody.OwnedBy(new UserId("ann")),
                CustodySince = Start,
                CapturedAt = Start.AddMinutes(i),
                ChangedAt = Start.AddDays(20).AddMinutes(i),
                DisqualifiedReason = converts ? null : "no-budget",
            });
            leads.Add(lead.ToSnapshot());
        }

        Dataset data = LeadFeatures.Default.ToDataset(TrainingSamples.Of(leads));
        LearnedLeadScore score = new(LeadFeatures.Default, new LogisticTrainer().Train(data).Model!);
        LeadSnapshot open = leads[0] with { Status = LeadStatus.Working, Source = LeadSource.Web, Conversion = null, DisqualifiedReason = null };
        Assert.True(score.Estimate(open).Value > score.Estimate(open with { Source = LeadSource.PhoneConsultation }).Value);
        Assert.Equal(Probability.One, score.Estimate(leads.First(l => l.Status == LeadStatus.Converted)).Value);
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
