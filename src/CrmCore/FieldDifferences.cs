namespace CrmCore;

/// <summary>The names of the fields in which two states of a record differ: what the event of a correction says, which holds no values.</summary>
internal static class FieldDifferences
{
    public static IReadOnlyList<string> Of(params ReadOnlySpan<(string Field, bool Differs)> fields)
    {
        List<string> names = [];
        foreach ((string field, bool differs) in fields)
        {
            if (differs)
            {
                names.Add(field);
            }
        }

        return names;
    }

    /// <summary>As <c>custom.KEY</c>, in the order of the keys.</summary>
    public static IReadOnlyList<string> Of(CustomFields before, CustomFields after) =>
        [.. before.Concat(after).Select(f => f.Key).Distinct().Where(k => before[k] != after[k]).Order(StringComparer.Ordinal).Select(k => $"custom.{k}")];

    /// <summary>Whether another address, or the same written in another way.</summary>
    public static bool Differ(EmailAddress? before, EmailAddress? after) => before != after || before?.Entered != after?.Entered;
}
