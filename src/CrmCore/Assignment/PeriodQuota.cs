namespace CrmCore.Assignment;

/// <summary>How many leads a person should be given in a period.</summary>
public static class PeriodQuota
{
    /// <summary>
    /// The quota of a period of w work days for somebody who takes c leads per 30 days and was given n in the last 30: base = c x w / 30, and a fifth of what is
    /// then still missing is caught up: round-half-even(base + 0.2 x max(0, c - (n + base))). For example c = 30, w = 1: 7 after nothing, 1 after 30.
    /// </summary>
    /// <param name="perThirtyDays">c, from 0.</param>
    /// <param name="workDays">w, from 0.2 to 30.</param>
    /// <param name="assigned">n, from 0.</param>
    /// <exception cref="ArgumentException">One lies outside its range.</exception>
    public static int For(int perThirtyDays, decimal workDays, int assigned)
    {
        Guard.Against.Negative(perThirtyDays);
        Guard.Against.OutOfRange(workDays, nameof(workDays), 0.2m, 30m);
        Guard.Against.Negative(assigned);
        decimal share = perThirtyDays * workDays / 30;
        return (int)decimal.Round(share + (0.2m * Math.Max(0, perThirtyDays - (assigned + share))), MidpointRounding.ToEven);
    }
}
