using System.Globalization;
using System.Text.Json.Serialization;

namespace CrmCore.Forecasting;

/// <summary>The days that a forecast is for, both included.</summary>
public readonly record struct ForecastPeriod
{
    /// <summary>A period.</summary>
    /// <exception cref="ArgumentException"><paramref name="last"/> is before <paramref name="first"/>.</exception>
    [JsonConstructor]
    public ForecastPeriod(DateOnly first, DateOnly last)
    {
        if (last < first)
        {
            throw new ArgumentException($"A period can't end ({last:O}) before it starts ({first:O}).", nameof(last));
        }

        First = first;
        Last = last;
    }

    /// <summary>The first day.</summary>
    public DateOnly First { get; }

    /// <summary>The last day.</summary>
    public DateOnly Last { get; }

    /// <summary>The calendar quarter that a day lies in.</summary>
    public static ForecastPeriod QuarterOf(DateOnly day)
    {
        DateOnly first = new(day.Year, (3 * ((day.Month - 1) / 3)) + 1, 1);
        return new(first, first.AddMonths(3).AddDays(-1));
    }

    /// <summary>The calendar month that a day lies in.</summary>
    public static ForecastPeriod MonthOf(DateOnly day)
    {
        DateOnly first = new(day.Year, day.Month, 1);
        return new(first, first.AddMonths(1).AddDays(-1));
    }

    /// <summary>Whether a day lies in it.</summary>
    public bool Contains(DateOnly day) => day >= First && day <= Last;

    /// <summary>A quarter as <c>2026-Q4</c>, a month as <c>2026-11</c>, else both days.</summary>
    public override string ToString() => this switch
    {
        _ when this == QuarterOf(First) => string.Create(CultureInfo.InvariantCulture, $"{First.Year}-Q{((First.Month - 1) / 3) + 1}"),
        _ when this == MonthOf(First) => First.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{First:yyyy-MM-dd}..{Last:yyyy-MM-dd}"),
    };
}
