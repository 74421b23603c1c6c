using System.Globalization;
using System.Net;
using System.Text;

namespace CrmCore.Qualification.Icebergs;

/// <summary>Draws an iceberg as plain text, Mermaid or SVG. Control and direction characters of notes are left out; the rest is escaped for its form.</summary>
public static class IcebergDrawing
{
    private const int LineHeight = 22;
    private const int Width = 760;

    /// <summary>A text with a line of waves for the water.</summary>
    /// <param name="iceberg">The iceberg.</param>
    /// <param name="culture">The language of the layers' names; null means the current UI culture.</param>
    public static string ToText(this Iceberg iceberg, CultureInfo? culture = null)
    {
        StringBuilder text = new();
        foreach ((IcebergLayer layer, bool waterline) in Layers(iceberg))
        {
            if (waterline)
            {
                text.Append('~', 60).Append('\n');
            }

            text.Append(layer.Name.In(culture)).Append('\n');
            foreach (Need need in iceberg.In(layer))
            {
                text.Append("  - ").Append(Label(iceberg, need)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>A Mermaid flow chart: one subgraph a layer, arrows from a need to what lies under it, dotted ones from an implied need to the explicit one it became.</summary>
    /// <param name="iceberg">The iceberg.</param>
    /// <param name="culture">The language of the layers' names; null means the current UI culture.</param>
    public static string ToMermaid(this Iceberg iceberg, CultureInfo? culture = null)
    {
        StringBuilder text = new("flowchart TB\n");
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (Need need in iceberg.Needs)
        {
            numbers.TryAdd(need.Id, numbers.Count);
        }

        int number = 0;
        List<string> downwards = [];
        foreach ((IcebergLayer layer, bool waterline) in Layers(iceberg))
        {
            if (waterline)
            {
                text.Append("  water[\"~ ~ ~ ~ ~ ~ ~ ~ ~ ~\"]\n");
                downwards.Add("water");
            }

            downwards.Add($"layer{number}");
            text.Append(CultureInfo.InvariantCulture, $"  subgraph layer{number++}[\"{Mermaid(layer.Name.In(culture))}\"]\n");
            foreach (Need need in iceberg.In(layer).DistinctBy(n => n.Id))
            {
                text.Append(CultureInfo.InvariantCulture, $"    n{numbers[need.Id]}[\"{Mermaid(Label(iceberg, need))}\"]\n");
            }

            text.Append("  end\n");
        }

        foreach (Need need in iceberg.Needs.DistinctBy(n => n.Id))
        {
            AppendLink(need.Under, need.Id, "-->");
            AppendLink(need.Id, need.PromotedFrom, "-.-");   // links rank their ends downwards, so what came up is named first
        }

        // Links that are not drawn: they keep the layers one above the other, and the water between them.
        return text.Append(CultureInfo.InvariantCulture, $"  {string.Join(" ~~~ ", downwards)}\n").ToString();

        void AppendLink(string? upper, string? lower, string link)
        {
            if (upper is not null && lower is not null && numbers.TryGetValue(upper, out int from) && numbers.TryGetValue(lower, out int to))
            {
                text.Append(CultureInfo.InvariantCulture, $"  n{from} {link} n{to}\n");
            }
        }
    }

    /// <summary>An SVG picture: a berg with the waterline between the explicit layers and those below.</summary>
    /// <param name="iceberg">The iceberg.</param>
    /// <param name="culture">The language of the layers' names; null means the current UI culture.</param>
    public static string ToSvg(this Iceberg iceberg, CultureInfo? culture = null)
    {
        List<(string Text, bool Heading, bool Below)> lines = [];
        bool below = false;
        int above = 0;
        foreach ((IcebergLayer layer, bool waterline) in Layers(iceberg))
        {
            below |= waterline;
            above = waterline ? lines.Count : above;
            lines.Add((Clean(layer.Name.In(culture)), true, below));
            lines.AddRange(iceberg.In(layer).Select(n => (Label(iceberg, n), false, below)));
        }

        int water = 60 + (above * LineHeight);
        int height = 110 + (lines.Count * LineHeight);
        int middle = Width / 2;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"14\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{height}\" fill=\"#eef6fb\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect y=\"{water}\" width=\"{Width}\" height=\"{height - water}\" fill=\"#b9dcf0\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{middle},8 {middle + 220},{water} {Width - 30},{(water + height) / 2} {middle + 60},{height - 8} {middle - 60},{height - 8} 30,{(water + height) / 2} {middle - 220},{water}\" fill=\"#ffffff\" stroke=\"#7aaac4\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"waterline\" d=\"M0 {water} H{Width}\" stroke=\"#2277aa\" stroke-width=\"3\" stroke-dasharray=\"14 6\"/>\n");
        for (int i = 0; i < lines.Count; i++)
        {
            int y = 44 + (i * LineHeight) + (lines[i].Below ? 34 : 0);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\"{(lines[i].Heading ? " font-weight=\"bold\"" : "")}>{WebUtility.HtmlEncode(Short(lines[i].Text))}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static IEnumerable<(IcebergLayer Layer, bool Waterline)> Layers(Iceberg iceberg)
    {
        NeedLayer before = NeedLayer.Explicit;
        foreach (IcebergLayer layer in Guard.Against.Null(iceberg).Model.Layers)
        {
            yield return (layer, before == NeedLayer.Explicit && layer.Depth != NeedLayer.Explicit);
            before = layer.Depth;
        }
    }

    private static string Label(Iceberg iceberg, Need need)
    {
        string promoted = iceberg.Needs.Any(n => n.PromotedFrom == need.Id) ? " ↑" : "";
        return Clean(need.Statement) + (need.Quote is null ? "" : $" “{Clean(need.Quote)}”") + promoted;
    }

    private static string Clean(string text) => SafeText.Clean(text).ReplaceLineEndings(" ");

    private static string Short(string text)
    {
        if (text.Length <= 90)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[87]) ? 87 : 88)] + "…";
    }

    private static string Mermaid(string text) => text.Replace("&", "#amp;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal).Replace("<", "#lt;", StringComparison.Ordinal).Replace(">", "#gt;", StringComparison.Ordinal);
}
