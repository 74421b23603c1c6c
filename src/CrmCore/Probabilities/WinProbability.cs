namespace CrmCore.Probabilities;

/// <summary>A reason for an estimate, in words.</summary>
/// <param name="Text">The reason for people.</param>
/// <param name="Contribution">How far it moves the estimate, in probability; below 0 speaks against winning.</param>
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
}
