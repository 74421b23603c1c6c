namespace CrmCore.Pipelines;

/// <summary>
/// Defines a pipeline: open stages in the order of the sale, then the ends. Without further words every open stage leads to the next one, may be skipped,
/// may go back with a reason, and can be closed; every end can be reopened. Not thread-safe; the pipeline it builds is.
/// </summary>
public sealed class PipelineBuilder
{
    private readonly List<StageDraft> _stages = [];
    private readonly string _key;
    private readonly LocalizedText _name;
    private readonly int _version;
    private bool _allowSkip = true;
    private bool _allowBack = true;

    internal PipelineBuilder(string key, LocalizedText name, int version)
    {
        _key = key;
        _name = Guard.Against.Null(name);
        _version = version;
    }

    /// <summary>Adds an open stage.</summary>
    /// <param name="key">The stable key.</param>
    /// <param name="name">The name for people.</param>
    /// <param name="probabilityPercent">The default chance to win, 0 to 100.</param>
    /// <param name="category">Where its deals count in a forecast.</param>
    /// <param name="rotDays">After how many days a deal here is rotting; null means never.</param>
    /// <param name="gates">What a deal meets before it enters.</param>
    public PipelineBuilder Open(
        string key, LocalizedText name, double probabilityPercent, ForecastCategory category = ForecastCategory.Pipeline, int? rotDays = null, params IEnumerable<Gate> gates) =>
        Add(new(key, name, StageKind.Open, probabilityPercent, category, rotDays, [.. gates]));

    /// <summary>Adds a won stage. Without gates given it asks for an amount and a close date.</summary>
    public PipelineBuilder Won(string key, LocalizedText name, params IEnumerable<Gate> gates) =>
        Add(new(key, name, StageKind.Won, 100, ForecastCategory.Closed, null, Or([.. gates], Gates.Amount, Gates.CloseDate)));

    /// <summary>Adds a lost stage. Without gates given it asks for a reason.</summary>
    public PipelineBuilder Lost(string key, LocalizedText name, params IEnumerable<Gate> gates) =>
        Add(new(key, name, StageKind.Lost, 0, ForecastCategory.Omitted, null, Or([.. gates], Gates.Reason)));

    /// <summary>Adds a stage for what was no real deal. Without gates given it asks for a reason.</summary>
    public PipelineBuilder Invalid(string key, LocalizedText name, params IEnumerable<Gate> gates) =>
        Add(new(key, name, StageKind.Invalid, 0, ForecastCategory.Omitted, null, Or([.. gates], Gates.Reason)));

    /// <summary>Forbids to skip open stages.</summary>
    public PipelineBuilder WithoutSkipping()
    {
        _allowSkip = false;
        return this;
    }

    /// <summary>Forbids to go back to earlier stages.</summary>
    public PipelineBuilder WithoutGoingBack()
    {
        _allowBack = false;
        return this;
    }

    /// <summary>Checks the whole definition and builds the pipeline.</summary>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public Pipeline Build()
    {
        IReadOnlyList<Defect> defects = PipelineChecks.Check(_key, _version, _stages);
        if (defects.Count > 0)
        {
            throw new DefinitionException($"pipeline '{_key}'", defects);
        }

        List<Stage> stages = [.. _stages.Where(s => s.Kind == StageKind.Open).Concat(_stages.Where(s => s.Kind != StageKind.Open)).Select(s => s.ToStage())];
        return new(_key, _version, _name, stages, MovesBetween(stages));
    }

    private static IReadOnlyList<Gate> Or(IReadOnlyList<Gate> gates, params IReadOnlyList<Gate> defaults) => gates.Count > 0 ? gates : defaults;

    private PipelineBuilder Add(StageDraft stage)
    {
        _stages.Add(stage);
        return this;
    }

    private List<Move> MovesBetween(List<Stage> stages)
    {
        List<Move> moves = [];
        for (int from = 0; from < stages.Count; from++)
        {
            for (int to = 0; to < stages.Count; to++)
            {
                if (KindOf(stages[from], stages[to], to - from) is { } kind)
                {
                    moves.Add(new(stages[from], stages[to], kind));
                }
            }
        }

        return moves;
    }

    private MoveKind? KindOf(Stage from, Stage to, int distance) => (from.IsOpen, to.IsOpen) switch
    {
        (true, true) when distance == 1 => MoveKind.Next,
        (true, true) when distance > 1 && _allowSkip => MoveKind.Skip,
        (true, true) when distance < 0 && _allowBack => MoveKind.Back,
        (true, false) => MoveKind.Close,
        (false, true) => MoveKind.Reopen,
        _ => null,
    };
}
