using System.Globalization;

namespace CrmCore.Probabilities.Training;

/// <summary>A table of texts, such as a CSV file, to be read as closed deals.</summary>
/// <param name="Header">The names of the columns.</param>
/// <param name="Rows">The rows; a short one is blank at its end.</param>
public sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private static readonly string[] NotNumbers = ["nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "-∞"];

    /// <summary>
    /// Reads it as a data set. A column is numeric where all that is not blank reads as numbers (a NaN or an infinity is taken as blank), else categorical; one
    /// without any value, or with one value throughout, tells nothing and is left out with a note. Rows without an outcome are left out.
    /// </summary>
    /// <returns>Refused with <c>probability.no-column</c>, <c>probability.no-rows</c>, <c>probability.no-id</c>, <c>probability.order-unreadable</c>.</returns>
    public TableResult Read(TableColumns columns)
    {
        Guard.Against.Null(columns);
        List<Refusal> refusals = [];
        List<string> notes = [];
        string?[] wanted = [columns.Id, columns.Outcome, columns.Order, columns.Group, columns.Stage, .. columns.Categorical, .. columns.Ignore];
        foreach (string name in wanted.OfType<string>().Distinct(StringComparer.Ordinal).Where(n => ColumnOf(n) < 0))
        {
            refusals.Add(new Refusal("probability.no-column", ("column", name), ("columns", string.Join(", ", Header))));
        }

        if (refusals.Count > 0)
        {
            return new(null, refusals, notes);
        }

        int outcome = ColumnOf(columns.Outcome);
        IReadOnlyList<string>[] rows = [.. Rows.Where(r => !string.IsNullOrWhiteSpace(Cell(r, outcome)))];
        if (rows.Length < Rows.Count)
        {
            notes.Add($"{Rows.Count - rows.Length} rows have no outcome and are left out.");
        }

        if (rows.Length == 0)
        {
            return new(null, [new Refusal("probability.no-rows", ("column", columns.Outcome))], notes);
        }

        int id = ColumnOf(columns.Id);
        if (rows.FirstOrDefault(r => string.IsNullOrWhiteSpace(Cell(r, id))) is not null)
        {
            refusals.Add(new Refusal("probability.no-id", ("column", columns.Id)));
        }

        decimal[]? order = columns.Order is null ? null : ReadOrder(rows, columns.Order, refusals);
        if (refusals.Count > 0)
        {
            return new(null, refusals, notes);
        }

        string[] ids = [.. rows.Select(r => Cell(r, id))];
        string[]? groups = columns.Group is null ? null : [.. rows.Select((r, i) => Cell(r, ColumnOf(columns.Group)) is { Length: > 0 } group ? group : ids[i])];
        if (groups is null && ids.Distinct(StringComparer.Ordinal).Count() is int distinct && distinct < ids.Length)
        {
            notes.Add($"{ids.Length - distinct} rows repeat an id; rows of one id are kept together.");
        }

        return new(Build(rows, columns, ids, groups, order, notes), [], notes);
    }

    private Dataset Build(IReadOnlyList<string>[] rows, TableColumns columns, string[] ids, string[]? groups, decimal[]? order, List<string> notes)
    {
        HashSet<string> used = new([columns.Id, columns.Outcome, .. columns.Ignore], StringComparer.Ordinal);
        used.UnionWith(new[] { columns.Order, columns.Group }.OfType<string>());
        List<(int Column, Feature Feature)> features = [];
        for (int column = 0; column < Header.Count; column++)
        {
            if (!used.Contains(Header[column]) && FeatureOf(rows, column, columns, notes) is { } feature)
            {
                features.Add((column, feature));
            }
        }

        FeatureSchema schema = new([.. features.Select(f => f.Feature)]);
        double[] values = new double[rows.Length * schema.Count];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int f = 0; f < schema.Count; f++)
            {
                values[(row * schema.Count) + f] = schema.Encode(f, Cell(rows[row], features[f].Column));
            }
        }

        int outcome = ColumnOf(columns.Outcome);
        bool[] outcomes = [.. rows.Select(r => string.Equals(Cell(r, outcome), columns.WonValue.Trim(), StringComparison.OrdinalIgnoreCase))];
        return new(schema, values, outcomes, ids, groups, order);
    }

    private Feature? FeatureOf(IReadOnlyList<string>[] rows, int column, TableColumns columns, List<string> notes)
    {
        string name = Header[column];
        SortedSet<string> levels = new(StringComparer.Ordinal);
        bool numeric = name != columns.Stage && !columns.Categorical.Contains(name, StringComparer.Ordinal);
        bool blanks = false;
        foreach (IReadOnlyList<string> row in rows)
        {
            string cell = Cell(row, column);
            if (cell.Length == 0)
            {
                blanks = true;
            }
            else if (numeric && IsNotANumber(cell))
            {
                blanks = true;
            }
            else
            {
                numeric = numeric && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
                levels.Add(cell);
            }
        }

        if (levels.Count == 0 || (levels.Count == 1 && !blanks))
        {
            notes.Add($"'{name}' {(levels.Count == 0 ? "is blank throughout" : "is the same throughout")} and is left out.");
            return null;
        }

        if (!numeric && levels.Count > 20 && levels.Count > 0.9 * rows.Length)
        {
            notes.Add($"'{name}' is different in nearly every row, as a name or number of the deal is, and is left out.");
            return null;
        }

        return numeric ? new(name, FeatureKind.Numeric) : new(name, FeatureKind.Categorical, [.. levels]);
    }

    private decimal[] ReadOrder(IReadOnlyList<string>[] rows, string name, List<Refusal> refusals)
    {
        int column = ColumnOf(name);
        decimal[] order = new decimal[rows.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            string cell = Cell(rows[row], column);
            if (decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
            {
                order[row] = number;
            }
            else if (DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
            {
                order[row] = date.UtcTicks;
            }
            else
            {
                refusals.Add(new Refusal("probability.order-unreadable", ("column", name), ("value", cell), ("row", row + 1)));
                break;
            }
        }

        return order;
    }

    private static bool IsNotANumber(string cell) => NotNumbers.Contains(cell, StringComparer.OrdinalIgnoreCase);

    private static string Cell(IReadOnlyList<string> row, int column) => column < row.Count ? (row[column] ?? "").Trim() : "";

    private int ColumnOf(string name)
    {
        for (int column = 0; column < Header.Count; column++)
        {
            if (string.Equals(Header[column], name, StringComparison.Ordinal))
            {
                return column;
            }
        }

        return -1;
    }
}
