using CrmCore.Leads;

namespace CrmCore.Forecasting;

/// <summary>By what leads are grouped.</summary>
public enum LeadDimension
{
    /// <summary>The kind of the first source.</summary>
    Source = 0,

    /// <summary>The campaign of the first source.</summary>
    Campaign = 1,

    /// <summary>Who owns it, or owned it when it was converted.</summary>
    Owner = 2,
}

/// <summary>Leads that have something in common.</summary>
/// <param name="Key">What; null for those of which it is not known.</param>
/// <param name="Rate">How many of them became an opportunity so far.</param>
/// <param name="Time">How soon: leads that are still worked on count as long as they have waited, disqualified ones as never becoming one.</param>
public sealed record LeadConversionGroup(string? Key, ConversionRate Rate, TimeToEvent Time);

/// <summary>
/// Which leads become opportunities: the leads captured in a period, as a whole and in groups that add up to it. A lead that was merged into another is the same
/// as that one and is not counted again; one that was converted without an opportunity counts as not having become one. Immutable.
/// </summary>
public sealed class LeadConversionAnalysis
{
    private readonly LeadSnapshot[] _leads;
    private readonly DateTimeOffset _at;

    private LeadConversionAnalysis(LeadSnapshot[] leads, DateTimeOffset at)
    {
        _leads = leads;
        _at = at;
        Total = Group(null, leads);
    }

    /// <summary>All leads together.</summary>
    public LeadConversionGroup Total { get; }

    /// <summary>Analyses the leads that were captured in a period.</summary>
    /// <param name="leads">The leads; their order does not matter.</param>
    /// <param name="at">The present instant; leads captured and conversions made later are not known yet.</param>
    /// <param name="period">The days of capture, in UTC; null means all days.</param>
    public static LeadConversionAnalysis Of(IEnumerable<LeadSnapshot> leads, DateTimeOffset at, ForecastPeriod? period = null) => new(
        [.. Guard.Against.Null(leads).Where(l => l.Status != LeadStatus.Merged && l.CapturedAt <= at && (period is not { } days || days.Contains(DateOnly.FromDateTime(l.CapturedAt.UtcDateTime))))],
        at);

    /// <summary>The groups of a dimension, the largest first, then by key.</summary>
    public IReadOnlyList<LeadConversionGroup> By(LeadDimension dimension)
    {
        Guard.Against.EnumOutOfRange(dimension);
        return
        [
            .. _leads.GroupBy(l => KeyOf(l, dimension), StringComparer.Ordinal).Select(g => Group(g.Key, [.. g]))
                .OrderByDescending(g => g.Rate.Leads).ThenBy(g => g.Key, StringComparer.Ordinal),
        ];
    }

    private static string? KeyOf(LeadSnapshot lead, LeadDimension dimension) => dimension switch
    {
        LeadDimension.Source => lead.Source.Kind.ToString(),
        LeadDimension.Campaign => lead.Source.Campaign,
        _ => lead.Custody.Owner?.Value,
    };

    private LeadConversionGroup Group(string? key, LeadSnapshot[] leads)
    {
        Spell[] spells = [.. leads.Select(SpellOf)];
        return new(key, new(spells.Count(s => s.End == SpellEnd.Happened), leads.Length), TimeToEvent.Of(spells));
    }

    private Spell SpellOf(LeadSnapshot lead)
    {
        (DateTimeOffset until, SpellEnd end) = lead switch
        {
            { Conversion: { } conversion } when conversion.At <= _at => (conversion.At, conversion.Opportunity is null ? SpellEnd.Prevented : SpellEnd.Happened),
            { Status: LeadStatus.Disqualified } when lead.ChangedAt <= _at => (lead.ChangedAt, SpellEnd.Prevented),
            _ => (_at, SpellEnd.Open),
        };
        return new(Math.Max(0, (until - lead.CapturedAt).TotalDays), end);
    }
}
