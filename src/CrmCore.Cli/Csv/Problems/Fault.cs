namespace CrmCore.Cli.Csv;

/// <summary>What is wrong and how to mend it, without saying where. <see cref="Faults"/> has one for each kind.</summary>
internal sealed record Fault(FaultKind Kind, Phrase What, Phrase Mend)
{
    /// <summary>True where the reader made a choice that a person should know of and nothing was refused.</summary>
    public bool IsNote => Kind >= FaultKind.EncodingGuessed;
}
