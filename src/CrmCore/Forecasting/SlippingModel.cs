using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Forecasting;

/// <summary>
/// When deals that are won are won, counted from the date they were expected: learned from past deals, or assumed. It looks at won deals only, so deals that still slip are not seen and
/// slips are told too short rather than too long. Immutable, thread-safe.
/// </summary>
public sealed class SlippingModel
{
    /// <summary>How many won deals with an expected date are the least to learn from.</summary>
    public const int LeastDeals = 40;

    private const double DaysOfMonth = 30;
    private const int LeastLeft = 20;

    private readonly double[] _slips;
    private readonly double _pushed;

    private SlippingModel(double[] slips, double pushed, int evidence) => (_slips, _pushed, Evidence) = (slips, pushed, evidence);

    /// <summary>An assumption, for where nothing is known: of the deals expected on a day 70% are won on it, and each month 30% of those left are pushed to the next, evenly over its 30 days.</summary>
    public static SlippingModel Assumed { get; } = new([], 0.3, 0);

    /// <summary>How many won deals it rests on; 0 for an assumption.</summary>
    public int Evidence { get; }

    /// <summary>Whether nothing of the past is in it.</summary>
    public bool IsAssumed => Evidence == 0;

    /// <summary>An assumption of one's own: the share that is pushed a month, 0 to below 1; 0 takes dates at their word.</summary>
    public static SlippingModel Pushed(double share) => share is >= 0 and < 1
        ? new([], share, 0)
        : throw new ArgumentOutOfRangeException(nameof(share), share, "A share that is pushed lies from 0 to below 1.");

    /// <summary>
    /// Learns from the deals won up to an instant: by how many days they missed the date expected of them when they were created and every four weeks after. The assumption where fewer than 40
    /// deals tell, or where 95% were won on the very day: such dates were filled in on closing.
    /// </summary>
    public static SlippingModel Train(IEnumerable<OpportunitySnapshot> opportunities, DateTimeOffset at)
    {
        List<double> slips = [];
        int deals = 0;
        foreach (OpportunitySnapshot deal in Guard.Against.Null(opportunities))
        {
            if (deal.StageKind != StageKind.Won || deal.Closing is not { } closing || closing.At > at)
            {
                continue;
            }

            int before = slips.Count;
            int won = DayOf(closing.At);
            for (DateTimeOffset moment = deal.CreatedAt; moment < closing.At; moment = moment.AddDays(28))
            {
                if (OpportunityHistory.AsOf(deal.History, moment)?.CloseDate is { } expected)
                {
                    slips.Add(won - expected.DayNumber);
                }
            }

            deals += slips.Count > before ? 1 : 0;
        }

        return deals < LeastDeals || slips.Count(s => s == 0) >= 0.95 * slips.Count ? Assumed : new([.. slips.Order()], 0, deals);
    }

    /// <summary>The share of deals, expected on a day and won at some time from today on, that are won in a period. A day that has passed counts as today where it was assumed.</summary>
    /// <param name="expected">The day expected.</param>
    /// <param name="period">The period.</param>
    /// <param name="today">Today; nothing is won before.</param>
    public double ShareIn(ForecastPeriod period, DateOnly expected, DateOnly today)
    {
        int first = Math.Max(period.First.DayNumber, today.DayNumber);
        int from = expected.DayNumber;
        int passed = Array.FindIndex(_slips, s => from + s >= today.DayNumber);
        if (passed >= 0 && _slips.Length - passed >= LeastLeft)
        {
            return (double)_slips.Skip(passed).Count(s => from + s >= first && from + s <= period.Last.DayNumber) / (_slips.Length - passed);
        }

        double pushed = IsAssumed ? _pushed : Assumed._pushed;
        from = Math.Max(from, today.DayNumber);
        return WonBy(period.Last.DayNumber - from, pushed) - WonBy(first - 1 - from, pushed);
    }

    /// <summary>The share that is won up to so many days after the day expected.</summary>
    private static double WonBy(double days, double pushed)
    {
        if (days < 0)
        {
            return 0;
        }

        double months = days / DaysOfMonth;
        double whole = Math.Floor(months);
        double from = Math.Pow(pushed, whole + 1);
        return 1 - from + ((months - whole) * (from - (from * pushed)));
    }

    private static int DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime).DayNumber;
}
