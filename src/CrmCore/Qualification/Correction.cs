namespace CrmCore.Qualification;

/// <summary>Says that an earlier note was wrong: it stays on record, but counts no longer from then on. A better note is added beside it. Immutable.</summary>
public sealed record Correction : DiscoveryNote
{
    /// <summary>A correction.</summary>
    /// <param name="note">The id of the note that was wrong.</param>
    /// <param name="reason">Why it was wrong.</param>
    /// <param name="at">When that was found.</param>
    /// <param name="notedBy">Who found it.</param>
    /// <exception cref="ArgumentException">Note or reason is blank or too long.</exception>
    public Correction(string note, string reason, DateTimeOffset at, UserId? notedBy = null)
        : base(at, null, notedBy)
    {
        Note = Required(note, MaximumNameLength, nameof(note));
        Reason = Required(reason, MaximumTextLength, nameof(reason));
    }

    /// <summary>The id of the note that was wrong.</summary>
    public string Note { get; }

    /// <summary>Why it was wrong.</summary>
    public string Reason { get; }

    private protected override string Content => $"{Note}|{Reason}";
}
