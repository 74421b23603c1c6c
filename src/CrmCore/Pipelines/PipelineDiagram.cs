using System.Globalization;
using System.Text;

namespace CrmCore.Pipelines;

/// <summary>How a pipeline is drawn.</summary>
public sealed record DiagramOptions
{
    /// <summary>The language of names and marks; null means the current UI culture.</summary>
    public CultureInfo? Culture { get; init; }

    /// <summary>
    /// Which moves are drawn; by default those on to the next stage and those to the ends, because the lines over stages, back and of reopening hide the
    /// rest.
    /// </summary>
    public IReadOnlySet<MoveKind> Moves { get; init; } = new HashSet<MoveKind> { MoveKind.Next, MoveKind.Close };

    /// <summary>Every move.</summary>
    public static DiagramOptions Whole { get; } = new() { Moves = new HashSet<MoveKind>(Enum.GetValues<MoveKind>()) };
}

/// <summary>Draws pipelines: names and probabilities on the stages, gates on the lines, the ends marked. Whatever the names contain, the text is well formed.</summary>
public static class PipelineDiagram
{
    /// <summary>A Mermaid state diagram (<c>stateDiagram-v2</c>).</summary>
    public static string ToMermaid(Pipeline pipeline, DiagramOptions? options = null)
    {
        options ??= new();
        StringBuilder text = new("stateDiagram-v2\n");
        foreach (Stage stage in Guard.Against.Null(pipeline).Stages)
        {
            text.Append(CultureInfo.InvariantCulture, $"    state \"{ForMermaid(Label(stage, options))}\" as {Id(pipeline, stage)}\n");
        }

        for (int g = 0; g < pipeline.Groups.Count; g++)
        {
            StageGroup group = pipeline.Groups[g];
            text.Append(CultureInfo.InvariantCulture, $"    state \"{ForMermaid(group.Name.In(options.Culture))}\" as g{g} {{\n");
            foreach (Stage stage in group.Stages)
            {
                text.Append(CultureInfo.InvariantCulture, $"        {Id(pipeline, stage)}\n");
            }

            text.Append("    }\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"    [*] --> {Id(pipeline, pipeline.Initial)}\n");
        foreach (Move move in pipeline.Moves.Where(m => options.Moves.Contains(m.Kind)))
        {
            text.Append(CultureInfo.InvariantCulture, $"    {Id(pipeline, move.From)} --> {Id(pipeline, move.To)}");
            text.Append(move.Gates.Count == 0 ? "\n" : $" : {ForMermaid(Keys(move))}\n");
        }

        foreach (Stage end in pipeline.Stages.Where(s => !s.IsOpen))
        {
            text.Append(CultureInfo.InvariantCulture, $"    {Id(pipeline, end)} --> [*]\n");
        }

        return text.ToString();
    }

    /// <summary>A Graphviz graph (DOT).</summary>
    public static string ToDot(Pipeline pipeline, DiagramOptions? options = null)
    {
        options ??= new();
        StringBuilder text = new("digraph pipeline {\n    rankdir=LR;\n    node [shape=box, style=rounded];\n    start [shape=point];\n");
        foreach (Stage stage in Guard.Against.Null(pipeline).Stages)
        {
            string form = stage.Kind switch
            {
                StageKind.Open => "",
                StageKind.Won => ", shape=doublecircle, color=darkgreen",
                StageKind.Lost => ", shape=doublecircle, color=firebrick",
                _ => ", shape=doublecircle, color=gray50, style=dashed",
            };
            text.Append(CultureInfo.InvariantCulture, $"    {Id(pipeline, stage)} [label=\"{ForDot(Label(stage, options))}\"{form}];\n");
        }

        for (int g = 0; g < pipeline.Groups.Count; g++)
        {
            StageGroup group = pipeline.Groups[g];
            text.Append(CultureInfo.InvariantCulture, $"    subgraph cluster_{g} {{ label=\"{ForDot(group.Name.In(options.Culture))}\"; ");
            text.AppendJoin(" ", group.Stages.Select(s => $"{Id(pipeline, s)};")).Append(" }\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"    start -> {Id(pipeline, pipeline.Initial)};\n");
        foreach (Move move in pipeline.Moves.Where(m => options.Moves.Contains(m.Kind)))
        {
            string style = move.Kind is MoveKind.Back or MoveKind.Reopen ? ", style=dashed" : "";
            text.Append(CultureInfo.InvariantCulture, $"    {Id(pipeline, move.From)} -> {Id(pipeline, move.To)} [label=\"{ForDot(Keys(move))}\"{style}];\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Label(Stage stage, DiagramOptions options)
    {
        string name = stage.Name.In(options.Culture);
        string percent = stage.Probability.Percent.ToString("0.##", CultureInfo.InvariantCulture);
        return stage.Kind == StageKind.Invalid ? name : $"{name} ({percent}%)";
    }

    private static string Id(Pipeline pipeline, Stage stage) => $"s{pipeline.IndexOf(stage.Key).ToString(CultureInfo.InvariantCulture)}";

    private static string Keys(Move move) => string.Join(", ", move.Gates);

    /// <summary>Mermaid reads <c>#code;</c> as a character, so that whatever could end a text is written so.</summary>
    private static string ForMermaid(string text)
    {
        StringBuilder safe = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool plain = Rune.IsLetterOrDigit(rune) || (rune.IsAscii && rune.Value >= ' ' && !"\"#;:{}<>[]`\\".Contains((char)rune.Value, StringComparison.Ordinal));
            safe.Append(plain ? rune.ToString() : $"#{rune.Value.ToString(CultureInfo.InvariantCulture)};");
        }

        return safe.ToString();
    }

    private static string ForDot(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
