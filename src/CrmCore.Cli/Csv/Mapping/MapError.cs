namespace CrmCore.Cli.Csv;

/// <summary>A fault of a map, at a path such as <c>columns["Deal Stage"]</c>; of JSON that cannot be read also its line and column, from 1.</summary>
internal sealed record MapError(string Path, Fault Fault, int Line = 0, int Column = 0)
{
    public override string ToString() => Fault.At(Line > 0 ? $"{Line}:{Column}" : Path);
}
