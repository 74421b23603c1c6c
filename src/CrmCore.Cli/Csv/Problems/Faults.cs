namespace CrmCore.Cli.Csv;

/// <summary>Every fault of files, rows and values with its words; those of a map are in <see cref="MapFaults"/>.</summary>
internal static class Faults
{
    public static readonly Fault FileMissing = Of(FaultKind.FileMissing,
        "no such file", "没有这个文件", "check the path", "请检查路径");

    public static readonly Fault IsDirectory = Of(FaultKind.IsDirectory,
        "this is a folder, not a file", "这是文件夹，不是文件", "name one CSV file in it", "请指定其中的一个 CSV 文件");

    public static readonly Fault NoPermission = Of(FaultKind.NoPermission,
        "no permission to read", "没有读取权限", "change the file's rights or copy it to your own folder", "请修改文件权限或复制到自己的目录");

    public static readonly Fault EmptyFile = Of(FaultKind.EmptyFile,
        "the file is empty", "文件为空", "export again", "请重新导出");

    public static readonly Fault HeaderOnly = Of(FaultKind.HeaderOnly,
        "there is a header and no row", "只有表头，没有数据行", "export again, without a filter that leaves nothing", "请重新导出，并检查筛选条件");

    public static readonly Fault NoHeader = Of(FaultKind.NoHeader,
        "the first row looks like data, not like column names", "第一行像数据，不像列名", "put one line with column names on top", "请在最上面加一行列名");

    public static readonly Fault StrayQuote = Of(FaultKind.StrayQuote,
        "a quote inside a field", "字段中有多余的引号", "enclose the field in quotes and double the quotes in it: \"say \"\"yes\"\"\"", "请用引号括住该字段，并将其中的引号写成两个");

    public static readonly Fault UnclosedQuote = Of(FaultKind.UnclosedQuote,
        "a quoted field is not closed", "引号没有闭合", "add the closing quote; reading went on at the next line", "请补上结束引号；已从下一行继续读取");

    public static readonly Fault NulCharacter = Of(FaultKind.NulCharacter,
        "a NUL character", "含有 NUL 字符", "the file is damaged here: export again or remove it", "文件在此处损坏：请重新导出或删除该字符");

    public static readonly Fault ControlCharacter = Of(FaultKind.ControlCharacter,
        "a control character", "含有控制字符", "remove it", "请删除该字符");

    public static readonly Fault InvalidBytes = Of(FaultKind.InvalidBytes,
        "bytes that are no text in the file's encoding", "含有不符合文件编码的字节", "save the file as UTF-8, or name its encoding in the map (\"encoding\")", "请将文件另存为 UTF-8，或在映射中写明编码（\"encoding\"）");

    public static readonly Fault MissingKey = Of(FaultKind.MissingKey,
        "the key is blank", "主键为空", "fill it, or use \"key\": \"row\"", "请补全，或使用 \"key\": \"row\"");

    public static readonly Fault NothingToIdentify = Of(FaultKind.NothingToIdentify,
        "no name, company, e-mail or phone", "没有姓名、公司、邮箱或电话", "fill one of them", "请至少填写一项");

    public static readonly Fault BadEmail = Of(FaultKind.BadEmail,
        "not an e-mail address", "不是邮箱地址", "write name@example.com, or list the word under \"blank\"", "请写成 name@example.com，或将该词列入 \"blank\"");

    public static readonly Fault BadPhone = Of(FaultKind.BadPhone,
        "not a phone number", "不是电话号码", "write digits, or list the word under \"blank\"", "请填写数字，或将该词列入 \"blank\"");

    public static readonly Fault UnknownStatus = Of(FaultKind.UnknownStatus,
        "not a known lead status", "未知的线索状态", "add it to \"values\": { \"status\": ... } (new, working, nurturing, qualified, converted, disqualified)", "请加入 \"values\": { \"status\": ... }（new、working、nurturing、qualified、converted、disqualified）");

    public static readonly Fault UnknownOutcome = Of(FaultKind.UnknownOutcome,
        "not a known outcome", "未知的结果", "add it to \"values\": { \"outcome\": ... } (open, won, lost, invalid)", "请加入 \"values\": { \"outcome\": ... }（open、won、lost、invalid）");

    public static readonly Fault BadProbability = Of(FaultKind.BadProbability,
        "not a probability", "不是有效的概率", "write 0% to 100%", "请写 0% 到 100%");

    public static readonly Fault BadCurrency = Of(FaultKind.BadCurrency,
        "not a currency", "不是有效的币种", "write a code such as USD, EUR or CNY", "请写 USD、EUR、CNY 等代码");

    public static readonly Fault NegativeAmount = Of(FaultKind.BadNumber,
        "a negative amount", "金额为负数", "write what the deal is worth, 0 or more", "请写商机的金额，不小于 0");

    public static Fault Unreadable(string reason) => Of(FaultKind.Unreadable,
        $"cannot be read ({reason})", $"无法读取（{reason}）", "close the program that has it open, or copy the file", "请关闭占用该文件的程序，或复制一份");

    public static Fault BinaryFile(Phrase what, Phrase mend) => new(FaultKind.BinaryFile, what, mend);

    public static Fault UnknownEncoding(string name) => Of(FaultKind.UnknownEncoding,
        $"no encoding is called '{name}'", $"没有名为“{name}”的编码", "use utf-8, utf-16, gb18030, big5, windows-1252 ...", "请使用 utf-8、utf-16、gb18030、big5、windows-1252 等");

    public static Fault UnknownPipeline(string pipelines) => Of(FaultKind.UnknownPipeline,
        "no pipeline has this key or name, or several have this name", "没有流程使用这个键或名称，或有多个流程使用这个名称",
        $"map it under \"values\": {{ \"pipeline\": ... }} to one of {pipelines}; or map the column to \"-\"", $"请在 \"values\": {{ \"pipeline\": ... }} 中映射为 {pipelines} 之一；或将该列映射为 \"-\"");

    public static Fault TooFewFields(int expected, int found) => Of(FaultKind.TooFewFields,
        $"{found} fields where the header has {expected}", $"只有 {found} 个字段，表头有 {expected} 列", "add the missing fields, blank ones too", "请补齐缺少的字段（可以为空）");

    public static Fault TooManyFields(int expected, int found) => Of(FaultKind.TooManyFields,
        $"{found} fields where the header has {expected}", $"有 {found} 个字段，表头只有 {expected} 列", "enclose a field that contains the delimiter in quotes", "请用引号括住含有分隔符的字段");

    public static Fault LineTooLong(int limit) => Of(FaultKind.LineTooLong,
        $"a line of more than {limit:N0} characters", $"一行超过 {limit:N0} 个字符", "shorten it; reading went on at the next line", "请缩短；已从下一行继续读取");

    public static Fault FieldTooLong(int limit, int found) => Of(FaultKind.FieldTooLong,
        $"a field of {found:N0} characters, more than {limit:N0}", $"字段有 {found:N0} 个字符，超过 {limit:N0}", "shorten it", "请缩短");

    public static Fault DuplicateKey(int line) => Of(FaultKind.DuplicateKey,
        $"the key of line {line} again", $"与第 {line} 行的主键重复", "remove one of the two, or add a column to \"key\"", "请删除其中一行，或在 \"key\" 中增加一列");

    public static Fault CurrencyConflict(string stated) => Of(FaultKind.CurrencyConflict,
        $"the amount's currency is not the row's {stated}", $"金额的币种与该行的 {stated} 不一致", "correct one of the two", "请改正其中之一");

    public static Fault EncodingGuessed(string name) => Of(FaultKind.EncodingGuessed,
        $"read as {name}, by the look of its bytes", $"根据字节特征按 {name} 读取", "state \"encoding\" in the map if letters look wrong", "如有乱码，请在映射中写明 \"encoding\"");

    public static Fault HeaderRenamed(string name) => Of(FaultKind.HeaderRenamed,
        $"a blank or repeated column name; the column is called '{name}' here", $"列名为空或重复；此列称为“{name}”", "use that name in the map", "在映射中请使用该名称");

    internal static Fault Of(FaultKind kind, string what, string whatChinese, string mend, string mendChinese) =>
        new(kind, new Phrase(what, whatChinese), new Phrase(mend, mendChinese));
}
