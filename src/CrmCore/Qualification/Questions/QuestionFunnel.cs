namespace CrmCore.Qualification.Questions;

/// <summary>How far a topic has come down the funnel.</summary>
public enum TopicState
{
    /// <summary>Only widened, by open or probing questions.</summary>
    Opened = 0,

    /// <summary>Narrowed by a closed question.</summary>
    Narrowed = 1,

    /// <summary>Said back, and the buyer agreed.</summary>
    Confirmed = 2,
}

/// <summary>A topic of the questions.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Questions">Its questions, in the order they were asked.</param>
public sealed record FunnelTopic(string Topic, TopicState State, IReadOnlyList<AskedQuestion> Questions);

/// <summary>
/// The questions of a discovery by topic, from open to confirmed, and what is missing. It measures coverage: research found no effect of open against
/// closed questions on winning (Rackham 1988), so it must not be read as a forecast.
/// </summary>
public sealed class QuestionFunnel
{
    /// <summary>So many closed questions in a row read like an interrogation.</summary>
    public const int InterrogationLength = 4;

    private QuestionFunnel(IReadOnlyList<FunnelTopic> topics, IReadOnlyList<DiscoveryFinding> findings)
    {
        Topics = topics;
        Findings = findings;
    }

    /// <summary>The topics, in the order they came up. Topics are told apart without regard to case.</summary>
    public IReadOnlyList<FunnelTopic> Topics { get; }

    /// <summary>
    /// What is missing: <c>funnel.premature-closed</c> (closed before any open question of the topic), <c>funnel.topic-open</c> (never narrowed),
    /// <c>funnel.topic-unconfirmed</c> (narrowed, never confirmed), <c>funnel.interrogation</c> (four closed questions in a row),
    /// <c>funnel.need-without-question</c> (a need that no question brought up or is about).
    /// </summary>
    public IReadOnlyList<DiscoveryFinding> Findings { get; }

    /// <summary>The funnel of a discovery.</summary>
    public static QuestionFunnel Of(Discovery discovery)
    {
        Guard.Against.Null(discovery);
        List<FunnelTopic> topics =
            [.. discovery.Questions.GroupBy(q => q.Topic.Trim(), StringComparer.OrdinalIgnoreCase).Select(g => new FunnelTopic(g.Key, StateOf(g), [.. g]))];
        List<DiscoveryFinding> findings = [];
        foreach (FunnelTopic topic in topics)
        {
            QuestionKind[] kinds = [.. topic.Questions.Select(q => q.Kind)];
            int closed = Array.IndexOf(kinds, QuestionKind.Closed);
            int open = Array.FindIndex(kinds, k => k is QuestionKind.Open or QuestionKind.Probing);
            if (closed >= 0 && (open < 0 || closed < open))
            {
                findings.Add(new("funnel.premature-closed", topic.Topic, ("topic", topic.Topic), ("question", topic.Questions[closed].Text)));
            }

            if (topic.State == TopicState.Opened)
            {
                findings.Add(new("funnel.topic-open", topic.Topic, ("topic", topic.Topic)));
            }
            else if (topic.State == TopicState.Narrowed)
            {
                findings.Add(new("funnel.topic-unconfirmed", topic.Topic, ("topic", topic.Topic)));
            }
        }

        AddInterrogations(discovery.Questions, findings);
        foreach (Need need in discovery.Needs.Where(n => n.RaisedBy is null && !discovery.Spin.Any(s => s.Need == n.Id) && !topics.Exists(t => Matches(t, n))))
        {
            findings.Add(new("funnel.need-without-question", need.Id, ("need", need.Statement)));
        }

        return new(topics, findings);
    }

    private static bool Matches(FunnelTopic topic, Need need) =>
        string.Equals(topic.Topic, need.Aspect, StringComparison.OrdinalIgnoreCase) || string.Equals(topic.Topic, need.Key, StringComparison.OrdinalIgnoreCase)
        || need.Statement.Contains(topic.Topic, StringComparison.OrdinalIgnoreCase);

    private static TopicState StateOf(IEnumerable<AskedQuestion> questions)
    {
        TopicState state = TopicState.Opened;
        foreach (AskedQuestion question in questions)
        {
            state = question.Kind switch
            {
                QuestionKind.Confirm when question.Accepted == true => TopicState.Confirmed,
                QuestionKind.Confirm when question.Accepted == false => TopicState.Opened,
                QuestionKind.Closed or QuestionKind.Confirm when state == TopicState.Opened => TopicState.Narrowed,
                _ => state,
            };
        }

        return state;
    }

    private static void AddInterrogations(IReadOnlyList<AskedQuestion> questions, List<DiscoveryFinding> findings)
    {
        int run = 0;
        for (int i = 0; i < questions.Count; i++)
        {
            run = questions[i].Kind == QuestionKind.Closed ? run + 1 : 0;
            if (run == InterrogationLength)
            {
                findings.Add(new("funnel.interrogation", questions[i].Topic, ("question", questions[i - run + 1].Text), ("count", InterrogationLength)));
            }
        }
    }
}
