namespace CrmCore.Opportunities;

/// <summary>What part somebody plays in the buyer's decision.</summary>
public enum BuyingRoleKind
{
    /// <summary>Releases the money.</summary>
    EconomicBuyer = 0,

    /// <summary>Decides.</summary>
    DecisionMaker = 1,

    /// <summary>Wants it and speaks for it where the seller is not.</summary>
    Champion = 2,

    /// <summary>Judges whether it works.</summary>
    TechnicalEvaluator = 3,

    /// <summary>Judges whether it pays.</summary>
    BusinessEvaluator = 4,

    /// <summary>Is listened to.</summary>
    Influencer = 5,

    /// <summary>Will work with it.</summary>
    User = 6,

    /// <summary>Decides who gets through.</summary>
    Gatekeeper = 7,

    /// <summary>Wants to prevent it.</summary>
    Blocker = 8,
}

/// <summary>How somebody stands to the deal.</summary>
public enum Stance
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>Against it.</summary>
    Against = 1,

    /// <summary>Neither.</summary>
    Neutral = 2,

    /// <summary>For it.</summary>
    For = 3,
}

/// <summary>How much somebody's word weighs.</summary>
public enum Influence
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>Little.</summary>
    Low = 1,

    /// <summary>Some.</summary>
    Medium = 2,

    /// <summary>Much.</summary>
    High = 3,
}

/// <summary>Somebody of the buyer's side and the part played. Immutable.</summary>
/// <param name="Person">Who, 1 to 400 characters.</param>
/// <param name="Kind">Which part.</param>
/// <param name="Stance">How that person stands to the deal.</param>
/// <param name="Influence">How much that person's word weighs.</param>
/// <param name="Contact">The contact, if there is one.</param>
public sealed record BuyingRole(string Person, BuyingRoleKind Kind, Stance Stance = Stance.Unknown, Influence Influence = Influence.Unknown, ContactId? Contact = null)
{
    private static readonly string[] Keys =
        ["economic-buyer", "decision-maker", "champion", "technical-evaluator", "business-evaluator", "influencer", "user", "gatekeeper", "blocker"];

    /// <summary>Who.</summary>
    public string Person { get; } = DetailTexts.Checked(Person, 400, nameof(Person));

    /// <summary>Which part.</summary>
    public BuyingRoleKind Kind { get; } = Guard.Against.EnumOutOfRange(Kind, nameof(Kind));

    /// <summary>The key of a part, as gates and rules name it, such as <c>economic-buyer</c>.</summary>
    public static string KeyOf(BuyingRoleKind kind) => Keys[(int)Guard.Against.EnumOutOfRange(kind)];
}
