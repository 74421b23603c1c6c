namespace CrmCore.Cli.Reporting.Charts;

internal enum ChartKind
{
    /// <summary>Categories from left to right.</summary>
    Columns,

    /// <summary>Categories from top to bottom, for long names.</summary>
    Bars,

    /// <summary>Centred bars from top to bottom, of the first series.</summary>
    Funnel,
}

internal enum ChartUnit
{
    Money,
    Count,
    Percent,
    Days,
}

internal enum ChartMark
{
    Bar,
    Line,
    Point,

    /// <summary>A dash across the category, say a quota.</summary>
    Target,
}

/// <summary>The colour-blind safe palette of Okabe and Ito; report.css gives each a light and a dark tone.</summary>
internal enum ChartColor
{
    Blue,
    Orange,
    Green,
    Sky,
    Vermilion,
    Purple,
    Grey,
    Ink,
}

/// <summary>What a chart shows, apart from how: report.js draws it, <see cref="ChartFigure"/> writes its frame and its table.</summary>
internal sealed record Chart(
    string Id,
    string Title,
    ChartKind Kind,
    ChartUnit Unit,
    string CategoryAxis,
    string ValueAxis,
    IReadOnlyList<string> Categories,
    IReadOnlyList<ChartSeries> Series);

/// <summary>One value a category, in the order of the categories; null leaves a gap.</summary>
internal sealed record ChartSeries(string Name, ChartMark Mark, ChartColor Color, IReadOnlyList<double?> Values)
{
    /// <summary>Series with the same name of a stack are put on top of each other.</summary>
    public string? Stack { get; init; }

    /// <summary>Texts to show at the marks, one a value.</summary>
    public IReadOnlyList<string>? Labels { get; init; }
}
