using System.Text.Json.Serialization;

namespace CrmCore.Pipelines;

/// <summary>From when the days of a <see cref="RotRule"/> are counted.</summary>
public enum RotClock
{
    /// <summary>Since the deal entered its stage.</summary>
    StageEntered = 0,

    /// <summary>Since the last activity, or since it entered its stage where that is later.</summary>
    LastTouch = 1,

    /// <summary>Since the deal was created.</summary>
    Created = 2,
}

/// <summary>When a deal in a stage is rotting. Immutable.</summary>
public sealed record RotRule
{
    /// <summary>After how many days; at least 1 in a valid definition.</summary>
    public required int Days { get; init; }

    /// <summary>From when they are counted.</summary>
    public RotClock Clock { get; init; }

    /// <summary>Whether a planned next step that is not overdue suspends it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SuspendedByNextStep { get; init; }
}
