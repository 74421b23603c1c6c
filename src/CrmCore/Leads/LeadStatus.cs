namespace CrmCore.Leads;

/// <summary>Where a lead stands in its life.</summary>
public enum LeadStatus
{
    /// <summary>Nobody has worked on it yet.</summary>
    New = 0,

    /// <summary>Somebody is following it up.</summary>
    Working = 1,

    /// <summary>Not now, but to be woken later.</summary>
    Nurturing = 2,

    /// <summary>Found fit to become an opportunity.</summary>
    Qualified = 3,

    /// <summary>It became an opportunity.</summary>
    Converted = 4,

    /// <summary>It will not be followed up; a reason says why.</summary>
    Disqualified = 5,

    /// <summary>It was the same as another lead and lives on in that one.</summary>
    Merged = 6,
}

/// <summary>What a status means.</summary>
public static class LeadStatusExtensions
{
    /// <summary>Whether a lead of this status can still be worked on: not converted, disqualified or merged.</summary>
    public static bool IsOpen(this LeadStatus status) => status is LeadStatus.New or LeadStatus.Working or LeadStatus.Nurturing or LeadStatus.Qualified;
}
