using System.Collections.Frozen;
using CrmCore.Leads;

namespace CrmCore.Probabilities.Features;

/// <summary>The names of sources, made once: an enum's own <c>ToString</c> allocates.</summary>
internal static class SourceNames
{
    private static readonly FrozenDictionary<LeadSourceKind, string> Names = Enum.GetValues<LeadSourceKind>().ToFrozenDictionary(k => k, k => k.ToString());

    public static FieldValue Of(LeadSource? source) => source is not null && Names.TryGetValue(source.Kind, out string? name) ? FieldValue.Of(name) : FieldValue.None;
}
