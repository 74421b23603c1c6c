using CrmCore.Matching;
using CrmCore.Matching.Rules;
using CrmCore.Tests.PublicData;

namespace CrmCore.Cli.Tests.Matching;

/// <summary>The records of a febrl set without social security number and date of birth, with the number of the person that each is of.</summary>
internal static class FebrlRecords
{
    private static readonly string[] Fields =
    [
        MatchFields.Given, MatchFields.Family, MatchFields.HouseNumber, MatchFields.Street, MatchFields.Street2, MatchFields.City, MatchFields.Postcode, MatchFields.State,
    ];

    public static IReadOnlyList<(MatchRecord Record, int Person, bool IsOriginal)> Read(string file) =>
        [.. File.ReadLines(SharedData.PathOf(file)).Skip(1).Select((line, number) => Parse(line.Split(','), number + 1))];

    public static MatchRules Rules { get; } = ReadyMatchRules.For(Fields);

    private static (MatchRecord, int, bool) Parse(string[] cells, int number)
    {
        string[] id = cells[0].Split('-');
        Dictionary<string, string> values = [];
        for (int i = 0; i < Fields.Length; i++)
        {
            if (cells[i + 1].Trim() is { Length: > 0 } value)
            {
                values[Fields[i]] = value;
            }
        }

        return (new(new Guid(number, 0, 0, new byte[8])) { Other = values }, int.Parse(id[1], System.Globalization.CultureInfo.InvariantCulture), id[2] == "org");
    }
}
