namespace CrmCore.Probabilities.Training;

/// <summary>Which columns of a table mean what.</summary>
/// <param name="Id">The column of the id.</param>
/// <param name="Outcome">The column of the outcome.</param>
/// <param name="WonValue">What stands in it for a won deal, without regard to case; every other text that is not blank is a lost one.</param>
public sealed record TableColumns(string Id, string Outcome, string WonValue)
{
    /// <summary>The column of the order in time: numbers or dates.</summary>
    public string? Order { get; init; }

    /// <summary>The column whose equal values belong together; null for the id.</summary>
    public string? Group { get; init; }

    /// <summary>The column of the stage.</summary>
    public string? Stage { get; init; }

    /// <summary>Columns whose numbers are names.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Columns to leave out, such as those known only after closing.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];
}

/// <summary>A data set read from a table, or every reason against it.</summary>
public sealed record TableResult : Outcome
{
    internal TableResult(Dataset? data, IReadOnlyList<Refusal> refusals, IReadOnlyList<string> notes)
        : base(refusals)
    {
        Data = data;
        Notes = notes;
    }

    /// <summary>The data set; null where it was refused.</summary>
    public Dataset? Data { get; }

    /// <summary>What was left out or taken differently than it might seem, in English.</summary>
    public IReadOnlyList<string> Notes { get; }
}
