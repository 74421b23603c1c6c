namespace CrmCore.Qualification.Frameworks;

/// <summary>
/// A qualification framework, such as BANT: elements to be known, with weights. Immutable, checked as a whole when made, safe to share between threads.
/// Its JSON form is <c>{"key":...,"version":1,"name":...,"elements":[{"key":...,"name":...,"definition":...,"questions":[...],"weight":2,...}]}</c>.
/// </summary>
public sealed class Framework
{
    private readonly FrameworkElement[] _elements;
    private readonly decimal _totalWeight;

    /// <summary>A framework.</summary>
    /// <param name="key">The stable key.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="name">The name for people.</param>
    /// <param name="elements">The elements; at least one, with a sum of weights above 0.</param>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public Framework(string key, int version, LocalizedText name, IReadOnlyList<FrameworkElement> elements)
        : this(new FrameworkDraft(key, version, Guard.Against.Null(name), [.. Guard.Against.Null(elements).Select(FrameworkElementDraft.Of)]))
    {
    }

    private Framework(FrameworkDraft draft)
    {
        IReadOnlyList<Defect> defects = draft.Check();
        if (defects.Count > 0)
        {
            throw new DefinitionException($"qualification framework '{draft.Key}'", defects);
        }

        Key = draft.Key!;
        Version = draft.Version!.Value;
        Name = draft.Name!;
        _elements = [.. draft.Elements!.Select(e => e.ToElement())];
        _totalWeight = _elements.Sum(e => e.Weight);
    }

    /// <summary>The stable key.</summary>
    public string Key { get; }

    /// <summary>The version, from 1.</summary>
    public int Version { get; }

    /// <summary>The name for people.</summary>
    public LocalizedText Name { get; }

    /// <summary>The elements.</summary>
    public IReadOnlyList<FrameworkElement> Elements => _elements;

    /// <summary>Reads the JSON form and checks it. The text has at most 1,000,000 characters.</summary>
    /// <exception cref="DefinitionException">The text is no JSON, not of this form or schema version, or what it says is wrong; every defect is listed.</exception>
    public static Framework FromJson(string json) => new(FrameworkDraft.FromJson(json));

    /// <summary>The JSON form.</summary>
    public string ToJson() => new FrameworkDraft(Key, Version, Name, [.. _elements.Select(FrameworkElementDraft.Of)]).ToJson();

    /// <summary>How a discovery stands at an instant; later notes are left out.</summary>
    public FrameworkAssessment Assess(Discovery discovery, DateTimeOffset at)
    {
        Discovery known = Guard.Against.Null(discovery).AsOf(at);
        return new(Key, at, ScoreOf(known, at), [.. _elements.Select(e => Assess(e, known, at))]);
    }

    internal decimal ScoreOf(Discovery known, DateTimeOffset at)
    {
        decimal score = 0;
        foreach (FrameworkElement element in _elements)
        {
            score += element.Weight * element.ShareOf(known.LevelOf(element.Key, at, StaleAfter(element), out _));
        }

        return decimal.Round(100 * score / _totalWeight, 1, MidpointRounding.ToEven);
    }

    internal AnswerLevel LevelOf(string element, Discovery known, DateTimeOffset at) =>
        Array.Find(_elements, e => e.Key == element) is { } found ? known.LevelOf(element, at, StaleAfter(found), out _) : AnswerLevel.Unknown;

    private static TimeSpan? StaleAfter(FrameworkElement element) => element.StaleAfterDays is { } days ? TimeSpan.FromDays(days) : null;

    private static ElementAssessment Assess(FrameworkElement element, Discovery known, DateTimeOffset at)
    {
        AnswerLevel level = known.LevelOf(element.Key, at, StaleAfter(element), out Answer? answer);
        TimeSpan? age = answer is null ? null : at - answer.At;
        bool supported = known.Answers.Any(a => a.Element == element.Key && a.Level is AnswerLevel.Weak or AnswerLevel.Confirmed);
        bool contradicted = known.Answers.Any(a => a.Element == element.Key && a.Level == AnswerLevel.Contradicted);
        return new(element, level, answer, age, age > StaleAfter(element), supported && contradicted);
    }
}
