using CrmCore.Conversion;
using CrmCore.Conversion.Fields;
using CrmCore.Conversion.Policies;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;
using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Tests.Support;

/// <summary>A lead, records that it may be linked to, a policy, and a request.</summary>
public sealed record ConversionScenario(Lead Lead, Account Account, Contact Contact, Opportunity Deal, ConversionPolicy Policy, ConversionRequest Request)
{
    public static Gen<ConversionScenario> Generator { get; } =
        from lead in Arbitraries.Leads().Generator.Resize(5)
        from industry in Generators.Texts.OrNothing()
        from phone in Generators.Phones.OrNothing()
        from title in Generators.Texts.OrNothing()
        from email in Generators.Emails.OrNothing()
        from accountFields in Generators.CustomFields
        from deal in Arbitraries.Deals().Generator.Resize(5)
        from belongs in Gen.Elements(true, false)
        from policy in Policies
        from targets in Gen.Choose(0, 2).ArrayOf(3)
        from amount in Gen.Choose(0, 100_000).Select(a => new Money(a, Currency.Eur)).OrNone()
        from website in Generators.Texts.OrNothing()
        select Of(
            lead,
            Account.Create(new() { Id = AccountId.From(Some.Guid(50)), Name = "Blau", Industry = industry, Phone = phone, CreatedAt = Some.Start, CustomFields = NullIfEmpty(accountFields) }),
            Contact.Create(new() { Id = ContactId.From(Some.Guid(51)), Name = new("C. Stein"), Title = title, Email = email, Account = belongs ? AccountId.From(Some.Guid(50)) : null, CreatedAt = Some.Start }),
            deal,
            policy,
            targets,
            amount,
            website);

    private static Gen<ConversionPolicy> Policies { get; } =
        from rules in Gen.Elements(Enum.GetValues<MergeRule>()).ArrayOf(8)
        from followUps in Gen.Elements(Enum.GetValues<CarryOver>())
        from discovery in Gen.Elements(Enum.GetValues<CarryOver>())
        from name in Gen.Elements(NameTemplate.Default, "{campaign} - {account} | {source} {display-name}")
        select new ConversionPolicy(new()
        {
            Key = "generated",
            Version = 1,
            Name = "Generated",
            Opportunity = new() { Name = name },
            Carry = new() { FollowUps = followUps, Discovery = discovery },
            Fields = MapOf(rules),
        });

    /// <summary>The default mappings and some more, each with a merge rule.</summary>
    public static IReadOnlyList<FieldMapping> MapOf(IReadOnlyList<MergeRule> rules) =>
    [
        new("company", "account.name") { Merge = rules[0] },
        new("source", "account.industry") { Merge = rules[1] },
        new("phone", "account.phone") { Merge = NoJoin(rules[2]) },
        new("name", "contact.name") { Merge = NoJoin(rules[3]) },
        new("display-name", "contact.name"),
        new("campaign", "contact.title") { Merge = rules[4] },
        new("email", "contact.email") { Merge = NoJoin(rules[5]) },
        new("campaign", "opportunity.description") { Merge = rules[6] },
        new("custom.*", "opportunity.custom.*") { Merge = rules[7] },
        new("custom.*", "account.custom.*"),
    ];

    /// <summary>Everything of it stored, at a time when all of it has happened.</summary>
    public async Task<(InMemoryStore Store, TestClock Clock)> StoreAsync()
    {
        InMemoryStore store = new();
        await store.SaveAsync(Lead, Account, Contact, Deal);
        TestClock clock = new();
        clock.Advance(TimeSpan.FromDays(5000));
        return (store, clock);
    }

    public ConversionService Service(CrmCore.Persistence.IUnitOfWorkFactory storage, TimeProvider clock) =>
        new(storage, new PipelineCatalog(Some.Sale), ReadyPolicies.Default, clock, Policy);

    public override string ToString() => $"{Lead.ToSnapshot().ToJson()}\n{Account.ToSnapshot().ToJson()}\n{Contact.ToSnapshot().ToJson()}\n{Deal.ToSnapshot().ToJson()}\n{Policy.ToJson()}\n{Request}";

    private static MergeRule NoJoin(MergeRule rule) => rule == MergeRule.Concatenate ? MergeRule.SourceWins : rule;

    private static IReadOnlyDictionary<string, FieldValue>? NullIfEmpty(CustomFields fields) => fields.Count == 0 ? null : fields.ToDictionary();

    private static ConversionScenario Of(Lead lead, Account account, Contact contact, Opportunity deal, ConversionPolicy policy, int[] targets, Money? amount, string? website)
    {
        ConversionRequest request = new(lead.Id, "request", Some.Bo)
        {
            Account = Target(targets[0], account.Id),
            Contact = Target(targets[1], contact.Id),
            Opportunity = Target(targets[2], deal.Id),
            Owner = Some.Anna,
            Amount = amount,
            OverrideReason = "the board knows them",
            Fields = website is null ? null : new Dictionary<string, FieldValue> { ["account.website"] = FieldValue.Of(website) },
        };
        return new(lead, account, contact, deal, policy, request);
    }

    private static ConversionTarget<TId> Target<TId>(int choice, TId id)
        where TId : struct, IEntityId<TId> => choice switch { 0 => default, 1 => ConversionTarget<TId>.Link(id), _ => ConversionTarget<TId>.None };
}
