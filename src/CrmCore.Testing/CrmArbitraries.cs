using CrmCore.Pipelines;

namespace CrmCore.Testing;

/// <summary>
/// FsCheck arbitraries for the values of CrmCore. Name the type where a test framework takes arbitraries, such as
/// <c>[Properties(Arbitrary = [typeof(CrmArbitraries)])]</c>. Every value is valid; the awkward ones (no name parts, foreign scripts, zero amounts) are among
/// them.
/// </summary>
public static partial class CrmArbitraries
{
    private static readonly string[] Words = ["Keller", "王小明", "Ørsted & Søn", "O'Neill", "有限公司", "x", "Große Straße", "a b  c", "été", "李"];

    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static Gen<string> Word => Gen.OneOf(Gen.Elements(Words), from letters in Gen.Choose('a', 'z').NonEmptyListOf() select string.Concat(letters.Take(40).Select(l => (char)l)));

    internal static Gen<Guid> Guids => from bytes in Gen.Choose(0, 255).ListOf(16) select new Guid([.. bytes.Select((b, i) => i == 0 ? (byte)(b | 1) : (byte)b)]);

    internal static Gen<DateTimeOffset> Instants =>
        from minutes in Gen.Choose(0, 2_000_000)
        from offset in Gen.Elements(0, 60, 120, 480, -300)
        select Epoch.AddMinutes(minutes).ToOffset(TimeSpan.FromMinutes(offset));

    /// <summary>Currencies with two, none and three digits after the point.</summary>
    public static Arbitrary<Currency> Currency() => Gen.Elements("EUR", "CNY", "USD", "JPY", "KWD").Select(c => new Currency(c)).ToArbitrary();

    /// <summary>Amounts from zero up, with up to two digits after the point; smaller ones shrink to zero.</summary>
    public static Arbitrary<Money> Money() => Arb.From(
        from cents in Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(1, 500_000_000)))
        from currency in Currency().Generator
        select new Money(cents / 100m, currency),
        money => money.Amount == 0 ? [] : new[] { new Money(0, money.Currency), new Money(decimal.Truncate(money.Amount / 2), money.Currency) }.Where(m => m != money));

    /// <summary>Probabilities, both ends among them.</summary>
    public static Arbitrary<Probability> Probability() => Gen.Choose(0, 10_000).Select(p => new Probability(p / 10_000d)).ToArbitrary();

    /// <summary>Names of persons: whole, in parts, or both.</summary>
    public static Arbitrary<PersonName> PersonName() => (
        from full in Word
        from given in Optional(Word)
        from family in Optional(Word)
        from whole in Gen.Elements(true, false)
        select new PersonName(whole || (given is null && family is null) ? full : null, given, family)).ToArbitrary();

    /// <summary>E-mail addresses at example domains.</summary>
    public static Arbitrary<EmailAddress> EmailAddress() => (
        from local in Gen.Elements("anna", "Anna.Keller", "info", "a+crm", "x_y")
        from domain in Gen.Elements("example.com", "Example.ORG", "mail.example.net")
        select CrmCore.EmailAddress.Parse($"{local}@{domain}")).ToArbitrary();

    /// <summary>Phone numbers in several spellings.</summary>
    public static Arbitrary<PhoneNumber> PhoneNumber() =>
        Gen.Elements("+49 30 23125448", "+86 154 0100 2297", "+442079460598", "+1 775 555 0124").Select(p => new PhoneNumber(p)).ToArbitrary();

    /// <summary>Users.</summary>
    public static Arbitrary<UserId> UserId() => Gen.Choose(1, 9).Select(n => new UserId($"u-{n}")).ToArbitrary();

    /// <summary>Pools.</summary>
    public static Arbitrary<PoolId> PoolId() => Gen.Choose(1, 5).Select(n => CrmCore.PoolId.From($"pool-{n}")).ToArbitrary();

    /// <summary>Ids of leads.</summary>
    public static Arbitrary<LeadId> LeadId() => Guids.Select(CrmCore.LeadId.From).ToArbitrary();

    /// <summary>Ids of opportunities.</summary>
    public static Arbitrary<OpportunityId> OpportunityId() => Guids.Select(CrmCore.OpportunityId.From).ToArbitrary();

    /// <summary>Ids of accounts.</summary>
    public static Arbitrary<AccountId> AccountId() => Guids.Select(CrmCore.AccountId.From).ToArbitrary();

    /// <summary>Ids of contacts.</summary>
    public static Arbitrary<ContactId> ContactId() => Guids.Select(CrmCore.ContactId.From).ToArbitrary();

    /// <summary>Keys of records in other systems.</summary>
    public static Arbitrary<ExternalKey> ExternalKey() => (
        from system in Gen.Elements("legacy", "salesforce", "表格")
        from key in Gen.Choose(1, 100_000)
        select new ExternalKey(system, $"{key}")).ToArbitrary();

    /// <summary>Texts in English, and in Chinese where it comes so.</summary>
    public static Arbitrary<LocalizedText> LocalizedText() => (
        from english in Word
        from chinese in Optional(Gen.Elements("报价", "赢单", "方案评估"))
        select new LocalizedText(english, chinese)).ToArbitrary();

    /// <summary>Values of fields of every kind, no value among them.</summary>
    public static Arbitrary<FieldValue> FieldValue() => Gen.OneOf(
        Gen.Constant(CrmCore.FieldValue.None),
        Word.Select(CrmCore.FieldValue.Of),
        Gen.Choose(-1000, 100_000).Select(n => CrmCore.FieldValue.Of(n / 10m)),
        Gen.Choose(730_000, 745_000).Select(d => CrmCore.FieldValue.Of(DateOnly.FromDayNumber(d))),
        Gen.Elements(true, false).Select(CrmCore.FieldValue.Of),
        Word.NonEmptyListOf().Select(w => CrmCore.FieldValue.Of(w.Take(4)))).ToArbitrary();

    /// <summary>A host's own fields.</summary>
    public static Arbitrary<CustomFields> CustomFields() => (
        from keys in Gen.Elements("tier", "region", "score", "since").ListOf()
        from values in FieldValue().Generator.ListOf(4)
        select CrmCore.CustomFields.From(keys.Distinct().Zip(values, (k, v) => KeyValuePair.Create(k, v)))).ToArbitrary();

    /// <summary>Conditions up to three deep, on facts that an opportunity has.</summary>
    public static Arbitrary<Condition> Condition() => Arb.From(ConditionOf(3), Smaller);

    /// <summary>Gates on such conditions; the key follows from the condition, so that one key never names two gates.</summary>
    public static Arbitrary<Gate> Gate() => Condition().Generator.Select(GateOf).ToArbitrary();

    internal static Gate GateOf(Condition condition)
    {
        string json = condition.ToJson();
        return new($"g-{string.Join("-", condition.Facts).Replace(".", "-", StringComparison.Ordinal)}-{json.Sum(c => c) % 997}-{json.Length}", condition, $"Meet: {json.Length}");
    }

    internal static Gen<T?> Optional<T>(Gen<T> gen)
        where T : class => Gen.OneOf(Gen.Constant<T?>(null), gen.Select(T? (v) => v));

    private static Gen<Condition> ConditionOf(int depth)
    {
        Gen<Condition> leaf = Gen.OneOf(
            Gen.Elements("amount", "close-date", "owner", "custom.tier", "next-step", "move.reason", "host.checked", "roles.champion").Select(CrmCore.Condition.Present),
            Gen.Choose(0, 50).Select(n => CrmCore.Condition.AtLeast("amount", n * 1000)),
            Gen.Choose(0, 50).Select(n => CrmCore.Condition.AtMost("amount", n * 1000)),
            Gen.Elements("gold", "silver").Select(t => CrmCore.Condition.Equal("custom.tier", t)),
            Gen.Choose(1, 3).Select(n => CrmCore.Condition.AtLeast("activities", n)));
        return depth <= 1
            ? leaf
            : Gen.Frequency(
                (6, leaf),
                (1, ConditionOf(depth - 1).NonEmptyListOf().Select(c => CrmCore.Condition.All(c.Take(3)))),
                (1, ConditionOf(depth - 1).NonEmptyListOf().Select(c => CrmCore.Condition.Any(c.Take(3)))),
                (1, ConditionOf(depth - 1).Select(CrmCore.Condition.Not)));
    }

    private static IEnumerable<Condition> Smaller(Condition condition) => condition switch
    {
        AllCondition all => all.Conditions,
        AnyCondition any => any.Conditions,
        NotCondition not => [not.Condition],
        _ => [],
    };
}
