using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Testing;

/// <summary>Arbitraries of what can happen to an opportunity in a given pipeline. Shrinking keeps a walk legal.</summary>
public static class PipelineWalks
{
    /// <summary>Legal walks of up to 12 steps, with changes of amount, dates, probability and owner between the moves.</summary>
    public static Arbitrary<Walk> Legal(Pipeline pipeline) => Walks(pipeline, 3000);

    /// <summary>Legal walks in which everything happens at one instant.</summary>
    public static Arbitrary<Walk> AtOneInstant(Pipeline pipeline) => Walks(pipeline, 0);

    /// <summary>Legal walks and one step after them that must be refused.</summary>
    public static Arbitrary<IllegalWalk> WithOneIllegalStep(Pipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return Arb.From(
            from walk in Legal(pipeline).Generator
            from kind in Gen.Elements(Enum.GetValues<IllegalStepKind>())
            from pick in Gen.Choose(0, 999)
            select Illegal(walk, kind, pick),
            illegal => Walk.Shorter(illegal.Walk.Choices).Select(c => Illegal(Walk.Of(pipeline, c), illegal.Kind, 0)).Where(i => i.Kind == illegal.Kind));
    }

    /// <summary>
    /// Opportunities on both sides of each gate of each move. A gate whose side no opportunity can be brought to (its condition can't be met, or not without
    /// another gate) is left out.
    /// </summary>
    /// <returns>Every case; a pipeline without gates has none.</returns>
    public static IReadOnlyList<GateCase> AroundGates(Pipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return
        [
            .. from move in pipeline.Moves
               where move.Kind != MoveKind.Reopen
               from gate in move.Gates
               from isMet in new[] { true, false }
               let found = Around(pipeline, move, gate, isMet)
               where found is not null
               select found,
        ];
    }

    internal static GateCase? Around(Pipeline pipeline, Move move, Gate gate, bool isMet)
    {
        IEnumerable<Condition> met = move.Gates.Where(g => isMet || g.Key != gate.Key).Select(g => g.Condition);
        if (FactSolver.Solve(met, isMet ? null : gate.Condition) is not { } facts)
        {
            return null;
        }

        DateTimeOffset at = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
        Opportunity opportunity = Opportunity.Create(new(OpportunityId.From(new Guid("018f2f6e-7c00-7000-8000-000000000003")), "Gate")
        {
            Account = Has(facts, "account") ? AccountId.From(new Guid("018f2f6e-7c00-7000-8000-000000000002")) : null,
            Contact = Has(facts, "contact") ? ContactId.From(new Guid("018f2f6e-7c00-7000-8000-000000000004")) : null,
        }, pipeline, at);
        FactShaper.Apply(opportunity, pipeline, facts, at);
        MoveRequest request = FactShaper.Request(move.To.Key, facts, at);
        request = move.Kind == MoveKind.Back && request.Reason is null && !move.Gates.Any(g => g.Condition.Facts.Contains("move.reason")) ? request with { Reason = "back" } : request;
        OpportunitySnapshot snapshot = Standing(opportunity.ToSnapshot(), move.From, at);
        FactTable seen = new(facts.Keys.ToDictionary(f => f, f => Seen(opportunity, request, f)));
        bool holds = move.Gates.All(g => g.Condition.IsMet(seen) == (isMet || g.Key != gate.Key));
        return holds && (move.Kind != MoveKind.Back || request.Reason is not null || !isMet) ? new(move, gate, isMet, snapshot, request) : null;
    }

    private static bool Has(IReadOnlyDictionary<string, FieldValue> facts, string fact) => facts.TryGetValue(fact, out FieldValue value) && !value.IsNone;

    private static FieldValue Seen(Opportunity opportunity, MoveRequest request, string fact) => fact switch
    {
        "move.reason" => FieldValue.Of(request.Reason),
        "move.competitor" => FieldValue.Of(request.Competitor),
        _ when fact.StartsWith("host.", StringComparison.Ordinal) => request.Facts!.Get(fact),
        _ => opportunity.Get(fact),
    };

    /// <summary>The same opportunity as if it had been created where the move begins.</summary>
    private static OpportunitySnapshot Standing(OpportunitySnapshot snapshot, Stage stage, DateTimeOffset at) => snapshot with
    {
        Stage = stage.Key,
        StageKind = stage.Kind,
        Probability = stage.Probability,
        Closing = stage.IsOpen ? null : new(stage.Kind, at, snapshot.Stage, "before", null),
        History = [.. snapshot.History.Select(h => h with { To = stage.Key, From = h.From is null ? null : stage.Key })],
    };

    private static Arbitrary<Walk> Walks(Pipeline pipeline, int minutes)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        Gen<WalkChoice> choice =
            from pick in Gen.Choose(0, 999)
            from later in Gen.Choose(0, minutes)
            from change in Gen.Choose(0, 9)
            select new WalkChoice(pick, later, change);
        return Arb.From(
            from length in Gen.Choose(0, 12)
            from choices in choice.ListOf(length)
            select Walk.Of(pipeline, [.. choices]),
            walk => Walk.Shorter(walk.Choices).Select(c => Walk.Of(pipeline, c)));
    }

    private static IllegalWalk Illegal(Walk walk, IllegalStepKind kind, int pick)
    {
        Pipeline pipeline = walk.Pipeline;
        OpportunitySnapshot end = walk.End;
        DateTimeOffset at = end.ChangedAt;
        switch (kind)
        {
            case IllegalStepKind.AlreadyThere:
                return new(walk, end, Request(end.Stage), kind);
            case IllegalStepKind.TooEarly when Pick(pipeline.MovesFrom(end.Stage), pick) is { } move:
                return new(walk, end, new MoveRequest(move.To.Key, at.AddMinutes(-1 - pick), FactShaper.By), kind);
            case IllegalStepKind.NoReason when Pick([.. pipeline.MovesFrom(end.Stage).Where(m => m.Kind == MoveKind.Back)], pick) is { } back:
                return new(walk, end, Request(back.To.Key), kind);
            case IllegalStepKind.NoSuchMove when Pick([.. pipeline.Stages.Where(s => s.Key != end.Stage && pipeline.FindMove(end.Stage, s.Key) is null)], pick) is { } stage:
                return new(walk, end, Request(stage.Key), kind);
            case IllegalStepKind.UnmetGate when Pick([.. Unmet(pipeline, end)], pick) is { } target:
                return new(walk, end, Request(target.To.Key), kind);
            default:
                return new(walk, end, Request("no-such-stage"), IllegalStepKind.UnknownStage);
        }

        MoveRequest Request(string target) => new(target, at, FactShaper.By);
    }

    private static IEnumerable<Move> Unmet(Pipeline pipeline, OpportunitySnapshot end) =>
        pipeline.PreviewAll(end.Stage, Opportunity.FromSnapshot(end)).Where(d => d.Refusals.Count > 0).Select(d => d.Move!);

    private static T? Pick<T>(IReadOnlyList<T> list, int pick)
        where T : class => list.Count == 0 ? null : list[pick % list.Count];
}
