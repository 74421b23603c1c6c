using System.Text.Json.Serialization;
using CrmCore.Pools;

namespace CrmCore.Cli.Pools;

/// <summary>What <c>pool status</c> tells.</summary>
internal sealed record PoolStatus(DateTimeOffset AsOf, IReadOnlyList<PoolCount> Pools, IReadOnlyList<OwnerCount> Owners, IReadOnlyList<DueLead> DueWithinAWeek, int Unprotected);

/// <summary>The open leads in a pool.</summary>
internal sealed record PoolCount(string Pool, int Leads, int? OldestDays);

/// <summary>What somebody owns.</summary>
internal sealed record OwnerCount(string Owner, int Open, int All, int Locked, int? Capacity);

/// <summary>A lead that falls back soon.</summary>
internal sealed record DueLead(LeadId Lead, string Name, string Owner, DateTimeOffset RecycleAt, int DaysLeft, int DaysOverdue);

/// <summary>What came of one claim or release.</summary>
internal sealed record PoolMove(LeadId Lead, string Name, bool Succeeded, DateTimeOffset? RecycleAt, int? LeftToday, IReadOnlyList<Refusal> Refusals);

/// <summary>What a run of <c>pool recycle</c> did.</summary>
internal sealed record RecycleRun(DateTimeOffset AsOf, bool DryRun, int Protected, int Woken, IReadOnlyList<LeadId> Reminded, IReadOnlyList<RecycleEntry> Entries);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PoolStatus))]
[JsonSerializable(typeof(IReadOnlyList<PoolMove>))]
[JsonSerializable(typeof(RecycleRun))]
internal sealed partial class PoolReportJson : JsonSerializerContext
{
}
