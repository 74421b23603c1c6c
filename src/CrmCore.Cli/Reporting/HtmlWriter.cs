using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CrmCore.Cli.Reporting;

/// <summary>Writes HTML from interpolated strings: what is literal is markup, what stands in a hole is encoded. A section can't forget to escape.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes an interpolated string; its handler has done so before this is entered.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] Fragment html)
    {
    }

    /// <summary>Writes as it stands: our own assets, and JSON whose encoder has made it safe.</summary>
    public void WriteTrusted(string text) => output.Write(text);

    private void Encode(string value) => Encoder.Encode(output, value);

    [InterpolatedStringHandler]
    internal readonly ref struct Fragment
    {
        private readonly HtmlWriter _html;

        public Fragment(int literalLength, int formattedCount, HtmlWriter html) => _html = html;

        public void AppendLiteral(string markup) => _html.WriteTrusted(markup);

        public void AppendFormatted(string? value) => _html.Encode(value ?? "");

        public void AppendFormatted(int value) => _html.Encode(value.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(Meter meter) =>
            _html.WriteTrusted(string.Create(CultureInfo.InvariantCulture, $"""<svg class="meter{(meter.IsOver ? " over" : "")}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="fill" width="{meter.Filled}" height="6"/></svg>"""));
    }
}
