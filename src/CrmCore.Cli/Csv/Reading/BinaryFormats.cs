namespace CrmCore.Cli.Csv;

/// <summary>Recognises files that are no CSV whatever their name says.</summary>
internal static class BinaryFormats
{
    private static readonly Phrase SaveAsCsv = new("save it as \"CSV UTF-8\" in the spreadsheet program", "请在表格软件中另存为“CSV UTF-8”");
    private static readonly Phrase ExportAsCsv = new("export the data as CSV", "请将数据导出为 CSV");

    /// <summary>The fault of a file that starts with <paramref name="start"/>, or null for what may be text.</summary>
    public static Fault? Recognise(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => Faults.BinaryFile(new("an Excel workbook or a ZIP archive", "这是 Excel 工作簿或 ZIP 压缩包"), SaveAsCsv),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Faults.BinaryFile(new("an old Excel workbook", "这是旧版 Excel 工作簿"), SaveAsCsv),
        [0x1F, 0x8B, ..] => Faults.BinaryFile(new("a gzip archive", "这是 gzip 压缩文件"), new("unpack it", "请先解压")),
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => Faults.BinaryFile(new("a PDF document", "这是 PDF 文档"), ExportAsCsv),
        _ when start.StartsWith("SQLite format 3"u8) => Faults.BinaryFile(new("a SQLite database", "这是 SQLite 数据库"), ExportAsCsv),
        _ when IsMarkup(start) => Faults.BinaryFile(new("an HTML or XML page", "这是 HTML 或 XML 页面"), SaveAsCsv),
        _ when IsMostlyControl(start) => Faults.BinaryFile(new("a binary file, not text", "这是二进制文件，不是文本"), ExportAsCsv),
        _ => null,
    };

    private static bool IsMarkup(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> text = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start;
        text = text.TrimStart(" \r\n\t"u8);
        return text is [(byte)'<', (byte)'!' or (byte)'?' or (byte)'h' or (byte)'H' or (byte)'t' or (byte)'T', ..];
    }

    /// <summary>More than one in ten bytes is a control character that no text has. NULs do not count beside UTF-16's.</summary>
    private static bool IsMostlyControl(ReadOnlySpan<byte> start)
    {
        int control = 0;
        int zero = 0;
        foreach (byte b in start)
        {
            zero += b == 0 ? 1 : 0;
            control += b is > 0 and < 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f') ? 1 : 0;
        }

        return control * 10 > start.Length || (zero * 10 > start.Length && !LooksWide(start, zero));
    }

    private static bool LooksWide(ReadOnlySpan<byte> start, int zero)
    {
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            return true;
        }

        int odd = 0;
        for (int i = 1; i < start.Length; i += 2)
        {
            odd += start[i] == 0 ? 1 : 0;
        }

        return odd * 20 >= zero * 19 || odd * 20 <= zero;
    }
}
