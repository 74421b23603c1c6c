using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Testing;

/// <summary>
/// Properties that hold of every sale through every pipeline, ready to be called in one line: <c>PipelineProperties.Check(new SaleUnderTest(pipeline))</c>.
/// Each can be had by itself, to be run by a test framework.
/// </summary>
public static class PipelineProperties
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, Func<SaleUnderTest, Property>> All { get; } = new Dictionary<string, Func<SaleUnderTest, Property>>(StringComparer.Ordinal)
    {
        [nameof(NoWalkLeavesTheDefinition)] = NoWalkLeavesTheDefinition,
        [nameof(EndsAreEnds)] = EndsAreEnds,
        [nameof(ARefusalSaysWhyAndChangesNothing)] = ARefusalSaysWhyAndChangesNothing,
        [nameof(GatesDecide)] = GatesDecide,
        [nameof(HistoryReplaysToThePresent)] = HistoryReplaysToThePresent,
        [nameof(DurationsAddUpToTheAge)] = DurationsAddUpToTheAge,
        [nameof(ClosingAndReopeningAreInverse)] = ClosingAndReopeningAreInverse,
        [nameof(ProbabilityFitsTheStage)] = ProbabilityFitsTheStage,
        [nameof(TheInterpretersAgree)] = TheInterpretersAgree,
    };

    /// <summary>Tries every property.</summary>
    /// <param name="sale">What is tried.</param>
    /// <param name="cases">How many cases each property gets, from 1.</param>
    /// <exception cref="Exception">A property does not hold; the message has its name, the shrunk case and the seed.</exception>
    public static void Check(SaleUnderTest sale, int cases = 100)
    {
        foreach ((string name, Func<SaleUnderTest, Property> property) in All)
        {
            FsCheck.Check.One(name, Config.QuickThrowOnFailure.WithMaxTest(cases).WithQuietOnSuccess(true), property(sale));
        }
    }

    /// <summary>Every legal move is made, ends where it was to end, and no other stage, kind or row appears.</summary>
    public static Property NoWalkLeavesTheDefinition(SaleUnderTest sale) => ForSteps(sale, PipelineWalks.Legal, (step, after) =>
        Stands(sale.Pipeline, after)
        && after.Stage == step.Request.Target
        && after.History.Count == step.Before.History.Count + 1
        && after.History[^1] is { Kind: HistoryKind.Moved } row && row.From == step.Before.Stage && row.To == after.Stage && row.Move == step.Move.Kind);

    /// <summary>What was closed has a closing that fits, refuses changes, and goes on only by being reopened or by a move to another end.</summary>
    public static Property EndsAreEnds(SaleUnderTest sale) => ForSteps(sale, PipelineWalks.Legal, (step, after) =>
    {
        if (after.StageKind == StageKind.Open)
        {
            return after.Closing is null;
        }

        (OpportunitySnapshot changed, IReadOnlyList<Refusal> refusals) = sale.SetAmount(after, new Money(123_456_789, Currency.Eur), after.ChangedAt);
        return after.Closing is { } closing
            && closing.Kind == after.StageKind
            && sale.Pipeline.Find(closing.LastOpenStage) is { IsOpen: true }
            && closing.LastOpenStage == (step.Before.Closing?.LastOpenStage ?? step.Before.Stage)
            && (step.Before.Closing?.Kind != closing.Kind || step.Before.Closing.At == closing.At)
            && refusals.Count > 0
            && Same(changed, after);
    });

    /// <summary>An illegal step is refused, the refusal names a gate of the move or the rule that was broken, and nothing changes.</summary>
    public static Property ARefusalSaysWhyAndChangesNothing(SaleUnderTest sale) => Prop.ForAll(PipelineWalks.WithOneIllegalStep(sale.Pipeline), illegal =>
    {
        (OpportunitySnapshot after, IReadOnlyList<Refusal> refusals) = sale.Move(illegal.Before, illegal.Request);
        HashSet<string> gates = [.. sale.Pipeline.FindMove(illegal.Before.Stage, illegal.Request.Target)?.Gates.Select(g => g.Refusal.Code) ?? []];
        return refusals.Count > 0
            && Same(illegal.Before, after)
            && refusals.All(r => gates.Contains(r.Code) || r.Code.StartsWith("pipeline.", StringComparison.Ordinal) || r.Code.StartsWith("opportunity.", StringComparison.Ordinal))
            && refusals.Any(r => Names(illegal, r.Code, gates));
    });

    /// <summary>On one side of a gate the move is made; on the other side it is refused, and exactly that gate is named.</summary>
    public static Property GatesDecide(SaleUnderTest sale)
    {
        IReadOnlyList<GateCase> cases = PipelineWalks.AroundGates(sale.Pipeline);
        return cases.Count == 0 ? true.ToProperty() : Prop.ForAll(Gen.Elements(cases.ToArray()).ToArbitrary(), gate =>
        {
            (OpportunitySnapshot after, IReadOnlyList<Refusal> refusals) = sale.Move(gate.Before, gate.Request);
            return gate.IsMet
                ? refusals.Count == 0 && after.Stage == gate.Move.To.Key
                : Same(gate.Before, after) && refusals.Where(r => r.Code.StartsWith("gate.", StringComparison.Ordinal)).Select(r => r.Code).SequenceEqual([gate.Gate.Refusal.Code]);
        });
    }

    /// <summary>The rows of the history, replayed, give the present stage, amount, probability, close date and owner, also where many rows have one instant.</summary>
    public static Property HistoryReplaysToThePresent(SaleUnderTest sale) => ForSteps(sale, PipelineWalks.AtOneInstant, Replays).And(ForSteps(sale, PipelineWalks.Legal, Replays));

    /// <summary>The times in the stages add up to the age, the durations of the rows are the time since the stage was entered, and no row is earlier than the one before.</summary>
    public static Property DurationsAddUpToTheAge(SaleUnderTest sale) => ForSteps(sale, PipelineWalks.Legal, (step, after) =>
    {
        DateTimeOffset now = after.ChangedAt.AddDays(1);
        TimeSpan inStages = OpportunityHistory.TimeInStages(after.History, now).Values.Aggregate(TimeSpan.Zero, (a, b) => a + b);
        TimeSpan inRows = after.History.Aggregate(TimeSpan.Zero, (sum, row) => sum + row.Duration) + (now - after.StageEnteredAt);
        return inStages == now - after.CreatedAt && inRows == inStages && after.History.Zip(after.History.Skip(1)).All(r => r.First.At <= r.Second.At)
            && after.History[^1].Duration == step.Request.At - step.Before.StageEnteredAt;
    });

    /// <summary>What is closed and reopened stands as before, but for its history, its clock, and a probability that a person had set.</summary>
    public static Property ClosingAndReopeningAreInverse(SaleUnderTest sale) => Prop.ForAll(PipelineWalks.Legal(sale.Pipeline), walk => walk.Steps.All(step =>
    {
        if (step.Move.Kind != MoveKind.Close || step.Before.StageKind != StageKind.Open
            || sale.Pipeline.FindMove(step.After.Stage, step.Before.Stage) is not { Gates.Count: 0 })
        {
            return true;
        }

        OpportunitySnapshot closed = sale.Move(step.Before, step.Request).After;
        (OpportunitySnapshot again, IReadOnlyList<Refusal> refusals) = sale.Move(closed, new(step.Before.Stage, closed.ChangedAt, FactShaper.By));
        return refusals.Count == 0 && Same(Timeless(again), Timeless(step.Before) with { Probability = sale.Pipeline.Get(step.Before.Stage).Probability, IsProbabilityManual = false });
    }));

    /// <summary>The probability lies in 0 to 1; after a move it is the stage's: 1 for won, 0 for lost and invalid.</summary>
    public static Property ProbabilityFitsTheStage(SaleUnderTest sale) => ForSteps(sale, PipelineWalks.Legal, (step, after) =>
        after.Probability.Value is >= 0 and <= 1
        && !after.IsProbabilityManual
        && after.Probability == (sale.Pipeline.Find(after.Stage)?.Probability ?? default)
        && after.History[^1].Probability == after.Probability);

    /// <summary>The stage machine and the compiled table give the same decision, the same move and the same unmet gates, for every pair of stages.</summary>
    public static Property TheInterpretersAgree(SaleUnderTest sale) => Prop.ForAll(FactsOf(sale.Pipeline), facts =>
    {
        string[] keys = [.. sale.Pipeline.Stages.Select(s => s.Key), "no-such-stage"];
        return keys.All(from => keys.All(to =>
        {
            MoveDecision decided = sale.Decide(from, to, facts);
            MoveDecision read = sale.Preview(from, to, facts);
            return decided.IsPermitted == read.IsPermitted && Equals(decided.Move, read.Move) && decided.Refusals.SequenceEqual(read.Refusals);
        }));
    });

    private static Arbitrary<FactTable> FactsOf(Pipeline pipeline)
    {
        Condition[] conditions = [.. pipeline.Gates.Select(g => g.Condition)];
        (string Fact, FieldValue[] Values)[] facts = [.. conditions.SelectMany(c => c.Facts).Distinct().Select(f => (f, FactSolver.Candidates(f, conditions)))];
        return (from picks in Gen.Choose(0, 999).ListOf(facts.Length)
                select new FactTable(facts.Zip(picks, (f, p) => (f.Fact, Value: f.Values[p % f.Values.Length])).ToDictionary(f => f.Fact, f => f.Value))).ToArbitrary();
    }

    private static Property ForSteps(SaleUnderTest sale, Func<Pipeline, Arbitrary<Walk>> walks, Func<WalkStep, OpportunitySnapshot, bool> holds) =>
        Prop.ForAll(walks(sale.Pipeline), walk => walk.Steps.All(step =>
        {
            (OpportunitySnapshot after, IReadOnlyList<Refusal> refusals) = sale.Move(step.Before, step.Request);
            return refusals.Count == 0 && holds(step, after);
        }));

    private static bool Stands(Pipeline pipeline, OpportunitySnapshot opportunity) =>
        pipeline.Find(opportunity.Stage) is { } stage && stage.Kind == opportunity.StageKind && opportunity.Pipeline == pipeline.Reference;

    private static bool Replays(WalkStep step, OpportunitySnapshot after) =>
        OpportunityHistory.AsOf(after.History, after.ChangedAt) is { } state
        && (state.Stage, state.StageEnteredAt, state.Amount, state.Probability, state.CloseDate, state.Owner)
            == (after.Stage, after.StageEnteredAt, after.Amount, after.Probability, after.CloseDate, after.Owner)
        && after.History.Take(step.Before.History.Count).SequenceEqual(step.Before.History);

    private static bool Names(IllegalWalk illegal, string code, HashSet<string> gates) => illegal.Kind switch
    {
        IllegalStepKind.NoSuchMove => code == "pipeline.no-such-move",
        IllegalStepKind.UnknownStage => code == "pipeline.unknown-stage",
        IllegalStepKind.AlreadyThere => code == "pipeline.already-there",
        IllegalStepKind.TooEarly => code == "opportunity.before-last-change",
        IllegalStepKind.NoReason => code == "opportunity.back-needs-reason",
        _ => gates.Contains(code),
    };

    private static OpportunitySnapshot Timeless(OpportunitySnapshot opportunity) => opportunity with
    {
        History = [opportunity.History[0]],
        StageEnteredAt = default,
        ChangedAt = default,
        EventCount = 0,
    };

    private static bool Same(OpportunitySnapshot one, OpportunitySnapshot other) => one.ToJson() == other.ToJson();
}
