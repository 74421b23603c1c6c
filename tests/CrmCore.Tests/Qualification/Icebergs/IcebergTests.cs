using System.Globalization;
using System.Xml.Linq;
using CrmCore.Qualification;
using CrmCore.Qualification.Icebergs;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification.Icebergs;

public class IcebergTests
{
    private static readonly DateTimeOffset At = Some.Start;

    [Fact]
    public void Needs_are_sorted_by_the_model_that_is_given()
    {
        IcebergModel own = new([new("said", "Said", NeedLayer.Explicit, []), new("felt", "Felt", NeedLayer.Implied, []), new("hidden", "Hidden", NeedLayer.Deep, [])]);
        Iceberg iceberg = Iceberg.Of(Discovery.Empty.With(Need.Implied("Slow", At)), own);
        Assert.Same(own, iceberg.Model);
        Assert.Equal("felt", iceberg.DepthReached!.Key);
        Assert.Equal("Said\n" + new string('~', 60) + "\nFelt\n  - Slow\nHidden\n", iceberg.ToText(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_picture_shows_90_characters_of_a_need_and_of_a_longer_one_88()
    {
        string ninety = new('n', 90);
        Assert.Contains(ninety, Lines(ninety));
        Assert.Contains(ninety[..88] + "…", Lines(ninety + "n"));
    }

    [Fact]
    public void A_picture_cuts_no_character_in_two()
    {
        string before = new('n', 87);
        Assert.Contains(before + "…", Lines(before + "🙂nnnn"));
        Assert.Contains(before[1..] + "🙂…", Lines(before[1..] + "🙂nnnn"));
    }

    private static IEnumerable<string> Lines(string statement) =>
        XDocument.Parse(Iceberg.Of(Discovery.Empty.With(Need.Implied(statement, At))).ToSvg(CultureInfo.InvariantCulture)).Descendants().Where(d => d.Name.LocalName == "text").Select(d => d.Value);
}
