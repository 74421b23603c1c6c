using System.Text.Json.Serialization;

namespace CrmCore.Matching;

/// <summary>What is done with a new record that may be a duplicate.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DuplicateAction>))]
public enum DuplicateAction
{
    /// <summary>It is taken in.</summary>
    Allow = 0,

    /// <summary>It is taken in and reported.</summary>
    Warn = 1,

    /// <summary>It is kept out and reported.</summary>
    Block = 2,

    /// <summary>It is merged into the record that it is the same as.</summary>
    Merge = 3,
}

/// <summary>What a channel, such as an import, does with possible duplicates of each class. Only what is the same is ever merged without asking.</summary>
/// <param name="Same">For a record that is the same as another.</param>
/// <param name="Likely">For one that is likely the same; never <see cref="DuplicateAction.Merge"/>.</param>
public sealed record DuplicatePolicy(DuplicateAction Same = DuplicateAction.Warn, DuplicateAction Likely = DuplicateAction.Warn)
{
    /// <summary>For a record that is likely the same.</summary>
    public DuplicateAction Likely { get; } = Likely == DuplicateAction.Merge
        ? throw new ArgumentException("Only records of class Same are merged without asking.", nameof(Likely))
        : Likely;

    /// <summary>What is done with a record that has these candidates, the surest first as <see cref="DuplicateIndex.Find"/> gives them.</summary>
    public DuplicateAction Decide(IReadOnlyList<MatchCandidate> candidates) => Guard.Against.Null(candidates) is [var best, ..]
        ? best.Class switch
        {
            MatchClass.Same => Same,
            MatchClass.Likely => Likely,
            _ => DuplicateAction.Allow,
        }
        : DuplicateAction.Allow;
}
