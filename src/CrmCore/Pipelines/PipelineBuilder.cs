namespace CrmCore.Pipelines;

/// <summary>
/// Defines a pipeline: open stages in the order of the sale, then the ends. Without further words every open stage leads to the next one, may be skipped,
/// may go back with a reason, and can be closed; every end can be reopened. Not thread-safe; the pipeline it builds is.
/// </summary>
public sealed class PipelineBuilder
{
    private readonly List<StageDefinition> _stages = [];
    private readonly List<GroupDefinition> _groups = [];
    private readonly List<GateDefinition> _gates = [];
    private readonly HashSet<Gate> _known = [];
    private PipelineDefinition _definition;

    internal PipelineBuilder(string key, LocalizedText name, int version) => _definition = new()
    {
        Key = key,
        Name = Guard.Against.Null(name),
        Version = version,
        Stages = [],
    };

    /// <summary>Adds an open stage.</summary>
    /// <param name="key">The stable key.</param>
    /// <param name="name">The name for people.</param>
    /// <param name="probabilityPercent">The default chance to win, 0 to 100.</param>
    /// <param name="category">Where its deals count in a forecast.</param>
    /// <param name="rotDays">After how many days in the stage a deal is rotting; null means never.</param>
    /// <param name="gates">What a deal meets before it enters.</param>
    public PipelineBuilder Open(
        string key, LocalizedText name, double probabilityPercent, ForecastCategory category = ForecastCategory.Pipeline, int? rotDays = null, params IEnumerable<Gate> gates) =>
        Open(key, name, probabilityPercent, stage =>
        {
            stage.Category(category).Enter(gates);
            if (rotDays is { } days)
            {
                stage.RotsAfter(days);
            }
        });

    /// <summary>Adds an open stage with everything that can be said of one.</summary>
    /// <param name="key">The stable key.</param>
    /// <param name="name">The name for people.</param>
    /// <param name="probabilityPercent">The default chance to win, 0 to 100.</param>
    /// <param name="configure">Says the rest.</param>
    public PipelineBuilder Open(string key, LocalizedText name, double probabilityPercent, Action<StageBuilder> configure) =>
        Add(new() { Key = key, Name = name, Kind = StageKind.Open, Probability = probabilityPercent }, configure);

    /// <summary>Adds a won stage. Without gates given it asks for an amount and a close date.</summary>
    public PipelineBuilder Won(string key, LocalizedText name, params IEnumerable<Gate> gates) => AddEnd(key, name, StageKind.Won, gates);

    /// <summary>Adds a won stage with everything that can be said of one.</summary>
    public PipelineBuilder Won(string key, LocalizedText name, Action<StageBuilder> configure) => Add(new() { Key = key, Name = name, Kind = StageKind.Won }, configure);

    /// <summary>Adds a lost stage. Without gates given it asks for a reason.</summary>
    public PipelineBuilder Lost(string key, LocalizedText name, params IEnumerable<Gate> gates) => AddEnd(key, name, StageKind.Lost, gates);

    /// <summary>Adds a lost stage with everything that can be said of one.</summary>
    public PipelineBuilder Lost(string key, LocalizedText name, Action<StageBuilder> configure) => Add(new() { Key = key, Name = name, Kind = StageKind.Lost }, configure);

    /// <summary>Adds a stage for what was no real deal. Without gates given it asks for a reason.</summary>
    public PipelineBuilder Invalid(string key, LocalizedText name, params IEnumerable<Gate> gates) => AddEnd(key, name, StageKind.Invalid, gates);

    /// <summary>Adds a stage for what was no real deal, with everything that can be said of one.</summary>
    public PipelineBuilder Invalid(string key, LocalizedText name, Action<StageBuilder> configure) => Add(new() { Key = key, Name = name, Kind = StageKind.Invalid }, configure);

    /// <summary>Puts stages into a group; what the group allows, each of them allows.</summary>
    /// <param name="key">The stable key.</param>
    /// <param name="name">The name for people.</param>
    /// <param name="stages">The keys of its stages.</param>
    /// <param name="configure">Says which moves the group has; null for none.</param>
    public PipelineBuilder Group(string key, LocalizedText name, IEnumerable<string> stages, Action<GroupBuilder>? configure = null)
    {
        GroupBuilder group = new();
        configure?.Invoke(group);
        Collect(group.Gates);
        _groups.Add(new() { Key = key, Name = name, Stages = [.. Guard.Against.Null(stages)], Moves = group.Moves });
        return this;
    }

    /// <summary>Forbids to skip open stages, except where a stage says otherwise.</summary>
    public PipelineBuilder WithoutSkipping()
    {
        _definition = _definition with { ForbidSkipping = true };
        return this;
    }

    /// <summary>Forbids to go back to earlier stages, except where a stage says otherwise.</summary>
    public PipelineBuilder WithoutGoingBack()
    {
        _definition = _definition with { ForbidGoingBack = true };
        return this;
    }

    /// <summary>Forbids to reopen what has ended, except where an end says otherwise.</summary>
    public PipelineBuilder WithoutReopening()
    {
        _definition = _definition with { ForbidReopening = true };
        return this;
    }

    /// <summary>The definition so far, not checked.</summary>
    public PipelineDefinition ToDefinition() => _definition with
    {
        Stages = [.. _stages],
        Groups = _groups.Count == 0 ? null : [.. _groups],
        Gates = _gates.Count == 0 ? null : [.. _gates],
    };

    /// <summary>Checks the whole definition and builds the pipeline.</summary>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public Pipeline Build() => new(ToDefinition());

    private PipelineBuilder AddEnd(string key, LocalizedText name, StageKind kind, IEnumerable<Gate> gates)
    {
        Gate[] given = [.. gates];
        return Add(new() { Key = key, Name = name, Kind = kind }, stage => _ = given.Length > 0 ? stage.Enter(given) : stage);
    }

    private PipelineBuilder Add(StageDefinition definition, Action<StageBuilder> configure)
    {
        StageBuilder stage = new(definition);
        Guard.Against.Null(configure)(stage);
        Collect(stage.Gates);
        _stages.Add(stage.Definition);
        return this;
    }

    private void Collect(IEnumerable<Gate> gates) => _gates.AddRange(gates.Where(_known.Add).Select(GateDefinition.Of));
}
