namespace CrmCore.Leads.Merging;

/// <summary>Puts the fields of leads together, those of the first lead first; choices such as tags are united, of priorities the highest is kept.</summary>
internal static class MergePlan
{
    private const string Custom = "custom.";

    /// <summary>The field of the host's whose highest number is kept.</summary>
    private const string Priority = "priority";

    private static readonly string[] Fields = ["name", "company", "title", "email", "phone", "industry", "place"];

    public static bool IsField(string field) => Fields.Contains(field) || field.StartsWith(Custom, StringComparison.Ordinal);

    public static LeadMergePreview Of(Lead[] ordered, MergeChoices choices)
    {
        List<MergedField> fields = [];
        Lead survivor = ordered[0];
        Lead place = Pick("place", Place, ordered.OrderByDescending(Parts));
        LeadDetails details = new()
        {
            Name = Pick("name", l => l.Details.Name?.Full).Details.Name,
            Company = Pick("company", l => Text(l.Details.Company)).Details.Company,
            Title = Pick("title", l => Text(l.Details.Title)).Details.Title,
            Email = Pick("email", l => l.Details.Email?.Address).Details.Email,
            Phone = Pick("phone", l => l.Details.Phone?.ToString()).Details.Phone,
            Industry = Pick("industry", l => Text(l.Details.Industry)).Details.Industry,
            City = place.Details.City,
            Country = place.Details.Country,
            Description = Description(ordered),
        };
        fields.Add(new("description", details.Description, null, new Dictionary<LeadId, string>()));
        CustomFields custom = CustomFields.Empty;
        foreach (string key in ordered.SelectMany(l => l.CustomFields.Select(f => f.Key)).Distinct().Order(StringComparer.Ordinal))
        {
            custom = custom.With(key, Combined(Custom + key, key) ?? Pick(Custom + key, l => Text(l.CustomFields[key].ToString())).CustomFields[key]);
        }

        LeadSnapshot result = survivor.ToSnapshot() with
        {
            Details = details,
            CustomFields = custom.Count == 0 ? null : custom.ToDictionary(),
            FollowUps = OrNull([.. ordered.SelectMany(l => l.FollowUps).OrderBy(f => f.At)]),
            Touches = OrNull([.. survivor.Touches.Concat(ordered.Skip(1).SelectMany(l => l.Touches.Prepend(new(l.Source, l.CapturedAt)))).OrderBy(t => t.At)]),
        };
        return new(survivor.Id, [.. ordered.Skip(1).Select(l => l.Id)], fields, result);

        FieldValue? Combined(string field, string key)
        {
            FieldValue[] values = [.. ordered.Select(l => l.CustomFields[key]).Where(v => !v.IsNone)];
            FieldValue? value = choices.Fields.ContainsKey(field) ? null
                : Array.TrueForAll(values, v => v.AsChoices is not null) ? FieldValue.Of(values.SelectMany(v => v.AsChoices!).Distinct(StringComparer.Ordinal))
                : key == Priority && Array.TrueForAll(values, v => v.AsNumber is not null) ? FieldValue.Of(values.Max(v => v.AsNumber!.Value))
                : null;
            if (value is not null)
            {
                fields.Add(new(field, value.ToString(), null, new Dictionary<LeadId, string>()));
            }

            return value;
        }

        Lead Pick(string field, Func<Lead, string?> textOf, IEnumerable<Lead>? order = null)
        {
            Lead? from = choices.Fields.TryGetValue(field, out LeadId chosen)
                ? ordered.First(l => l.Id == chosen)
                : (order ?? ordered).FirstOrDefault(l => textOf(l) is not null);
            string? value = from is null ? null : textOf(from);
            fields.Add(new(field, value, value is null ? null : from!.Id, ordered.Where(l => l != from && textOf(l) is { } other && other != value).ToDictionary(l => l.Id, l => textOf(l)!)));
            return from ?? survivor;
        }
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? Place(Lead lead) => Text(string.Join(", ", new[] { lead.Details.City, lead.Details.Country }.Where(p => !string.IsNullOrWhiteSpace(p))));

    private static int Parts(Lead lead) => (Text(lead.Details.City) is null ? 0 : 1) + (Text(lead.Details.Country) is null ? 0 : 1);

    private static string? Description(Lead[] ordered) =>
        Text(string.Join("\n\n", ordered.Select(l => Text(l.Details.Description)?.Trim()).Where(d => d is not null).Distinct(StringComparer.Ordinal)));

    private static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T> items) => items.Count == 0 ? null : items;
}
