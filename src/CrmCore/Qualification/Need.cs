namespace CrmCore.Qualification;

/// <summary>A need of the buyer, as it was noted. Immutable.</summary>
public sealed record Need : DiscoveryNote
{
    /// <summary>A need.</summary>
    /// <param name="layer">How deep it lies.</param>
    /// <param name="statement">The need in the words of who notes it.</param>
    /// <param name="at">When it was noted.</param>
    /// <param name="quote">The buyer's own words; null if it is the seller's guess.</param>
    /// <param name="saidBy">Who of the buyer's side said it; null if not known.</param>
    /// <param name="notedBy">Who noted it.</param>
    /// <exception cref="ArgumentException"><paramref name="statement"/> is blank, or a text is longer than 4,000 characters.</exception>
    public Need(NeedLayer layer, string statement, DateTimeOffset at, string? quote = null, string? saidBy = null, UserId? notedBy = null)
        : base(at, saidBy, notedBy)
    {
        Layer = Guard.Against.EnumOutOfRange(layer);
        Statement = Required(statement, MaximumTextLength, nameof(statement));
        Quote = Optional(quote, MaximumTextLength, nameof(quote));
    }

    /// <summary>How deep it lies.</summary>
    public NeedLayer Layer { get; }

    /// <summary>The need.</summary>
    public string Statement { get; }

    /// <summary>The buyer's own words, or null.</summary>
    public string? Quote { get; }

    /// <summary>What it is about, such as <c>price</c> or <c>trust</c>: it finds its layer in an iceberg whose layers name aspects. Null if not said.</summary>
    public string? Aspect
    {
        get;
        init => field = Optional(value, MaximumNameLength, nameof(Aspect));
    }

    /// <summary>How sure the seller is of it, 0 to 1; null if not said.</summary>
    public decimal? Confidence
    {
        get;
        init => field = value is null ? null : Guard.Against.OutOfRange(value.Value, nameof(Confidence), 0m, 1m);
    }

    /// <summary>The id of the implied need that this explicit one was promoted from. A lead refuses it without a quote.</summary>
    public string? PromotedFrom
    {
        get;
        init => field = Optional(value, MaximumNameLength, nameof(PromotedFrom));
    }

    /// <summary>The id of the need that this one lies under: that one is the surface of this one.</summary>
    public string? Under
    {
        get;
        init => field = Optional(value, MaximumNameLength, nameof(Under));
    }

    /// <summary>The id of the question that brought it up.</summary>
    public string? RaisedBy
    {
        get;
        init => field = Optional(value, MaximumNameLength, nameof(RaisedBy));
    }

    private protected override string Content => Statement;

    /// <summary>A need that the buyer said as a want.</summary>
    public static Need Explicit(string statement, DateTimeOffset at, string? quote = null, string? saidBy = null, UserId? notedBy = null) =>
        new(NeedLayer.Explicit, statement, at, quote, saidBy, notedBy);

    /// <summary>A need that the buyer feels as a problem.</summary>
    public static Need Implied(string statement, DateTimeOffset at, string? quote = null, string? saidBy = null, UserId? notedBy = null) =>
        new(NeedLayer.Implied, statement, at, quote, saidBy, notedBy);

    /// <summary>The explicit need that this one became when the buyer said it as a want.</summary>
    /// <param name="statement">The need, said as a want.</param>
    /// <param name="quote">The buyer's own words; without them it is no promotion.</param>
    /// <param name="at">When it was noted.</param>
    /// <param name="saidBy">Who of the buyer's side said it.</param>
    /// <param name="notedBy">Who noted it.</param>
    /// <exception cref="ArgumentException">This need is explicit already, or a text is blank or too long.</exception>
    public Need Promote(string statement, string quote, DateTimeOffset at, string? saidBy = null, UserId? notedBy = null)
    {
        Guard.Against.NullOrWhiteSpace(quote);
        return Layer == NeedLayer.Explicit
            ? throw new ArgumentException("An explicit need can't be promoted.", nameof(statement))
            : new(NeedLayer.Explicit, statement, at, quote, saidBy, notedBy) { PromotedFrom = Id, Aspect = Aspect };
    }
}
