using CrmCore.Qualification;

namespace CrmCore.Probabilities.Features;

/// <summary>What a discovery said at an instant, without copying it.</summary>
internal static class DiscoveryFeatures
{
    public static int Needs(Discovery? discovery, DateTimeOffset at, NeedLayer layer)
    {
        int count = 0;
        for (int i = 0; i < (discovery?.Needs.Count ?? 0); i++)
        {
            count += discovery!.Needs[i].At <= at && discovery.Needs[i].Layer == layer ? 1 : 0;
        }

        return count;
    }

    public static int Quoted(Discovery? discovery, DateTimeOffset at)
    {
        int count = 0;
        for (int i = 0; i < (discovery?.Needs.Count ?? 0); i++)
        {
            count += discovery!.Needs[i].At <= at && discovery.Needs[i].Quote is not null ? 1 : 0;
        }

        return count;
    }

    public static FieldValue Level(Discovery? discovery, DateTimeOffset at, string element)
    {
        for (int i = (discovery?.Answers.Count ?? 0) - 1; i >= 0; i--)
        {
            Answer answer = discovery!.Answers[i];
            if (answer.At <= at && answer.Element == element)
            {
                return answer.Level switch
                {
                    AnswerLevel.Weak => FieldValue.Of("weak"),
                    AnswerLevel.Confirmed => FieldValue.Of("confirmed"),
                    AnswerLevel.Contradicted => FieldValue.Of("contradicted"),
                    _ => FieldValue.None,
                };
            }
        }

        return FieldValue.None;
    }
}
