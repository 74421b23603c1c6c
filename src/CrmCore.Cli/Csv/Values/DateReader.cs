using System.Globalization;

namespace CrmCore.Cli.Csv;

/// <summary>Reads the dates of one column, once it is known how they are written.</summary>
/// <param name="Order">Decides between day and month where the writing does not; Unknown refuses those that could be both.</param>
/// <param name="Zone">Where a date without an offset was written.</param>
internal sealed record DateReader(DateOrder Order, TimeZoneInfo Zone)
{
    private const int EarliestYear = 1900;
    private const int LatestYear = 2199;

    /// <summary>The first Excel day after the leap day of 1900 that never was.</summary>
    private const int FirstSafeExcelDay = 61;
    private static readonly DateTime ExcelEpoch = new(1899, 12, 30);

    /// <summary>The instant, or the fault.</summary>
    public Fault? TryRead(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (Order == DateOrder.Excel)
        {
            return ReadExcel(text, out instant);
        }

        if (!DateText.TryParse(text, out DateText date))
        {
            return ValueFaults.NotADate;
        }

        DateOrder order = date.Order != DateOrder.Unknown ? date.Order
            : Order is DateOrder.DayFirst or DateOrder.MonthFirst ? Order
            : date.Evidence != DateOrder.Unknown ? date.Evidence
            : date.IsAmbiguous ? DateOrder.Unknown : DateOrder.DayFirst;
        if (order == DateOrder.Unknown)
        {
            return ValueFaults.AmbiguousDate;
        }

        (int year, int month, int day) = order switch
        {
            DateOrder.YearFirst => (date.First, date.Second, date.Third),
            DateOrder.MonthFirst => (date.Third, date.First, date.Second),
            _ => (date.Third, date.Second, date.First),
        };
        year += year < 70 ? 2000 : year < 100 ? 1900 : 0;
        if (date.Time is not { } time || year is < EarliestYear or > LatestYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return ValueFaults.NoSuchDate(order);
        }

        instant = At(new DateTime(year, month, day) + time, date.Offset);
        return null;
    }

    private Fault? ReadExcel(string text, out DateTimeOffset instant)
    {
        instant = default;
        bool isNumber = decimal.TryParse(Cell.Narrow(text), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal days);
        if (!isNumber || days < FirstSafeExcelDay || days >= (new DateTime(LatestYear + 1, 1, 1) - ExcelEpoch).Days)
        {
            return ValueFaults.NoSuchDate(DateOrder.Excel);
        }

        instant = At(ExcelEpoch.AddSeconds((double)Math.Round(days * 86_400)), null);
        return null;
    }

    private DateTimeOffset At(DateTime written, TimeSpan? offset) => new(written, offset ?? Zone.GetUtcOffset(written));
}
