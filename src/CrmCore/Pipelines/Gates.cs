namespace CrmCore.Pipelines;

/// <summary>Ready gates.</summary>
public static class Gates
{
    /// <summary>An amount is set.</summary>
    public static Gate Amount { get; } = new("amount", Condition.Present("amount"), new("Set the amount of the deal.", "请填写商机金额。"));

    /// <summary>An expected close date is set.</summary>
    public static Gate CloseDate { get; } = new("close-date", Condition.Present("close-date"), new("Set the expected close date.", "请填写预计成交日期。"));

    /// <summary>The move gives a reason.</summary>
    public static Gate Reason { get; } = new("reason", Condition.Present("move.reason"), new("Give a reason.", "请填写原因。"));
}
