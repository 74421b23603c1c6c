namespace CrmCore.Cli.Csv;

/// <summary>How the three numbers of a date stand.</summary>
internal enum DateOrder
{
    Unknown,
    YearFirst,
    DayFirst,
    MonthFirst,

    /// <summary>A number of days since 1899-12-30. Read only where the map says so.</summary>
    Excel,
}
