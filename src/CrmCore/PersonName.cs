namespace CrmCore;

/// <summary>A person's name as people write it, with its parts where they are known. Nothing is assumed about their order: 王小明 and Anna Keller are both whole names.</summary>
public sealed record PersonName
{
    /// <summary>A name from its whole form, its parts, or both; the whole form is made of the parts when it is absent.</summary>
    /// <param name="full">The name as it is written.</param>
    /// <param name="given">The given name, if known.</param>
    /// <param name="family">The family name, if known.</param>
    /// <exception cref="ArgumentException">All three are null or blank, or the name is longer than 400 characters.</exception>
    public PersonName(string? full, string? given = null, string? family = null)
    {
        Given = Clean(given);
        Family = Clean(family);
        Full = Clean(full) ?? Join(Given, Family)
            ?? throw new ArgumentException("A name needs its whole form or at least one of its parts.", nameof(full));
        Guard.Against.StringTooLong(Full, 400, nameof(full));
    }

    /// <summary>The whole name; never blank.</summary>
    public string Full { get; }

    /// <summary>The given name, or null if it is not known.</summary>
    public string? Given { get; }

    /// <summary>The family name, or null if it is not known.</summary>
    public string? Family { get; }

    /// <summary>The whole name.</summary>
    public override string ToString() => Full;

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Join(string? given, string? family) =>
        (given, family) switch
        {
            (null, null) => null,
            (null, _) => family,
            (_, null) => given,
            _ when IsCjk(family[0]) => family + given,
            _ => $"{given} {family}",
        };

    private static bool IsCjk(char letter) => letter is >= '\u3400' and <= '\u9FFF';
}
