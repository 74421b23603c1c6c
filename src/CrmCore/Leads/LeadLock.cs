namespace CrmCore.Leads;

/// <summary>A lead kept from being recycled.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who locked it.</param>
/// <param name="Reason">Why.</param>
public sealed record LeadLock(DateTimeOffset At, UserId By, string Reason);
