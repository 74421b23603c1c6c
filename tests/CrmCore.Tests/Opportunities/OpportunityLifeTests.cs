using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Tests.Opportunities;

public class OpportunityLifeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly UserId Rep = new("u-1");
    private static readonly Pipeline Sale = ReadyPipelines.SolutionSale;
    private static readonly Pipeline TwoWon = Pipeline.Define("two-won", "Two won")
        .Open("talk", "Talk", 30).Open("offer", "Offer", 60)
        .Won("signed", "Signed", s => s.Enter()).Won("paid", "Paid", s => s.Enter()).Lost("lost", "Lost").Lost("gone", "Gone").Build();

    [Fact]
    public void Time_in_stages_cumulates_over_visits_and_adds_up_to_the_age()
    {
        Opportunity deal = New(Sale);
        deal.MoveTo("quotation", Sale, Start.AddDays(2), Rep).EnsureSucceeded();
        deal.MoveBack("inquiry", "They wait", Sale, Start.AddDays(5), Rep).EnsureSucceeded();
        deal.MoveNext(Sale, Start.AddDays(6).ToOffset(TimeSpan.Zero), Rep).EnsureSucceeded();

        IReadOnlyDictionary<string, TimeSpan> times = deal.TimeInStages(Start.AddDays(10));

        Assert.Equal(TimeSpan.FromDays(3), times["inquiry"]);
        Assert.Equal(TimeSpan.FromDays(7), times["quotation"]);
    }

    [Fact]
    public void Skipped_stages_are_recorded_until_they_are_entered()
    {
        Opportunity deal = New(Sale);
        deal.MoveTo("evaluation", Sale, Start, Rep).EnsureSucceeded();

        Assert.Equal(["quotation"], deal.SkippedStages);
        Assert.Equal(["quotation"], deal.History[^1].Skipped);
        deal.MoveBack("quotation", "Too early", Sale, Start, Rep).EnsureSucceeded();
        Assert.Empty(deal.SkippedStages);
    }

    [Fact]
    public void Closed_at_is_set_once_kept_between_two_won_stages_and_cleared_on_reopening()
    {
        Opportunity deal = New(TwoWon);
        deal.MoveTo("offer", TwoWon, Start, Rep).EnsureSucceeded();
        deal.MoveTo("signed", TwoWon, Start.AddDays(1), Rep).EnsureSucceeded();
        deal.MoveTo("paid", TwoWon, Start.AddDays(9), Rep).EnsureSucceeded();

        Assert.Equal(Start.AddDays(1), deal.ClosedAt);
        Assert.Equal("offer", deal.LastOpenStage);
        deal.Reopen(TwoWon, Start.AddDays(10), Rep).EnsureSucceeded();
        Assert.Null(deal.ClosedAt);
        Assert.Equal("offer", deal.Stage);
    }

    [Fact]
    public void Reasons_stay_between_two_lost_stages_unless_new_ones_are_given()
    {
        Opportunity deal = New(TwoWon);
        deal.Lose("price", TwoWon, Start, Rep, "Acme").EnsureSucceeded();
        deal.Move(new("gone", Start, Rep) { Reason = "budget" }, TwoWon).EnsureSucceeded();

        Assert.Equal(("budget", "Acme"), (deal.Closing!.Reason, deal.Closing.Competitor));
    }

    [Fact]
    public void Pushes_of_the_close_date_are_counted_and_bringing_it_forward_is_none()
    {
        Opportunity deal = New(Sale);
        foreach (int day in (int[])[40, 50, 45, 60])
        {
            deal.SetCloseDate(new DateOnly(2026, 1, 1).AddDays(day), Sale, Start).EnsureSucceeded();
        }

        Assert.Equal(2, deal.CloseDatePushes);
        Assert.Equal(FieldValue.Of(2), deal.Get("close-date-pushes"));
    }

    [Fact]
    public void A_manual_probability_holds_until_the_next_move_and_an_estimate_may_take_the_default_s_place()
    {
        Opportunity deal = New(Sale);
        deal.SetProbability(new Probability(0.55), Sale, Start, Rep).EnsureSucceeded();
        deal.SetAmount(new Money(5, Currency.Eur), Sale, Start).EnsureSucceeded();
        Assert.Equal(0.55, deal.Probability.Value);
        deal.Move(new("quotation", Start, Rep) { Probability = new Probability(0.33) }, Sale).EnsureSucceeded();

        Assert.Equal((0.33, false), (deal.Probability.Value, deal.IsProbabilityManual));
        deal.SetProbability(null, Sale, Start).EnsureSucceeded();
        Assert.Equal(0.4, deal.Probability.Value);
    }

    [Fact]
    public void Line_items_make_the_amount_and_leave_a_row()
    {
        Opportunity deal = New(Sale);
        deal.SetLineItems([new("Robot", 3, new Money(1000, Currency.Eur), 10), new("Setup", 1, new Money(99.995m, Currency.Eur))], Start, Rep).EnsureSucceeded();

        Assert.Equal(new Money(2800.00m, Currency.Eur), deal.Amount);
        Assert.Equal(HistoryKind.AmountChanged, deal.History[^1].Kind);
        Assert.Equal("opportunity.amount-from-line-items", Assert.Single(deal.SetAmount(null, Sale, Start).Refusals).Code);
        Assert.Equal("opportunity.currencies-differ", Assert.Single(deal.SetLineItems([new("A", 1, new Money(1, Currency.Eur)), new("B", 1, new Money(1, Currency.Usd))], Start).Refusals).Code);
    }

    [Fact]
    public void Shares_add_up_to_100_percent()
    {
        Opportunity deal = New(Sale);

        Assert.Equal(["opportunity.splits-sum", "opportunity.split-twice"], deal.SetSplits([new(Rep, 50), new(Rep, 40)], Start).Refusals.Select(r => r.Code));
        Assert.True(deal.SetSplits([new(Rep, 60), new(new("u-2"), 40)], Start).Succeeded);
    }

    [Fact]
    public void A_snapshot_with_all_details_survives_its_json()
    {
        Opportunity deal = New(Sale);
        deal.SetLineItems([new("Robot", 2, new Money(1500, Currency.Eur), 5)], Start).EnsureSucceeded();
        deal.SetRecurring(new(new Money(1200, Currency.Eur), 12), Start).EnsureSucceeded();
        deal.SetSplits([new(Rep, 60), new(new("u-2"), 40)], Start).EnsureSucceeded();
        deal.SetBuyingRoles([new("Li Hua", BuyingRoleKind.EconomicBuyer, Stance.For, Influence.High)], Start).EnsureSucceeded();
        deal.SetCompetitors([new("Acme", CompetitorStatus.Winner, CompetitorPosition.Ahead) { Strengths = "cheap", Weaknesses = "slow" }], Start).EnsureSucceeded();
        deal.PlanNextStep(new("Call", new(2026, 4, 1)), Start).EnsureSucceeded();
        deal.Log(new("quote-sent", Start, Rep, "by mail"), Start).EnsureSucceeded();
        deal.SetCustomField("tier", FieldValue.Of("gold"), Start).EnsureSucceeded();
        string json = deal.ToSnapshot().ToJson();

        Opportunity read = Opportunity.FromSnapshot(OpportunitySnapshot.FromJson(json));

        Assert.Equal(json, read.ToSnapshot().ToJson());
        Assert.Equal(FieldValue.Of(1), read.Get("roles.economic-buyer"));
        Assert.Equal(FieldValue.Of("Acme"), read.Get("competitors.winner"));
        Assert.Equal(FieldValue.Of(1), read.Get("activities.quote-sent"));
        Assert.Equal(FieldValue.Of(100m), read.Get("recurring"));
        Assert.Equal(FieldValue.Of("gold"), read.Get("custom.tier"));
    }

    [Fact]
    public void A_deal_rots_by_its_clock_unless_a_next_step_is_planned()
    {
        Pipeline pipeline = Pipeline.Define("rot", "Rot").Open("talk", "Talk", 10, s => s.RotsAfter(10, RotClock.LastTouch, suspendedByNextStep: true)).Won("won", "Won").Lost("lost", "Lost").Build();
        Opportunity deal = New(pipeline);
        deal.Log(new("call", Start.AddDays(3)), Start.AddDays(3)).EnsureSucceeded();

        Assert.False(deal.Marks(pipeline, Start.AddDays(12)).IsRotting);
        Assert.Equal(2, deal.Marks(pipeline, Start.AddDays(15)).RottingDays);
        Assert.True(deal.Marks(pipeline, Start.AddDays(15)).HasNoNextStep);
        deal.PlanNextStep(new("Visit", new(2026, 3, 20)), Start.AddDays(15)).EnsureSucceeded();
        Assert.False(deal.Marks(pipeline, Start.AddDays(15)).IsRotting);
        Assert.True(deal.Marks(pipeline, Start.AddDays(30)) is { IsRotting: true, IsNextStepOverdue: true });
    }

    [Fact]
    public void Bad_requests_are_refused_or_thrown_and_change_nothing()
    {
        Opportunity deal = New(Sale);
        string before = deal.ToSnapshot().ToJson();

        Assert.Equal(["opportunity.before-last-change"], Codes(new("quotation", Start.AddDays(-1), Rep)));
        Assert.Equal(["opportunity.in-the-future"], Codes(new("quotation", Start.AddDays(9), Rep) { Now = Start }));
        Assert.Equal(["pipeline.unknown-stage"], Codes(new("nowhere", Start, Rep)));
        Assert.Equal(["pipeline.already-there"], Codes(new("inquiry", Start, Rep)));
        Assert.Equal(["opportunity.text-too-long"], Codes(new("lost", Start, Rep) { Reason = new('x', 100_000) }));
        Assert.Throws<ArgumentException>(() => new MoveRequest("quotation", Start, default));
        Assert.Throws<ArgumentException>(() => deal.Move(default, Sale));
        Assert.Throws<ArgumentException>(() => deal.MoveTo("quotation", ReadyPipelines.Light, Start, Rep));
        Assert.Throws<ArgumentException>(() => Opportunity.Create(new(default, "No id"), Sale, Start));
        Assert.Equal(before, deal.ToSnapshot().ToJson());

        deal.Lose("price", Sale, Start, Rep).EnsureSucceeded();
        Assert.Equal("opportunity.closed", Assert.Single(deal.SetAmount(null, Sale, Start).Refusals).Code);
        Assert.Equal("opportunity.closed", Assert.Single(deal.PlanNextStep(null, Start).Refusals).Code);
        Assert.Equal(["opportunity.reopen-elsewhere"], Codes(new("evaluation", Start, Rep)));

        IEnumerable<string> Codes(MoveRequest request) => deal.Move(request, Sale).Refusals.Select(r => r.Code);
    }

    [Fact]
    public void A_host_s_facts_open_gates_on_them()
    {
        Pipeline pipeline = Pipeline.Define("host", "Host").Open("talk", "Talk", 10).Won("won", "Won", Gates.ApprovalGiven).Lost("lost", "Lost").Build();
        Opportunity deal = New(pipeline);

        Assert.Equal("gate.approval", Assert.Single(deal.Win(pipeline, Start, Rep).Refusals).Code);
        Assert.Single(deal.PossibleMoves(pipeline), m => m.Move!.To.Key == "won" && !m.IsPermitted);
        MoveRequest request = new("won", Start, Rep) { Facts = new CrmCore.Tests.Pipelines.PipelineDecisionTests.Facts { ["host.approval-given"] = FieldValue.Of(true) } };
        Assert.True(deal.Move(request, pipeline).Succeeded);
    }

    [Fact]
    public void A_bulk_move_gives_each_a_result_and_one_refusal_holds_up_nobody()
    {
        Opportunity bare = Opportunity.Create(new(Id(), "Bare"), Sale, Start);
        Opportunity foreign = New(ReadyPipelines.Light);
        Opportunity[] deals = [New(Sale), bare, foreign, New(Sale)];

        IReadOnlyList<BulkMoveResult> results = BulkMove.Move(deals, new("quotation", Start, Rep), new PipelineCatalog(Sale));

        Assert.Equal([true, false, false, true], results.Select(r => r.Result.Succeeded));
        Assert.Equal(["quotation", "inquiry", "qualification", "quotation"], deals.Select(d => d.Stage));
        Assert.Equal("gate.amount", Assert.Single(results[1].Result.Refusals).Code);
    }

    [Fact]
    public void The_history_tells_how_it_stood_at_any_instant()
    {
        Opportunity deal = New(Sale);
        deal.MoveTo("quotation", Sale, Start.AddDays(2), Rep).EnsureSucceeded();
        deal.AssignTo(new("u-9"), Sale, Start.AddDays(3), Rep).EnsureSucceeded();

        Assert.Null(deal.AsOf(Start.AddSeconds(-1)));
        Assert.Equal(("inquiry", Rep), (deal.AsOf(Start.AddDays(1))!.Stage, deal.AsOf(Start.AddDays(1))!.Owner));
        Assert.Equal(("quotation", new UserId("u-9"), Start.AddDays(2)), (deal.AsOf(Start.AddDays(9))!.Stage, deal.AsOf(Start.AddDays(9))!.Owner, deal.AsOf(Start.AddDays(9))!.StageEnteredAt));
    }

    private static OpportunityId Id() => OpportunityId.New(TimeProvider.System);

    private static Opportunity New(Pipeline pipeline) =>
        Opportunity.Create(new(Id(), "Deal") { Amount = new Money(1000, Currency.Eur), CloseDate = new(2026, 6, 1), Owner = Rep }, pipeline, Start);
}
