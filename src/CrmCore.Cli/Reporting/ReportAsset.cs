using System.Security.Cryptography;
using System.Text;

namespace CrmCore.Cli.Reporting;

/// <summary>An embedded style or script, with the hash by which the page's content security policy allows it.</summary>
internal sealed record ReportAsset(string Text, string Hash)
{
    public static ReportAsset Style { get; } = Load("report.css");

    public static ReportAsset ChartLibrary { get; } = Load("echarts.slim.min.js");

    public static ReportAsset Script { get; } = Load("report.js");

    private static ReportAsset Load(string name)
    {
        using Stream stream = typeof(ReportAsset).Assembly.GetManifestResourceStream($"CrmCore.Cli.Reporting.Assets.{name}")
            ?? throw new InvalidOperationException($"The asset '{name}' is not embedded.");
        using StreamReader reader = new(stream, Encoding.UTF8);

        // A browser hashes the text with its line ends normalised.
        string text = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new(text, $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'");
    }
}
