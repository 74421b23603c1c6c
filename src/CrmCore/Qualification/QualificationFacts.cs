using CrmCore.Qualification.Frameworks;

namespace CrmCore.Qualification;

/// <summary>
/// The facts that a policy looks at, as of an instant: those of the subject, its discovery without later notes, and how it stands by the policy's frameworks
/// (<c>frameworks.KEY.score</c>, 0 to 100, and <c>frameworks.KEY.ELEMENT</c>: weak, confirmed or contradicted).
/// </summary>
internal sealed class QualificationFacts(IFacts subject, IReadOnlyList<Framework> frameworks, DateTimeOffset at) : IFacts
{
    private const string FrameworkPrefix = "frameworks.";

    public Discovery? Discovery { get; } = (subject as IDiscoverySubject)?.Discovery.AsOf(at);

    public FieldValue Get(string fact)
    {
        if (Discovery is null)
        {
            return subject.Get(fact);
        }

        if (fact.StartsWith(FrameworkPrefix, StringComparison.Ordinal))
        {
            return OfFramework(fact, Discovery);
        }

        return Discovery.Owns(fact) ? Discovery.Get(fact) : subject.Get(fact);
    }

    /// <summary>The framework and the element or "score" that such a fact names; null where it names none.</summary>
    public static (Framework Framework, string Part)? Resolve(string fact, IReadOnlyList<Framework> frameworks)
    {
        ReadOnlySpan<char> name = fact.AsSpan(FrameworkPrefix.Length);
        for (int i = 0; i < frameworks.Count; i++)
        {
            string key = frameworks[i].Key;
            if (name.StartsWith(key, StringComparison.Ordinal) && name.Length > key.Length + 1 && name[key.Length] == '.')
            {
                return (frameworks[i], name[(key.Length + 1)..].ToString());
            }
        }

        return null;
    }

    public static bool Knows(string fact, IReadOnlyList<Framework> frameworks) =>
        Resolve(fact, frameworks) is { } found && (found.Part == "score" || found.Framework.Elements.Any(e => e.Key == found.Part));

    public static bool IsOfFramework(string fact) => fact.StartsWith(FrameworkPrefix, StringComparison.Ordinal);

    private FieldValue OfFramework(string fact, Discovery discovery)
    {
        if (Resolve(fact, frameworks) is not var (framework, part))
        {
            return FieldValue.None;
        }

        return part == "score" ? FieldValue.Of(framework.ScoreOf(discovery, at)) : FieldValue.Of(Discovery.WordOf(framework.LevelOf(part, discovery, at)));
    }
}
