namespace CrmCore.Qualification;

/// <summary>What was found out about one element of a qualification framework, such as the budget. Immutable.</summary>
public sealed record Answer : DiscoveryNote
{
    /// <summary>The element of the money for it.</summary>
    public const string Budget = "budget";

    /// <summary>The element of who decides.</summary>
    public const string Authority = "authority";

    /// <summary>The element of when it is to happen.</summary>
    public const string Timing = "timing";

    /// <summary>An answer.</summary>
    /// <param name="element">The element's key, such as <see cref="Budget"/>.</param>
    /// <param name="level">How well it is answered.</param>
    /// <param name="statement">What was found out.</param>
    /// <param name="at">When it was noted.</param>
    /// <param name="saidBy">Who of the buyer's side said it; null if not known.</param>
    /// <param name="notedBy">Who noted it.</param>
    /// <exception cref="ArgumentException">A text is blank or too long (element 100, statement 4,000 characters).</exception>
    public Answer(string element, AnswerLevel level, string statement, DateTimeOffset at, string? saidBy = null, UserId? notedBy = null)
        : base(at, saidBy, notedBy)
    {
        Element = Required(element, 100, nameof(element));
        Level = Guard.Against.EnumOutOfRange(level);
        Statement = Required(statement, MaximumTextLength, nameof(statement));
    }

    /// <summary>The element's key.</summary>
    public string Element { get; }

    /// <summary>How well it is answered.</summary>
    public AnswerLevel Level { get; }

    /// <summary>What was found out.</summary>
    public string Statement { get; }

    private protected override string Content => Element + " " + Statement;
}
