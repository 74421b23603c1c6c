using System.Collections.Frozen;
using CrmCore.Leads;

namespace CrmCore.Conversion.Fields;

/// <summary>A field of a lead that a mapping or a name can take.</summary>
internal sealed record LeadField(string Key, FieldForm Form, Func<Lead, object?> Get)
{
    public const string CustomPrefix = "custom.";

    public const string EachCustom = "custom.*";

    private static readonly FrozenDictionary<string, LeadField> Known = new LeadField[]
    {
        new("name", FieldForm.Name, l => l.Details.Name),
        new("given-name", FieldForm.Text, l => l.Details.Name?.Given),
        new("family-name", FieldForm.Text, l => l.Details.Name?.Family),
        new("display-name", FieldForm.Text, l => l.Details.DisplayName),
        new("company", FieldForm.Text, l => l.Details.Company),
        new("title", FieldForm.Text, l => l.Details.Title),
        new("email", FieldForm.Email, l => l.Details.Email),
        new("email-local-part", FieldForm.Text, l => l.Details.Email?.LocalPart),
        new("phone", FieldForm.Phone, l => l.Details.Phone),
        new("industry", FieldForm.Text, l => l.Details.Industry),
        new("city", FieldForm.Text, l => l.Details.City),
        new("country", FieldForm.Text, l => l.Details.Country),
        new("description", FieldForm.Text, l => l.Details.Description),
        new("source", FieldForm.Text, l => l.Source.Kind.ToString()),
        new("source-detail", FieldForm.Text, l => l.Source.Detail),
        new("campaign", FieldForm.Text, l => l.Source.Campaign),
        new("captured", FieldForm.Date, l => DateOnly.FromDateTime(l.CapturedAt.DateTime)),
    }.ToFrozenDictionary(f => f.Key);

    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal).Append("custom.KEY");

    /// <summary>The field of a key; null where there is none.</summary>
    public static LeadField? Find(string? key) => key switch
    {
        null or EachCustom => null,
        _ when Known.TryGetValue(key, out LeadField? known) => known,
        _ when key.StartsWith(CustomPrefix, StringComparison.Ordinal) && key.Length is > 7 and <= 207 && key[^1] != '*' =>
            new(key, FieldForm.Any, l => l.CustomFields[key[CustomPrefix.Length..]]),
        _ => null,
    };

    public FieldContent Of(Lead lead) => new(Get(lead));
}
