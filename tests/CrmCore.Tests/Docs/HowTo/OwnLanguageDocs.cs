using System.Globalization;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs.HowTo;

/// <summary>The code of docs/how-to/own-language.md.</summary>
public class OwnLanguageDocs
{
    [Fact]
    public void A_host_speaks_German()
    {
        Lead lead = Some.OwnedLead();
        Opportunity deal = Some.Deal();

        // docs:begin language-use
        GermanTexts texts = new();
        CultureInfo german = CultureInfo.GetCultureInfo("de-DE");
        LeadChange refused = lead.Disqualify(" ", Some.Start);
        string reason = texts.Describe(refused.Refusals[0], german);       // Bitte einen Grund angeben.
        MoveResult early = deal.MoveTo("quotation", Some.Sale, Some.Start, Some.Anna);
        string gate = texts.Describe(early.Refusals[0], german);           // Bitte den Betrag eintragen.
        // docs:end language-use

        Assert.Equal(("Bitte einen Grund angeben.", "Bitte den Betrag eintragen."), (reason, gate));
        Assert.Equal("Give a reason.", texts.Describe(refused.Refusals[0], CultureInfo.InvariantCulture));
        LeadChange notOpen = LeadThatEnded().Work(Some.Start);
        Assert.Equal("Der Lead ist Disqualified und wird nicht mehr bearbeitet.", texts.Describe(notOpen.Refusals[0], german));
    }

    [Fact]
    public void Definitions_carry_any_language()
    {
        // docs:begin language-definition
        LocalizedText name = new(new Dictionary<string, string> { ["en"] = "Quotation", ["zh-Hans"] = "报价", ["de"] = "Angebot" });
        Pipeline pipeline = Pipeline.Define("sale", "Sale")
            .Open("quotation", name, 40)
            .Won("won", "Won")
            .Lost("lost", "Lost")
            .Build();
        string shown = pipeline.Get("quotation").Name.In(CultureInfo.GetCultureInfo("de-AT"));   // Angebot
        // docs:end language-definition

        Assert.Equal("Angebot", shown);
    }

    private static Lead LeadThatEnded()
    {
        Lead lead = Some.OwnedLead();
        lead.Disqualify("wrong number", Some.Start).EnsureSucceeded();
        return lead;
    }

    // docs:begin language-texts
    public sealed class GermanTexts : CrmTexts
    {
        private static readonly Dictionary<string, string> German = new(StringComparer.Ordinal)
        {
            ["lead.reason-missing"] = "Bitte einen Grund angeben.",
            ["lead.not-open"] = "Der Lead ist {status} und wird nicht mehr bearbeitet.",
            ["gate.amount"] = "Bitte den Betrag eintragen.",
        };

        public override string? Find(string code, CultureInfo culture) =>
            IsGerman(culture) && German.TryGetValue(code, out string? text) ? text : base.Find(code, culture);

        public override string Describe(Refusal refusal, CultureInfo culture) =>
            IsGerman(culture) && German.ContainsKey(refusal.Code)
                ? base.Describe(new Refusal(refusal.Code, refusal.Parameters), culture)   // ours comes before the text that a gate brought
                : base.Describe(refusal, culture);

        private static bool IsGerman(CultureInfo culture) => culture.TwoLetterISOLanguageName == "de";
    }
    // docs:end language-texts
}
