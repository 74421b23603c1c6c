using System.Globalization;

namespace CrmCore.Pipelines;

/// <summary>Whether something was added, removed, or changed between two versions.</summary>
public enum PipelineChangeKind
{
    /// <summary>Only the new one has it.</summary>
    Added = 0,

    /// <summary>Only the old one has it.</summary>
    Removed = 1,

    /// <summary>Both have it, with other values.</summary>
    Changed = 2,
}

/// <summary>A difference between two pipelines.</summary>
/// <param name="Kind">What kind of difference.</param>
/// <param name="Part">What differs, such as <c>stage quotation: probability</c> or <c>move inquiry -> won</c>.</param>
/// <param name="Before">How it was; null where it was not there.</param>
/// <param name="After">How it is; null where it is not there.</param>
public sealed record PipelineChange(PipelineChangeKind Kind, string Part, string? Before, string? After)
{
    /// <summary>One line for people.</summary>
    public override string ToString() => Kind switch
    {
        PipelineChangeKind.Added => $"+ {Part}{(After is { Length: > 0 } ? $" = {After}" : "")}",
        PipelineChangeKind.Removed => $"- {Part}{(Before is { Length: > 0 } ? $" = {Before}" : "")}",
        _ => $"~ {Part}: {Before} -> {After}",
    };
}

/// <summary>Compares two pipelines by what they mean: stages, gates, groups and the moves that follow from them, by key.</summary>
public static class PipelineDiff
{
    /// <summary>Every difference, in the order of the parts; none where both behave alike.</summary>
    public static IReadOnlyList<PipelineChange> Between(Pipeline before, Pipeline after)
    {
        List<PipelineChange> changes = [];
        Compare(changes, Parts(Guard.Against.Null(before)), Parts(Guard.Against.Null(after)));
        return changes;
    }

    private static void Compare(List<PipelineChange> changes, Dictionary<string, string> before, Dictionary<string, string> after)
    {
        foreach ((string part, string value) in before)
        {
            if (!after.TryGetValue(part, out string? now))
            {
                changes.Add(new(PipelineChangeKind.Removed, part, value, null));
            }
            else if (now != value)
            {
                changes.Add(new(PipelineChangeKind.Changed, part, value, now));
            }
        }

        changes.AddRange(after.Where(a => !before.ContainsKey(a.Key)).Select(a => new PipelineChange(PipelineChangeKind.Added, a.Key, null, a.Value)));
    }

    private static Dictionary<string, string> Parts(Pipeline pipeline)
    {
        Dictionary<string, string> parts = new(StringComparer.Ordinal)
        {
            ["key"] = pipeline.Key,
            ["version"] = pipeline.Version.ToString(CultureInfo.InvariantCulture),
            ["name"] = Text(pipeline.Name),
            ["initial stage"] = pipeline.Initial.Key,
            ["order of stages"] = string.Join(", ", pipeline.Stages),
        };
        foreach (Stage stage in pipeline.Stages)
        {
            string part = $"stage {stage}";
            parts[part] = "";
            parts[$"{part}: name"] = Text(stage.Name);
            parts[$"{part}: kind"] = stage.Kind.ToString();
            parts[$"{part}: probability"] = stage.Probability.ToString();
            parts[$"{part}: category"] = stage.Category.ToString();
            Put($"{part}: buyer's phase", stage.BuyerPhase?.ToString());
            Put($"{part}: expected days", stage.ExpectedDays?.ToString(CultureInfo.InvariantCulture));
            Put($"{part}: rot", stage.Rot is { } rot ? $"{rot.Days} days since {rot.Clock}{(rot.SuspendedByNextStep ? ", unless a next step is planned" : "")}" : null);
            Put($"{part}: gates to enter", Keys(stage.EntryGates));
            Put($"{part}: gates to leave", Keys(stage.ExitGates));
        }

        foreach (StageGroup group in pipeline.Groups)
        {
            parts[$"group {group}"] = $"{Text(group.Name)}: {string.Join(", ", group.Stages)}";
        }

        foreach (Gate gate in pipeline.Gates)
        {
            parts[$"gate {gate}"] = gate.Condition.ToJson();
            parts[$"gate {gate}: advice"] = Text(gate.Advice);
        }

        foreach (Move move in pipeline.Moves)
        {
            parts[$"move {move.From} -> {move.To}"] = $"{move.Kind}{(move.Gates.Count == 0 ? "" : $" [{Keys(move.Gates)}]")}";
        }

        return parts;

        void Put(string part, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts[part] = value;
            }
        }
    }

    private static string Text(LocalizedText text) => string.Join(" / ", text.Texts.Values);

    private static string Keys(IEnumerable<Gate> gates) => string.Join(", ", gates);
}
