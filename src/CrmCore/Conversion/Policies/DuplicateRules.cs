namespace CrmCore.Conversion.Policies;

/// <summary>What is done about a record that may be the same as what a lead would become.</summary>
public enum DuplicateHandling
{
    /// <summary>Nothing.</summary>
    Allow = 0,

    /// <summary>The plan names it.</summary>
    Warn = 1,

    /// <summary>The conversion is refused until it is settled.</summary>
    Block = 2,

    /// <summary>The lead is linked to it instead of creating another; several of them refuse the conversion.</summary>
    Link = 3,
}

/// <summary>What is done about records of one kind.</summary>
/// <param name="Same">About one that is the same.</param>
/// <param name="Likely">About one that is likely the same; never <see cref="DuplicateHandling.Link"/>.</param>
public sealed record DuplicateRule(DuplicateHandling Same, DuplicateHandling Likely);

/// <summary>What is done about possible duplicates, which a <see cref="Checks.IDuplicateSearch"/> finds.</summary>
public sealed record DuplicateRules
{
    /// <summary>Other open leads; never linked. The default blocks what is the same and warns of what is likely.</summary>
    public DuplicateRule Leads { get; init => field = value ?? new(DuplicateHandling.Block, DuplicateHandling.Warn); } = new(DuplicateHandling.Block, DuplicateHandling.Warn);

    /// <summary>Accounts. The default links what is the same and warns of what is likely.</summary>
    public DuplicateRule Accounts { get; init => field = value ?? new(DuplicateHandling.Link, DuplicateHandling.Warn); } = new(DuplicateHandling.Link, DuplicateHandling.Warn);

    /// <summary>Contacts. The default links what is the same and warns of what is likely.</summary>
    public DuplicateRule Contacts { get; init => field = value ?? new(DuplicateHandling.Link, DuplicateHandling.Warn); } = new(DuplicateHandling.Link, DuplicateHandling.Warn);
}
