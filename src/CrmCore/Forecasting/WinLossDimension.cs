namespace CrmCore.Forecasting;

/// <summary>By what closed deals are grouped.</summary>
public enum WinLossDimension
{
    /// <summary>The reason that was given for winning or losing.</summary>
    Reason = 0,

    /// <summary>The competitor that the deal was lost to, else the first that was noted.</summary>
    Competitor = 1,

    /// <summary>The open stage that the deal was closed from, as its key.</summary>
    Stage = 2,

    /// <summary>The kind of source.</summary>
    Source = 3,

    /// <summary>The campaign.</summary>
    Campaign = 4,

    /// <summary>The owner.</summary>
    Owner = 5,

    /// <summary>The size of the amount, as a band such as <c>..10000</c>, <c>10000..50000</c> or <c>50000..</c>, from the lower end up to and
    /// without the upper one. An amount of 0 is as good as none.</summary>
    Size = 6,
}
