using CrmCore.Qualification.Questions;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification.Questions;

/// <summary>What holds for every sentence made of the words that questions are told by, however they meet.</summary>
public class QuestionClassifierLaws
{
    private static readonly string[] English =
    [
        "a", "a recent example", "a recent time", "a specific", "able", "about", "about that", "accurate", "accurate summary", "actually", "after", "after that", "again", "against",
        "agree", "agreed", "ah", "ain't", "all", "already", "alright", "also", "although", "am", "am i correct", "am i hearing", "am i reading", "am i right",
        "an example", "an instance", "and", "and how", "and then", "and what", "and when", "and where", "and which", "and who", "and why", "another example", "any", "any other reason",
        "any other reasons", "anybody", "anybody else", "anyone", "anyone else", "anything", "anything else", "anyway", "apart", "approximately", "are", "are you", "are you saying", "aren't",
        "around", "as", "aside", "ask", "assuming", "at", "at that point", "available", "aware of", "back then", "back to what", "back to your", "based", "basically",
        "be more specific", "be specific", "because", "before", "before that", "behind that", "besides", "better", "both", "break down", "building on", "but", "by", "by that",
        "can", "can i assume", "can you see", "can you see how", "can't", "cannot", "care", "case", "caused that", "causes that", "check", "clarify", "clarifying", "clear",
        "clear on", "coffee", "comfortable", "coming back to", "comment about", "comment on", "comments", "concerns", "confide", "confirm", "confirm that", "considering", "cool", "correct",
        "correct me if", "correct to assume", "could", "couldn't", "curious", "curious about", "curious to", "currently", "customers", "d'you", "dare", "deal", "decision", "decisions",
        "describe", "describe for me", "describe further", "describing", "did", "did i capture", "did i get it", "did i get that", "did i get this", "did i get your", "did i hear", "did i miss", "did i understand", "did this",
        "did you", "did you mean", "didn't", "dig a", "dig deeper", "dig into", "do", "do about it", "do i have it", "do i have that", "do i have this", "do i understand", "do you", "do you mean",
        "do you see", "do your", "does", "does that capture", "does that reflect", "does that sum", "does this capture", "does this reflect", "does this summary", "does your", "doesn't", "don't", "don't you", "done about it",
        "done about this", "drill down", "drill into", "earlier you", "eh", "either", "elaborate", "elaborating", "else", "er", "estimate", "ever", "exactly", "example",
        "examples", "expand", "expand a", "expand further", "expand on", "expanding on", "explain", "explain further", "explain more", "explain that", "explain why that", "explaining", "explore that", "explore this",
        "fair", "fair summary", "fair to assume", "fair to say", "feedback", "figure out", "fill", "fill me in", "finally", "find out", "fine", "first", "firstly", "following up on",
        "for", "for example", "for instance", "free", "from", "from that", "further detail", "generally", "get it right", "get that right", "give", "give me a brief", "give me a feel", "give me a picture",
        "give me a rundown", "give me a sense", "give me an idea", "give us a sense", "give us an idea", "given", "giving me an idea", "go deeper", "go into detail", "go into more", "going back to", "good", "good summary", "got",
        "got it right", "got that right", "got this right", "great", "greater detail", "guess", "had", "hadn't", "happy", "has", "hasn't", "have", "have i captured", "have i got",
        "have i missed", "have i summarised", "have i summarized", "have i understood", "have it right", "have that right", "have you", "haven't", "he", "hear", "hear more", "heard you right", "help", "help me see",
        "hesitations", "hmm", "honestly", "how", "how about a", "how about friday", "how about i", "how about if we", "how about monday", "how about next", "how about on", "how about this", "how about tuesday", "how about we",
        "how big is that", "how can anyone", "how could anyone", "how did that", "how do you mean", "how does that", "how else", "how great would", "how hard can", "how hard could", "how has that", "how is that", "how long has that", "how much did that",
        "how much has that", "how much is that", "how nice would", "how so", "how was that", "how will that", "how would that", "how'd", "how're", "how's", "huh", "i", "i am right in", "i assume",
        "i can assume", "i confirm", "i gather", "i hear you saying", "i presume", "i take it", "i verify", "i want to be sure", "i'd", "i'm", "i'm assuming", "i'm hearing", "i'm right in", "idea",
        "ideally", "ideas", "identify", "if", "if i ask", "if i follow", "if i got", "if i heard", "if i understand", "if i understood", "if i'm following", "if i'm hearing", "if not", "if so",
        "if yes", "imagine", "impressions", "in", "in other words", "in particular", "in short", "in summary", "in what sense", "in what way", "in what ways", "in which way", "indicate", "innit",
        "inquire", "interested", "interesting", "into", "is", "is it", "is it right that", "is that", "is that because", "is that correct", "is that what you", "isn't", "isn't it", "it",
        "it seems like", "it seems that", "it'd", "its", "just", "just checking", "just confirm", "just to be clear", "just to be sure", "just to check", "just to clarify", "just to confirm", "keen to hear", "know",
        "know more", "last time that", "lastly", "lead you to that", "learn more", "let", "let me check", "let me confirm", "let me know", "let me know if", "let me make sure", "let me recap", "let me repeat", "let me summarise",
        "let me summarize", "let me verify", "let's", "like", "like to hear", "like to know", "like to learn", "list", "looking", "love to hear", "love to know", "love to learn", "madam", "made that",
        "make", "make sure i", "makes", "makes that", "making sure i", "may", "may i assume", "maybe", "mean by", "meaning", "meaning what", "means by", "meant by", "might",
        "mind", "mind me asking", "more about", "more concrete", "more detail", "more details", "more exact", "more precise", "more specific", "more specifically", "more to it", "more to that", "most", "must",
        "mustn't", "my", "my understanding", "n't", "name", "namely", "need", "next", "nice", "no", "now", "objections", "of", "of that",
        "of that problem", "of the two", "of those", "oh", "ok", "okay", "on", "on that", "on the same page", "once", "one", "open", "opinions", "or",
        "or how", "other", "other reason", "other reasons", "our", "outline", "over", "overall", "paint", "people", "perfect", "perhaps", "picking up on", "point about",
        "possible", "precisely", "put a number on", "quantify", "quick recap", "reactions", "ready", "realistically", "really", "reasons", "recall", "remember", "right", "right to assume",
        "root cause", "roughly", "run", "run me through", "safe to assume", "safe to say", "satisfied", "say", "say a bit more", "say a little more", "say more", "say yes", "second", "see",
        "seems like", "seems to me", "sense of", "seriously", "shall", "share", "share a", "share it", "share more", "share the", "share them", "share this", "share your email", "share your number",
        "share your screen", "sharing", "she", "shed light", "shed some light", "should", "should i assume", "shouldn't", "show", "show me how", "since", "sir", "so", "so basically",
        "so essentially", "so to clarify", "sold", "some examples", "something", "sounds", "sounds as if", "sounds as though", "sounds like", "speak a bit", "speak a little", "speak about", "speak to", "specifically",
        "specify", "still", "such as", "suggestions", "suits", "summarise how", "summarize how", "suppose", "supposing", "sure", "take", "take me", "take us", "talk",
        "talk a bit", "talk a little", "talk about", "talk me", "talk more", "talk to me about", "talk us", "tell", "tell me", "tell me if", "tell me more", "tell me whether", "tell us", "tell us if",
        "tell us more", "tell us whether", "telling me", "telling us", "that", "that affect", "that cost", "that feel", "that had on", "that happen", "that happened", "that happening", "that have on", "that impact",
        "that important", "that issue", "that look like", "that matter", "that mean for", "that point you", "that problem", "that work", "that's important", "the", "their", "then", "then what", "there",
        "these", "they", "think", "think back to", "think of", "thinking", "this", "this affect", "this affected", "this been", "this cause", "this caused", "this cost", "this happen",
        "this happened", "this impact", "this impacted", "this important", "this issue", "this mean", "this problem", "those", "those problems", "though", "thoughts", "through", "till", "to",
        "to be clear", "to confirm", "to double check", "to paraphrase", "to recap", "to sum up", "to summarise", "to summarize", "to that", "to verify", "today", "true", "typically", "uh",
        "ultimately", "um", "under", "underlying", "understand", "understand more", "understood", "unpack", "until", "users", "walk", "walk me", "walk us", "walking me",
        "walking us", "want", "want to know", "want to make sure", "was", "wasn't", "we", "we agree that", "we agreed", "we confirm", "we'd", "we're agreed", "well", "went wrong",
        "were", "weren't", "what", "what came of", "what did that", "what did you mean", "what do you mean", "what does that", "what else", "what good is", "what happens next", "what happens then", "what has that", "what i am hearing",
        "what i hear", "what i'm hearing", "what if i said", "what if i told", "what is not to", "what is that", "what made you say", "what other", "what was that", "what will that", "what would that", "what you mean by", "what you meant by", "what'd",
        "what'll", "what're", "what's", "what's not to", "what's that", "what's the harm", "whats", "when", "when did that", "when does that", "when has", "when it happens", "when that happens", "when this happens",
        "when you say", "when's", "whenever", "where", "where does that", "where else", "where'd", "where's", "whether", "which", "which of the two", "which of these", "which of those", "while",
        "who", "who cares", "who does not", "who does that", "who doesn't", "who else", "who hasn't", "who isn't", "who knows", "who would not", "who wouldn't", "who'd", "who'll", "who's",
        "whom", "whose", "why", "why did that", "why did you say", "why do you feel", "why do you say", "why does that", "why don't i", "why don't we", "why don't you", "why is that", "why is this", "why not",
        "why not just", "why not schedule", "why not start", "why not try", "why so", "why that", "why was that", "why would that", "why would you say", "why'd", "why's", "will", "willing", "with",
        "with that", "within", "won't", "wonder", "wondering", "works", "would", "would i be right", "would you", "would you say", "wouldn't", "wow", "yeah", "yep",
        "yes", "you", "you alluded", "you are saying", "you brought up", "you called", "you confirm", "you described", "you indicated", "you just said", "you know why", "you mean", "you mentioned", "you noted",
        "you pointed out", "you raised", "you referred to", "you said", "you spoke about", "you talked about", "you told", "you touched on", "you were saying", "you're", "you're saying", "you've mentioned", "you've said", "your",
    ];

    private static readonly string[] Chinese =
    [
        "上一次发生", "上次提到", "上次说", "下个月", "下周", "不", "不好在哪", "不如", "不妨", "不就是", "不怎么", "不是吗", "不管", "与否",
        "与您确认", "为什么", "为什么不先", "为什么不试", "为什么会", "为什么会这", "为什么你这么", "为什么呢", "为什么您这么", "为什么觉得", "为什么认为", "为什么说", "为什么这么", "为什么这样",
        "为何", "为何觉得", "为何认为", "为何这么", "为何这样", "为啥", "为啥不试", "为您介绍", "主要", "举一两个", "举一个", "举个", "举例", "举几个",
        "之前提到", "之前说", "之后呢", "也就是", "也就是说", "了没", "了解", "了解一下", "了解下", "什么", "什么原因导致", "什么意思", "什么样的场景", "什么的",
        "什么造成", "介意", "介绍", "介绍给", "从何说起", "仔细讲", "仔细说", "他们", "会否", "估算", "估计", "体现在什么", "体现在哪", "何不",
        "何乐而不为", "何以见得", "何在", "何地", "何处", "何如", "何必", "何时", "何种", "你们", "你们提到", "你们是说", "你意思是", "你所说",
        "你提到", "你是指", "你是说", "你的意思是", "你说", "你说的", "例", "例如", "例如呢", "例如说", "例子", "先", "关于您刚", "其中",
        "其他的呢", "具体", "具体一些", "具体一点", "具体介绍", "具体到", "具体描述", "具体聊", "具体解释", "具体讲", "具体说", "具体谈", "再", "再介绍",
        "再具体", "再多讲", "再多说", "再展开", "再描述", "再深入", "再确认", "再聊聊", "再补充", "再解释", "再讲讲", "再详细", "再说说", "准确吗",
        "几万", "几个", "几人", "几位", "几倍", "几分", "几十", "几千", "几台", "几号", "几名", "几周", "几天", "几套",
        "几家", "几层", "几年", "几成", "几方", "几月", "几条", "几次", "几步", "几点", "几百", "几种", "几轮", "凭什么",
        "分享", "分享一份", "分享资料", "列一下", "列举", "刚刚提到", "刚刚讲", "刚刚说", "刚才提到", "刚才讲", "刚才说", "刚提到", "刚说", "判断",
        "别的呢", "到底", "前面提到", "前面说", "卡在哪", "原因是什么呢", "又有谁", "发生了什么", "发生过什么", "另外还有", "可以", "可以这么理解", "可以这么理解吗", "可以这样理解",
        "可以这样理解吗", "可否", "后天", "后来", "向您介绍", "向我", "吧", "听上去", "听下来", "听你这么说", "听听你", "听听您", "听您的意思", "听您这么说",
        "听起来", "告诉", "告诉我", "告诉我们", "呢", "周一", "周三", "周二", "周五", "周四", "咋", "咋样", "和您确认", "和我",
        "和我说", "咱们", "咱们先", "哪", "哪个不想", "哪个企业不", "哪些", "哪家企业不", "哪家公司不", "哪有不", "哪里", "哪里不好", "哪里不方便", "哪里不满意",
        "啥", "回到刚才", "回到您", "回忆一下", "回顾", "因此", "复述一下", "多严重", "多久", "多大", "多少", "多少会", "多少有些", "多少有点",
        "多快", "多早", "多晚", "多深", "多聊几句", "多聊聊", "多讲", "多讲一些", "多讲一点", "多讲讲", "多说", "多说一些", "多说一点", "多说几句",
        "多说说", "多远", "多重", "多重要", "多长", "多频繁", "多高", "好在哪", "好奇", "如何", "如何得出", "如何理解", "如此说来", "安排",
        "对", "对不", "对不对", "对么", "对吗", "对吧", "对嘛", "对此", "小结一下", "就是说", "展开", "展开一下", "展开介绍", "展开来",
        "展开聊", "展开讲", "展开说", "展开谈", "岂", "差在哪", "希望", "帮", "引荐", "归纳一下", "当时", "很好奇", "怎么", "怎么个",
        "怎么会", "怎么会这", "怎么判断的", "怎么发现", "怎么可能不", "怎么得出", "怎么样", "怎么理解", "怎么能不", "怎么讲", "怎么说", "怎么说呢", "怎样", "总的来说",
        "总结一下", "总结下", "总结得对", "总结的对", "总而言之", "您刚才说的是", "您意思是", "您所说", "您提到", "您是想说", "您是指", "您是说", "您的意思就是", "您的意思是",
        "您讲到", "您说", "您说到", "您说的", "想", "想了解", "想到", "想听", "想听听", "想知道", "意思是什么", "意思是指", "意思是说", "愿否",
        "愿意", "我们", "我们先", "我们的共识", "我们达成一致", "我先", "我听下来", "我听到的是", "我复述", "我好奇", "我总结", "我来", "我没听错", "我没记错",
        "我理解", "我的理解", "我给您", "我记", "我说", "我说得没错", "我说的没错", "我这么理解", "我这么说", "我这样理解", "我这样说", "我重复", "或", "或者",
        "所以你", "所以关键", "所以咱们", "所以您", "所以最", "所以现在", "所以目前", "所以说", "所以贵", "所以问题", "所以预算", "打个比方", "指什么", "指哪些",
        "指点", "指的是什么", "指的是哪", "按您的说法", "按您说的", "换个说法", "换句话说", "换言之", "接下来呢", "接着呢", "接着您", "描述", "提到的", "方便",
        "无论", "明天", "是不", "是不是", "是不是这个意思", "是么", "是什么", "是什么导致", "是什么造成", "是吗", "是否", "是吧", "是嘛", "是指什么",
        "是指哪", "是这", "是这个意思", "是这么回事吗", "是这么回事吧", "是这样吗", "是这样吧", "是这样的吗", "是这样的吧", "更", "更具体", "最后", "最后确认", "最终",
        "最近一次", "有什么理由不", "有什么要问", "有否", "有无", "核对一下", "根本原因", "梳理", "概括一下", "概括来说", "概括起来", "概述", "正确吗", "此外还有",
        "此话怎讲", "比如", "比如呢", "比如说", "比如说呢", "比较好奇", "汇总一下", "没什么", "没呢", "没多少", "没有", "没有什么", "没有没有", "没有理解错",
        "没理解错", "没记错的话", "没说错吧", "没错", "没错吗", "没错吧", "没问题吧", "深入", "深入一点", "深入了解", "深入聊", "深入讲", "深入说", "深入谈",
        "深层原因", "深层次", "清楚", "澄清一下", "然后呢", "照你这么说", "照您这么说", "现在", "理解准确", "理解对了", "理解得对", "理解有误", "理解正确", "理解没错",
        "由此", "目前", "看来", "看看", "看起来", "知道", "知道为什么", "确定", "确认", "确认一下", "确认下", "究竟", "简单来说", "简单说就是",
        "简述", "细讲", "细说", "结果呢", "给您", "给您介绍", "给您演示", "给您讲", "给我", "给我们讲", "给我讲", "聊一下", "聊一聊", "聊下",
        "聊聊", "背后", "背后的原因", "能", "能否", "能否细化", "能这么理解", "能这样理解", "补充一下", "表现在什么", "表现在哪", "要不", "要么", "解释",
        "譬如", "譬如呢", "记录得对", "记得", "讲", "讲一下", "讲一讲", "讲下", "讲具体", "讲得再", "讲得更", "讲清楚", "讲细", "讲讲",
        "讲详细", "讲述", "评价一下", "试用", "试试", "该怎么理解", "详细", "详细介绍", "详细地说", "详细描述", "详细聊", "详细解释", "详细讲", "详细说",
        "详细谈", "说", "说一下", "说一说", "说下", "说具体", "说得再", "说得对吗", "说得更", "说明", "说明书", "说来听听", "说清楚", "说的对吗",
        "说细", "说详细", "说说", "说说看原因", "请教", "谁", "谁不", "谁不想", "谁会不", "谁会拒绝", "谁愿意", "谁能拒绝", "谁舍得", "谁还",
        "谈一下", "谈一谈", "谈下", "谈到", "谈谈", "贵姓", "跟你确认", "跟您介绍", "跟您确认", "跟我", "跟我讲", "跟我说", "过没", "还想到",
        "还是", "还有", "还有什么", "还有其他", "还有别的", "还有呢", "还有哪", "还有没有什么", "还有没有其他", "还有没有别的", "还有没有哪", "还有谁", "这个困难", "这个情况",
        "这个意思吗", "这个现象", "这个问题", "这么", "这么想", "这么觉得", "这么认为", "这么说", "这么说来", "这么说的原因", "这事", "这些情况", "这些问题", "这件事对",
        "这件事带", "这件事给", "这会", "这又是为什么", "这对", "这导致", "这意味", "这是为什么", "这样", "这样一来", "这样会", "这样想", "这样的情况", "这样的想法",
        "这样的感觉", "这样的问题", "这样看来", "这样认为", "这样说来", "这种情况", "这种现象", "这类情况", "这类问题", "这给", "这让", "这造成", "进一步", "透露",
        "那为什么", "那么", "那么您", "那会", "那咱们", "那对", "那就是", "那就是说", "那您就是", "那我们", "那样会", "那给", "重复一下", "针对您",
        "问", "问题", "问题出在哪", "阐述", "除了刚才", "除了您刚", "除了您提", "除了您说", "除了这", "除此之外", "难在哪", "难道", "需否", "顺着您",
        "预计", "麻烦",
    ];

    [Law]
    public void Every_English_sentence_has_a_kind_whatever_its_letters_and_blanks(ushort[] words, byte shape)
    {
        string text = Sentence(English, words, shape, " ", ", ", "?");
        QuestionClassification found = Judged(text);
        Assert.Equal(found, QuestionClassifier.Classify("  " + text + " "));
        Assert.Equal(found.Kind, QuestionClassifier.Classify(text.ToUpperInvariant()).Kind);
    }

    [Law]
    public void Every_Chinese_sentence_has_a_kind_whatever_its_blanks(ushort[] words, byte shape)
    {
        string text = Sentence(Chinese, words, shape, "", "，", "？");
        Assert.Equal(Judged(text), QuestionClassifier.Classify(" " + text + "  "));
    }

    /// <summary>Each word once at each of the places that matter: first, second, last.</summary>
    [Fact]
    public void Every_word_has_its_place()
    {
        foreach (string word in English)
        {
            foreach (string text in (string[])[$"{word} you report it?", $"do {word} reports?", $"what {word} is that?", $"you {word}, right?", $"{word}", $"of {word} {word}?", $"it is slow, {word}?", $"need {word} help?"])
            {
                Judged(text);
            }
        }

        foreach (string word in Chinese)
        {
            foreach (string text in (string[])[$"{word}你们做报表？", $"你们{word}做报表吗？", $"报表{word}？", $"{word}", $"报表慢，{word}？", $"是{word}还是{word}呢？", $"你{word}不{word}？"])
            {
                Judged(text);
            }
        }
    }

    private static QuestionClassification Judged(string text)
    {
        QuestionClassification found = QuestionClassifier.Classify(text);
        Assert.True(Enum.IsDefined(found.Kind), text);
        Assert.InRange(found.Confidence, 0, 1);
        Assert.NotEmpty(found.Cue);
        Assert.Equal(found, QuestionClassifier.Classify(text));
        return found;
    }

    private static string Sentence(string[] vocabulary, ushort[] words, byte shape, string between, string pause, string end) =>
        string.Join(between, words.Take(12).Select((w, i) => vocabulary[w % vocabulary.Length] + (shape % 5 == 1 && i == shape % 4 ? pause.TrimEnd() : ""))) + (shape % 3 == 0 ? "" : end);
}
