using System.Text.Json.Serialization;

namespace CrmCore.Qualification;

/// <summary>What a sales call ended with (after Rackham, SPIN Selling).</summary>
public enum CallOutcome
{
    /// <summary>Nothing was sold and nothing goes on.</summary>
    NoSale = 0,

    /// <summary>It goes on, but no action was agreed.</summary>
    Continuation = 1,

    /// <summary>The buyer agreed to an action that moves the sale on.</summary>
    Advance = 2,

    /// <summary>The buyer ordered.</summary>
    Order = 3,
}

/// <summary>A sales call and what it ended with. Immutable.</summary>
public sealed record CallNote : DiscoveryNote
{
    /// <summary>A call.</summary>
    /// <param name="outcome">What it ended with. A lead refuses an advance without an agreed action, its date and its person.</param>
    /// <param name="at">When it was.</param>
    /// <param name="saidBy">Who agreed to it.</param>
    /// <param name="notedBy">Who noted it.</param>
    /// <exception cref="ArgumentException">There is no such outcome, or a name is too long.</exception>
    public CallNote(CallOutcome outcome, DateTimeOffset at, string? saidBy = null, UserId? notedBy = null)
        : base(at, saidBy, notedBy) => Outcome = Guard.Against.EnumOutOfRange(outcome);

    /// <summary>What it ended with.</summary>
    public CallOutcome Outcome { get; }

    /// <summary>The action that was agreed, at most 4,000 characters; null for none.</summary>
    public string? Action
    {
        get;
        init => field = Optional(value, MaximumTextLength, nameof(Action));
    }

    /// <summary>Who is to do it, at most 200 characters; null if nobody was named.</summary>
    public string? ActionBy
    {
        get;
        init => field = Optional(value, MaximumNameLength, nameof(ActionBy));
    }

    /// <summary>By when; null if no date was named.</summary>
    public DateOnly? ActionDue { get; init; }

    /// <summary>Whether it moved the sale on: an order or an advance.</summary>
    [JsonIgnore]
    public bool IsSuccess => Outcome is CallOutcome.Order or CallOutcome.Advance;

    private protected override string Content => $"{Outcome}|{Action}";
}
