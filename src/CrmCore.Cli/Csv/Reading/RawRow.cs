namespace CrmCore.Cli.Csv;

/// <summary>A record as it came from the file: its fields, or why it has none.</summary>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Fields">Empty where there is a fault.</param>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Column">The field at fault, from 1; 0 for the whole line.</param>
/// <param name="Excerpt">The start of what is wrong.</param>
internal readonly record struct RawRow(int Line, IReadOnlyList<string> Fields, Fault? Fault = null, int Column = 0, string? Excerpt = null);
