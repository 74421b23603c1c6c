using System.Globalization;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Training;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Probabilities;

public class FeatureTests
{
    private static readonly string[] OfDiscovery = ["needs.", "role", "calls.", "next-step.", "answers."];

    [Fact]
    public void A_deal_is_read_as_it_stood()
    {
        Opportunity deal = Some.Deal(1, Some.Eur(100), new(2026, 3, 1), Some.Anna);
        deal.SetCloseDate(new(2026, 3, 20), Some.Sale, Some.Day(2)).EnsureSucceeded();
        deal.SetAmount(Some.Eur(250), Some.Sale, Some.Day(3)).EnsureSucceeded();
        deal.SetCloseDate(new(2026, 2, 1), Some.Sale, Some.Day(4)).EnsureSucceeded();
        deal.SetCloseDate(null, Some.Sale, Some.Day(5)).EnsureSucceeded();
        deal.SetCloseDate(new(2026, 2, 2), Some.Sale, Some.Day(6)).EnsureSucceeded();
        OpportunitySnapshot snapshot = deal.ToSnapshot() with { Source = new(LeadSourceKind.Web) { Campaign = "spring" }, Activities = [new("demo", Some.Day(2.5)), new("mail", Some.Day(1))] };
        Assert.Equal(
            [
                ("stage", "inquiry"), ("amount", "100"), ("currency", "EUR"), ("owner", "anna"), ("source", "Web"), ("campaign", "spring"), ("days-open", "1"), ("days-in-stage", "1"),
                ("days-since-change", "1"), ("days-to-close-date", "54"), ("pushes", "0"), ("moves-back", "0"), ("amount-changes", "0"), ("activities", "1"), ("days-since-touch", "0"),
            ],
            Told(snapshot, 1));
        Assert.Equal([("amount", "250"), ("days-since-change", "0.5"), ("days-to-close-date", "71"), ("pushes", "1"), ("amount-changes", "1"), ("activities", "2"), ("days-since-touch", "1")], Changed(3.5));
        Assert.Equal([("amount", "250"), ("days-since-change", "0"), ("days-to-close-date", ""), ("pushes", "1"), ("amount-changes", "1"), ("activities", "2"), ("days-since-touch", "2.5")], Changed(5));
        Assert.Equal([("amount", "250"), ("days-since-change", "4"), ("days-to-close-date", "18"), ("pushes", "2"), ("amount-changes", "1"), ("activities", "2"), ("days-since-touch", "7.5")], Changed(10));

        IEnumerable<(string, string)> Changed(double day) => Told(snapshot, day).Where(f => f.Name is "amount" or "days-since-change" or "days-to-close-date" or "pushes" or "amount-changes" or "activities" or "days-since-touch");
    }

    [Fact]
    public void Before_it_was_there_nothing_is_known_of_a_deal()
    {
        OpportunitySnapshot deal = Some.Deal(1, Some.Eur(100), new(2026, 3, 1), Some.Anna).ToSnapshot();
        Assert.Equal(
            [("stage", ""), ("amount", ""), ("currency", ""), ("owner", ""), ("days-open", "0"), ("days-to-close-date", "")],
            Told(deal, -1).Where(f => f.Name is "stage" or "amount" or "currency" or "owner" or "days-open" or "days-to-close-date"));
        Assert.Equal([("source", ""), ("campaign", ""), ("activities", "0"), ("days-since-touch", "")], Told(deal, 1).Where(f => f.Name is "source" or "campaign" or "activities" or "days-since-touch"));
    }

    [Fact]
    public void Going_back_and_standing_in_a_stage_are_counted()
    {
        OpportunitySnapshot deal = Opportunity.TakeOver(
            new(OpportunityId.From(Some.Guid(1)), "D"), Some.Sale, Some.Start, new PastMove("evaluation", Some.Day(4)), new PastMove("quotation", Some.Day(6)), new PastMove("won", Some.Day(30))).ToSnapshot();
        Assert.Equal([("stage", "evaluation"), ("days-in-stage", "1"), ("moves-back", "0")], Told(deal, 5).Where(f => f.Name is "stage" or "days-in-stage" or "moves-back"));
        Assert.Equal([("stage", "quotation"), ("days-in-stage", "2"), ("moves-back", "1")], Told(deal, 8).Where(f => f.Name is "stage" or "days-in-stage" or "moves-back"));
        // On creation, on each entry before the end, and every week between.
        Assert.Equal([0.0, 4, 6, 7, 14, 21, 28], TrainingSamples.Of([deal]).Select(s => (s.At - Some.Start).TotalDays));
        Assert.All(TrainingSamples.Of([deal]), s => Assert.True(s.Succeeded));
        Assert.Empty(TrainingSamples.Of([Some.Deal().ToSnapshot(), Some.ClosedDeal(2, StageKind.Invalid).ToSnapshot(), deal with { Closing = null }]));
    }

    [Fact]
    public void Weeks_are_sampled_for_a_year_at_most()
    {
        OpportunitySnapshot deal = Opportunity.TakeOver(new(OpportunityId.From(Some.Guid(1)), "D"), Some.Sale, Some.Start, new PastMove("lost", Some.Day(1000), "price")).ToSnapshot();
        Assert.Equal(53, TrainingSamples.Of([deal]).Count);
        Assert.Equal(2, TrainingSamples.Of([deal with { Closing = deal.Closing! with { At = Some.Day(7).AddTicks(1) } }]).Count);
        Assert.Single(TrainingSamples.Of([deal with { Closing = deal.Closing! with { At = Some.Day(7) } }]));
    }

    [Fact]
    public void What_is_stored_without_a_history_is_taken_as_it_is()
    {
        OpportunitySnapshot deal = Some.Deal().ToSnapshot() with
        {
            Competitors = [new("A"), new("B")],
            LineItems = [new("desk", 1, Some.Eur(1))],
            NextStep = new("call", new(2026, 3, 1)),
            CustomFields = new Dictionary<string, FieldValue> { ["region"] = FieldValue.Of("north") },
        };
        Assert.Equal(["2", "0", "1", "true"], OpportunityFeatures.AsStored.Select(f => f.Read(deal, Some.Start).ToString()));
        Assert.Equal(["0", "0", "0", "false"], OpportunityFeatures.AsStored.Select(f => f.Read(Some.Deal().ToSnapshot(), Some.Start).ToString()));
        FeatureDefinition<OpportunitySnapshot> region = OpportunityFeatures.Custom("region", FeatureKind.Categorical);
        Assert.Equal(("custom.region", "region", "north", true), (region.Name, region.Label.ToString(), region.Read(deal, Some.Start).ToString(), region.Read(Some.Deal().ToSnapshot(), Some.Start).IsNone));
        Assert.Equal("Region", OpportunityFeatures.Custom("region", FeatureKind.Categorical, "Region").Label.ToString());
        Assert.Equal("Size", LeadFeatures.Custom("size", FeatureKind.Numeric, "Size").Label.ToString());
    }

    [Fact]
    public void A_discovery_is_read_as_of_its_notes()
    {
        OpportunitySnapshot deal = Some.Deal().ToSnapshot() with
        {
            Discovery = Discovery.Empty
                .With(Need.Explicit("Reports", Some.Day(1), quote: "I need reports."))
                .With(Need.Implied("Slow", Some.Day(2)))
                .With(new Answer(Answer.Budget, AnswerLevel.Weak, "perhaps", Some.Day(1)))
                .With(new Answer(Answer.Budget, AnswerLevel.Confirmed, "50,000", Some.Day(3)))
                .With(new Answer(Answer.Authority, AnswerLevel.Contradicted, "no", Some.Day(3)))
                .With(new RoleHint("Wu", "champion", Some.Day(2))),
        };
        string[] names = ["needs.explicit", "needs.implied", "needs.quoted", "roles", "role.champion", "answers.budget", "answers.authority", "answers.timing"];
        Assert.Equal(["0", "0", "0", "0", "false", "", "", ""], Told(deal, 0.5).Where(f => names.Contains(f.Name)).Select(f => f.Value));
        Assert.Equal(["1", "0", "1", "0", "false", "weak", "", ""], Told(deal, 1).Where(f => names.Contains(f.Name)).Select(f => f.Value));
        Assert.Equal(["1", "1", "1", "1", "true", "weak", "", ""], Told(deal, 2).Where(f => names.Contains(f.Name)).Select(f => f.Value));
        Assert.Equal(["1", "1", "1", "1", "true", "confirmed", "contradicted", ""], Told(deal, 3).Where(f => names.Contains(f.Name)).Select(f => f.Value));
    }

    [Fact]
    public void A_role_that_several_are_hinted_to_play_counts_once()
    {
        OpportunitySnapshot deal = Some.Deal().ToSnapshot() with
        {
            Discovery = Discovery.Empty.With(new RoleHint("Li", "economic-buyer", Some.Day(1))).With(new RoleHint("Wu", "champion", Some.Day(2))).With(new RoleHint("Bo", "champion", Some.Day(3))).With(new RoleHint("Xu", "user", Some.Day(4))),
        };
        Assert.Equal(["0", "1", "2", "2", "3"], new[] { 0.5, 1, 2, 3, 4 }.Select(day => Told(deal, day).Single(f => f.Name == "roles").Value));
    }

    [Fact]
    public void The_last_call_tells_its_outcome_and_whether_a_step_is_due()
    {
        foreach ((CallOutcome outcome, string told, int advances) in ((CallOutcome, string, int)[])[(CallOutcome.NoSale, "no-sale", 0), (CallOutcome.Continuation, "continuation", 0), (CallOutcome.Order, "order", 1)])
        {
            OpportunitySnapshot deal = Some.Deal().ToSnapshot() with { Discovery = Discovery.Empty.With(new CallNote(outcome, Some.Day(2))) };
            Assert.Equal([("calls.advances", $"{advances}"), ("calls.last", told), ("next-step.agreed", "false")], Told(deal, 2).Where(f => f.Name is "calls.advances" or "calls.last" or "next-step.agreed"));
            Assert.Equal([("calls.advances", "0"), ("calls.last", ""), ("next-step.agreed", "false")], Told(deal, 1).Where(f => f.Name is "calls.advances" or "calls.last" or "next-step.agreed"));
        }

        OpportunitySnapshot agreed = Some.Deal().ToSnapshot() with { Discovery = Discovery.Empty.With(new CallNote(CallOutcome.Advance, Some.Day(2)) { Action = "test", ActionBy = "Li", ActionDue = new DateOnly(2026, 1, 10) }) };
        Assert.Equal(["true", "true", "false"], new[] { 2.0, 5, 6 }.Select(day => Told(agreed, day).Single(f => f.Name == "next-step.agreed").Value));
    }

    [Fact]
    public void A_lead_is_read_as_it_stood()
    {
        Lead lead = Lead.Capture(LeadId.From(Some.Guid(1)), Some.Details with { Industry = "freight", Country = "Germany" }, new(LeadSourceKind.Web) { Campaign = "spring" }, Custody.OwnedBy(Some.Anna), Some.Start);
        foreach ((int day, FollowUpOutcome outcome) in ((int, FollowUpOutcome)[])[(1, FollowUpOutcome.NoAnswer), (2, FollowUpOutcome.Reached), (3, FollowUpOutcome.MeetingAgreed), (4, FollowUpOutcome.Advance)])
        {
            lead.FollowUp(new(Some.Day(day), Some.Anna, FollowUpKind.Call, outcome)).EnsureSucceeded();
        }

        LeadSnapshot snapshot = lead.ToSnapshot() with { CustomFields = new Dictionary<string, FieldValue> { ["size"] = FieldValue.Of(7) } };
        Assert.Equal(
            [
                ("source", "Web"), ("campaign", "spring"), ("industry", "freight"), ("country", "Germany"), ("has-email", "true"), ("has-phone", "false"), ("days-open", "3.5"), ("days-since-touch", "0.5"),
                ("follow-ups", "3"), ("follow-ups.advance", "1"), ("follow-ups.no-answer", "1"), ("needs.explicit", "0"), ("needs.implied", "0"), ("answers.budget", ""), ("answers.authority", ""), ("answers.timing", ""),
            ],
            Read(3.5));
        Assert.Equal([("days-since-touch", ""), ("follow-ups", "0"), ("follow-ups.advance", "0"), ("follow-ups.no-answer", "0")], Read(0.5).Where(f => f.Item1 is "days-since-touch" || f.Item1.StartsWith("follow-ups", StringComparison.Ordinal)));
        Assert.Equal([("days-since-touch", "1"), ("follow-ups", "4"), ("follow-ups.advance", "2"), ("follow-ups.no-answer", "1")], Read(5).Where(f => f.Item1 is "days-since-touch" || f.Item1.StartsWith("follow-ups", StringComparison.Ordinal)));
        Assert.Equal([("days-since-touch", "0"), ("follow-ups", "3"), ("follow-ups.advance", "1"), ("follow-ups.no-answer", "1")], Read(3).Where(f => f.Item1 is "days-since-touch" || f.Item1.StartsWith("follow-ups", StringComparison.Ordinal)));
        Assert.Equal(("7", true), (LeadFeatures.Custom("size", FeatureKind.Numeric).Read(snapshot, Some.Start).ToString(), LeadFeatures.Custom("size", FeatureKind.Numeric).Read(lead.ToSnapshot(), Some.Start).IsNone));
        Assert.Empty(TrainingSamples.Of([snapshot]));
        Assert.Equal([0.0, 7], TrainingSamples.Of([snapshot with { Status = LeadStatus.Disqualified, ChangedAt = Some.Day(8) }]).Select(s => (s.At - Some.Start).TotalDays));
        Assert.Equal([false, true], TrainingSamples.Of([snapshot with { Status = LeadStatus.Disqualified, ChangedAt = Some.Day(2) }, snapshot with { Status = LeadStatus.Converted, ChangedAt = Some.Day(2) }]).Select(s => s.Succeeded));

        IEnumerable<(string, string)> Read(double day) => LeadFeatures.Default.Features.Select(f => (f.Name, f.Read(snapshot, Some.Day(day)).ToString()));
    }

    [Fact]
    public void A_set_of_features_is_changed_and_held_against_a_model()
    {
        FeatureSet<OpportunitySnapshot> set = new([.. OpportunityFeatures.Default.Features.Take(3)]);
        Assert.Equal(["stage", "amount", "currency", "owner"], set.With(OpportunityFeatures.Default.Features[3]).Features.Select(f => f.Name));
        Assert.Equal(["stage", "currency"], set.Without("amount").Features.Select(f => f.Name));
        FeatureSchema schema = new([new("currency", FeatureKind.Categorical, ["EUR"]), new("amount", FeatureKind.Numeric)]);
        Assert.Equal(["currency", "amount"], set.For(schema).Features.Select(f => f.Name));
        Assert.Empty(set.For(schema).DifferencesFrom(schema));
        Assert.Equal(["features[0]", "features[2]"], set.DifferencesFrom(schema).Select(d => d.Path));
        Assert.Equal("The model looks at nothing, the set has the Categorical 'currency'; train the model anew or give it its own set.", set.DifferencesFrom(schema)[1].Message);
        Assert.Equal("The model looks at the Numeric 'amount', the set has nothing; train the model anew or give it its own set.", Assert.Single(set.Without("stage").Without("amount").DifferencesFrom(schema)).Message);
        Assert.Throws<DefinitionException>(() => set.For(new([new("weight", FeatureKind.Numeric)])));
        Assert.Throws<DefinitionException>(() => set.For(new([new("amount", FeatureKind.Categorical, ["1"])])));
        Assert.Throws<DefinitionException>(() => set.With(set.Features[0]));

        OpportunitySnapshot deal = Some.Deal(1, Some.Eur(100)).ToSnapshot();
        Dataset data = set.ToDataset([new("1", deal, Some.Day(1), true), new("2", deal with { History = [] }, Some.Day(2), false)]);
        Assert.Equal([["inquiry"], [], ["EUR"]], data.Schema.Features.Select(f => f.Levels));
        Assert.Equal([0, 100, 0, double.NaN, double.NaN, double.NaN], data.Row(0).ToArray().Concat(data.Row(1).ToArray()));
        Assert.Equal([true, false], data.Outcomes.ToArray());
        Assert.Equal(["1", "2"], data.Groups.ToArray());
        Assert.Equal(Some.Day(2).UtcTicks, data.Order[1]);
    }

    private static IEnumerable<(string Name, string Value)> Told(OpportunitySnapshot deal, double day) =>
        from feature in OpportunityFeatures.Default.Features
        where deal.Discovery is not null || !Array.Exists(OfDiscovery, feature.Name.StartsWith)
        let value = feature.Read(deal, Some.Day(day))
        select (feature.Name, value.AsNumber is { } number ? number.ToString("0.####", CultureInfo.InvariantCulture) : value.ToString());
}
