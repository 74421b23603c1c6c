namespace CrmCore.Qualification.Questions;

/// <summary>What a question does in the question funnel (问题漏斗), from widening a topic to settling it.</summary>
public enum QuestionKind
{
    /// <summary>Invites a free answer: what, how, why, tell me; 为什么, 是什么, 怎么样, 哪些, 多少.</summary>
    Open = 0,

    /// <summary>Follows up what was just said, to widen or deepen it: tell me more, for example, why is that; 具体, 举个例子, 还有呢.</summary>
    Probing = 1,

    /// <summary>Is answered by yes or no, or by choosing one of the answers it offers: is, do, can, A or B; 是不是, 有没有, 吗, A还是B.</summary>
    Closed = 2,

    /// <summary>Says back what was understood and asks the buyer to agree: so what you're saying is, did I get that right; 也就是说, 我理解...对吗.</summary>
    Confirm = 3,
}
