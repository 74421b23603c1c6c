namespace CrmCore.Leads;

/// <summary>
/// Streams the leads about which something is due, by an index and not by looking at every lead, those due longest first. A lead that changes meanwhile may
/// or may not be among them; whoever acts on one reads it again within a unit of work. A cancelled token ends the
/// reading by an <see cref="OperationCanceledException"/>. Thread-safe.
/// </summary>
public interface ILeadDueReader
{
    /// <summary>Those whose recycle date is not after an instant.</summary>
    IAsyncEnumerable<LeadSnapshot> ReadRecycleDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default);

    /// <summary>Those whose owner is to be reminded by an instant, and was not.</summary>
    IAsyncEnumerable<LeadSnapshot> ReadRemindDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default);

    /// <summary>Those to be woken from nurturing by an instant.</summary>
    IAsyncEnumerable<LeadSnapshot> ReadWakeDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default);

    /// <summary>Those whose agreed next step is due by an instant.</summary>
    IAsyncEnumerable<LeadSnapshot> ReadNextStepDueAsync(DateTimeOffset asOf, CancellationToken cancellationToken = default);

    /// <summary>Those with an owner to whom no pool's rules were applied, in the order of their ids.</summary>
    IAsyncEnumerable<LeadSnapshot> ReadUnprotectedAsync(CancellationToken cancellationToken = default);
}
