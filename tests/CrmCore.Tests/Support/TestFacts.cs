namespace CrmCore.Tests.Support;

/// <summary>Facts from a dictionary.</summary>
public sealed class TestFacts(IReadOnlyDictionary<string, FieldValue> values) : IFacts
{
    public TestFacts(params (string Name, FieldValue Value)[] values)
        : this(values.ToDictionary(v => v.Name, v => v.Value))
    {
    }

    public FieldValue Get(string fact) => values.TryGetValue(fact, out FieldValue value) ? value : FieldValue.None;

    public override string ToString() => string.Join(", ", values.Select(v => $"{v.Key} = {v.Value}"));
}
