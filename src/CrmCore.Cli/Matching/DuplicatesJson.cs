using System.Text.Json.Serialization;

namespace CrmCore.Cli.Matching;

/// <summary>Clusters of leads, for machines.</summary>
internal sealed record DuplicateSummary(int Leads, int Clusters, int IgnoredKeys, IReadOnlyList<ClusterSummary> Items);

/// <summary>One cluster.</summary>
internal sealed record ClusterSummary(string Class, int RefusedLinks, IReadOnlyList<ClusterLead> Leads);

/// <summary>A lead of a cluster.</summary>
internal sealed record ClusterLead(Guid Id, string Name, string? Company, string? Email, string? Phone);

/// <summary>What a merge did.</summary>
internal sealed record MergeSummary(bool Done, Guid? Survivor, IReadOnlyList<Guid> Merged, IReadOnlyList<string> Refusals);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(DuplicateSummary))]
[JsonSerializable(typeof(MergeSummary))]
[JsonSerializable(typeof(IReadOnlyList<MergeSummary>))]
internal sealed partial class DuplicatesJson : JsonSerializerContext;
