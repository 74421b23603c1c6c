using System.Globalization;
using CrmCore.Cli.Matching;
using CrmCore.Cli.Terminal;
using CrmCore.Tests.PublicData;

namespace CrmCore.Cli.Tests.Matching;

public sealed class MatchRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crmcore-match").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_recognises_columns_in_two_languages_and_finds_pairs_across_files()
    {
        string left = Written("left.csv", "id,given_name,surname,company,phone,notes\nL1,Anna,Keller,Blau GmbH,+49 89 1234567,x\nL2,Bo,Chen,Rot AG,+49 30 7654321,y\n");
        string right = Written("right.csv", "id,姓名,公司,电话\nR1,\"KELLER, Anna\",Blau,0049 89 1234567\nR2,王小明,绿色有限公司,13800138000\n");
        Assert.Equal(["L1,R1,same"], Run(left, right));
        Assert.Equal(["L1,R1,same"], Run(left, right, map: Written("map.json", """{"given_name":"given","surname":"family","company":"company","phone":"phone","姓名":"name","公司":"company","电话":"phone"}""")));
    }

    [Fact]
    public void A_missing_id_column_and_nothing_to_match_by_are_refused()
    {
        string file = Written("a.csv", "id,amount\n1,10\n2,20\n");
        Assert.Equal(ExitCodes.Failure, MatchRun.Run(Options(file, null) with { Id = "key" }));
        Assert.Equal(ExitCodes.Failure, MatchRun.Run(Options(file, null) with { Map = Written("none.json", """{"amount":"ignore"}""") }));
    }

    [SharedDataTheory]
    [InlineData("febrl/dataset2.csv", false, 0.99)]
    [InlineData("febrl/dataset3.csv", false, 0.99)]
    [InlineData("febrl/dataset2.csv", true, 0.995)]
    [InlineData("febrl/dataset3.csv", true, 0.995)]
    public void It_reaches_its_aim_on_febrl_without_numbers_and_birth_dates(string file, bool learns, double least)
    {
        string path = SharedData.PathOf(file);
        string[] found = Run(path, null, "rec_id", Written("febrl.json", """
            {"given_name":"given","surname":"family","street_number":"house-number","address_1":"street","address_2":"street-2","suburb":"city","postcode":"postcode","state":"state"}
            """), learns);
        Dictionary<string, int> sizes = File.ReadLines(path).Skip(1).Select(l => l.Split('-')[1]).CountBy(p => p).ToDictionary();
        int truth = sizes.Values.Sum(n => n * (n - 1) / 2);
        int hits = found.Count(p => p.Split(',') is var ids && ids[0].Split('-')[1] == ids[1].Split('-')[1]);
        double f1 = 2.0 * hits / (found.Length + truth);
        Assert.True(f1 >= least, string.Create(CultureInfo.InvariantCulture, $"F1 {f1:0.0000}, precision {(double)hits / found.Length:0.0000}, recall {(double)hits / truth:0.0000}"));
    }

    private string[] Run(string left, string? right, string id = "id", string? map = null, bool learns = false)
    {
        MatchOptions options = Options(left, right) with { Id = id, Map = map, Learns = learns };
        Assert.Equal(ExitCodes.Success, MatchRun.Run(options));
        string[] lines = File.ReadAllLines(options.Out);
        Assert.Equal("left,right,score,class", lines[0]);
        return [.. lines.Skip(1).Select(l => l.Split(',')).Select(p => $"{p[0]},{p[1]},{p[3]}")];
    }

    private MatchOptions Options(string left, string? right) => new(left, right, "id", null, null, Learns: false, IncludesPossible: false, Path.Combine(_folder, "pairs.csv"), new Output(json: true));

    private string Written(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
