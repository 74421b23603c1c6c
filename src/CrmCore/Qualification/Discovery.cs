namespace CrmCore.Qualification;

/// <summary>
/// What was found out about a buyer: needs and answers, in the order they were noted. Append-only and immutable: adding gives a new discovery.
/// It belongs to a lead and is carried over to its opportunity.
/// </summary>
public sealed record Discovery
{
    /// <summary>A discovery of notes that exist already.</summary>
    public Discovery(IReadOnlyList<Need>? needs = null, IReadOnlyList<Answer>? answers = null)
    {
        Needs = needs ?? [];
        Answers = answers ?? [];
    }

    /// <summary>Nothing found out yet.</summary>
    public static Discovery Empty { get; } = new();

    /// <summary>The needs, in the order they were noted.</summary>
    public IReadOnlyList<Need> Needs { get; }

    /// <summary>The answers, in the order they were noted; the last one on an element counts.</summary>
    public IReadOnlyList<Answer> Answers { get; }

    /// <summary>With one more need.</summary>
    public Discovery With(Need need) => new([.. Needs, Guard.Against.Null(need)], Answers);

    /// <summary>With one more answer.</summary>
    public Discovery With(Answer answer) => new(Needs, [.. Answers, Guard.Against.Null(answer)]);

    /// <summary>How well an element is answered now.</summary>
    public AnswerLevel LevelOf(string element)
    {
        for (int i = Answers.Count - 1; i >= 0; i--)
        {
            if (string.Equals(Answers[i].Element, element, StringComparison.Ordinal))
            {
                return Answers[i].Level;
            }
        }

        return AnswerLevel.Unknown;
    }

    /// <summary>What was known at an instant: the notes up to and including it.</summary>
    public Discovery AsOf(DateTimeOffset instant) => new([.. Needs.Where(n => n.At <= instant)], [.. Answers.Where(a => a.At <= instant)]);

    /// <summary>
    /// Its facts: <c>needs</c> (how many), <c>needs.explicit</c>, <c>needs.implied</c>, <c>needs.deep</c>, <c>needs.quoted</c> (how many of them), and
    /// <c>answers.ELEMENT</c> (weak, confirmed or contradicted). Other names have no value.
    /// </summary>
    public FieldValue Get(string fact) => fact switch
    {
        "needs" => FieldValue.Of(Needs.Count),
        "needs.explicit" => FieldValue.Of(CountNeeds(NeedLayer.Explicit)),
        "needs.implied" => FieldValue.Of(CountNeeds(NeedLayer.Implied)),
        "needs.deep" => FieldValue.Of(CountNeeds(NeedLayer.Deep)),
        "needs.quoted" => FieldValue.Of(CountQuoted()),
        _ when fact.StartsWith("answers.", StringComparison.Ordinal) => LevelText(fact["answers.".Length..]),
        _ => FieldValue.None,
    };

    private FieldValue LevelText(string element) => LevelOf(element) switch
    {
        AnswerLevel.Weak => FieldValue.Of("weak"),
        AnswerLevel.Confirmed => FieldValue.Of("confirmed"),
        AnswerLevel.Contradicted => FieldValue.Of("contradicted"),
        _ => FieldValue.None,
    };

    private int CountNeeds(NeedLayer layer)
    {
        int count = 0;
        for (int i = 0; i < Needs.Count; i++)
        {
            count += Needs[i].Layer == layer ? 1 : 0;
        }

        return count;
    }

    private int CountQuoted()
    {
        int count = 0;
        for (int i = 0; i < Needs.Count; i++)
        {
            count += Needs[i].Quote is null ? 0 : 1;
        }

        return count;
    }
}
