namespace CrmCore.Cli.Csv;

/// <summary>Every fault of a map with its words.</summary>
internal static class MapFaults
{
    public static readonly Fault NoKey = Faults.Of(FaultKind.NoKey,
        "nothing says which column identifies a row", "没有指定行的主键", "add \"key\": \"<column>\", or \"key\": \"row\" where there is no id", "请加上 \"key\": \"<列名>\"；没有编号时用 \"key\": \"row\"");

    public static readonly Fault KeyTwice = Faults.Of(FaultKind.FieldTwice,
        "the key is given twice", "主键指定了两次", "keep \"key\" and take the column out of \"columns\"", "请保留 \"key\"，并从 \"columns\" 中去掉该列");

    public static readonly Fault KeyFromMap = Faults.Of(FaultKind.BadConstant,
        "a key comes from the rows, not from the map", "主键来自数据行，不来自映射", "take it out", "请删除");

    public static Fault BadJson(string detail) => Faults.Of(FaultKind.BadJson,
        $"not valid JSON for a map ({detail})", $"不是有效的映射 JSON（{detail}）", "correct it there", "请在该处改正");

    public static Fault BadShape(string path, Phrase expected) => new(FaultKind.BadJson,
        new($"{path} is not {expected.English}", $"{path} 不是{expected.Chinese}"), new($"write {expected.English}", $"请写成{expected.Chinese}"));

    public static Fault UnknownProperty(string name) => Faults.Of(FaultKind.UnknownProperty,
        $"a map has no '{name}'", $"映射中没有“{name}”", "use delimiter, encoding, decimalSeparator, dateOrder, timeZone, key, columns, values, constants, blank, onBadValue", "可用：delimiter、encoding、decimalSeparator、dateOrder、timeZone、key、columns、values、constants、blank、onBadValue");

    public static Fault UnknownField(string name, string target, string? nearest, IEnumerable<string> known)
    {
        string all = string.Join(", ", known);
        return Faults.Of(FaultKind.UnknownField,
            $"{target} have no field '{name}'", $"{(target == "leads" ? "线索" : "商机")}没有字段“{name}”",
            nearest is null ? $"use one of {all}; or \"custom\", or \"-\" to leave it out" : $"did you mean '{nearest}'? Or use \"custom\", or \"-\" to leave it out",
            nearest is null ? $"可用：{all}；或 \"custom\"，或用 \"-\" 忽略" : $"是否指“{nearest}”？或用 \"custom\"，或用 \"-\" 忽略");
    }

    public static Fault MissingColumn(string name, string? nearest, IEnumerable<string> known) => Faults.Of(FaultKind.MissingColumn,
        $"the file has no column '{name}'", $"文件中没有列“{name}”",
        nearest is null ? $"it has {string.Join(", ", known.Take(30))}" : $"did you mean '{nearest}'?",
        nearest is null ? $"文件中的列：{string.Join("、", known.Take(30))}" : $"是否指“{nearest}”？");

    public static Fault FieldTwice(string field, string other) => Faults.Of(FaultKind.FieldTwice,
        $"'{field}' is already given by '{other}'", $"“{field}”已由“{other}”提供", "map one of them to \"custom\" or \"-\"", "请将其中之一映射为 \"custom\" 或 \"-\"");

    public static Fault ColumnTwice(string header) => Faults.Of(FaultKind.FieldTwice,
        $"the column '{header}' is named twice", $"列“{header}”出现了两次", "keep one", "请只保留一个");

    public static Fault BadOption(string value, string allowed) => Faults.Of(FaultKind.BadOption,
        $"'{value}' is not possible here", $"此处不能为“{value}”", $"use {allowed}", $"可用：{allowed}");

    public static Fault BadConstant(string value, Fault reason) => new(FaultKind.BadConstant,
        new($"'{value}': {reason.What.English}", $"'{value}'：{reason.What.Chinese}"), reason.Mend);
}
