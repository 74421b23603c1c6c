namespace CrmCore.Forecasting;

/// <summary>How a wait ended.</summary>
public enum SpellEnd
{
    /// <summary>It goes on: nothing has happened yet.</summary>
    Open = 0,

    /// <summary>What was waited for happened.</summary>
    Happened = 1,

    /// <summary>Something else happened, after which it never will: the deal was lost, the lead was dropped.</summary>
    Prevented = 2,
}

/// <summary>A wait for something.</summary>
/// <param name="Days">How long it lasted, or has lasted; finite and not negative.</param>
/// <param name="End">How it ended.</param>
public readonly record struct Spell(double Days, SpellEnd End);
