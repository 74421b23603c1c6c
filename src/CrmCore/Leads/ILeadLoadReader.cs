namespace CrmCore.Leads;

/// <summary>How many leads one person owns.</summary>
/// <param name="Owner">The person.</param>
/// <param name="ByStatus">The count of each status they have leads in.</param>
/// <param name="Locked">How many of those that are still worked on are locked; the lock of a lead that ended counts for nothing.</param>
public sealed record LeadLoad(UserId Owner, IReadOnlyDictionary<LeadStatus, int> ByStatus, int Locked)
{
    /// <summary>How many there are in some statuses.</summary>
    public int CountOf(IEnumerable<LeadStatus> statuses) => Guard.Against.Null(statuses).Distinct().Sum(s => ByStatus.GetValueOrDefault(s));

    /// <summary>How many of them are still worked on.</summary>
    public int Open => CountOf([LeadStatus.New, LeadStatus.Working, LeadStatus.Nurturing, LeadStatus.Qualified]);
}

/// <summary>Counts what people own, without reading the leads. Thread-safe.</summary>
public interface ILeadLoadReader
{
    /// <summary>What one person owns; nothing gives a load of no leads.</summary>
    Task<LeadLoad> ReadLoadAsync(UserId owner, CancellationToken cancellationToken = default);

    /// <summary>What everybody owns who owns anything, in the order of their ids.</summary>
    IAsyncEnumerable<LeadLoad> ReadLoadsAsync(CancellationToken cancellationToken = default);
}
