using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrmCore.Qualification.Questions;
using CrmCore.Tests.Pages;

namespace CrmCore.Tests.Qualification.Questions;

/// <summary>
/// What questions are told as is kept, so that whoever changes a word or a rule sees what else changes: each question of the test set on a line of its own, and many more that are put together
/// of the parts below, by what stands in their middle. These are no labels: a line says what the classifier says, right or wrong.
/// </summary>
public class KeptClassificationTests
{
    private const string Folder = "tests/CrmCore.Tests/Qualification/Questions/Kept";

    private static readonly string[] EnglishStarts =
    [
        "", "So, ", "Okay, and ", "If we start in May, ", "When it rains, ", "Tell me, ", "You mentioned returns. ", "As you grow, ", "You said it is slow, so ", "Right, ", "We save a day. ", "Would you say ",
    ];

    private static readonly string[] EnglishMiddles =
    [
        "what do you need", "what you need", "what I hear is a delay", "why", "how come", "how about we meet", "how about Monday", "why don't we start", "who decides", "which of the two is better", "which is better, price or speed",
        "what matters more, price, speed or service", "when do you start", "when you start, who helps", "where works", "to whom do you report", "in what way", "since when", "with whom", "and why is that", "for example",
        "do you have a budget", "don't you have a budget", "do you have more details", "do", "need help", "need you help", "have your people time", "is that right", "is it correct", "am I right", "am I right that it is slow", "did I get that right",
        "do you know why it is slow", "do you know what it costs", "do you know if it is slow", "can you tell me what it costs", "can you tell me if it is slow", "could you share the plan", "could you share your view on what went wrong", "can you see what I mean",
        "would you walk me through it", "would you mind me asking what it costs", "can you give me an example", "could you elaborate", "do you buy it, and how", "do you buy it, which is slow", "do you work late, when you must", "will you, if so, pay",
        "tell me about it", "describe your day", "explain", "elaborate on that", "give me an overview", "show me how it works", "let me know if it suits you", "let's say you win, what then", "I'd love to hear what you think", "I wonder what it costs", "I wonder if it works",
        "we'd like to understand more", "maybe you can describe it", "it sounds like a problem", "it would help to know why", "let me make sure I understand", "just to confirm, you ship daily", "to be clear, you ship daily", "to recap, you ship daily", "is it clear that you ship daily",
        "in other words you ship daily", "if I understand you correctly, you ship daily", "you ship daily", "you ship daily or weekly", "you ship what", "you ship to where exactly", "you ship it how much", "your budget", "any concerns", "any", "ready to start", "like that one", "like what",
        "because it is slow", "meaning", "namely the price", "thoughts", "your thoughts", "other ideas", "anything else", "what else", "who knows", "who wouldn't want that", "what if I told you it is free", "shall we go ahead", "should it be red, or blue",
        "what is it, do you think, or would you rather wait", "how would you rate it, on a scale, or do you not measure", "what have you tried, or are you new to it", "what is better, or worse", "either red or blue", "how does this affect you", "how does that make you feel", "what do you mean by that",
    ];

    private static readonly string[] EnglishEnds =
    [
        "?", "", ", right?", " right?", ", isn't it?", ", is that correct?", ", wouldn't you agree?", ", do you agree?", ", am I right in that?", ", you know?", " - correct", ", yes?", " or not?", ", and if so how?", ". Thank you!", " exactly?", ", don't you think?", ", is that the case?", ", what?",
    ];

    private static readonly string[] ChineseStarts =
    [
        "", "请问", "那么，", "您刚才提到退货，", "所以您", "我理解", "确认一下，", "您说", "如果五月开始，", "咱们", "能不能", "可以", "您方便", "除了价格，",
    ];

    private static readonly string[] ChineseMiddles =
    [
        "您需要什么", "为什么", "哪些", "什么", "怎么会这样", "谁决定", "多少钱", "有没有预算", "是否有预算", "能否介绍一下", "能不能介绍一下流程", "介绍一下流程", "说说您的想法", "聊聊", "告诉我为什么慢", "告诉我是不是慢", "知道为什么慢", "知道多少钱", "请教一下怎么做", "分享一份资料", "给您介绍产品",
        "举个例子", "多说一点", "展开讲讲", "具体说说", "还有什么", "还有没有别的", "然后呢", "比如", "例如呢", "具体", "这对您有什么影响", "这种情况多久一次", "您刚才说的慢指什么", "到底多少", "我们先试用怎么样", "先签约，您看怎么样", "您觉得效果怎么样", "要不下周见", "不如先试", "我们周一见", "咱们开始", "那我们继续",
        "您要红的还是蓝的", "红的还是蓝的，哪个更好", "价格和速度，哪个更重要", "为什么还是慢", "您现在还是自己做", "红的或者蓝的", "您有预算", "您有预算了没", "您有预算没有", "买过没", "您的预算", "预算", "价格呢", "您对新系统的整体价格和服务呢", "没什么问题", "不怎么满意", "无论什么时候", "没有什么要问", "有什么要问", "有什么问题",
        "谁不想省钱", "难道不好", "也就是说每天发货", "听起来很慢", "总结一下，您每天发货", "所以预算是五万", "那就是说您同意", "我说得没错", "我总结一下", "您每天发货", "这样", "这么贵", "发货慢，", "对", "您确认一下预算", "能告诉我预算", "想了解一下是否有预算", "说明书有没有", "跟您确认一下有没有预算", "好不好用", "行不行", "他们目前还是手工", "更喜欢红的还是蓝的", "讲清楚", "解释解释原因",
    ];

    private static readonly string[] ChineseEnds =
    [
        "？", "", "吗？", "呢？", "吧？", "吧", "么？", "，对吗？", "对吗？", "，是不是？", "是不是？", "对吧？", "，没错吧", "是吗？", "，可以这么理解吗？", "，好吗？", "没问题吧？", "不？", "，谢谢！", "，是这样吗？", "准确吗？", "，为什么？",
    ];

    [Fact]
    public void Each_question_of_the_test_set_is_told_as_it_was()
    {
        StringBuilder lines = new();
        foreach (LabelledQuestion question in (LabelledQuestion[])[.. LabelledQuestion.Tuned, .. LabelledQuestion.HeldOut])
        {
            lines.Append(Told(question.Text)).Append(" | ").Append(question.Text).Append('\n');
        }

        GeneratedPage.Check($"{Folder}/test-set.txt", lines.ToString());
    }

    [Fact]
    public void Questions_put_together_of_parts_are_told_as_they_were()
    {
        StringBuilder lines = new("# middle | how many, with each beginning and each end, are told as what | a digest of all of them\n");
        Tell(lines, EnglishStarts, EnglishMiddles, EnglishEnds);
        Tell(lines, ChineseStarts, ChineseMiddles, ChineseEnds);
        GeneratedPage.Check($"{Folder}/put-together.txt", lines.ToString());
    }

    private static void Tell(StringBuilder lines, string[] starts, string[] middles, string[] ends)
    {
        foreach (string middle in middles)
        {
            string[] told = [.. starts.SelectMany(_ => ends, (start, end) => Told(start + middle + end))];
            IEnumerable<string> counts = told.GroupBy(t => t.Split(' ')[0]).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}");
            string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', told))).AsSpan(0, 4));
            lines.Append(CultureInfo.InvariantCulture, $"{middle} | {string.Join(", ", counts)} | {digest}\n");
        }
    }

    private static string Told(string text)
    {
        QuestionClassification told = QuestionClassifier.Classify(text);
        return string.Create(CultureInfo.InvariantCulture, $"{told.Kind.ToString().ToLowerInvariant()} {told.Confidence} {told.Cue}");
    }
}
