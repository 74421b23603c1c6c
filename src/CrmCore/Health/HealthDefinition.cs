namespace CrmCore.Health;

/// <summary>How the health of deals is judged, as plain data: its JSON form, which <see cref="HealthPolicy"/> checks as a whole.</summary>
public sealed record HealthDefinition
{
    /// <summary>The version of this form that this library writes and reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of this form; 0 or none given is taken as <see cref="CurrentSchemaVersion"/>.</summary>
    public int SchemaVersion { get; init => field = value == 0 ? CurrentSchemaVersion : value; } = CurrentSchemaVersion;

    /// <summary>The stable key.</summary>
    public required string Key { get; init; }

    /// <summary>The version, from 1; 0 or none given is taken as 1.</summary>
    public int Version { get; init => field = value == 0 ? 1 : value; } = 1;

    /// <summary>The name for people.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>The checks, in the order in which findings of one severity are listed.</summary>
    public required IReadOnlyList<HealthCheck> Checks { get; init; }

    /// <summary>
    /// The calendar in which days are counted: then every number of days is one of working days, the rot days of the stages too, and today is the day in its
    /// time zone. Null counts all days and takes today from the offset of the instant.
    /// </summary>
    public WorkingCalendar? Calendar { get; init; }

    /// <summary>Whether a planned next step that is not overdue suspends rotting in every stage; otherwise only where the stage's rule says so.</summary>
    public bool NextStepSuspendsRotting { get; init; }

    /// <summary>Reads the JSON form without checking what it means.</summary>
    /// <exception cref="DefinitionException">The text is no such form; every defect is listed.</exception>
    public static HealthDefinition FromJson(string json) =>
        DefinitionReader.Read(json, "the health policy", HealthJsonContext.Form.HealthDefinition, CurrentSchemaVersion);

    /// <summary>The JSON form, indented.</summary>
    public string ToJson() => HealthJsonContext.Write(this);

    /// <summary>Whether both have the same JSON form.</summary>
    public bool Equals(HealthDefinition? other) => ReferenceEquals(this, other) || (other is not null && ToJson() == other.ToJson());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Version);
}
