using System.Text;
using CrmCore.Cli.Reporting;

namespace CrmCore.Cli.Tests.Reporting;

internal static class RenderedReport
{
    public static ReportModel Empty { get; } = new() { Title = LocalizedText.FromString("Empty"), AsOf = DateTimeOffset.UnixEpoch, Currency = "EUR" };

    public static string Of(ReportModel model, ReportLanguage? language = null)
    {
        using StringWriter output = new();
        HtmlReport.Write(model, language ?? ReportLanguage.English, output);
        return output.ToString();
    }

    public static int Bytes(string page) => Encoding.UTF8.GetByteCount(page);

    /// <summary>The page without the text of its scripts and its style.</summary>
    public static string MarkupOf(string page)
    {
        StringBuilder markup = new(page);
        foreach (ReportAsset asset in new[] { ReportAsset.Style, ReportAsset.ChartLibrary, ReportAsset.Script })
        {
            markup.Replace(asset.Text, "");
        }

        return markup.ToString();
    }
}
