using CrmCore.Cli.Csv;
using CrmCore.Matching;

namespace CrmCore.Cli.Matching;

/// <summary>Which role each column of a file plays in matching: a field of <see cref="MatchFields"/>, a whole name, a field of its own name, or none.</summary>
internal static class MatchRoles
{
    /// <summary>A person's whole name.</summary>
    public const string Name = "name";

    /// <summary>Not looked at.</summary>
    public const string Ignore = "ignore";

    private const int MostOthers = 6;

    private static readonly HashSet<string> BusinessWords =
    [
        "the", "of", "and", "cafe", "restaurant", "bar", "grill", "hotel", "inn", "shop", "store", "school", "university", "bank", "services", "service", "systems", "group", "holding", "inc", "ltd", "llc", "gmbh",
        "corp", "company", "co", "solutions", "technologies", "software", "international", "house", "club", "center", "centre", "market", "kitchen", "pizza", "with", "for", "in", "on",
    ];

    /// <summary>The roles of all columns, by column name. What the names do not say is read from the values.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<string> headers, string idColumn, IReadOnlyList<CsvRow> sample)
    {
        Dictionary<string, string> roles = new(StringComparer.Ordinal);
        for (int i = 0; i < headers.Count; i++)
        {
            string role = headers[i] == idColumn ? Ignore : MatchHeaders.RoleOf(headers[i]) ?? ByValues(Values(sample, i), headers[i]);
            roles[headers[i]] = role == Name && LooksLikeCompanies(Values(sample, i)) && !roles.ContainsValue(MatchFields.Company) ? MatchFields.Company : role;
        }

        bool named = roles.Values.Any(r => r is Name or MatchFields.Given or MatchFields.Family or MatchFields.Company);
        if (!named && Enumerable.Range(0, headers.Count).Where(i => headers[i] != idColumn && roles[headers[i]] == FieldOf(headers[i])).MaxBy(i => Distinctness(Values(sample, i))) is int best
            && headers[best] != idColumn && roles[headers[best]] == FieldOf(headers[best]))
        {
            roles[headers[best]] = MatchFields.Company;
        }

        foreach (string extra in headers.Where(h => roles[h] == FieldOf(h)).Skip(MostOthers))
        {
            roles[extra] = Ignore;
        }

        return roles;
    }

    /// <summary>A column whose name says nothing is a field of its own; it takes the column's name.</summary>
    public static string FieldOf(string header) => "column:" + header;

    private static string ByValues(IReadOnlyList<string> values, string header)
    {
        if (values.Count == 0 || values.Distinct(StringComparer.OrdinalIgnoreCase).Take(2).Count() < 2)
        {
            return Ignore;
        }

        double Share(Func<string, bool> test) => (double)values.Count(test) / values.Count;
        return Share(v => EmailAddress.TryParse(v, out _)) > 0.7 ? MatchFields.Email
            : Share(v => v.Count(char.IsDigit) is >= 7 and <= 15 && v.Any(c => c is '+' or '-' or '(' or '/' or ' ') && PhoneNumber.TryParse(v, out _)) > 0.7 ? MatchFields.Phone
            : FieldOf(header);
    }

    /// <summary>Names of shops and companies have words that people's names do not, digits, or a single word.</summary>
    private static bool LooksLikeCompanies(IReadOnlyList<string> values)
    {
        int companies = values.Count(v => NameForms.Company(v) != NameForms.Text(v)
            || NameForms.Text(v).Split(' ') is var words && (words.Any(w => BusinessWords.Contains(w) || w.Any(char.IsAsciiDigit)) || (words.Length == 1 && words[0].Length > 4) || words.Length > 4));
        return values.Count > 0 && companies >= 0.15 * values.Count;
    }

    private static double Distinctness(IReadOnlyList<string> values) =>
        values.Count == 0 ? 0 : values.Distinct(StringComparer.OrdinalIgnoreCase).Count() * Math.Min(40, values.Average(v => v.Count(char.IsLetter)));

    private static IReadOnlyList<string> Values(IReadOnlyList<CsvRow> sample, int column) => [.. sample.Select(r => r.Fields[column]).Where(v => !string.IsNullOrWhiteSpace(v))];
}
