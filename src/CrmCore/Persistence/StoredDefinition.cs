namespace CrmCore.Persistence;

/// <summary>A version of a definition as text.</summary>
public sealed record StoredDefinition
{
    /// <summary>The kind of pipelines.</summary>
    public const string Pipeline = "pipeline";

    /// <summary>The kind of qualification policies.</summary>
    public const string QualificationPolicy = "qualification-policy";

    /// <summary>The kind of lead pools.</summary>
    public const string Pool = "pool";

    /// <summary>A version of a definition.</summary>
    /// <param name="kind">What it defines, such as <see cref="Pipeline"/>; 1 to 100 characters, compared letter by letter.</param>
    /// <param name="key">Its key within the kind; 1 to 200 characters, compared letter by letter.</param>
    /// <param name="version">Its version, from 1.</param>
    /// <param name="json">Its JSON form, kept to the letter.</param>
    /// <exception cref="ArgumentException">A text is null, blank or too long, or the version is below 1.</exception>
    public StoredDefinition(string kind, string key, int version, string json)
    {
        Kind = Guard.Against.NullOrWhiteSpace(kind);
        Guard.Against.StringTooLong(kind, 100);
        Key = Guard.Against.NullOrWhiteSpace(key);
        Guard.Against.StringTooLong(key, 200);
        Version = version >= 1 ? version : throw new ArgumentOutOfRangeException(nameof(version), version, "Versions start with 1.");
        Json = Guard.Against.NullOrWhiteSpace(json);
    }

    /// <summary>What it defines.</summary>
    public string Kind { get; }

    /// <summary>Its key within the kind.</summary>
    public string Key { get; }

    /// <summary>Its version, from 1.</summary>
    public int Version { get; }

    /// <summary>Its JSON form.</summary>
    public string Json { get; }
}
