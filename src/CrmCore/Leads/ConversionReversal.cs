namespace CrmCore.Leads;

/// <summary>The record of a conversion that was reverted: it stays with the lead for ever.</summary>
/// <param name="Conversion">What the lead had become.</param>
/// <param name="At">When it was reverted.</param>
/// <param name="By">Who reverted it.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsForced">Whether it was reverted although something created had changed.</param>
/// <param name="Undone">What was removed and restored, such as <c>opportunity 018f...</c> and <c>account 018f... industry</c>.</param>
/// <param name="Left">What was left as it was, because it had changed since.</param>
public sealed record ConversionReversal(
    LeadConversion Conversion, DateTimeOffset At, UserId By, string Reason, bool IsForced, IReadOnlyList<string> Undone, IReadOnlyList<string> Left);
