namespace CrmCore.Opportunities;

/// <summary>Something that was done on a deal. Immutable.</summary>
/// <param name="Kind">What, as a key: <c>call</c>, <c>meeting</c>, <c>demo</c>, <c>quote-sent</c>, <c>approval-given</c>, or the host's own; at most 100 characters.</param>
/// <param name="At">When.</param>
/// <param name="By">Who did it; null if not known.</param>
/// <param name="Note">What there is to say of it, at most 4,000 characters.</param>
public sealed record Activity(string Kind, DateTimeOffset At, UserId? By = null, string? Note = null)
{
    /// <summary>What, as a key.</summary>
    public string Kind { get; } = DetailTexts.Checked(Kind, 100, nameof(Kind));

    /// <summary>What there is to say of it.</summary>
    public string? Note { get; } = Note is null ? null : DetailTexts.Checked(Note, 4000, nameof(Note));
}

/// <summary>What is to happen next on a deal. Immutable.</summary>
/// <param name="What">What, 1 to 400 characters.</param>
/// <param name="Due">Until when.</param>
public sealed record NextStep(string What, DateOnly Due)
{
    /// <summary>What.</summary>
    public string What { get; } = DetailTexts.Checked(What, 400, nameof(What));
}

/// <summary>Checks the texts of a deal's details.</summary>
internal static class DetailTexts
{
    public static string Checked(string? text, int maximum, string name)
    {
        Guard.Against.NullOrWhiteSpace(text, name);
        Guard.Against.StringTooLong(text, maximum, name);
        return text;
    }
}
