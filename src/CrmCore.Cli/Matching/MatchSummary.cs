using System.Text.Json.Serialization;

namespace CrmCore.Cli.Matching;

/// <summary>What <c>crmcore match</c> did, for machines.</summary>
internal sealed record MatchSummary(
    int Records, int Pairs, int Same, int Likely, int Possible, int IgnoredKeys, IReadOnlyDictionary<string, string> Roles, string Rules, double Seconds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(MatchSummary))]
internal sealed partial class MatchSummaryJson : JsonSerializerContext;
