namespace CrmCore.Cli.Terminal;

/// <summary>Bars of block characters, an eighth of a cell fine.</summary>
internal static class Bar
{
    private const string Eighths = "▏▎▍▌▋▊▉█";

    /// <summary>A bar that fills a share (0 to 1) of a width in cells, filled up with spaces; a share above 0 shows at least its thinnest piece.</summary>
    public static string Of(double? share, int width)
    {
        int eighths = share is > 0 and { } s ? Math.Max(1, (int)Math.Round(Math.Min(1, s) * width * Eighths.Length)) : 0;
        string bar = new string(Eighths[^1], eighths / Eighths.Length) + (eighths % Eighths.Length == 0 ? "" : Eighths[(eighths % Eighths.Length) - 1].ToString());
        return bar.PadRight(width);
    }
}
