namespace CrmCore.Qualification;

/// <summary>A need of the buyer, as it was noted. Immutable.</summary>
public sealed record Need
{
    /// <summary>A need.</summary>
    /// <param name="layer">How deep it lies.</param>
    /// <param name="statement">The need in the words of who notes it.</param>
    /// <param name="at">When it was noted.</param>
    /// <param name="quote">The buyer's own words; null where it is the seller's guess.</param>
    /// <param name="saidBy">Who of the buyer's side said it; null where not known.</param>
    /// <param name="notedBy">Who noted it.</param>
    /// <exception cref="ArgumentException"><paramref name="statement"/> is blank or longer than 4,000 characters.</exception>
    public Need(NeedLayer layer, string statement, DateTimeOffset at, string? quote = null, string? saidBy = null, UserId? notedBy = null)
    {
        Guard.Against.NullOrWhiteSpace(statement);
        Guard.Against.StringTooLong(statement, 4000);
        Layer = Guard.Against.EnumOutOfRange(layer);
        Statement = statement;
        At = at;
        Quote = string.IsNullOrWhiteSpace(quote) ? null : quote;
        SaidBy = string.IsNullOrWhiteSpace(saidBy) ? null : saidBy;
        NotedBy = notedBy;
    }

    /// <summary>How deep it lies.</summary>
    public NeedLayer Layer { get; }

    /// <summary>The need.</summary>
    public string Statement { get; }

    /// <summary>When it was noted.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The buyer's own words, or null.</summary>
    public string? Quote { get; }

    /// <summary>Who of the buyer's side said it, or null.</summary>
    public string? SaidBy { get; }

    /// <summary>Who noted it, or null.</summary>
    public UserId? NotedBy { get; }

    /// <summary>A need that the buyer said as a want.</summary>
    public static Need Explicit(string statement, DateTimeOffset at, string? quote = null, string? saidBy = null, UserId? notedBy = null) =>
        new(NeedLayer.Explicit, statement, at, quote, saidBy, notedBy);

    /// <summary>A need that the buyer feels as a problem.</summary>
    public static Need Implied(string statement, DateTimeOffset at, string? quote = null, string? saidBy = null, UserId? notedBy = null) =>
        new(NeedLayer.Implied, statement, at, quote, saidBy, notedBy);
}
