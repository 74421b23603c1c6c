namespace CrmCore.Health;

/// <summary>How much a finding weighs.</summary>
public enum HealthSeverity
{
    /// <summary>Good to know.</summary>
    Info = 0,

    /// <summary>To be put right.</summary>
    Warning = 1,

    /// <summary>To be put right today.</summary>
    Alarm = 2,
}
