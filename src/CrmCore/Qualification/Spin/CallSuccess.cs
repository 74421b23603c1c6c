namespace CrmCore.Qualification.Spin;

/// <summary>How many calls of a month moved a sale on.</summary>
/// <param name="Month">The first day of the month, in the offset of each call.</param>
/// <param name="Calls">How many calls.</param>
/// <param name="Successes">How many ended with an order or an advance.</param>
public sealed record CallSuccess(DateOnly Month, int Calls, int Successes)
{
    /// <summary>Successes over calls, 0 to 1.</summary>
    public decimal Ratio => decimal.Divide(Successes, Calls);

    /// <summary>The months that had calls, in order, over the discoveries of any number of leads.</summary>
    public static IReadOnlyList<CallSuccess> ByMonth(IEnumerable<Discovery> discoveries) =>
        [
            .. Guard.Against.Null(discoveries)
                .SelectMany(d => d.Calls)
                .GroupBy(c => new DateOnly(c.At.Year, c.At.Month, 1))
                .OrderBy(g => g.Key)
                .Select(g => new CallSuccess(g.Key, g.Count(), g.Count(c => c.IsSuccess))),
        ];
}
