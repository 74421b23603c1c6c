using CrmCore.Conversion.Policies;

namespace CrmCore.Conversion;

/// <summary>What the opportunity gets from the lead besides fields.</summary>
/// <param name="FollowUps">What happens to the follow-ups.</param>
/// <param name="FollowUpCount">How many there are.</param>
/// <param name="Discovery">What happens to the discovery.</param>
/// <param name="NoteCount">How many notes the opportunity gets that it did not have.</param>
/// <param name="NextStep">The next step that goes along; null for none.</param>
public sealed record CarriedOver(CarryOver FollowUps, int FollowUpCount, CarryOver Discovery, int NoteCount, string? NextStep);
