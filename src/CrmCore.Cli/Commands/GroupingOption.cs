using System.CommandLine;
using CrmCore.Cli.Terminal;
using CrmCore.Forecasting;
using CrmCore.Opportunities;
using CrmCore.Qualification;

namespace CrmCore.Cli.Commands;

/// <summary>The option <c>--by</c> of a forecast: a grouping of the house, or a fact of the opportunity.</summary>
internal static class GroupingOption
{
    private static readonly HashSet<string> Facts =
    [
        "amount", "currency", "close-date", "close-date-pushes", "probability", "name", "contact", "campaign", "line-items", "products", "recurring", "splits",
        "roles", "competitors", "competitors.winner", "activities", "last-touch", "next-step", "phase", "calls.last",
    ];

    private static readonly string[] Prefixes = ["custom.", "roles.", "activities.", "answers."];

    public static Option<string> Create()
    {
        Option<string> option = new("--by") { Description = CliTexts.Get("forecast.option.by"), HelpName = "WHAT", DefaultValueFactory = static _ => "owner" };
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var text }] && Parse(text) is null)
            {
                result.AddError(CliTexts.Get("forecast.option.by.bad", ("text", text)));
            }
        });
        return option;
    }

    /// <summary>The grouping of a word; null where it is none.</summary>
    public static ForecastGrouping? Parse(string by) => by switch
    {
        "owner" => ForecastGrouping.Owner,
        "pipeline" => ForecastGrouping.Pipeline,
        "stage" => ForecastGrouping.Stage,
        "product" => ForecastGrouping.ByShares("product", Products),
        "source" => ForecastGrouping.Source,
        "account" => ForecastGrouping.Account,
        _ => IsFact(by) ? ForecastGrouping.Fact(by) : null,
    };

    private static bool IsFact(string text) =>
        Facts.Contains(text) || Prefixes.Any(p => text.Length > p.Length && text.StartsWith(p, StringComparison.Ordinal)) || !Discovery.Empty.Get(text).IsNone;

    /// <summary>By line items; by the product that an import noted where a deal has none.</summary>
    private static IReadOnlyList<ForecastShare>? Products(OpportunitySnapshot deal) =>
        deal.LineItems is { Count: > 0 } items ? [.. items.Select(i => new ForecastShare(i.Product, items.Any(x => x.Total.Amount > 0) ? i.Total.Amount : 1))]
        : deal.CustomFields?.GetValueOrDefault("product").AsText is { } product ? [new(product, 1)]
        : null;
}
