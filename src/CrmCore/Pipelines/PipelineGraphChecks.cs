using CrmCore.Pipelines.Internal;

namespace CrmCore.Pipelines;

/// <summary>Finds what is wrong with the moves of a definition taken together. Needs one whose parts are right.</summary>
internal static class PipelineGraphChecks
{
    public static IEnumerable<Defect> Check(PipelineDefinition definition)
    {
        IReadOnlyList<StageDefinition> stages = definition.Stages;
        IReadOnlyList<ResolvedMove> moves = [.. new MoveResolution(definition, stages).Moves().Where(m => m.Kind != MoveKind.Reopen)];
        int initial = InitialOf(stages);
        HashSet<int> reached = Walk([initial], moves.ToLookup(m => m.From, m => m.To));
        ILookup<int, int> backwards = moves.ToLookup(m => m.To, m => m.From);
        HashSet<int> canWin = Walk(Of(StageKind.Won), backwards);
        HashSet<int> canLose = Walk(Of(StageKind.Lost), backwards);
        for (int i = 0; i < stages.Count; i++)
        {
            string key = stages[i].Key;
            if (!reached.Contains(i))
            {
                yield return new($"stages[{i}]", "unreachable-stage", $"No deal that starts in '{stages[initial].Key}' ever gets to '{key}'; add a move to it or drop it.");
            }

            if (stages[i].Kind == StageKind.Open && !canWin.Contains(i))
            {
                yield return new($"stages[{i}]", "cannot-be-won", $"From '{key}' no moves lead to a won stage; add one.");
            }

            if (stages[i].Kind == StageKind.Open && !canLose.Contains(i))
            {
                yield return new($"stages[{i}]", "cannot-be-lost", $"From '{key}' no moves lead to a lost stage; add one.");
            }
        }

        IEnumerable<int> Of(StageKind kind) => Enumerable.Range(0, stages.Count).Where(i => stages[i].Kind == kind);
    }

    public static int InitialOf(IReadOnlyList<StageDefinition> stages)
    {
        int firstOpen = -1;
        for (int i = 0; i < stages.Count; i++)
        {
            if (stages[i].Initial)
            {
                return i;
            }

            firstOpen = firstOpen < 0 && stages[i].Kind == StageKind.Open ? i : firstOpen;
        }

        return firstOpen;
    }

    private static HashSet<int> Walk(IEnumerable<int> starts, ILookup<int, int> edges)
    {
        HashSet<int> seen = [.. starts];
        Queue<int> queue = new(seen);
        while (queue.TryDequeue(out int stage))
        {
            foreach (int next in edges[stage].Where(seen.Add))
            {
                queue.Enqueue(next);
            }
        }

        return seen;
    }
}
