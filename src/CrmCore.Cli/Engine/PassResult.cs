using CrmCore.Cli.Scoring;
using CrmCore.Forecasting;

namespace CrmCore.Cli.Engine;

/// <summary>What a pass found and did.</summary>
/// <param name="Leads">How many leads are stored.</param>
/// <param name="DuplicateGroups">How many groups of leads look the same.</param>
/// <param name="DuplicateLeads">How many leads are in them besides the first of each.</param>
/// <param name="OpenLeads">How many leads can still be worked on.</param>
/// <param name="Qualified">How many of those the policy finds qualified.</param>
/// <param name="Findings">How often each finding was made on the open ones.</param>
/// <param name="Conversion">What came of converting the qualified ones.</param>
/// <param name="Opportunities">How many opportunities are stored.</param>
/// <param name="WinRate">Won among won and lost.</param>
/// <param name="Calculator">The calculator of the probabilities.</param>
/// <param name="Evidence">How many closed deals it rests on.</param>
/// <param name="EvidenceByPipeline">How many closed deals there are in each pipeline that deals stand in, and whether its win rates are learned from them.</param>
/// <param name="Forecast">The forecast of the present quarter.</param>
internal sealed record PassResult(
    int Leads,
    int DuplicateGroups,
    int DuplicateLeads,
    int OpenLeads,
    int Qualified,
    IReadOnlyDictionary<string, int> Findings,
    ConversionCounts Conversion,
    int Opportunities,
    WinRate WinRate,
    string Calculator,
    int Evidence,
    IReadOnlyList<PipelineEvidence> EvidenceByPipeline,
    Forecast Forecast);

/// <summary>What came of conversions.</summary>
/// <param name="Converted">How many leads were converted.</param>
/// <param name="Linked">How many of them to an account that was there.</param>
/// <param name="Refused">How often each refusal was given.</param>
internal sealed record ConversionCounts(int Converted, int Linked, IReadOnlyDictionary<string, int> Refused);
