using System.Diagnostics.CodeAnalysis;

namespace CrmCore;

/// <summary>Copies of collections that a record was given, so that it does not change when its maker's collections do. Their order stays.</summary>
internal static class Copied
{
    [return: NotNullIfNotNull(nameof(items))]
    public static IReadOnlyList<T>? Of<T>(IReadOnlyList<T>? items) => items is null ? null : [.. items];

    [return: NotNullIfNotNull(nameof(items))]
    public static IReadOnlyDictionary<string, T>? Of<T>(IReadOnlyDictionary<string, T>? items) =>
        items is null ? null : new Dictionary<string, T>(items, StringComparer.Ordinal).AsReadOnly();
}
