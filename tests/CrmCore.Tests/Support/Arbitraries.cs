using CrmCore.Leads;
using CrmCore.Opportunities;
using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Tests.Support;

/// <summary>What a <see cref="LawAttribute"/> generates, by type.</summary>
public static class Arbitraries
{
    public static Arbitrary<LeadId> LeadIds() => Generators.Guids.Select(LeadId.From).ToArbitrary();

    public static Arbitrary<OpportunityId> OpportunityIds() => Generators.Guids.Select(OpportunityId.From).ToArbitrary();

    public static Arbitrary<AccountId> AccountIds() => Generators.Guids.Select(AccountId.From).ToArbitrary();

    public static Arbitrary<ContactId> ContactIds() => Generators.Guids.Select(ContactId.From).ToArbitrary();

    public static Arbitrary<UserId> UserIds() => Generators.Users.ToArbitrary();

    public static Arbitrary<PoolId> PoolIds() => Generators.Pools.ToArbitrary();

    public static Arbitrary<Currency> Currencies() => Generators.Currencies.ToArbitrary();

    public static Arbitrary<Money> Amounts() => Generators.Amounts.SelectMany(_ => Generators.Currencies, (a, c) => new Money(a, c)).ToArbitrary();

    public static Arbitrary<Probability> Probabilities() => Generators.Probabilities.ToArbitrary();

    public static Arbitrary<PersonName> Names() => Generators.Names.ToArbitrary();

    public static Arbitrary<EmailAddress> Emails() => Generators.Emails.ToArbitrary();

    public static Arbitrary<PhoneNumber> Phones() => Generators.Phones.ToArbitrary();

    public static Arbitrary<FieldValue> Values() => Generators.OptionalValues.ToArbitrary();

    public static Arbitrary<CustomFields> CustomFields() => Generators.CustomFields.ToArbitrary();

    public static Arbitrary<Condition> Conditions() => ConditionGenerators.Conditions.ToArbitrary();

    public static Arbitrary<TestFacts> Facts() => ConditionGenerators.Facts.ToArbitrary();

    public static Arbitrary<LeadStep> LeadSteps() => LeadStep.Generator.ToArbitrary();

    public static Arbitrary<DealStep> DealSteps() => DealStep.Generator.ToArbitrary();

    public static Arbitrary<ConversionScenario> Conversions() => ConversionScenario.Generator.ToArbitrary();

    /// <summary>Leads with a past: captured with all kinds of data, then many things tried on them.</summary>
    public static Arbitrary<Lead> Leads() =>
        (from id in Generators.Guids
         from name in Generators.Names
         from email in Generators.Emails.OrNothing()
         from phone in Generators.Phones.OrNothing()
         from company in Generators.Texts.OrNothing()
         from user in Generators.Users
         from pool in Generators.Pools.OrNone()
         from kind in Gen.Elements(Enum.GetValues<LeadSourceKind>())
         from campaign in Generators.Texts.OrNothing()
         from fields in Generators.CustomFields
         from external in Generators.Texts.OrNothing()
         from steps in LeadStep.Generator.ArrayOf()
         select Played(
             Lead.Capture(
                 LeadId.From(id),
                 new() { Name = name, Email = email, Phone = phone, Company = company },
                 new(kind, null, campaign),
                 pool is { } p ? Custody.InPool(p) : Custody.OwnedBy(user),
                 Some.Start,
                 user,
                 external is null ? null : new ExternalKey("csv", external),
                 fields),
             steps)).ToArbitrary();

    /// <summary>Opportunities with a past.</summary>
    public static Arbitrary<Opportunity> Deals() =>
        (from id in Generators.Guids
         from name in Generators.Texts
         from amount in Gen.Choose(0, 1_000_000).Select(a => new Money(a / 4m, Currency.Eur)).OrNone()
         from date in Generators.Dates.OrNone()
         from owner in Generators.Users.OrNone()
         from fields in Generators.CustomFields
         from steps in DealStep.Generator.ArrayOf()
         select Played(
             Opportunity.Create(
                 new(OpportunityId.From(id), name) { Amount = amount, CloseDate = date, Owner = owner, CustomFields = fields, Source = LeadSource.Web },
                 Some.Sale,
                 Some.Start,
                 owner),
             steps)).ToArbitrary();

    private static Lead Played(Lead lead, LeadStep[] steps)
    {
        foreach (LeadStep step in steps)
        {
            step.ApplyTo(lead);
        }

        return lead;
    }

    private static Opportunity Played(Opportunity deal, DealStep[] steps)
    {
        foreach (DealStep step in steps)
        {
            step.ApplyTo(deal);
        }

        return deal;
    }
}
