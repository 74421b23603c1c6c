using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Tests.Support;

/// <summary>Generators of conditions and of facts for them, over a few names so that they often meet.</summary>
public static class ConditionGenerators
{
    private static readonly string[] FactNames = ["amount", "stage", "custom.size", "needs.quoted", "note"];

    public static Gen<Condition> Conditions { get; } = Gen.Choose(0, 4).SelectMany(OfDepth);

    public static Gen<TestFacts> Facts { get; } =
        Generators.OptionalValues.ArrayOf(FactNames.Length).Select(v => new TestFacts([.. FactNames.Zip(v)]));

    private static Gen<Condition> OfDepth(int depth)
    {
        if (depth == 0)
        {
            return Comparisons();
        }

        Gen<Condition> inner = OfDepth(depth - 1);
        Gen<Condition[]> several = Gen.Choose(1, 3).SelectMany(n => inner.ArrayOf(n));
        return Gen.OneOf(Comparisons(), several.Select(c => Condition.All(c)), several.Select(c => Condition.Any(c)), inner.Select(Condition.Not));
    }

    private static Gen<Condition> Comparisons()
    {
        Gen<string> fact = Gen.Elements(FactNames);
        Gen<FieldValue> ordered = Gen.OneOf(Generators.Amounts.Select(FieldValue.Of), Generators.Dates.Select(d => FieldValue.Of(d)));
        Gen<FieldValue> single = Generators.Values.Where(v => v.Kind != FieldKind.Choices);
        return Gen.OneOf(
            fact.Select(Condition.Present),
            fact.SelectMany(_ => single, (f, v) => Condition.Equal(f, v)),
            fact.SelectMany(_ => ordered, (f, v) => Condition.AtLeast(f, v)),
            fact.SelectMany(_ => ordered, (f, v) => Condition.AtMost(f, v)),
            fact.SelectMany(_ => Generators.Texts.NonEmptyListOf(), (f, v) => Condition.OneOf(f, v.Take(3))),
            fact.SelectMany(_ => Generators.Texts, Condition.Contains));
    }
}
