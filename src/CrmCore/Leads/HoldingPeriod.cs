namespace CrmCore.Leads;

/// <summary>How long one person held a lead. An open period has no end; a lead has at most one open period, and only while it has an owner.</summary>
/// <param name="Owner">Who held it.</param>
/// <param name="From">From when.</param>
/// <param name="To">Until when; null while they still hold it.</param>
/// <param name="By">Who ended it; null if no person did, or it has not ended.</param>
/// <param name="Reason">Why it ended: what was said, or the rule that recycled it; null while it has not ended.</param>
public sealed record HoldingPeriod(UserId Owner, DateTimeOffset From, DateTimeOffset? To = null, UserId? By = null, string? Reason = null);
