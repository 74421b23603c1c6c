using System.Text.Json;

namespace CrmCore.Pipelines;

/// <summary>
/// How records of one pipeline become records of another, as data: which stage becomes which. A stage that is not named becomes the one of the same key.
/// Checked against both pipelines by <see cref="Check"/>; two migrations are equal when their JSON forms are.
/// </summary>
public sealed record PipelineMigration
{
    /// <summary>The version of this form that this library writes and reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of this form; 0 or none given is taken as <see cref="CurrentSchemaVersion"/>.</summary>
    public int SchemaVersion { get; init => field = value == 0 ? CurrentSchemaVersion : value; } = CurrentSchemaVersion;

    /// <summary>The pipeline and version that records leave.</summary>
    public required PipelineReference From { get; init; }

    /// <summary>The pipeline and version that they come to.</summary>
    public required PipelineReference To { get; init; }

    /// <summary>Old stage to new stage, by key.</summary>
    public required IReadOnlyDictionary<string, string> Stages { get; init; }

    /// <summary>A migration between two pipelines, checked.</summary>
    /// <param name="from">The pipeline that records leave.</param>
    /// <param name="to">The pipeline that they come to.</param>
    /// <param name="stages">Old stage to new stage; those that are not named keep their key.</param>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public static PipelineMigration Between(Pipeline from, Pipeline to, params IReadOnlyList<(string Old, string New)> stages)
    {
        Guard.Against.Null(from);
        Guard.Against.Null(to);
        PipelineMigration migration = new()
        {
            From = from.Reference,
            To = to.Reference,
            Stages = new SortedDictionary<string, string>(Guard.Against.Null(stages).ToDictionary(s => s.Old, s => s.New), StringComparer.Ordinal),
        };
        IReadOnlyList<Defect> defects = migration.Check(from, to);
        return defects.Count == 0 ? migration : throw new DefinitionException($"the migration {from} to {to}", defects);
    }

    /// <summary>Reads the JSON form; it is checked when it is used.</summary>
    /// <exception cref="DefinitionException">The text is no such form; every defect is listed.</exception>
    public static PipelineMigration FromJson(string json) =>
        DefinitionReader.Read(json, "the migration", PipelineJsonContext.Form.PipelineMigration, CurrentSchemaVersion);

    /// <summary>The JSON form, indented.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PipelineJsonContext.Form.PipelineMigration);

    /// <summary>The key of the stage that a stage becomes.</summary>
    public string Target(string stage) => Stages.TryGetValue(Guard.Against.Null(stage), out string? target) ? target : stage;

    /// <summary>
    /// Everything wrong with it: another pipeline or version than it names, one and the same on both sides, a stage that neither of them knows or that
    /// becomes nothing, an open stage that becomes an end or the other way round, a won one that becomes lost.
    /// </summary>
    public IReadOnlyList<Defect> Check(Pipeline from, Pipeline to)
    {
        List<Defect> defects = [];
        Add(Guard.Against.Null(from).Reference != From, "from", "other-pipeline", $"The migration leaves {From}, not {from}.");
        Add(Guard.Against.Null(to).Reference != To, "to", "other-pipeline", $"The migration leads to {To}, not {to}.");
        Add(From == To, "to", "silent-no-op", "A migration to the same version does nothing; give the changed pipeline a new version.");
        foreach (string old in Stages.Keys.Where(k => from.Find(k) is null))
        {
            Add(true, $"stages.{old}", "unknown-stage", $"{from} has no stage '{old}'; it has {string.Join(", ", from.Stages)}.");
        }

        foreach (Stage old in from.Stages)
        {
            Stage? target = to.Find(Target(old.Key));
            Add(target is null, $"stages.{old}", "unknown-target", $"'{old}' becomes '{Target(old.Key)}', which {to} does not have; it has {string.Join(", ", to.Stages)}.");
            Add(target is not null && target.Kind != old.Kind, $"stages.{old}", "kind-changes", $"'{old}' is {old.Kind} and would become {target?.Kind}; a migration opens, closes and judges no deal.");
        }

        return defects;

        void Add(bool wrong, string path, string code, string message)
        {
            if (wrong)
            {
                defects.Add(new(path, code, message));
            }
        }
    }

    /// <summary>Whether both have the same JSON form.</summary>
    public bool Equals(PipelineMigration? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, To, Stages.Count);
}
