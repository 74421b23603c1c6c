using CrmCore.Leads;

namespace CrmCore.Conversion.Checks;

/// <summary>Says whether somebody can take one more. It is asked where a conversion gives what it creates to another than the lead's owner. Thread-safe.</summary>
public interface IOwnerCapacity
{
    /// <summary>How full somebody is.</summary>
    /// <param name="owner">Who would own the result.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>What they own and may own; null where nothing limits them.</returns>
    Task<OwnerLoad?> ReadAsync(UserId owner, Lead lead, CancellationToken cancellationToken = default);
}

/// <summary>What somebody owns and may own.</summary>
/// <param name="Owned">How many they own.</param>
/// <param name="Capacity">How many they may own.</param>
public sealed record OwnerLoad(int Owned, int Capacity)
{
    /// <summary>Whether they can take no more.</summary>
    public bool IsFull => Owned >= Capacity;
}
