namespace CrmCore.Probabilities.Timing;

/// <summary>How a stay in a stage ended.</summary>
public enum VisitEnd
{
    /// <summary>It has not ended yet, or nobody knows how: censored.</summary>
    Open = 0,

    /// <summary>It went to another open stage.</summary>
    Moved = 1,

    /// <summary>It was won.</summary>
    Won = 2,

    /// <summary>It was lost, or no real deal.</summary>
    Lost = 3,
}

/// <summary>One stay of a deal in a stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Days">How long it lasted, or has lasted until now; not negative.</param>
/// <param name="End">How it ended.</param>
/// <param name="To">The stage it went to, where it moved.</param>
public readonly record struct StageVisit(string Stage, double Days, VisitEnd End, string? To = null);
