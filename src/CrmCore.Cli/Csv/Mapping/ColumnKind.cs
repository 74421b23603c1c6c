namespace CrmCore.Cli.Csv;

/// <summary>What a field holds, and so how its text is read and checked.</summary>
internal enum ColumnKind
{
    Key,

    /// <summary>What somebody or something is called: never a number.</summary>
    Name,
    Text,
    Email,
    Phone,
    Status,
    Pipeline,
    Stage,
    Outcome,

    /// <summary>A moment.</summary>
    Instant,

    /// <summary>A calendar day.</summary>
    Day,
    Amount,
    Currency,
    Probability,
}
