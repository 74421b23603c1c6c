using CrmCore.Conversion;
using CrmCore.Conversion.Fields;
using CrmCore.Conversion.Policies;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Pipelines;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

/// <summary>Where the bounds of a policy lie, and what it says of a policy beyond them.</summary>
public class PolicyBoundsTests
{
    private static readonly ConversionPolicyDefinition Default = ConversionPolicy.Default.Definition;

    public static TheoryData<string, ConversionPolicyDefinition, string?> Definitions => new()
    {
        { "longest key", Default with { Key = new('k', 200) }, null },
        { "key too long", Default with { Key = new('k', 201) }, "key bad-key" },
        { "no name", Default with { Name = null! }, "name no-name" },
        { "revert on the same day", Default with { Revert = new() { WithinDays = 0 } }, null },
        { "revert for a century", Default with { Revert = new() { WithinDays = 36_500 } }, null },
        { "revert for longer", Default with { Revert = new() { WithinDays = 36_501 } }, "revert.withinDays bad-days" },
        { "owner", Default with { Owner = new() { When = Unknown } }, "owner.when unknown-fact" },
        { "start", Default with { Opportunity = new() { Start = [new("p") { When = Unknown }] } }, "opportunity.start[0].when unknown-fact" },
        { "revert", Default with { Revert = new() { When = Unknown } }, "revert.when unknown-fact" },
        { "force", Default with { Revert = new() { ForceWhen = Unknown } }, "revert.forceWhen unknown-fact" },
        { "override", Default with { Overrides = [new("conversion.duplicates") { When = Unknown }] }, "overrides[0].when unknown-fact" },
        { "override of a rule of its own", Default with { Rules = [new("call-first", Condition.Present("email")) { Text = "Call" }], Overrides = [new("conversion.call-first")] }, null },
        { "longest key of a rule", Default with { Rules = [new(new('r', 100), Condition.Present("email")) { Text = "x" }] }, null },
        { "key of a rule too long", Default with { Rules = [new(new('r', 101), Condition.Present("email")) { Text = "x" }] }, "rules[0].key bad-key" },
        { "rule without condition", Default with { Rules = [new("call-first", null!) { Text = "x" }] }, "rules[0].when no-condition" },
        { "rule twice", Default with { Rules = [new("call-first", Condition.Present("email")) { Text = "x" }, new("call-first", Condition.Present("email")) { Text = "x" }] }, "rules[1].key duplicate-key" },
    };

    private static Condition Unknown => Condition.Present("verdict.mood");

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Bounds_are_where_they_are_said_to_be(string what, ConversionPolicyDefinition definition, string? defect)
    {
        if (defect is null)
        {
            Assert.Equal(definition, new ConversionPolicy(definition).Definition);
        }
        else
        {
            Assert.Equal(what + ": " + defect, what + ": " + string.Join(", ", Assert.Throws<DefinitionException>(() => new ConversionPolicy(definition)).Defects.Select(d => $"{d.Path} {d.Code}")));
        }
    }

    [Fact]
    public void What_may_be_overridden_is_told_with_the_rules_of_the_policy()
    {
        Defect defect = Assert.Single(Assert.Throws<DefinitionException>(() => new ConversionPolicy(Default with
        {
            Rules = [new("call-first", Condition.Present("email")) { Text = "Call" }],
            Overrides = [new("conversion.merged")],
        })).Defects);
        Assert.Contains("conversion.call-first, conversion.duplicates, ", defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_policy_that_asks_for_qualified_leads_lets_that_be_overridden_unasked()
    {
        Assert.NotEmpty(ConversionPolicy.Default.Overrides);
        Assert.Empty(new ConversionPolicy(Default with { Rules = [new("call-first", Condition.Present("email")) { Text = "Call" }], Overrides = null }).Overrides);
        Assert.NotEmpty(new ConversionPolicy(Default with { Rules = [new("call-first", Condition.Present("email")) { Text = "Call" }, new("not-qualified", Condition.Present("verdict.qualified"))], Overrides = null }).Overrides);
        Assert.Empty(new ConversionPolicy(Default with { Overrides = [] }).Overrides);
        Assert.Throws<ArgumentNullException>(() => ConversionPolicy.Default.CheckAgainst(null!));
    }

    [Theory]
    [InlineData("custom.", false)]
    [InlineData("custom.k", true)]
    [InlineData("custom.*", false)]
    [InlineData("custom.k*", false)]
    [InlineData("customs.k", false)]
    [InlineData("kustom.size", false)]
    public void A_field_of_the_host_has_a_key_of_1_to_200_characters(string key, bool exists)
    {
        Assert.Equal(exists, LeadField.Find(key) is not null);
        Assert.Equal(exists, RecordFieldSets.FormOf("account." + key) is not null);
    }

    [Fact]
    public void Keys_of_fields_are_listed_in_their_order_without_links()
    {
        string longest = new('k', 200);
        Assert.NotNull(LeadField.Find("custom." + longest));
        Assert.Null(LeadField.Find("custom.k" + longest));
        Assert.NotNull(RecordFieldSets.FormOf("contact.custom." + longest));
        Assert.Null(RecordFieldSets.FormOf("contact.custom.k" + longest));
        Assert.Equal([.. LeadField.Names.SkipLast(1).Order(StringComparer.Ordinal), "custom.KEY"], LeadField.Names);
        string[] names = [.. RecordFieldSets.Names];
        Assert.DoesNotContain("contact.account", names);
        Assert.All((string[])["account.name", "account.custom.KEY", "contact.email", "opportunity.amount"], n => Assert.Contains(n, names));
        Assert.Equal("account.custom.KEY", names.Last(n => n.StartsWith("account.", StringComparison.Ordinal)));
        Assert.Null(RecordFieldSets.FormOf("opportunity.account"));
    }

    [Theory]
    [InlineData("by.shoe-size", false)]
    [InlineData("owner.shoe-size", false)]
    [InlineData("verdict.mood", false)]
    [InlineData("request.mood", false)]
    [InlineData("needs.mood", false)]
    [InlineData("needs.explicit", true)]
    [InlineData("owner.same-team", true)]
    [InlineData("email", true)]
    [InlineData("custom.size", true)]
    public void Facts_of_known_families_are_checked_by_name(string fact, bool known) => Assert.Equal(known, ConversionFacts.Knows(fact));

    [Fact]
    public async Task Words_of_the_request_decide_rules()
    {
        InMemoryStore store = new();
        Lead lead = Some.QualifiedLead();
        await store.SaveAsync(lead);
        ConversionPolicy policy = new(Default with
        {
            Rules =
            [
                new("no-account", Condition.Equal("request.account", "create")) { Text = "a" }, new("no-contact", Condition.Equal("request.contact", "none")) { Text = "c" },
                new("no-deal", Condition.Equal("request.opportunity", "link")) { Text = "o" },
            ],
        });
        ConversionService service = new(store, new PipelineCatalog(Some.Sale), ReadyPolicies.Default, TimeProvider.System, policy);
        Assert.Equal(["conversion.no-contact", "conversion.no-deal"], await BlockersAsync(new(lead.Id, "r1", Some.Bo)));
        Assert.Equal(["conversion.no-account", "conversion.no-deal"], await BlockersAsync(new(lead.Id, "r1", Some.Bo) { Account = ConversionTarget<AccountId>.None, Contact = ConversionTarget<ContactId>.None }));

        async Task<IEnumerable<string>> BlockersAsync(ConversionRequest request) => (await service.PlanAsync(request)).Blockers.Select(b => b.Code);
    }

    [Fact]
    public void A_target_is_created_linked_or_left_out()
    {
        ConversionTarget<AccountId> link = ConversionTarget<AccountId>.Link(AccountId.From(Some.Guid(1)));
        Assert.Equal((false, false), (link.IsCreate, link.IsNone));
        Assert.Equal((true, false), (ConversionTarget<AccountId>.Create.IsCreate, ConversionTarget<AccountId>.Create.IsNone));
        Assert.Equal((false, true), (ConversionTarget<AccountId>.None.IsCreate, ConversionTarget<AccountId>.None.IsNone));
    }
}
