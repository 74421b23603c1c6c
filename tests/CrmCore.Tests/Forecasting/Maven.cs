using System.Globalization;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.PublicData;

namespace CrmCore.Tests.Forecasting;

/// <summary>
/// The deals of the public set maven-crm. A deal is created on the day it was engaged, at the list price of its product, which is known then; what it was closed at is known from its closing on.
/// Deals without a day of engagement are left out: nobody knows when they were there.
/// </summary>
internal static class Maven
{
    public static readonly DateTimeOffset End = new(2018, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Pipeline Pipeline { get; } = new PipelineBuilder("maven", "Maven", 1)
        .Open("engaging", "Engaging", 60)
        .Won("won", "Won")
        .Lost("lost", "Lost")
        .Build();

    /// <summary>The rows of a file, by the names of its columns.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(SharedData.Folder!, "maven-crm", file + ".csv"));
        string[] names = lines[0].Split(',');
        return lines.Skip(1).Select(l => l.Split(',').Zip(names).ToDictionary(p => p.Second, p => p.First));
    }

    public static OpportunitySnapshot[] Deals()
    {
        Dictionary<string, decimal> prices = Rows("products").ToDictionary(r => r["product"].Replace(" ", "", StringComparison.Ordinal), r => Number(r["sales_price"]));
        Dictionary<string, string> regions = Rows("sales_teams").ToDictionary(r => r["sales_agent"], r => r["regional_office"]);
        return [.. Rows("sales_pipeline").Where(r => r["engage_date"].Length > 0).Select((row, i) => Deal(row, i, prices, regions))];
    }

    public static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static OpportunitySnapshot Deal(IReadOnlyDictionary<string, string> row, int number, Dictionary<string, decimal> prices, Dictionary<string, string> regions)
    {
        DateTimeOffset engaged = Day(row["engage_date"]);
        Money list = new(prices[row["product"].Replace(" ", "", StringComparison.Ordinal)], Currency.Usd);
        Opportunity deal = Opportunity.TakeOver(
            new(OpportunityId.From(Support.Some.Guid(number + 1)), row["opportunity_id"])
            {
                Amount = list,
                Owner = new(row["sales_agent"]),
                CustomFields = CustomFields.From([new("region", FieldValue.Of(regions[row["sales_agent"]])), new("product", FieldValue.Of(row["product"]))]),
            },
            Pipeline,
            engaged);
        if (row["close_date"].Length > 0)
        {
            // Closed at noon, so that a day of no length has a stay of some hours.
            DateTimeOffset closed = Day(row["close_date"]).AddHours(12);
            UserId agent = new(row["sales_agent"]);
            if (row["deal_stage"] == "Won")
            {
                deal.SetAmount(new Money(Number(row["close_value"]), Currency.Usd), Pipeline, closed).EnsureSucceeded();
                deal.SetCloseDate(DateOnly.FromDateTime(closed.UtcDateTime), Pipeline, closed).EnsureSucceeded();
                deal.Win(Pipeline, closed, agent).EnsureSucceeded();
            }
            else
            {
                deal.Lose("unknown", Pipeline, closed, agent).EnsureSucceeded();
            }
        }

        return deal.ToSnapshot();
    }

    private static DateTimeOffset Day(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
