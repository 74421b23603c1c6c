using CrmCore.Cli.Pipelines;
using CrmCore.Forecasting;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Cli.Analysis;

/// <summary>The names of groups for people.</summary>
internal static class GroupNames
{
    public static LocalizedText Unknown { get; } = new("(not noted)", "（未记录）");

    /// <summary>The name of a group of closed deals; bands of sizes have none, because amounts are written by whoever shows them.</summary>
    public static LocalizedText Of(WinLossDimension dimension, string? key, PipelineCatalog pipelines) => (dimension, key) switch
    {
        (_, null) => Unknown,
        (WinLossDimension.Reason, _) => CloseReasons.NameOf(key),
        (WinLossDimension.Stage, _) => pipelines.NameOf(key),
        (WinLossDimension.Source, _) => LeadNames.NameOf(Enum.Parse<LeadSourceKind>(key)),
        _ => key,
    };

    public static LocalizedText Of(LeadDimension dimension, string? key) => (dimension, key) switch
    {
        (_, null) => Unknown,
        (LeadDimension.Source, _) => LeadNames.NameOf(Enum.Parse<LeadSourceKind>(key)),
        _ => key,
    };

    /// <summary>A band of sizes with its ends written by a format: "&lt; 10K", "10K – 50K", "≥ 50K".</summary>
    public static string OfBand(string key, Func<decimal, string> amount)
    {
        string[] ends = key.Split("..");
        return (Read(ends[0]), Read(ends[1])) switch
        {
            (null, { } end) => $"< {amount(end)}",
            ({ } start, null) => $"≥ {amount(start)}",
            ({ } start, { } end) => $"{amount(start)} – {amount(end)}",
            _ => "–",
        };

        static decimal? Read(string text) => text.Length == 0 ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }
}
