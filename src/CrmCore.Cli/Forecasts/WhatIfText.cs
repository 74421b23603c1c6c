using System.Globalization;
using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;
using CrmCore.Opportunities;

namespace CrmCore.Cli.Forecasts;

/// <summary>Reads suppositions: <c>without:ID</c>, <c>slip:ID</c>, <c>won:ID</c>, <c>win-rate:+5</c>, <c>hire:1</c>. A deal is named by its id, its key where it came from, or its name.</summary>
internal sealed class WhatIfText(IReadOnlyList<OpportunitySnapshot> opportunities, PeriodOutlook outlook)
{
    private readonly HashSet<OpportunityId> _without = [];
    private readonly HashSet<OpportunityId> _slipped = [];
    private readonly HashSet<OpportunityId> _won = [];

    /// <summary>The suppositions; null where one is wrong, which has been said.</summary>
    public WhatIf? Read(IEnumerable<string> texts)
    {
        double points = 0;
        int hires = 0;
        foreach (string text in texts)
        {
            string[] parts = text.Split(':', 2);
            string value = parts.Length == 2 ? parts[1].Trim() : "";
            bool understood = parts[0].Trim() switch
            {
                "without" => Deals(value, _without),
                "slip" => Deals(value, _slipped),
                "won" => Deals(value, _won),
                "win-rate" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out points) && points is >= -100 and <= 100,
                "hire" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out hires) && hires <= 1000,
                _ => false,
            };
            if (!understood)
            {
                Output.Error(CliTexts.Get("forecast.what-if.bad", ("text", text), ("period", outlook.Period)));
                return null;
            }
        }

        ExpectedBusiness? expected = hires > 0 ? ExpectedBusiness.Before(outlook, opportunities) : null;
        if (expected is { People: 0 })
        {
            Output.Error(CliTexts.Get("forecast.what-if.no-past"));
            return null;
        }

        return new() { Without = _without, Slipped = _slipped, Won = _won, WinRatePoints = points, Hires = hires, Expected = expected };
    }

    private bool Deals(string names, HashSet<OpportunityId> into)
    {
        HashSet<OpportunityId> open = [.. outlook.Deals.Select(d => d.Id)];
        foreach (string name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (opportunities.FirstOrDefault(o => open.Contains(o.Id) && (o.Id.ToString() == name || o.ExternalKey?.Key == name || o.Name == name)) is not { } deal)
            {
                return false;
            }

            into.Add(deal.Id);
        }

        return names.Length > 0;
    }
}
