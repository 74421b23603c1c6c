namespace CrmCore.Forecasting;

/// <summary>How long a period of a calendar is.</summary>
public enum PeriodKind
{
    /// <summary>A twelfth of a fiscal year.</summary>
    Month = 0,

    /// <summary>Three months.</summary>
    Quarter = 1,

    /// <summary>A fiscal year.</summary>
    Year = 2,
}

/// <summary>How many weeks the three months of each quarter have.</summary>
public enum PeriodWeeks
{
    /// <summary>Months are those of the calendar on the wall.</summary>
    None = 0,

    /// <summary>4-4-5.</summary>
    FourFourFive = 1,

    /// <summary>4-5-4.</summary>
    FourFiveFour = 2,

    /// <summary>5-4-4.</summary>
    FiveFourFour = 3,
}

/// <summary>On which of its weekdays a year of whole weeks starts.</summary>
public enum PeriodYearStart
{
    /// <summary>The one nearest to the first of the start month.</summary>
    Nearest = 0,

    /// <summary>The last one that is not after the first of the start month: the year before ends in its own month.</summary>
    NotAfter = 1,
}
