using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using CrmCore.Cli.Csv;
using CrmCore.Cli.Terminal;
using CrmCore.Matching;

namespace CrmCore.Cli.Matching;

/// <summary>A file to be matched: its columns' roles and its rows as records. The id of a record tells the file and the row.</summary>
internal sealed class MatchSource
{
    private readonly CsvFile _file;
    private readonly byte _number;
    private readonly int _idColumn;
    private readonly IReadOnlyList<(int Column, string Role)> _columns;
    private readonly List<string> _ids = [];

    private MatchSource(CsvFile file, byte number, int idColumn, IReadOnlyDictionary<string, string> roles)
    {
        _file = file;
        _number = number;
        _idColumn = idColumn;
        Roles = roles;
        _columns = [.. file.Headers.Select((h, i) => (i, roles.GetValueOrDefault(h, MatchRoles.Ignore))).Where(c => c.Item2 != MatchRoles.Ignore)];
    }

    public string Name => _file.Name;

    /// <summary>The role of each column.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; }

    /// <summary>The fields that rules see.</summary>
    public IEnumerable<string> Fields => _columns.SelectMany(c => c.Role switch
    {
        MatchRoles.Name => (string[])[MatchFields.Given, MatchFields.Family],
        MatchFields.Street => [MatchFields.Street, MatchFields.HouseNumber],
        _ => [c.Role],
    }).Distinct();

    /// <summary>The ids of the rows that were read, in order.</summary>
    public IReadOnlyList<string> Ids => _ids;

    public static bool TryOpen(string path, byte number, string id, IReadOnlyDictionary<string, string>? map, bool isOnly, [NotNullWhen(true)] out MatchSource? source)
    {
        source = null;
        if (!CsvFile.TryOpen(path, new CsvOptions(), out CsvFile? file, out CsvProblem? problem))
        {
            Output.Error(problem.ToString());
            return false;
        }

        int column = file.Headers.ToList().FindIndex(h => h.Trim().Equals(id.Trim(), StringComparison.OrdinalIgnoreCase));
        if (column < 0)
        {
            Output.Error($"{path}: there is no column '{id}'; it has {string.Join(", ", file.Headers)}. Name the one that identifies a row with --id.");
            return false;
        }

        string[] unknown = [.. (map?.Keys ?? []).Where(c => !file.Headers.Contains(c))];
        if (unknown.Length > 0 && isOnly)
        {
            Output.Error($"{path}: the map names columns that are not there: {string.Join(", ", unknown)}. It has {string.Join(", ", file.Headers)}.");
            return false;
        }

        source = new(file, number, column, map ?? MatchRoles.Of(file.Headers, file.Headers[column], file.Sample(2000)));
        return true;
    }

    /// <summary>Streams the rows as records; a row that can't be read is reported and passed over.</summary>
    public IEnumerable<MatchRecord> Records(Func<string, PhoneNumber?> phone)
    {
        foreach (CsvRow row in _file.Rows(p => Output.Error(p.ToString())))
        {
            _ids.Add(row.Fields[_idColumn].Trim());
            yield return RecordOf(row, phone);
        }
    }

    /// <summary>The file (1 or 2) and the row of a record.</summary>
    public static (int File, int Row) Place(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (bytes[0], BinaryPrimitives.ReadInt32BigEndian(bytes[12..]));
    }

    private MatchRecord RecordOf(CsvRow row, Func<string, PhoneNumber?> phone)
    {
        Span<byte> id = stackalloc byte[16];
        id.Clear();
        id[0] = _number;
        BinaryPrimitives.WriteInt32BigEndian(id[12..], _ids.Count - 1);
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        PhoneNumber? number = null;
        foreach ((int column, string role) in _columns)
        {
            string value = row.Fields[column];
            if (string.IsNullOrWhiteSpace(value) || IsNothing(value))
            {
                continue;
            }

            if (role == MatchFields.Phone)
            {
                number ??= phone(value);
            }

            values.TryAdd(role, value);
        }

        return new(new Guid(id, bigEndian: true)) { Name = values.GetValueOrDefault(MatchRoles.Name), Phone = number, Other = values };
    }

    private static bool IsNothing(string value) =>
        value.Trim() is "-" or "?" or "." or "N/A" or "n/a" or "NA" or "NULL" or "null" or "None" or "none" or "NaN" or "nan" or "unknown" or "Unknown" or "无" or "不详" or "未知";
}
