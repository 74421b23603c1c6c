namespace CrmCore.Qualification;

/// <summary>The four types of question of the SPIN method (Rackham, SPIN Selling, 1988).</summary>
public enum SpinType
{
    /// <summary>Asks for facts of the buyer's situation; few of them, the homework answers most.</summary>
    Situation = 0,

    /// <summary>Asks for difficulties, and brings up implied needs.</summary>
    Problem = 1,

    /// <summary>Asks for what follows from a difficulty, and makes it bigger.</summary>
    Implication = 2,

    /// <summary>Asks what a solution would be worth, so that the buyer says the explicit need.</summary>
    NeedPayoff = 3,
}

/// <summary>A question of the SPIN method and what it brought up. Immutable.</summary>
public sealed record SpinNote : DiscoveryNote
{
    /// <summary>A SPIN question.</summary>
    /// <param name="kind">Which of the four types.</param>
    /// <param name="question">The question.</param>
    /// <param name="at">When it was asked.</param>
    /// <param name="reply">What the buyer answered.</param>
    /// <param name="saidBy">Who answered.</param>
    /// <param name="notedBy">Who noted it.</param>
    /// <exception cref="ArgumentException">The question is blank, or a text is longer than 4,000 characters.</exception>
    public SpinNote(SpinType kind, string question, DateTimeOffset at, string? reply = null, string? saidBy = null, UserId? notedBy = null)
        : base(at, saidBy, notedBy)
    {
        Kind = Guard.Against.EnumOutOfRange(kind);
        Question = Required(question, MaximumTextLength, nameof(question));
        Reply = Optional(reply, MaximumTextLength, nameof(reply));
    }

    /// <summary>Which of the four types.</summary>
    public SpinType Kind { get; }

    /// <summary>The question.</summary>
    public string Question { get; }

    /// <summary>What the buyer answered, or null.</summary>
    public string? Reply { get; }

    /// <summary>The id of the need it belongs to, or null.</summary>
    public string? Need
    {
        get;
        init => field = Optional(value, MaximumNameLength, nameof(Need));
    }

    private protected override string Content => Question;
}
