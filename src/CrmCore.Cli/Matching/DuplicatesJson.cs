using System.Text.Json.Serialization;

namespace CrmCore.Cli.Matching;

/// <summary>Clusters of leads, for machines.</summary>
internal sealed record DuplicateSummary(
    int Leads, int Clusters, int IgnoredKeys, IReadOnlyList<ClusterSummary> Items, IReadOnlyList<PartyGroup> Across, IReadOnlyList<KnownAccount> KnownAccounts);

/// <summary>A cluster with contacts or accounts.</summary>
internal sealed record PartyGroup(string Class, IReadOnlyList<PartyItem> Members);

/// <summary>A lead, contact or account of a cluster.</summary>
internal sealed record PartyItem(string Kind, Guid Id, string Text);

/// <summary>A lead whose company is an account.</summary>
internal sealed record KnownAccount(Guid Lead, Guid Account, string Class);

/// <summary>One cluster.</summary>
internal sealed record ClusterSummary(string Class, int RefusedLinks, IReadOnlyList<ClusterLead> Leads);

/// <summary>A lead of a cluster.</summary>
internal sealed record ClusterLead(Guid Id, string Name, string? Company, string? Email, string? Phone);

/// <summary>What a merge did.</summary>
internal sealed record MergeSummary(bool Done, Guid? Survivor, IReadOnlyList<Guid> Merged, IReadOnlyList<string> Refusals);

/// <summary>What the undoing of a merge did.</summary>
internal sealed record UnmergeSummary(bool Done, Guid Survivor, IReadOnlyList<string> Refusals);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(DuplicateSummary))]
[JsonSerializable(typeof(UnmergeSummary))]
[JsonSerializable(typeof(IReadOnlyList<MergeSummary>))]
internal sealed partial class DuplicatesJson : JsonSerializerContext;
