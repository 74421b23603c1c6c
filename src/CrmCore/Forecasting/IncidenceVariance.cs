namespace CrmCore.Forecasting;

/// <summary>
/// The variance of a cumulative incidence by the delta method (Dinse and Larson 1986), added up step by step. Where nothing competes it equals Greenwood's.
/// </summary>
internal sealed class IncidenceVariance
{
    /// <summary>What is less than this is what sums of rounded numbers leave of nothing.</summary>
    private const double Rounding = 1e-14;

    private double _waiting;
    private double _waitingShare;
    private double _waitingSquare;
    private double _entry;
    private double _covariance;
    private double _covarianceShare;

    /// <summary>The standard error after a step.</summary>
    /// <param name="before">The share that still waited before the step.</param>
    /// <param name="share">The share that it has happened to after the step.</param>
    /// <param name="atRisk">How many waited before the step.</param>
    /// <param name="happened">To how many it happened in the step.</param>
    /// <param name="ended">How many waits ended in the step in one way or the other.</param>
    public double After(double before, double share, double atRisk, double happened, double ended)
    {
        if (atRisk > ended)
        {
            double hazard = ended / (atRisk * (atRisk - ended));
            _waiting += hazard;
            _waitingShare += share * hazard;
            _waitingSquare += share * share * hazard;
        }

        double weight = before * happened / (atRisk * atRisk);
        _entry += before * weight * (atRisk - happened) / atRisk;
        _covariance += weight;
        _covarianceShare += share * weight;
        double variance = (share * share * _waiting) - (2 * share * _waitingShare) + _waitingSquare + _entry - (2 * share * _covariance) + (2 * _covarianceShare);
        return variance < Rounding ? 0 : Math.Sqrt(variance);
    }
}
