using CrmCore.Probabilities.Learned;

namespace CrmCore.Probabilities.Training;

/// <summary>How rows are held back to choose by, within the rows trained on.</summary>
public enum ValidationKind
{
    /// <summary>At random by a hash of the group: for judging deals like those trained on.</summary>
    Random = 0,

    /// <summary>The latest in time: for judging deals that are yet to come.</summary>
    Latest = 1,
}

/// <summary>Trains one kind of model. The same rows give the same model, however they are sorted. Implementations are immutable and thread-safe.</summary>
public interface IModelTrainer
{
    /// <summary>The stable name of what it trains.</summary>
    string Name { get; }

    /// <summary>How much it can learn, right or wrong: 0 for the base rate; of two that do equally well the lower one is chosen.</summary>
    int Complexity { get; }

    /// <summary>Trains a model.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="validation">How rows are held back for choices on the way.</param>
    /// <returns>Refused where the rows do not suffice; never a model that is made up.</returns>
    TrainingResult Train(Dataset data, ValidationKind validation = ValidationKind.Random);

    /// <summary>A trainer whose settings are chosen once on these rows, for training on parts of them; itself where it has none to choose.</summary>
    IModelTrainer Tuned(Dataset data, ValidationKind validation) => this;
}

/// <summary>A trained model, or every reason why there is none.</summary>
public sealed record TrainingResult : Outcome
{
    private TrainingResult(ProbabilityModel? model, IReadOnlyList<Refusal> refusals)
        : base(refusals) => Model = model;

    /// <summary>The model; null where it was refused.</summary>
    public ProbabilityModel? Model { get; }

    /// <summary>How it came about: what was chosen and by how much; null where there was no choice.</summary>
    public LocalizedText? Choice { get; init; }

    /// <summary>A result with a model.</summary>
    public static TrainingResult Of(ProbabilityModel model) => new(Guard.Against.Null(model), []);

    /// <summary>A result without one.</summary>
    public static TrainingResult Refused(params IReadOnlyList<Refusal> refusals) => new(null, Guard.Against.NullOrEmpty(refusals, nameof(refusals)).ToArray());
}

/// <summary>When rows suffice to learn from.</summary>
public static class TrainingFloor
{
    /// <summary>How many won deals, and how many lost ones, are the least.</summary>
    public const int Default = 40;

    /// <summary>Every reason why these rows do not suffice: <c>probability.one-outcome</c>, <c>probability.not-enough-data</c>, <c>probability.no-features</c>. Groups are counted, not rows.</summary>
    public static IReadOnlyList<Refusal> Check(Dataset data, int least = Default, bool needsFeatures = true)
    {
        Guard.Against.Null(data);
        HashSet<string> won = new(StringComparer.Ordinal);
        HashSet<string> lost = new(StringComparer.Ordinal);
        for (int row = 0; row < data.Count; row++)
        {
            (data.Outcomes[row] ? won : lost).Add(data.Groups[row]);
        }

        List<Refusal> refusals = [];
        if (data.Count > 0 && (won.Count == 0 || lost.Count == 0))
        {
            refusals.Add(new Refusal("probability.one-outcome", ("count", data.Count)));
        }

        if (won.Count < least || lost.Count < least)
        {
            refusals.Add(new Refusal("probability.not-enough-data", ("won", won.Count), ("lost", lost.Count), ("least", least)));
        }

        if (needsFeatures && data.Schema.Count == 0)
        {
            refusals.Add(new Refusal("probability.no-features"));
        }

        return refusals;
    }
}
