namespace CrmCore.Leads;

/// <summary>The record of a conversion that was reverted: it stays with the lead for ever.</summary>
/// <param name="Conversion">What the lead had become.</param>
/// <param name="At">When it was reverted.</param>
/// <param name="By">Who reverted it.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsForced">Whether it took force: something created had changed or was used by others, or the time for it was over. False where force was allowed and not needed.</param>
/// <param name="Undone">What was removed and restored, such as <c>opportunity 018f...</c> and <c>account 018f... industry</c>.</param>
/// <param name="Left">What was left as it was, because it had changed since, others use it, or it belongs to what was left.</param>
public sealed record ConversionReversal(
    LeadConversion Conversion, DateTimeOffset At, UserId By, string Reason, bool IsForced, IReadOnlyList<string> Undone, IReadOnlyList<string> Left);
