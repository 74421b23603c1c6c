using System.Globalization;
using CrmCore.Qualification;
using CrmCore.Qualification.Fabe;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification.Fabe;

public class FabeTests
{
    private static readonly DateTimeOffset At = Some.Start;

    [Fact]
    public void A_benefit_of_a_need_that_was_corrected_is_one_without_a_need()
    {
        Need need = Need.Explicit("Fewer errors", At) with { Key = "errors" };
        Discovery discovery = Discovery.Empty.With(need).With(new FabeNote("f", "a", "b", "e", At) { Need = "errors", ProofKind = EvidenceKind.Test, ProofSource = "lab" });
        Assert.Empty(FabeChecks.Check(discovery));
        Assert.Equal(["fabe.benefit-without-need"], FabeChecks.Check(discovery.With(new Correction("errors", "misheard", At))).Select(f => f.Code));
    }

    [Theory]
    [InlineData(EvidenceKind.Case, "Blau 2025", true)]
    [InlineData(EvidenceKind.Case, null, false)]
    [InlineData(EvidenceKind.None, "Blau 2025", false)]
    [InlineData(EvidenceKind.None, null, false)]
    public void Evidence_has_a_kind_and_a_source(EvidenceKind kind, string? source, bool complete)
    {
        FabeNote note = new(null, "a", null, "the Blau case", At) { ProofKind = kind, ProofSource = source };
        Assert.Equal(!complete, FabeChecks.Check(Discovery.Empty.With(note)).Any(f => f.Code == "fabe.evidence-without-source"));
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(121, true)]
    public void A_feature_is_long_beyond_120_characters(int length, bool isLong) =>
        Assert.Equal(isLong, FabeChecks.Check(Discovery.Empty.With(new FabeNote(new('f', length), null, null, null, At))).Any(f => f.Code == "fabe.long-feature"));

    [Fact]
    public void What_is_missing_makes_a_statement_incomplete_for_the_facts_too()
    {
        Assert.Equal(1, Discovery.Empty.With(new FabeNote("f", "a", "b", "e", At)).Get("fabe.complete").AsNumber);
        Assert.Equal(0, Discovery.Empty.With(new FabeNote("f", null, "b", "e", At)).Get("fabe.complete").AsNumber);
    }

    [Fact]
    public void A_need_is_matched_by_the_buyers_words_and_a_proof_without_its_source_is_told()
    {
        ProductFeature lights = new("LUMA", "pick lights", ["error"]) { Advantage = "shows the bin", Proof = "test" };
        Discovery discovery = Discovery.Empty.With(Need.Explicit("Reliable picking", At, "I want no Errors at all.")).With(Need.Explicit("Fast picking", At));
        FabeSuggestion fit = Assert.Single(FabeSuggestion.For(discovery, [lights]));
        Assert.Equal(("Reliable picking", 1), (fit.Need.Statement, fit.Fit));
        Assert.Equal(["benefit", "source"], fit.Missing);
    }

    [Fact]
    public void There_is_no_sentence_of_nothing()
    {
        FabeNote? none = null;
        Assert.Throws<ArgumentNullException>("note", () => none!.ToSentence(CultureInfo.InvariantCulture));
    }
}
