namespace CrmCore.Qualification;

/// <summary>How well an element of a qualification framework is answered. Unknown is not "no".</summary>
public enum AnswerLevel
{
    /// <summary>Nothing is known yet.</summary>
    Unknown = 0,

    /// <summary>Heard or guessed, not confirmed by the buyer.</summary>
    Weak = 1,

    /// <summary>Confirmed by the buyer or a document.</summary>
    Confirmed = 2,

    /// <summary>What was found speaks against it.</summary>
    Contradicted = 3,
}
