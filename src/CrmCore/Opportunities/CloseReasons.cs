namespace CrmCore.Opportunities;

/// <summary>The default reasons for losing a deal. A host may use its own keys beside them.</summary>
public static class CloseReasons
{
    private static readonly Dictionary<string, LocalizedText> Names = new(StringComparer.Ordinal)
    {
        ["price"] = new("Price", "价格"),
        ["competition"] = new("Competition", "竞争对手"),
        ["budget"] = new("No budget", "没有预算"),
        ["missing-feature"] = new("Missing feature", "缺少功能"),
        ["long-cycle"] = new("Took too long", "周期过长"),
        ["no-decision-maker"] = new("No decision maker", "未接触到决策人"),
        ["unresponsive"] = new("No response", "客户无回应"),
        ["poor-fit"] = new("Poor fit", "不匹配"),
        ["other"] = new("Other", "其他"),
    };

    /// <summary>The keys, in order.</summary>
    public static IReadOnlyCollection<string> All => Names.Keys;

    /// <summary>The name of a key for people; a key that is not in the list is its own name.</summary>
    public static LocalizedText NameOf(string key) => Names.TryGetValue(Guard.Against.NullOrWhiteSpace(key), out LocalizedText? name) ? name : new(key);
}
