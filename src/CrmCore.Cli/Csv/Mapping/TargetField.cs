namespace CrmCore.Cli.Csv;

/// <summary>A field that a column can be mapped to.</summary>
/// <param name="Name">As the map writes it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="IsEssential">True where a bad value rejects the row even if the map says to leave bad values blank.</param>
internal sealed record TargetField(string Name, ColumnKind Kind, bool IsEssential = false);
