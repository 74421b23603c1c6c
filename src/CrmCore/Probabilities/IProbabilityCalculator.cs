namespace CrmCore.Probabilities;

/// <summary>
/// Estimates a chance for records of one kind: that an opportunity is won, that a lead converts. 1 for one that is settled well, 0 for one that is settled badly.
/// Implementations are immutable and thread-safe.
/// </summary>
/// <typeparam name="T">What is judged, as a snapshot.</typeparam>
public interface IProbabilityCalculator<T>
{
    /// <summary>The stable name.</summary>
    string Name { get; }

    /// <summary>The estimate as of the record's last change, with its reasons.</summary>
    WinProbability Estimate(T record);

    /// <summary>The estimate as of an instant, with its reasons; a calculator that knows no time gives the same at any.</summary>
    /// <param name="record">The record.</param>
    /// <param name="at">
    /// The instant up to which time has passed: ages, days in a stage, activities. The record's own values are taken as they are, so a deal that is won is certain at any instant; for the past
    /// give the record as it stood then, as <see cref="Forecasting.Accounting.PastDeals.AsOf"/> tells it.
    /// </param>
    WinProbability Estimate(T record, DateTimeOffset at) => Estimate(record);

    /// <summary>The chances of many as of an instant, without reasons. The calculators that learn allocate nothing for it.</summary>
    /// <param name="records">The records.</param>
    /// <param name="at">The instant.</param>
    /// <param name="estimates">Takes the chances; as long as <paramref name="records"/> at least.</param>
    void Estimate(ReadOnlySpan<T> records, DateTimeOffset at, Span<double> estimates)
    {
        for (int i = 0; i < records.Length; i++)
        {
            estimates[i] = Estimate(records[i], at).Value.Value;
        }
    }
}
