using System.Collections.Frozen;


namespace CrmCore.Qualification.Questions;

/// <summary>The words that Chinese questions are told apart by.</summary>
internal static class ChineseCues
{
    /// <summary>The seller says back what was understood.</summary>
    public static readonly CueSet Recap = Of(
        "也就是说", "也就是", "换句话说", "换言之", "换个说法", "我理解", "我的理解", "我这样说", "我这么说", "我这样理解", "我这么理解", "可以这么理解", "可以这样理解", "能这么理解", "能这样理解", "没理解错", "没有理解错", "理解对了", "理解得对", "理解正确", "理解没错", "理解有误", "理解准确", "意思是说", "您的意思是", "你的意思是", "您意思是", "你意思是", "您是说", "你是说", "你们是说", "您是想说",
        "您是指", "你是指", "您的意思就是", "听起来", "听上去", "听您这么说", "听你这么说", "听您的意思", "听下来", "照您这么说", "照你这么说", "按您的说法", "按您说的", "这么说来", "这么说", "这样说来", "这样看来", "看来", "看起来", "所以说", "那就是说", "就是说", "如此说来", "我听到的是", "我没听错", "我没记错", "没记错的话", "我听下来",
        "复述一下", "重复一下", "我复述", "我重复", "我们达成一致", "我们的共识", "说得对吗", "说的对吗", "总结得对", "总结的对", "记录得对", "我说得没错", "我说的没错", "没说错吧", "是这个意思", "这个意思吗", "是不是这个意思", "核对一下");

    /// <summary>The seller wants to make sure; it confirms unless an open question follows.</summary>
    public static readonly CueSet Check = Of(
        "确认一下", "确认下", "跟您确认", "和您确认", "与您确认", "跟你确认", "再确认", "最后确认", "总结一下", "总结下", "小结一下", "归纳一下", "概括一下", "概括来说", "概括起来", "总的来说", "总而言之", "简单说就是", "简单来说", "汇总一下", "所以您", "所以你", "所以贵", "所以咱们", "所以最", "所以问题", "所以现在", "所以关键", "所以目前", "所以预算", "那么您", "那您就是", "那就是", "您刚才说的是");

    /// <summary>Asks for more of what was just said, by itself.</summary>
    public static readonly CueSet FollowUp = Of(
        "举个", "举例", "举一个", "例子", "举一两个", "举几个", "打个比方", "多说一点", "多说一些", "多说说", "多说几句", "多讲讲", "多讲一点", "多讲一些", "多聊聊", "多聊几句", "再说说", "再讲讲", "再聊聊", "再介绍", "再解释", "再详细", "再具体", "再深入", "再展开", "再多说", "再多讲", "再补充", "再描述", "说得再", "说得更", "讲得更", "说详细", "说具体", "讲具体", "讲详细", "讲得再", "说细", "讲细", "细说", "细讲", "仔细说", "仔细讲",
        "详细说", "详细讲", "详细聊", "详细谈", "详细解释", "详细介绍", "详细描述", "详细地说", "展开说", "展开讲", "展开聊", "展开谈", "展开介绍", "展开一下", "展开来", "深入聊", "深入说", "深入讲", "深入谈", "深入了解", "深入一点", "进一步", "具体说", "具体讲", "具体介绍", "具体谈", "具体聊", "具体描述", "具体解释", "具体一点", "具体一些", "更具体", "补充一下", "还有呢", "然后呢", "后来", "当时", "为什么觉得", "为什么认为", "为什么说", "为何觉得", "为何认为", "这么说的原因", "结果呢", "接着呢", "之后呢", "接下来呢",
        "比如呢", "比如说呢", "例如呢", "譬如呢", "为什么这么", "为什么这样", "为什么会这", "为何这么", "为何这样", "为什么您这么", "为什么你这么", "怎么说呢", "怎么说", "怎么讲", "此话怎讲", "何以见得", "怎么理解", "如何理解", "该怎么理解", "怎么会这", "什么意思", "意思是什么", "意思是指", "指的是什么", "指的是哪", "是指什么", "是指哪", "指什么", "指哪些", "怎么个", "根本原因", "背后的原因", "深层原因", "深层次", "背后", "体现在哪", "表现在哪", "体现在什么", "表现在什么", "难在哪", "卡在哪", "问题出在哪", "差在哪", "好在哪", "不好在哪", "哪里不好", "哪里不满意", "哪里不方便",
        "除此之外", "除了这", "除了您说", "除了刚才", "除了您刚", "除了您提", "此外还有", "另外还有", "还有什么", "还有哪", "还有谁", "还有其他", "还有别的", "还有没有别的", "还有没有其他", "还有没有什么", "还有没有哪", "其他的呢", "别的呢", "还想到", "说来听听", "说说看原因", "什么原因导致", "是什么导致", "是什么造成", "什么造成", "为什么会", "怎么发现", "怎么得出", "如何得出", "怎么判断的", "为什么呢", "那为什么", "这又是为什么", "这是为什么", "什么样的场景", "发生了什么", "发生过什么", "最近一次", "上一次发生", "能否细化", "澄清一下", "原因是什么呢", "从何说起", "具体到");

    /// <summary>Refers to what was said; an open question with it follows up.</summary>
    public static readonly CueSet Reference = Of(
        "刚才提到", "刚刚提到", "刚才说", "刚刚说", "刚才讲", "刚刚讲", "您提到", "你提到", "你们提到", "您说到", "您讲到", "您说的", "你说的", "您所说", "你所说", "前面提到", "前面说", "上次提到", "上次说", "之前提到", "之前说", "您说", "你说", "刚提到", "刚说", "提到的", "回到您", "回到刚才", "关于您刚", "针对您", "顺着您", "接着您",
        "这种情况", "这个问题", "这些问题", "这个情况", "这些情况", "这样的问题", "这样的情况", "这类问题", "这类情况", "这个现象", "这种现象", "这个困难", "这会", "这对", "这给", "这让", "这样会", "这样一来", "这么说", "这么想", "这么认为", "这样认为", "这样想", "这样的想法", "这样的感觉", "这么觉得", "这件事给", "这件事带", "这事", "这意味", "这件事对", "这造成", "这导致", "那会", "那对", "那给", "那样会", "对此", "因此", "由此", "具体", "到底", "究竟", "其中");

    /// <summary>Words that open a question to be answered freely.</summary>
    public static readonly CueSet Wh = Of(
        "什么", "为何", "怎么", "怎样", "如何", "哪", "谁", "贵姓", "多少", "多久", "多大", "多长", "多快", "多高", "多远", "多重", "多深", "多早", "多晚", "多频繁", "多严重", "多重要", "几个", "几天", "几年", "几家", "几次", "几位", "几台", "几人", "几点", "几月", "几种", "几套", "几条", "几名", "几层", "几成", "几步", "几轮", "几周", "几家", "几号", "几千", "几百", "几万", "几十", "何时", "何地", "何种", "何处", "啥", "咋", "何在", "几倍", "几分", "凭什么", "几方");

    /// <summary>A question word with which nothing is asked.</summary>
    public static readonly CueSet NotAsking = Of("没什么", "没有什么", "不怎么", "没多少", "无论", "不管", "什么的", "多少有点", "多少有些", "多少会");

    /// <summary>Verbs by which information is asked for.</summary>
    public static readonly CueSet Request = Of(
        "说说", "说一说", "说一下", "说下", "说明", "讲讲", "讲一讲", "讲一下", "讲下", "谈谈", "谈一谈", "谈一下", "谈下", "聊聊", "聊一聊", "聊一下", "聊下", "介绍", "描述", "分享", "解释", "阐述", "概述", "简述", "透露", "列举", "列一下", "梳理", "回顾", "回忆一下", "想听听", "听听您", "听听你", "了解一下", "了解下", "想了解", "说清楚", "讲清楚", "讲述", "评价一下", "谈到");

    /// <summary>Verbs that ask for information only with a question word after them.</summary>
    public static readonly CueSet RequestWithWh = Of("告诉", "知道", "清楚", "了解", "记得", "想知道", "问", "请教", "估计", "估算", "预计", "好奇", "说", "讲", "看看", "判断", "确定", "透露", "想到", "指点");

    /// <summary>Words that ask whether something may be told.</summary>
    public static readonly CueSet May = Of("能", "可以", "可否", "方便", "愿意", "介意", "麻烦", "想", "不妨", "帮", "跟我", "给我", "和我", "向我", "希望");

    /// <summary>Yes-or-no forms that are not "X not X".</summary>
    public static readonly CueSet Whether = Of("是否", "能否", "可否", "有否", "有无", "会否", "愿否", "需否", "与否");

    /// <summary>Statement with a tag that asks to agree.</summary>
    public static readonly string[] Tags =
        ["是这样吗", "是这样吧", "是这样的吗", "是这样的吧", "是这么回事吗", "是这么回事吧", "没错吧", "没错吗", "没问题吧", "不是吗", "对不对", "是不是", "对吗", "对吧", "对么", "对嘛", "对不", "是吗", "是吧", "是么", "是嘛", "是不", "正确吗", "准确吗", "没错", "可以这么理解吗", "可以这样理解吗", "对"];

    /// <summary>A question in name only.</summary>
    public static readonly CueSet Rhetorical = Of("难道", "谁不", "谁会不", "谁愿意", "谁会拒绝", "谁能拒绝", "谁舍得", "谁不想", "哪有不", "何必", "何不", "岂", "怎么可能不", "怎么能不", "有什么理由不", "为什么不先", "为什么不试", "为啥不试", "哪个不想", "谁还", "何乐而不为", "又有谁", "哪家公司不", "哪个企业不", "哪家企业不", "不就是");

    /// <summary>A proposal, before "how about it".</summary>
    public static readonly CueSet Proposal = Of("我们", "咱们", "不如", "要不", "要么", "先", "周一", "周二", "周三", "周四", "周五", "下周", "明天", "后天", "下个月", "安排", "我给您", "我来", "我先", "试试", "试用", "给您");

    /// <summary>Tell me, as an order.</summary>
    public static readonly CueSet Tell = Of("告诉我", "跟我说", "和我说", "给我讲", "给我们讲", "跟我讲", "告诉我们", "想听", "想了解", "想知道", "很好奇", "比较好奇", "我好奇");

    /// <summary>Question words that ask for more of what was said when they stand alone.</summary>
    public static readonly FrozenSet<string> BareWords = FrozenSet.Create(StringComparer.Ordinal, "为什么", "为何", "为啥", "怎么会", "怎么", "什么", "哪些", "是什么", "哪里", "比如");

    /// <summary>Something to be handed over or shown rather than told.</summary>
    public static readonly CueSet Documents = Of("分享一份", "分享资料", "说明书", "介绍给", "引荐", "给您介绍", "向您介绍", "为您介绍", "给您讲", "给您演示", "跟您介绍");

    /// <summary>More is asked for although the form is yes or no, such as 还有没有别的.</summary>
    public static readonly CueSet More = Of("例", "还有", "展开", "详细", "具体说", "具体讲", "多说", "多讲", "再", "深入");

    /// <summary>Tags that ask to agree whatever stands before them.</summary>
    public static readonly FrozenSet<string> StrongTags = FrozenSet.Create(StringComparer.Ordinal, "对吧", "是吧", "没错吧", "不是吗", "没错");

    /// <summary>Tags that are questions by themselves as well.</summary>
    public static readonly FrozenSet<string> WeakTags = FrozenSet.Create(StringComparer.Ordinal, "是不是", "对不对", "是吗", "对不", "是不", "准确吗", "没问题吧", "正确吗");

    private static CueSet Of(params string[] cues) => new(cues);
}
