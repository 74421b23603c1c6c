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

    /// <summary>How many roles somebody was hinted to play.</summary>
    public static int Roles(Discovery? discovery, DateTimeOffset at)
    {
        int count = 0;
        for (int i = 0; i < (discovery?.Roles.Count ?? 0); i++)
        {
            RoleHint hint = discovery!.Roles[i];
            count += hint.At <= at && IsFirstOfRole(discovery.Roles, i) ? 1 : 0;
        }

        return count;
    }

    public static bool HasRole(Discovery? discovery, DateTimeOffset at, string role)
    {
        for (int i = 0; i < (discovery?.Roles.Count ?? 0); i++)
        {
            if (discovery!.Roles[i].At <= at && discovery.Roles[i].Role == role)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many calls moved the sale on.</summary>
    public static int Advances(Discovery? discovery, DateTimeOffset at)
    {
        int count = 0;
        for (int i = 0; i < (discovery?.Calls.Count ?? 0); i++)
        {
            count += discovery!.Calls[i].At <= at && discovery.Calls[i].IsSuccess ? 1 : 0;
        }

        return count;
    }

    /// <summary>The last call up to an instant; null before the first.</summary>
    public static CallNote? LastCall(Discovery? discovery, DateTimeOffset at)
    {
        for (int i = (discovery?.Calls.Count ?? 0) - 1; i >= 0; i--)
        {
            if (discovery!.Calls[i].At <= at)
            {
                return discovery.Calls[i];
            }
        }

        return null;
    }

    private static bool IsFirstOfRole(IReadOnlyList<RoleHint> hints, int place)
    {
        for (int i = 0; i < place; i++)
        {
            if (hints[i].Role == hints[place].Role)
            {
                return false;
            }
        }

        return true;
    }
}
