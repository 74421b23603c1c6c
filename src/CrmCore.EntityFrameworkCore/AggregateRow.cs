namespace CrmCore.EntityFrameworkCore;

/// <summary>
/// What the rows of all aggregates have in common. The truth is <see cref="Json"/>; the other columns repeat parts of it, to search, sort and report by.
/// Rows are read through the context and written by units of work only.
/// </summary>
public abstract class AggregateRow
{
    private protected AggregateRow()
    {
    }

    /// <summary>The tenant whose it is; the first part of the key.</summary>
    public string Tenant { get; internal set; } = "";

    /// <summary>The aggregate's id.</summary>
    public Guid Id { get; internal init; }

    /// <summary>The version, from 1; one more with each write. The concurrency token.</summary>
    public long Version { get; internal init; }

    /// <summary>The system it was imported from; null where it was made here. Unique within the tenant together with <see cref="ExternalKey"/>.</summary>
    public string? ExternalSystem { get; internal init; }

    /// <summary>Its key in <see cref="ExternalSystem"/>.</summary>
    public string? ExternalKey { get; internal init; }

    /// <summary>The snapshot in JSON: every field, instants with their offset and ticks, decimals with all their digits.</summary>
    public string Json { get; internal init; } = "";
}
