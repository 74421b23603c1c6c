namespace CrmCore.Conversion.Reverting;

/// <summary>A wish to take back the conversion of a lead.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="By">Who wants it.</param>
/// <param name="Reason">Why; it is kept.</param>
public sealed record RevertRequest(LeadId Lead, UserId By, string Reason)
{
    /// <summary>Whether to revert although something created has changed since or is used by others, or the time for it is over. What has changed or is used is left and the record says so.</summary>
    public bool Force { get; init; }
}
