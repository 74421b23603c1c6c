using System.Globalization;
using System.Text.Json;

namespace CrmCore.Tests;

public class LocalizedTextTests
{
    private static readonly LocalizedText Won = new("Won", "赢单");

    [Theory]
    [InlineData("zh-CN", "赢单")]
    [InlineData("zh-SG", "赢单")]
    [InlineData("zh-Hans", "赢单")]
    [InlineData("en", "Won")]
    [InlineData("en-GB", "Won")]
    [InlineData("de-DE", "Won")]
    [InlineData("zh-TW", "Won")]
    [InlineData("", "Won")]
    public void A_culture_finds_its_own_text_else_its_parents_else_english(string culture, string text) =>
        Assert.Equal(text, Won.In(CultureInfo.GetCultureInfo(culture)));

    [Fact]
    public void More_languages_can_be_given()
    {
        LocalizedText text = new(new Dictionary<string, string> { ["en"] = "Won", ["de"] = "Gewonnen", ["de-AT"] = "Gwonnen" });
        Assert.Equal("Gewonnen", text.In(CultureInfo.GetCultureInfo("de-CH")));
        Assert.Equal("Gwonnen", text.In(CultureInfo.GetCultureInfo("de-AT")));
        Assert.Equal(text, JsonSerializer.Deserialize<LocalizedText>(JsonSerializer.Serialize(text)));
    }

    [Fact]
    public void English_alone_is_a_plain_string_in_json()
    {
        Assert.Equal("\"Won\"", JsonSerializer.Serialize(new LocalizedText("Won")));
        Assert.Equal(new LocalizedText("Won"), JsonSerializer.Deserialize<LocalizedText>("\"Won\""));
        Assert.Equal(Won, JsonSerializer.Deserialize<LocalizedText>("""{"zh-Hans":"赢单","en":"Won"}"""));
    }

    [Theory]
    [InlineData("""{"zh-Hans":"赢单"}""")]
    [InlineData("""{"en":""}""")]
    [InlineData("\" \"")]
    [InlineData("""{"en":1}""")]
    [InlineData("7")]
    public void Json_without_english_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LocalizedText>(json));

    [Fact]
    public void A_text_needs_its_english_form()
    {
        Assert.Throws<ArgumentException>(() => new LocalizedText(" "));
        Assert.Throws<ArgumentException>(() => new LocalizedText(new Dictionary<string, string> { ["zh-Hans"] = "赢单" }));
    }
}
