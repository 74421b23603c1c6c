using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CrmCore.Tests.Docs.Reference;

/// <summary>What the XML documentation of CrmCore says of types and members, as Markdown on one line.</summary>
internal static partial class XmlDocs
{
    private static readonly Dictionary<string, XElement> Members = XDocument.Load(Path.ChangeExtension(typeof(CrmTexts).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, StringComparer.Ordinal);

    public static string Of(Type type) => Members.TryGetValue($"T:{NameOf(type)}", out XElement? member) ? TextOf(member.Element("summary")) : "";

    /// <summary>Of a property: its own summary, else the parameter of the record that it comes from.</summary>
    public static string Of(PropertyInfo property)
    {
        Type type = property.DeclaringType!;
        return Members.TryGetValue($"P:{NameOf(type)}.{property.Name}", out XElement? member) && TextOf(member.Element("summary")) is { Length: > 0 } summary
            ? summary
            : TextOf(Members.GetValueOrDefault($"T:{NameOf(type)}")?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == property.Name));
    }

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string TextOf(XElement? element) => element is null ? "" : Space().Replace(string.Concat(element.Nodes().Select(Markdown)), " ").Trim();

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{(see.Attribute("cref")?.Value ?? see.Attribute("langword")?.Value ?? "").Split('(')[0].Split('.', ':')[^1]}`",
        XElement { Name.LocalName: "paramref" } parameter => $"`{parameter.Attribute("name")?.Value}`",
        XElement other => string.Concat(other.Nodes().Select(Markdown)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
