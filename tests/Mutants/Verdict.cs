namespace CrmCore.Mutants;

/// <summary>What became of a mutant.</summary>
internal enum Verdict
{
    /// <summary>A test failed.</summary>
    Killed,

    /// <summary>The tests took far longer than without it: it never ends.</summary>
    TimedOut,

    /// <summary>The process of the tests died.</summary>
    Crashed,

    /// <summary>Every test passed.</summary>
    Survived,

    /// <summary>No test comes by.</summary>
    NotCovered,

    /// <summary>No test failed, but something that is made once in a process was not made with it: it is tried again in a process of its own.</summary>
    RunsOnce,
}
