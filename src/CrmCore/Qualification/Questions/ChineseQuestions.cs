namespace CrmCore.Qualification.Questions;

/// <summary>Tells Chinese questions apart.</summary>
internal static class ChineseQuestions
{
    public static QuestionClassification Classify(QuestionText text)
    {
        ReadOnlySpan<char> last = text.Last.Trim(" ,");
        int wh = IndexOfWh(last);
        int closed = IndexOfYesNo(last);
        bool particle = last.Length > 0 && last[^1] is '吗' or '么' or '嘛' or '麽' && !EndsWithAny(last, "什么", "怎么", "这么", "那么", "为什么", "要么");
        bool asksToTell = AsksToTell(last, wh, closed);
        bool openly = asksToTell || (wh >= 0 && !particle && (closed < 0 || wh < closed));
        bool follows = ChineseCues.FollowUp.IsIn(last);

        if (Tag(last, wh, openly) is { } tag)
        {
            return tag;
        }

        if (ChineseCues.Recap.IsIn(last) && !openly)
        {
            return new(QuestionKind.Confirm, 0.95, "zh.recap");
        }

        if (ChineseCues.Rhetorical.IsIn(last))
        {
            return new(QuestionKind.Closed, 0.7, "zh.rhetorical");
        }

        if (ChineseCues.Check.IsIn(last) && !openly && !(closed >= 0 && !last.Contains("确认", StringComparison.Ordinal)))
        {
            return new(QuestionKind.Confirm, 0.8, "zh.check");
        }

        if (follows && (openly || closed < 0 || asksToTell || ChineseCues.More.IsIn(last)))
        {
            return new(QuestionKind.Probing, 0.9, "zh.follow-up");
        }

        if (IsProposal(last))
        {
            return new(QuestionKind.Closed, 0.7, "zh.proposal");
        }

        if (EndsWithAny(last, "没有", "了没", "没呢", "过没") || (particle && last.Contains("知道为什么", StringComparison.Ordinal)))
        {
            return new(QuestionKind.Closed, 0.85, "zh.yes-no-form");
        }

        if (IsChoice(last, wh))
        {
            return new(QuestionKind.Closed, 0.9, "zh.given-choice");
        }

        if (openly)
        {
            return OfOpen(text, last, asksToTell);
        }

        if (closed >= 0)
        {
            return new(QuestionKind.Closed, 0.95, "zh.yes-no-form");
        }

        return particle ? new(QuestionKind.Closed, 0.95, "zh.yes-no-particle") : OfRest(text, last);
    }

    private static QuestionClassification OfOpen(QuestionText text, ReadOnlySpan<char> last, bool asksToTell)
    {
        if (ChineseCues.Reference.IsIn(text.Whole))
        {
            return new(QuestionKind.Probing, 0.8, "zh.follow-up");
        }

        if (ChineseCues.BareWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(last.Trim(" ,呢呀啊")))
        {
            return new(QuestionKind.Probing, 0.75, "zh.bare-word");
        }

        return asksToTell ? new(QuestionKind.Open, 0.9, "zh.request") : new(QuestionKind.Open, 0.92, "zh.wh-word");
    }

    private static QuestionClassification OfRest(QuestionText text, ReadOnlySpan<char> last)
    {
        if (StartsWithAny(last, "要不", "不如"))
        {
            return new(QuestionKind.Closed, 0.7, "zh.proposal");
        }

        if (EndsWithAny(last, "吧"))
        {
            return ChineseCues.Request.IsIn(last)
                ? new(QuestionKind.Open, 0.7, "zh.request")
                : StartsWithAny(last, "我们", "咱们", "那我们", "那咱们")
                    ? new(QuestionKind.Closed, 0.6, "zh.proposal")
                    : new(QuestionKind.Confirm, 0.8, "zh.presumption");
        }

        if (last.Contains("还是", StringComparison.Ordinal) || last.Contains("或者", StringComparison.Ordinal))
        {
            return new(QuestionKind.Closed, 0.7, "zh.given-choice");
        }

        if (EndsWithAny(last, "呢"))
        {
            return new(QuestionKind.Open, last.Length <= 8 ? 0.6 : 0.5, "zh.topic");
        }

        if (ChineseCues.Request.IsIn(last) || ChineseCues.Tell.IsIn(last))
        {
            return ChineseCues.Reference.IsIn(text.Whole) || ChineseCues.FollowUp.IsIn(last)
                ? new(QuestionKind.Probing, 0.8, "zh.follow-up")
                : new(QuestionKind.Open, 0.75, "zh.request");
        }

        if (last is "比如" or "例如" or "譬如" or "比如说" or "例如说" or "具体")
        {
            return new(QuestionKind.Probing, 0.85, "zh.follow-up");
        }

        return text.Asks
            ? new(last.Length <= 3 ? QuestionKind.Closed : QuestionKind.Confirm, 0.6, "zh.declarative")
            : new(QuestionKind.Confirm, 0.3, "zh.statement");
    }

    /// <summary>Whether it asks for information in a roundabout way, such as 能告诉我...吗 or 能不能介绍一下.</summary>
    private static bool AsksToTell(ReadOnlySpan<char> last, int wh, int closed)
    {
        int may = ChineseCues.May.FirstIn(last);
        int request = ChineseCues.Request.FirstIn(last);
        bool whether = closed > request && !(wh >= 0 && wh < closed) && !last[closed..].StartsWith("没有没有");
        if (request >= 0 && !whether && ((may >= 0 && may < request) || request <= 2 || (closed >= 0 && closed < request && wh > request)))
        {
            return !ChineseCues.Documents.IsIn(last);
        }

        int verb = ChineseCues.RequestWithWh.FirstIn(last);
        return verb >= 0 && wh > verb && closed <= verb && !last.Contains("有什么要问", StringComparison.Ordinal) && !last.Contains("问题", StringComparison.Ordinal);
    }

    private static QuestionClassification? Tag(ReadOnlySpan<char> last, int wh, bool openly)
    {
        foreach (string tag in ChineseCues.Tags)
        {
            if (!last.EndsWith(tag))
            {
                continue;
            }

            ReadOnlySpan<char> statement = last[..^tag.Length];
            bool apart = statement.TrimEnd(' ').EndsWith(",");
            bool recap = ChineseCues.Recap.IsIn(last) || ChineseCues.Check.IsIn(last) || last.Contains("我说", StringComparison.Ordinal) || last.Contains("我总结", StringComparison.Ordinal) || last.Contains("我记", StringComparison.Ordinal);
            if (statement.Trim(" ,").IsEmpty)
            {
                return new(QuestionKind.Confirm, 0.8, "zh.tag");
            }

            if (tag.Length == 1 && !apart)
            {
                return null;
            }

            bool strong = ChineseCues.StrongTags.Contains(tag) || tag.StartsWith("是这", StringComparison.Ordinal);
            bool weak = ChineseCues.WeakTags.Contains(tag);
            if (apart || recap || strong)
            {
                return new(QuestionKind.Confirm, weak && !recap ? 0.75 : 0.9, "zh.tag");
            }

            return !weak && !openly && wh < 0 && statement.Length >= 5 && !StartsWithAny(statement, "这样", "这么") && !statement.EndsWith("不")
                ? new(QuestionKind.Confirm, 0.75, "zh.tag")
                : null;
        }

        return null;
    }

    private static bool IsProposal(ReadOnlySpan<char> last)
    {
        if (!EndsWithAny(last, "怎么样", "如何", "咋样", "怎样", "何如"))
        {
            return false;
        }

        int comma = last.LastIndexOf(',');
        ReadOnlySpan<char> before = comma > 0 ? last[..comma] : last;
        return comma > 0 && last.Length - comma <= 7
            ? ChineseCues.Proposal.IsIn(before) && IndexOfWh(before) < 0
            : StartsWithAny(before, "我们先", "咱们先", "不如", "要不", "先");
    }

    private static bool IsChoice(ReadOnlySpan<char> last, int wh)
    {
        int or = last.LastIndexOf("还是", StringComparison.Ordinal);
        if (or > 0)
        {
            int comma = last[..or].IndexOf(',');
            bool whBefore = wh >= 0 && wh < or;
            bool still = last[..or].EndsWith("为什么") || last[..or].EndsWith("怎么") || (whBefore && comma < 0 && !last[..or].Contains("更", StringComparison.Ordinal));
            if (!still && wh < or && or + 2 < last.Length && !EndsWithAny(last[..or], "目前", "现在", "你们", "他们", "咱们", "我们", "最后", "主要", "最终"))
            {
                return true;
            }
        }

        int which = last.IndexOf("哪", StringComparison.Ordinal);
        return which > 0 && last[which..].Contains("更", StringComparison.Ordinal) && last[..which].ContainsAny("和与跟、或");
    }

    private static int IndexOfWh(ReadOnlySpan<char> last)
    {
        int at = ChineseCues.Wh.FirstIn(last);
        return at >= 0 && ChineseCues.NotAsking.IsIn(last) && ChineseCues.Wh.FirstIn(last[(at + 1)..]) < 0 ? -1 : at;
    }

    /// <summary>Where "X not X" (是不是, 能不能), "X or not" (有没有) or 是否 stands; -1 where it doesn't.</summary>
    private static int IndexOfYesNo(ReadOnlySpan<char> last)
    {
        int found = ChineseCues.Whether.FirstIn(last);
        for (int i = 1; i + 1 < last.Length && (found < 0 || i < found); i++)
        {
            if (last[i] is '不' or '没' && last[i - 1] == last[i + 1])
            {
                return i - 1;
            }
        }

        return found;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, params ReadOnlySpan<string> beginnings)
    {
        foreach (string beginning in beginnings)
        {
            if (text.StartsWith(beginning))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, params ReadOnlySpan<string> ends)
    {
        foreach (string end in ends)
        {
            if (text.EndsWith(end))
            {
                return true;
            }
        }

        return false;
    }
}
