namespace CrmCore.Qualification;

/// <summary>What kind of proof a FABE statement ends with.</summary>
public enum EvidenceKind
{
    /// <summary>Something else, or nothing.</summary>
    None = 0,

    /// <summary>A report.</summary>
    Report = 1,

    /// <summary>A test.</summary>
    Test = 2,

    /// <summary>A certificate.</summary>
    Certificate = 3,

    /// <summary>A customer's case.</summary>
    Case = 4,

    /// <summary>A demonstration.</summary>
    Demonstration = 5,
}

/// <summary>
/// What a product does for the buyer, said in four steps (FABE): feature (特征), advantage (优点), benefit (利益), evidence (证据). A part that
/// is missing is null. Immutable.
/// </summary>
public sealed record FabeNote : DiscoveryNote
{
    /// <summary>A statement.</summary>
    /// <param name="feature">What the product has.</param>
    /// <param name="advantage">What that makes possible.</param>
    /// <param name="benefit">What it gives this buyer.</param>
    /// <param name="proof">What proves it.</param>
    /// <param name="at">When it was said.</param>
    /// <param name="saidBy">To whom it was said, or who answered.</param>
    /// <param name="notedBy">Who said and noted it.</param>
    /// <exception cref="ArgumentException">All four parts are blank, or one is longer than 4,000 characters.</exception>
    public FabeNote(string? feature, string? advantage, string? benefit, string? proof, DateTimeOffset at, string? saidBy = null, UserId? notedBy = null)
        : base(at, saidBy, notedBy)
    {
        Feature = Optional(feature, MaximumTextLength, nameof(feature));
        Advantage = Optional(advantage, MaximumTextLength, nameof(advantage));
        Benefit = Optional(benefit, MaximumTextLength, nameof(benefit));
        Proof = Optional(proof, MaximumTextLength, nameof(proof));
        if (Feature is null && Advantage is null && Benefit is null && Proof is null)
        {
            throw new ArgumentException("A FABE statement has at least one of its four parts.", nameof(feature));
        }
    }

    /// <summary>What the product has, or null.</summary>
    public string? Feature { get; }

    /// <summary>What that makes possible, or null.</summary>
    public string? Advantage { get; }

    /// <summary>What it gives this buyer, or null.</summary>
    public string? Benefit { get; }

    /// <summary>What proves it, or null.</summary>
    public string? Proof { get; }

    /// <summary>What kind of proof it is.</summary>
    public EvidenceKind ProofKind { get; init; }

    /// <summary>Where the proof comes from, such as a report's title; null if not said.</summary>
    public string? ProofSource
    {
        get;
        init => field = Optional(value, MaximumNameLength, nameof(ProofSource));
    }

    /// <summary>The id of the need of this buyer that the benefit meets; null for none.</summary>
    public string? Need
    {
        get;
        init => field = Optional(value, MaximumNameLength, nameof(Need));
    }

    /// <summary>The product, by the host's key.</summary>
    public string? Product
    {
        get;
        init => field = Optional(value, MaximumNameLength, nameof(Product));
    }

    /// <summary>Whether the buyer agreed; null if not known.</summary>
    public bool? Accepted { get; init; }

    private protected override string Content => $"{Feature}|{Advantage}|{Benefit}|{Proof}";
}
