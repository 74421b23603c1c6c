using System.Globalization;
using CrmCore.Cli.Csv;
using CrmCore.Matching;
using CrmCore.Matching.Rules;
using CrmCore.Tests.PublicData;
using Xunit.Abstractions;

namespace CrmCore.Cli.Tests.Matching;

/// <summary>What the ready rules reach on public sets, without training and without the columns that give the answer away.</summary>
public sealed class MatchingAimsTests(ITestOutputHelper output)
{
    /// <summary>One spouse each would leave the share in the smallest set to chance: 479 households at 2.7% have a standard deviation of 0.7%.</summary>
    private const int SpousesEach = 10;

    [SharedDataTheory]
    [InlineData("febrl/dataset2.csv")]
    [InlineData("febrl/dataset3.csv")]
    public void The_keys_keep_the_true_pairs_of_febrl_and_drop_nearly_all_others(string file)
    {
        var records = FebrlRecords.Read(file);
        Dictionary<Guid, int> personOf = records.ToDictionary(r => r.Record.Id, r => r.Person);
        DuplicateIndex index = new(WithoutClasses(FebrlRecords.Rules), records.Count);
        foreach ((MatchRecord record, _, _) in records)
        {
            index.Add(record);
        }

        long kept = 0;
        long compared = 0;
        foreach (MatchPair pair in index.Pairs())
        {
            compared++;
            kept += personOf[pair.Left] == personOf[pair.Right] ? 1 : 0;
        }

        long truth = records.CountBy(r => r.Person).Sum(p => (long)p.Value * (p.Value - 1) / 2);
        long all = (long)records.Count * (records.Count - 1) / 2;
        double keptShare = (double)kept / truth;
        double droppedShare = 1 - ((double)compared / all);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: keeps {keptShare:0.00000} of {truth} true pairs, drops {droppedShare:0.00000} of {all}"));
        Assert.InRange(keptShare, 0.998, 1);
        Assert.InRange(droppedShare, 0.999, 1);
    }

    [SharedDataTheory]
    [InlineData("febrl/dataset1.csv")]
    [InlineData("febrl/dataset2.csv")]
    [InlineData("febrl/dataset3.csv")]
    public void A_spouse_at_the_same_address_is_never_the_same_and_seldom_likely(string file)
    {
        MatchRecord[] originals = [.. FebrlRecords.Read(file)
            .Where(r => r.IsOriginal && r.Record.Other.ContainsKey(MatchFields.Given) && r.Record.Other.ContainsKey(MatchFields.Family))
            .Select(r => r.Record)];
        Random random = new(20260105);
        DuplicateIndex index = new(FebrlRecords.Rules);
        Dictionary<MatchClass, int> classes = [];
        foreach (MatchRecord original in originals)
        {
            foreach (MatchRecord namesake in random.GetItems(originals, SpousesEach).Where(o => o.Other[MatchFields.Given] != original.Other[MatchFields.Given]))
            {
                MatchRecord spouse = original with
                {
                    Id = new Guid(0, 1, 0, new byte[8]),
                    Other = new Dictionary<string, string>(original.Other) { [MatchFields.Given] = namesake.Other[MatchFields.Given] },
                };
                MatchClass reached = index.Compare(original, spouse).Class;
                classes[reached] = classes.GetValueOrDefault(reached) + 1;
            }
        }

        int spouses = classes.Values.Sum();
        double likely = (double)classes.GetValueOrDefault(MatchClass.Likely) / spouses;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {originals.Length} households, {spouses} spouses: likely {likely:0.0000}, same {classes.GetValueOrDefault(MatchClass.Same)}"));
        Assert.Equal(0, classes.GetValueOrDefault(MatchClass.Same));
        Assert.InRange(likely, 0, 0.03);
    }

    [SharedDataFact]
    public void The_test_pairs_of_Fodors_and_Zagats_are_told_apart()
    {
        Assert.True(CsvFile.TryOpen(SharedData.PathOf("fodors-zagats/pairs.csv"), new CsvOptions(), out CsvFile? file, out CsvProblem? problem), problem?.ToString());
        MatchRules rules = ReadyMatchRules.For([MatchFields.Company, MatchFields.Street, MatchFields.HouseNumber, MatchFields.City, MatchFields.Phone, "type"]);
        DuplicateIndex index = new(rules);
        (int hits, int found, int truth, int rows) = (0, 0, 0, 0);
        foreach (CsvRow row in file.Rows(static _ => { }).Where(r => r.Fields[0] == "test"))
        {
            bool isSame = row.Fields[1] == "1";
            bool isFound = index.Compare(RestaurantOf(row.Fields.Skip(2).ToArray(), 1), RestaurantOf(row.Fields.Skip(8).ToArray(), 2)).Class >= MatchClass.Likely;
            rows++;
            truth += isSame ? 1 : 0;
            found += isFound ? 1 : 0;
            hits += isSame && isFound ? 1 : 0;
        }

        double f1 = 2.0 * hits / (found + truth);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} pairs: precision {(double)hits / found:0.0000}, recall {(double)hits / truth:0.0000}, F1 {f1:0.0000}"));
        Assert.Equal(189, rows);
        Assert.InRange(f1, 0.97, 1);
    }

    /// <summary>The same keys, and every pair that shares one is a candidate whatever its fields say.</summary>
    private static MatchRules WithoutClasses(MatchRules rules) => new(
        rules.Key, rules.Version, rules.Fields, rules.Comparisons, rules.Blocks, rules.Thresholds with { Possible = -1000 }, [], rules.MaximumKeyUses);

    private static MatchRecord RestaurantOf(string[] cells, int number) => new(new Guid(number, 0, 0, new byte[8]))
    {
        Phone = PhoneNumber.TryParse(cells[3], out PhoneNumber? phone) ? phone : null,
        Other = new Dictionary<string, string>
        {
            [MatchFields.Company] = cells[0],
            [MatchFields.Street] = cells[1],
            [MatchFields.City] = cells[2],
            [MatchFields.Phone] = cells[3],
            ["type"] = cells[4],
        },
    };
}
