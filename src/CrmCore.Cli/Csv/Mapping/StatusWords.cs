namespace CrmCore.Cli.Csv;

/// <summary>Lead states and outcomes as other systems word them.</summary>
internal static class StatusWords
{
    public static readonly IReadOnlyList<string> Statuses = ["new", "working", "nurturing", "qualified", "converted", "disqualified"];

    public static readonly IReadOnlyList<string> Outcomes = ["open", "won", "lost", "invalid"];

    private static readonly WordTable StatusTable = new("""
        new: new, open, open not contacted, not contacted, untouched, not attempted, raw, fresh, unassigned, subscriber, lead, 新建, 新线索, 新增, 未处理, 待处理, 待跟进, 未跟进, 未联系, 待联系, 未分配, 待分配
        working: working, working contacted, contacted, in progress, attempted, attempted to contact, attempting contact, connected, assigned, active, open deal, 跟进中, 已联系, 已跟进, 处理中, 已处理, 联系中, 沟通中, 已分配, 进行中, 持续跟进
        nurturing: nurturing, nurture, contact in future, bad timing, on hold, recycled, 培育, 培育中, 孵化, 孵化中, 暂缓, 搁置, 长期跟进
        qualified: qualified, pre qualified, sql, sales qualified, sales qualified lead, sales accepted, mql, marketing qualified lead, 已确认, 合格, 有效, 有效线索, 有意向, 意向客户, 高意向, 已验证
        converted: converted, closed converted, won, customer, opportunity, 已转化, 已转换, 转化, 转换, 已成交, 成交, 已转客户, 已转商机, 转商机, 赢单
        disqualified: disqualified, unqualified, not qualified, closed not converted, junk, junk lead, lost, lost lead, dead, invalid, not interested, bad data, spam, 无效, 无效线索, 已无效, 不合格, 已关闭, 关闭, 已作废, 作废, 无意向, 垃圾线索, 输单
        """);

    private static readonly WordTable OutcomeTable = new("""
        open: open, in progress, active, pending, working, 进行中, 跟进中, 未结束, 未关闭
        won: won, win, closed won, yes, y, true, 1, success, subscribed, converted, 赢单, 赢, 成交, 已成交, 成功, 是, 已转化, 已转换
        lost: lost, loss, closed lost, no, n, false, 0, failure, abandoned, not converted, 输单, 输, 丢单, 失败, 否, 未成交, 未转化, 未转换
        invalid: invalid, deleted, duplicate, cancelled, canceled, 无效, 作废, 取消, 已取消
        """);

    public static string? Status(string word) => StatusTable.Find(word);

    public static string? Outcome(string word) => OutcomeTable.Find(word);
}
