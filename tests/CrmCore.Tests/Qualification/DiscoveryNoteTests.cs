using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification;

public class DiscoveryNoteTests
{
    private static readonly DateTimeOffset At = Some.Start;

    [Fact]
    public void An_implied_need_becomes_explicit_only_with_the_buyers_words()
    {
        Lead lead = Some.OwnedLead();
        Need implied = Need.Implied("Labels take three weeks", At);
        lead.Discover(implied).EnsureSucceeded();
        LeadChange refused = lead.Discover(Need.Explicit("Labels in a day", At) with { PromotedFrom = implied.Id });
        Assert.Equal(["qualification.promotion-without-quote"], refused.Refusals.Select(r => r.Code));
        Need promoted = implied.Promote("Labels in a day", "I want a label tomorrow.", Some.Day(1), "Clara");
        lead.Discover(promoted).EnsureSucceeded();
        Assert.Equal([implied, promoted], lead.Discovery.Needs);
        Assert.Equal(
            ["qualification.promotion-of-explicit"],
            lead.Discover(Need.Explicit("Again", At, "again") with { PromotedFrom = promoted.Id }).Refusals.Select(r => r.Code));
        Assert.Throws<ArgumentException>(() => promoted.Promote("More", "more", At));
    }

    [Fact]
    public void Every_broken_rule_of_a_note_is_told_and_nothing_changes()
    {
        Lead lead = Some.OwnedLead();
        lead.Discover(Need.Implied("Slow", At) with { Key = "slow" }).EnsureSucceeded();
        Discovery before = lead.Discovery;
        LeadChange change = lead.Discover(Need.Explicit("Fast", At.AddDays(-1)) with { Key = "slow", PromotedFrom = "none", Under = "nothing" });
        Assert.Equal(
            ["lead.before-captured", "qualification.duplicate-key", "qualification.unknown-note", "qualification.unknown-note", "qualification.promotion-without-quote"],
            change.Refusals.Select(r => r.Code));
        Assert.Same(before, lead.Discovery);
        Assert.Equal(["qualification.advance-without-action"], lead.Discover(new CallNote(CallOutcome.Advance, At) { Action = "Visit", ActionBy = "Clara" }).Refusals.Select(r => r.Code));
        Assert.True(lead.Discover(new CallNote(CallOutcome.Advance, At) { Action = "Visit", ActionBy = "Clara", ActionDue = new DateOnly(2026, 2, 1) }).Succeeded);
    }

    [Fact]
    public void A_correction_counts_from_its_instant_and_keeps_the_note_on_record()
    {
        Lead lead = Some.OwnedLead();
        Answer wrong = new(Answer.Budget, AnswerLevel.Confirmed, "50,000", At);
        lead.Discover(wrong).EnsureSucceeded();
        Assert.False(lead.Discover(new Correction("other", "typo", Some.Day(2))).Succeeded);
        lead.Discover(new Correction(wrong.Id, "It was another company", Some.Day(2), Some.Anna)).EnsureSucceeded();
        Assert.Equal(AnswerLevel.Unknown, lead.Discovery.LevelOf(Answer.Budget));
        Assert.Equal(AnswerLevel.Confirmed, lead.Discovery.AsOf(Some.Day(1)).LevelOf(Answer.Budget));
        Assert.Equal(2, lead.Discovery.Notes.Count);
        Assert.Empty(lead.Discovery.Answers);
    }

    [Fact]
    public void The_buyers_phase_follows_from_the_evidence()
    {
        Discovery discovery = Discovery.Empty.With(Need.Implied("Slow", At, "It is slow."));
        Assert.Equal(BuyerPhase.Problem, discovery.Phase);
        discovery = discovery.With(Need.Explicit("Fast", At, "I want it fast."));
        Assert.Equal(BuyerPhase.SolutionSought, discovery.Phase);
        discovery = discovery.With(new Answer("decision-criteria", AnswerLevel.Confirmed, "Speed", At));
        Assert.Equal(BuyerPhase.SolutionSettled, discovery.Phase);
        foreach (string element in (string[])[Answer.Budget, Answer.Authority, Answer.Timing])
        {
            Assert.Equal(BuyerPhase.SolutionSettled, discovery.Phase);
            discovery = discovery.With(new Answer(element, AnswerLevel.Confirmed, "Yes", At));
        }

        Assert.Equal(BuyerPhase.Purchase, discovery.Phase);
        Assert.Equal(BuyerPhase.Purchase, Discovery.Empty.With(new CallNote(CallOutcome.Order, At)).Phase);
        Assert.Equal(FieldValue.Of("purchase"), discovery.Get("phase"));
    }

    [Fact]
    public void Notes_of_other_kinds_answer_elements()
    {
        Discovery discovery = Discovery.Empty.With(Need.Implied("Slow", At)).With(new RoleHint("Clara", "champion", At));
        Assert.Equal(AnswerLevel.Weak, discovery.LevelOf("need"));
        Assert.Equal(AnswerLevel.Weak, discovery.LevelOf("pain"));
        Assert.Equal(AnswerLevel.Weak, discovery.LevelOf("champion"));
        Assert.Equal(AnswerLevel.Confirmed, discovery.With(Need.Implied("Late", At, "always late")).LevelOf("pain"));
        Assert.Equal(AnswerLevel.Contradicted, discovery.With(new Answer("champion", AnswerLevel.Contradicted, "left", At)).LevelOf("champion"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t")]
    [InlineData(null)]
    public void Blank_notes_are_refused(string? blank)
    {
        Assert.ThrowsAny<ArgumentException>(() => new AskedQuestion("topic", blank!, At));
        Assert.ThrowsAny<ArgumentException>(() => new AskedQuestion(blank!, "What?", At));
        Assert.ThrowsAny<ArgumentException>(() => new SpinNote(SpinType.Problem, blank!, At));
        Assert.ThrowsAny<ArgumentException>(() => new FabeNote(blank, blank, blank, blank, At));
        Assert.ThrowsAny<ArgumentException>(() => new RoleHint(blank!, "user", At));
        Assert.ThrowsAny<ArgumentException>(() => new Correction(blank!, "why", At));
    }

    [Fact]
    public void A_megabyte_is_too_long_and_strange_scripts_are_not()
    {
        string endless = new('字', 1_000_000);
        Assert.Throws<ArgumentException>(() => Need.Explicit("x", At, endless));
        Assert.Throws<ArgumentException>(() => new Need(NeedLayer.Deep, "x", At) { Evidence = endless });
        Assert.ThrowsAny<ArgumentException>(() => new Need(NeedLayer.Deep, "x", At) { Confidence = 1.5m });
        Need strange = Need.Explicit("🙂 نص \u202E \u0007 混合 mixed", At);
        Assert.Equal(strange, Discovery.Empty.With(strange).Needs[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public void A_need_is_not_promoted_without_the_buyers_words(string? quote) =>
        Assert.ThrowsAny<ArgumentException>(() => Need.Implied("Slow", At).Promote("Fast", quote!, At));
}
