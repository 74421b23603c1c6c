using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Tests.Support;

/// <summary>Generators of the words that every room uses.</summary>
public static class Generators
{
    private static readonly string[] Words =
    [
        "Anna", "王小明", "price", "Ünïcode", "a\"quote", "back\\slash", "{name}", "line\nbreak", "ﬁ", "Ｆｕｌｌ", "🚚", "GmbH", "有限公司", "1.0", "true", "o'Neil", "<b>", "x",
    ];

    public static Gen<Guid> Guids { get; } =
        ArbMap.Default.GeneratorFor<Guid>().Where(g => g != Guid.Empty);

    public static Gen<string> Texts { get; } =
        Gen.Elements(Words).NonEmptyListOf().Select(w => string.Join(' ', w.Take(4)));

    public static Gen<Currency> Currencies { get; } =
        Gen.Elements(Currency.Eur, Currency.Cny, Currency.Usd, new Currency("JPY"), new Currency("KWD"), new Currency("CLF"));

    public static Gen<decimal> Amounts { get; } =
        Gen.Choose(-1_000_000_000, 1_000_000_000).SelectMany(n => Gen.Choose(0, 5), (n, digits) => n / (decimal)Math.Pow(10, digits));

    public static Gen<UserId> Users { get; } = Gen.Elements("anna", "bo", "chen", "dora").Select(u => new UserId(u));

    public static Gen<PoolId> Pools { get; } = Gen.Elements("default", "north", "south").Select(p => new PoolId(p));

    public static Gen<DateOnly> Dates { get; } = Gen.Choose(0, 1500).Select(d => new DateOnly(2024, 1, 1).AddDays(d));

    public static Gen<Probability> Probabilities { get; } = Gen.Choose(0, 10_000).Select(n => Probability.FromPercent(n / 100.0));

    public static Gen<PersonName> Names { get; } =
        from given in Gen.Elements("Anna", "José", "明", "Li")
        from family in Gen.Elements("Keller", "王", "O'Neil", "Núñez")
        from whole in Gen.Elements(null, "Dr. Anna Keller", "欧阳明")
        select new PersonName(whole, given, family);

    public static Gen<EmailAddress> Emails { get; } =
        from local in Gen.Elements("anna", "Anna.Keller", "a+crm", "销售", "o'neil", "x_y-z")
        from domain in Gen.Elements("example.com", "MAIL.Example.ORG", "a-b.example", "公司.example")
        from form in Gen.Elements("{0}", "  {0} ", "Anna Keller <{0}>", "\"K, A\" <{0}>")
        select EmailAddress.Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, $"{local}@{domain}"));

    public static Gen<PhoneNumber> Phones { get; } =
        from prefix in Gen.Elements("+49", "0049 ", "＋86", "0", "(089) ", "+1-")
        from number in Gen.Choose(1_000_000, 999_999_999)
        from extension in Gen.Elements("", " ext. 12", " x7", "转 5")
        select new PhoneNumber($"{prefix}{number}{extension}");

    public static Gen<FieldValue> Values { get; } = Gen.OneOf(
        Texts.Select(FieldValue.Of),
        Amounts.Select(FieldValue.Of),
        Dates.Select(d => FieldValue.Of(d)),
        Gen.Elements(true, false).Select(FieldValue.Of),
        Texts.NonEmptyListOf().Select(t => FieldValue.Of(t.Take(4))));

    public static Gen<FieldValue> OptionalValues { get; } = Gen.Frequency((1, Gen.Constant(FieldValue.None)), (5, Values));

    public static Gen<CustomFields> CustomFields { get; } =
        from keys in Gen.Elements("size", "region", "渠道", "score").ArrayOf()
        from values in Values.ArrayOf(keys.Length)
        select CrmCore.CustomFields.From(keys.Zip(values).DistinctBy(p => p.First).Select(p => KeyValuePair.Create(p.First, p.Second)));

    public static Gen<T?> OrNone<T>(this Gen<T> gen)
        where T : struct => Gen.Frequency((1, Gen.Constant<T?>(null)), (3, gen.Select(v => (T?)v)));

    public static Gen<T?> OrNothing<T>(this Gen<T> gen)
        where T : class => Gen.Frequency((1, Gen.Constant<T?>(null)), (3, gen.Select(v => (T?)v)));
}
