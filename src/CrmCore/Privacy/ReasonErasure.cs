using CrmCore.Opportunities;

namespace CrmCore.Privacy;

/// <summary>
/// What is left of a reason: a known key as it is, and a word that looks like a key of the host's and doesn't name the person, because figures are counted by them; of a
/// sentence nothing.
/// </summary>
/// <param name="own">The host's own keys.</param>
internal sealed class ReasonErasure(IReadOnlyCollection<string> own)
{
    private const string RecycledBy = "recycled: ";

    public string? Of(string? reason, Subject person) =>
        reason is not null && (CloseReasons.All.Contains(reason) || own.Contains(reason) || (IsLikeKey(reason) && !person.IsNamedIn(reason))) ? reason : null;

    /// <summary>The same for why a lead left its owner, where a rule may stand that recycled it.</summary>
    public string? OfCustody(string? reason, Subject person) =>
        reason?.StartsWith(RecycledBy, StringComparison.Ordinal) == true && IsLikeKey(reason[RecycledBy.Length..]) ? reason : Of(reason, person);

    private static bool IsLikeKey(string reason) =>
        reason is [>= 'a' and <= 'z', ..] && reason.Length <= 60 && reason.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
}
