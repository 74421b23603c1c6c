namespace CrmCore.Cli.Csv;

/// <summary>A row with as many fields as the header, as written in the file.</summary>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Number">Its number among the rows below the header, from 1, rows that could not be read included.</param>
/// <param name="Fields">In the order of the header.</param>
internal readonly record struct CsvRow(int Line, int Number, IReadOnlyList<string> Fields);
