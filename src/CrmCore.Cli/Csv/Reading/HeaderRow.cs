namespace CrmCore.Cli.Csv;

/// <summary>Makes of the first record a list of column names without blanks and without equals.</summary>
internal static class HeaderRow
{
    /// <param name="fields">The first record.</param>
    /// <param name="renamed">Told the number of a column that got another name, from 1, and that name.</param>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> fields, Action<int, string> renamed)
    {
        HashSet<string> used = new(StringComparer.OrdinalIgnoreCase);
        List<string> names = new(fields.Count);
        foreach (string field in fields)
        {
            string entered = Cell.Clean(field);
            string name = entered.Length == 0 ? $"column {names.Count + 1}" : entered;
            string unique = name;
            for (int again = 2; !used.Add(unique); again++)
            {
                unique = $"{name} ({again})";
            }

            names.Add(unique);
            if (unique != entered)
            {
                renamed(names.Count, unique);
            }
        }

        return names;
    }

    /// <summary>True for a first row that holds an e-mail address, or nothing but numbers: a file without a header.</summary>
    public static bool LooksLikeData(IReadOnlyList<string> fields) =>
        fields.Any(f => f.Contains('@') && Cell.IsEmail(Cell.Clean(f)))
        || (fields.Count > 1 && fields.All(f => f.Length > 0 && f.All(c => char.IsDigit(c) || c is '.' or ',' or '-' or '/' or ':' or ' ')));
}
