namespace CrmCore.Cli.Csv;

/// <summary>The faults of dates and numbers, and the notes on choices made for a whole column.</summary>
internal static class ValueFaults
{
    public static readonly Fault NotADate = Faults.Of(FaultKind.BadDate,
        "not a date", "不是日期", "write it as 2024-03-05", "请写成 2024-03-05");

    public static readonly Fault AmbiguousDate = Faults.Of(FaultKind.AmbiguousDate,
        "day or month first?", "日在前还是月在前？", "state \"dateOrder\" in the map: \"dmy\" or \"mdy\"", "请在映射中写明 \"dateOrder\"：\"dmy\" 或 \"mdy\"");

    public static readonly Fault NotANumber = Faults.Of(FaultKind.BadNumber,
        "not a number", "不是数字", "write it as 1234.56, or list the word under \"blank\"", "请写成 1234.56，或将该词列入 \"blank\"");

    public static readonly Fault NumberTooLarge = Faults.Of(FaultKind.BadNumber,
        "a number beyond 1,000,000,000,000,000", "数字超过 1,000,000,000,000,000", "check the number and the decimal mark", "请检查数字和小数点");

    public static readonly Fault AmbiguousNumber = Faults.Of(FaultKind.AmbiguousNumber,
        "decimal mark or thousands separator?", "小数点还是千位分隔符？", "state \"decimalSeparator\" in the map: \".\" or \",\"", "请在映射中写明 \"decimalSeparator\"：\".\" 或 \",\"");

    public static Fault NoSuchDate(DateOrder order) => Faults.Of(FaultKind.BadDate,
        $"there is no such date{Order(order)}", $"没有这一天{Order(order)}", "correct it, or state \"dateOrder\" in the map", "请改正，或在映射中写明 \"dateOrder\"");

    public static Fault DateOrderAssumed(DateOrder order, int values, Phrase because) => new(FaultKind.DateOrderAssumed,
        new($"{values} dates could be day or month first; read as{Order(order)}, {because.English}", $"{values} 个日期无法区分日月；按{Order(order)}读取，{because.Chinese}"),
        new("state \"dateOrder\" in the map if that is wrong: \"dmy\" or \"mdy\"", "如有误，请在映射中写明 \"dateOrder\"：\"dmy\" 或 \"mdy\""));

    public static Fault DecimalMarkAssumed(char separator, int values) => Faults.Of(FaultKind.DecimalMarkAssumed,
        $"in {values} numbers '{separator}' could be a decimal mark; read as a thousands separator", $"{values} 个数字中的“{separator}”可能是小数点；按千位分隔符读取",
        "state \"decimalSeparator\" in the map if that is wrong", "如有误，请在映射中写明 \"decimalSeparator\"");

    public static Fault ProbabilityScaleAssumed() => Faults.Of(FaultKind.ProbabilityScaleAssumed,
        "no probability is above 1; read as 0 to 1, not as percent", "概率都不大于 1；按 0 到 1 读取，不按百分数", "write the % sign if that is wrong", "如有误，请写上 % 号");

    private static string Order(DateOrder order) => order switch
    {
        DateOrder.YearFirst => " (yyyy-MM-dd)",
        DateOrder.DayFirst => " (dd/MM/yyyy)",
        DateOrder.MonthFirst => " (MM/dd/yyyy)",
        DateOrder.Excel => " (Excel)",
        _ => "",
    };
}
