using System.Globalization;
using CrmCore.Qualification;
using CrmCore.Qualification.Fabe;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification;

public class OwnTextsTests
{
    private static readonly HostTexts Texts = new();

    [Fact]
    public void A_finding_is_said_in_the_texts_of_the_host() =>
        Assert.Equal("Frag nach: price.", new DiscoveryFinding("funnel.topic-open", "price", ("topic", "price")).Describe(CultureInfo.InvariantCulture, Texts));

    [Fact]
    public void Why_a_question_is_next_is_said_in_the_texts_of_the_host() =>
        Assert.Equal("Bringt 5.", new NextQuestion("r", "Q?", 5, false, false).Why(CultureInfo.InvariantCulture, Texts));

    [Fact]
    public void A_FABE_sentence_is_framed_by_the_texts_of_the_host() =>
        Assert.Equal("Es hat Licht; es zeigt das Fach", new FabeNote("Licht", "das Fach", null, null, Some.Start).ToSentence(CultureInfo.InvariantCulture, Texts));

    [Fact]
    public void Findings_are_equal_by_code_subject_and_every_parameter()
    {
        DiscoveryFinding finding = Finding(("a", "1"), ("b", "2"));
        Assert.Equal(finding, Finding(("b", "2"), ("a", "1")));
        Assert.NotEqual(finding, Finding(("a", "1"), ("b", "3")));
        Assert.NotEqual(finding, Finding(("a", "1"), ("c", "2")));
        Assert.NotEqual(finding, Finding(("a", "1")));
        Assert.Equal(Finding(), Finding());
    }

    private static DiscoveryFinding Finding(params (string Name, string Value)[] parameters) => new("code", "subject", parameters.ToDictionary(p => p.Name, p => p.Value));

    private sealed class HostTexts : CrmTexts
    {
        public override string? Find(string code, CultureInfo culture) => code switch
        {
            "qualification.funnel.topic-open" => "Frag nach: {topic}.",
            "qualification.next-gains" => "Bringt {gain}.",
            "qualification.fabe.frame-separator" => "; ",
            "qualification.fabe.frame-feature" => "Es hat {text}",
            "qualification.fabe.frame-advantage" => "es zeigt {text}",
            _ => base.Find(code, culture),
        };
    }
}
