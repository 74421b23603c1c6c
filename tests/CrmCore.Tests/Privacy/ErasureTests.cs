using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Privacy;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Privacy;

public class ErasureTests
{
    private static readonly Dictionary<string, FieldValue> Fields = new()
    {
        ["born"] = FieldValue.Of(new DateOnly(1980, 5, 4)),
        ["mails"] = FieldValue.Of(["anna@price.example"]),
        ["mobile"] = FieldValue.Of(491701234567m),
        ["seats"] = FieldValue.Of(7),
    };

    [Fact]
    public async Task What_was_said_beside_the_details_is_gone()
    {
        PersonOnStore person = new();
        LeadSource fair = new(LeadSourceKind.Referral, "Anna's brother", "spring");
        person.Lead = person.Lead with
        {
            Source = fair,
            Touches = [new(fair, Some.Day(1))],
            Holdings = [new(Some.Anna, Some.Day(0), Some.Day(1), Some.Anna, "She was rude to me"), new(Some.Bo, Some.Day(1), Some.Day(2), null, "recycled: no-follow-up"), new(Some.Bo, Some.Day(2), Some.Day(3), null, "claimed")],
            Lock = new(Some.Day(1), Some.Bo, "her divorce first"),
            DisqualifiedReason = "Anna left them",
        };
        await person.EraseAsync();
        LeadSource left = new(LeadSourceKind.Referral, null, "spring");
        Assert.Equal((left, left), (person.Lead.Source, Assert.Single(person.Lead.Touches!).Source));
        Assert.Equal([null, "recycled: no-follow-up", "claimed"], person.Lead.Holdings!.Select(h => h.Reason));
        Assert.Equal(new LeadLock(Some.Day(1), Some.Bo, "-"), person.Lead.Lock);
        Assert.Null(person.Lead.DisqualifiedReason);
    }

    [Fact]
    public async Task Custom_fields_of_every_kind_are_gone_unless_the_host_keeps_them()
    {
        PersonOnStore person = new();
        person.Lead = person.Lead with { CustomFields = Fields };
        person.Contact = person.Contact with { CustomFields = Fields };
        person.Deal = person.Deal with { CustomFields = new Dictionary<string, FieldValue>(Fields) { ["phone"] = FieldValue.Of(491701234567m), ["licences"] = FieldValue.Of(7) } };
        person.Account = person.Account with { CustomFields = new Dictionary<string, FieldValue> { ["erp"] = FieldValue.Of(4711), ["boss"] = FieldValue.Of("Anna Price") } };
        await person.EraseAsync(new() { KeepsField = f => f is { Record: "lead" or "opportunity", Key: "seats" } });
        Assert.Equal(["seats"], person.Lead.CustomFields!.Keys);
        Assert.Null(person.Contact.CustomFields);
        Assert.Equal(["licences", "seats"], person.Deal.CustomFields!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["erp"], person.Account.CustomFields!.Keys);
    }

    [Theory]
    [InlineData("price", "price")]
    [InlineData("no-decision-maker", "no-decision-maker")]
    [InlineData("too-late", "too-late")]
    [InlineData("price-too-high", null)]
    [InlineData("anna", null)]
    [InlineData("She has no money", null)]
    public async Task Reasons_that_are_keys_stay(string reason, string? left)
    {
        PersonOnStore person = new();
        Opportunity lost = Some.ClosedDeal(4, StageKind.Lost);
        OpportunitySnapshot state = lost.ToSnapshot();
        person.Deal = person.Deal with { Closing = state.Closing! with { Reason = reason }, Stage = state.Stage, StageKind = state.StageKind, History = [.. state.History.Select(h => h with { Reason = reason })] };
        await person.EraseAsync();
        Assert.Equal(left, person.Deal.Closing!.Reason);
        Assert.All(person.Deal.History, h => Assert.Equal(left, h.Reason));
    }

    [Fact]
    public async Task A_reason_that_the_host_knows_stays()
    {
        PersonOnStore person = new();
        person.Lead = person.Lead with { DisqualifiedReason = "price-too-high" };
        await person.EraseAsync(new() { Reasons = ["price-too-high"] });
        Assert.Equal("price-too-high", person.Lead.DisqualifiedReason);
    }

    [Fact]
    public async Task Of_a_deal_of_the_person_alone_every_sentence_is_gone()
    {
        PersonOnStore person = new();
        person.Deal = person.Deal with
        {
            Description = "divorced lately",
            Activities = [new("call", Some.Day(2), Some.Bo, "ill again")],
            NextStep = new("visit the hospital", new(2026, 2, 1)),
            Competitors = [new("Price & Sons") { Strengths = "Anna likes them" }],
        };
        await person.EraseAsync();
        Assert.Equal(("Blau - -", null, "-"), (person.Deal.Name, person.Deal.Description, person.Deal.NextStep!.What));
        Assert.Equal(new Activity("call", Some.Day(2), Some.Bo), Assert.Single(person.Deal.Activities!));
        Assert.Equal(("Price & Sons", "- likes them"), (person.Deal.Competitors![0].Name, person.Deal.Competitors![0].Strengths));
        Assert.Null(person.Deal.Contact);
    }

    [Fact]
    public async Task A_company_that_shares_a_part_of_the_name_keeps_its_name()
    {
        PersonOnStore person = new();
        person.Account = person.Account with { Name = "Price Logistics", Website = "https://price.example" };
        person.Deal = person.Deal with { Name = "Price Logistics, Anna" };
        await person.EraseAsync();
        Assert.Equal(("Price Logistics", "https://price.example", "Price Logistics, -"), (person.Account.Name, person.Account.Website, person.Deal.Name));
    }

    [Fact]
    public async Task A_company_that_is_called_like_the_person_loses_name_number_and_address()
    {
        PersonOnStore person = new();
        person.Account = person.Account with { Name = "Anna Price", Phone = new("(0151) 2345678"), ExternalKey = new("crm", "anna@price.example") };
        await person.EraseAsync();
        Assert.Equal(("-", null, null), (person.Account.Name, person.Account.Phone, person.Account.ExternalKey));
    }

    [Theory]
    [InlineData("Anna was priceless", "- was priceless")]
    [InlineData("call ANNA PRICE at 0151-234 56 78", "call - at -")]
    [InlineData("write to anna@price.example.", "write to -.")]
    [InlineData("Hannah said so", "Hannah said so")]
    [InlineData("请联系Anna谈", "请联系-谈")]
    [InlineData("王小明说", "王小明说")]
    public void Whole_words_are_taken_out(string text, string left) =>
        Assert.Equal(left, new WordMask(["Anna Price", "Anna", "Price", "anna@price.example", "01512345678"]).Without(text));

    [Fact]
    public void A_chinese_name_is_found_without_spaces()
    {
        WordMask mask = new(["王小明", "小明"]);
        Assert.Equal("联系-经理", mask.Without("联系王小明经理"));
        Assert.False(new WordMask([]).IsIn("王小明"));
        Assert.Equal("王小明", new WordMask([null, "a"]).Without("王小明"));
    }
}
