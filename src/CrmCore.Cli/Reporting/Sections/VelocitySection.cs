using System.Globalization;
using CrmCore.Cli.Reporting.Charts;
using CrmCore.Forecasting;

namespace CrmCore.Cli.Reporting.Sections;

/// <summary>What the pipeline brings a day, its four parts, and which of them moves it most.</summary>
internal sealed class VelocitySection : Section
{
    public override string Key => "velocity";

    public override bool HasData(ReportModel model) => model.Velocity?.PerDay is not null;

    public override void Write(ReportModel model, ReportPage page)
    {
        VelocityFigures velocity = model.Velocity!;
        (ReportTexts texts, ReportFormat format) = (page.Texts, page.Format);
        page.Html.Write($"<dl class=\"figures\">\n");
        Write(page, "velocity-per-day", texts["velocity.per-day"], Exact(velocity.PerDay), format.Money(velocity.PerDay), texts["velocity.per-day.note"]);
        Write(page, "velocity-opportunities", texts["velocity.opportunities"], Exact(velocity.Opportunities), format.Count(velocity.Opportunities), texts["velocity.opportunities.note"]);
        Write(page, "velocity-value", texts["velocity.value"], Exact(velocity.Value), velocity.Value is { } value ? format.ShortMoney(value) : ReportFormat.None, texts.With("velocity.value.note", format.Count(velocity.Valued)));
        Write(page, "velocity-win-rate", texts["velocity.win-rate"], Exact(velocity.WinRate), format.Percent(velocity.WinRate), texts.With("velocity.win-rate.note", format.Count(velocity.Closed), format.Range(velocity.Low, velocity.High)));
        Write(page, "velocity-cycle", texts["velocity.cycle"], Exact(velocity.CycleDays), format.Days(velocity.CycleDays), texts.With("velocity.cycle.note", format.Days(velocity.MedianCycleDays), format.Days(velocity.LongCycleDays)));
        page.Html.Write($"</dl>\n");
        page.Chart(new Chart("velocity-levers", texts["velocity.levers"], ChartKind.Bars, ChartUnit.Money, texts["velocity.part"], texts.With("velocity.levers.axis", page.Currency), [.. velocity.Levers.Select(lever => NameOf(lever.Part, texts))],
        [
            new(texts["velocity.gain"], ChartMark.Bar, ChartColor.Blue, [.. velocity.Levers.Select(lever => (double?)lever.Gain)])
            {
                Labels = [.. velocity.Levers.Select(lever => "+" + format.Money(lever.Gain))],
            },
        ]));
    }

    private static string NameOf(VelocityPart part, ReportTexts texts) => part switch
    {
        VelocityPart.Value => texts["velocity.value"],
        VelocityPart.WinRate => texts["velocity.win-rate"],
        VelocityPart.Cycle => texts["velocity.cycle.shorter"],
        _ => texts["velocity.opportunities"],
    };

    private static string? Exact(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);

    private static void Write(ReportPage page, string key, string name, string? exact, string shown, string note) =>
        page.Html.Write($"""
            <div data-figure="{key}" data-value="{exact}"><dt>{name}</dt><dd class="value" title="{exact}">{shown}</dd><dd class="note">{note}</dd></div>

            """);
}
