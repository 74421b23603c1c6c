namespace CrmCore.Probabilities;

/// <summary>What the contributions of an estimate's reasons add up on.</summary>
public enum ReasonScale
{
    /// <summary>Probability, 0 to 1.</summary>
    Probability = 0,

    /// <summary>Log-odds: ln(p / (1 - p)).</summary>
    LogOdds = 1,
}

/// <summary>A reason for an estimate, in words.</summary>
/// <param name="Text">The reason for people.</param>
/// <param name="Contribution">How far it moves the estimate, on the estimate's scale; below 0 speaks against winning.</param>
public sealed record ProbabilityReason(LocalizedText Text, double Contribution);

/// <summary>The chance that a deal is won, with what it rests on.</summary>
/// <param name="Value">The chance.</param>
/// <param name="Calculator">The calculator that gave it.</param>
/// <param name="Version">The calculator's version: what it was trained on.</param>
/// <param name="Evidence">How many closed deals it rests on; 0 for none.</param>
/// <param name="Reasons">The strongest reasons for and against, strongest first.</param>
public sealed record WinProbability(Probability Value, string Calculator, string Version, int Evidence, IReadOnlyList<ProbabilityReason> Reasons)
{
    /// <summary>The calculator that was asked first and had not enough data; null where it answered itself.</summary>
    public string? InsteadOf { get; init; }

    /// <summary>The scale on which <see cref="Start"/> and the contributions of all reasons add up to the estimate.</summary>
    public ReasonScale Scale { get; init; }

    /// <summary>Where the reasons start from, on the scale: what the calculator says of a deal of which it knows nothing. Null for a calculator whose reasons do not add up.</summary>
    public double? Start { get; init; }

    /// <summary>The chance to be won within some days, where the calculator knows time; else null.</summary>
    public TimeToWin? Timing { get; init; }
}

/// <summary>When a deal is won, if it is.</summary>
/// <param name="Within7Days">The chance to be won within 7 days.</param>
/// <param name="Within30Days">Within 30 days.</param>
/// <param name="Within90Days">Within 90 days.</param>
/// <param name="ExpectedAt">When it is won, if it is: half of such deals are won before; null where that cannot be told.</param>
public sealed record TimeToWin(Probability Within7Days, Probability Within30Days, Probability Within90Days, DateTimeOffset? ExpectedAt);
