using System.Text.Json.Serialization;
using CrmCore.Assignment;

namespace CrmCore.Cli.Assigning;

/// <summary>What <c>crmcore assign</c> did or would do.</summary>
internal sealed record AssignReport(DateTimeOffset AsOf, bool Preview, long Seed, int Leads, int Assigned, IReadOnlyList<MemberCount> Members, IReadOnlyList<AssignedLead> Decisions);

/// <summary>How many leads a member was given.</summary>
internal sealed record MemberCount(string Member, int Given);

/// <summary>What was decided about a lead, and why.</summary>
internal sealed record AssignedLead(
    LeadId Lead, string Name, string? To, string? Rule, AssignmentStrategy? Strategy, IReadOnlyList<string> RulesUnmet, IReadOnlyList<PassedOver> PassedOver, Refusal? Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AssignReport))]
internal sealed partial class AssignReportJson : JsonSerializerContext;
