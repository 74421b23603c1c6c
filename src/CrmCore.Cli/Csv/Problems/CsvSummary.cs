namespace CrmCore.Cli.Csv;

/// <summary>What an import saw: rows read = accepted + rejected (blank lines are no rows), and problems by kind without the notes.</summary>
internal sealed record CsvSummary(int Read, int Accepted, int Rejected, IReadOnlyDictionary<FaultKind, int> Problems);
