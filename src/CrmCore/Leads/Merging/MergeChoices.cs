namespace CrmCore.Leads.Merging;

/// <summary>What a person decides about a merge; what is left out follows the order of precedence.</summary>
public sealed record MergeChoices
{
    /// <summary>The lead that stays; null for the first by precedence.</summary>
    public LeadId? Survivor { get; init; }

    /// <summary>
    /// How likely each lead is to be won, as far as the host knows it (a probability, a qualification score): of leads of one status the higher goes first, one
    /// without goes last. Empty leaves it to their age.
    /// </summary>
    public IReadOnlyDictionary<LeadId, decimal> Scores { get; init; } = new Dictionary<LeadId, decimal>();

    /// <summary>For single fields (<c>name</c>, <c>company</c>, <c>title</c>, <c>email</c>, <c>phone</c>, <c>industry</c>, <c>place</c>, <c>custom.KEY</c>), the lead whose value is taken.</summary>
    public IReadOnlyDictionary<string, LeadId> Fields { get; init; } = new Dictionary<string, LeadId>();
}

/// <summary>A field of a merge: what it will be, from whom, and what the others have.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">What it will be, as text; null for blank.</param>
/// <param name="From">The lead that it comes from; null where it is blank or put together from several.</param>
/// <param name="Others">The other values, by lead, that are given up.</param>
public sealed record MergedField(string Field, string? Value, LeadId? From, IReadOnlyDictionary<LeadId, string> Others);

/// <summary>What a merge will do or did, field by field; or every reason against it.</summary>
public sealed record LeadMergePreview : Outcome
{
    internal LeadMergePreview(IReadOnlyList<Refusal> refusals)
        : base(refusals)
    {
    }

    internal LeadMergePreview(LeadId survivor, IReadOnlyList<LeadId> losers, IReadOnlyList<MergedField> fields, LeadSnapshot result)
        : base([])
    {
        Survivor = survivor;
        Losers = losers;
        Fields = fields;
        Result = result;
    }

    /// <summary>The lead that stays.</summary>
    public LeadId Survivor { get; }

    /// <summary>The leads that are merged into it, in the order of precedence.</summary>
    public IReadOnlyList<LeadId> Losers { get; } = [];

    /// <summary>The fields.</summary>
    public IReadOnlyList<MergedField> Fields { get; } = [];

    /// <summary>The surviving lead as it will be; null where it is refused.</summary>
    public LeadSnapshot? Result { get; }
}
