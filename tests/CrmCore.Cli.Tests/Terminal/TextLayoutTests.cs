using CrmCore.Cli.Terminal;
using CrmCore.Tests.Support;

namespace CrmCore.Cli.Tests.Terminal;

public sealed class TextLayoutTests
{
    [Theory]
    [InlineData("Won", 3)]
    [InlineData("赢单", 4)]
    [InlineData("（赢单 86）", 11)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("", 0)]
    public void A_Chinese_character_takes_two_cells(string text, int cells) => Assert.Equal(cells, TextLayout.Width(text));

    [Law]
    public void Padding_reaches_the_width(byte chinese, byte width)
    {
        string text = new('赢', chinese);
        Assert.Equal(Math.Max(2 * chinese, width), TextLayout.Width(TextLayout.Pad(text, width)));
    }

    [Law]
    public void Wrapping_loses_nothing_and_keeps_to_the_width(byte[] letters, byte width)
    {
        int cells = 8 + (width % 60);
        string text = string.Concat(letters.Select(l => (l % 4) switch { 0 => " ", 1 => "赢", 2 => "abc", _ => "，" }));
        string[] lines = [.. TextLayout.Wrap(text, cells)];
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(TextLayout.Width(line) <= cells || !line.Contains(' ', StringComparison.Ordinal)));
    }

    [Fact]
    public void Closing_punctuation_does_not_begin_a_line() =>
        Assert.Equal(["已赢单", "金额，", "合计"], TextLayout.Wrap("已赢单金额，合计", 7));

    [Fact]
    public void A_word_too_long_for_its_indentation_stands_without_it() =>
        Assert.Equal(["abcabcabc"], TextLayout.Wrap(" abcabcabc", 8));

    [Fact]
    public void A_long_path_stays_whole() =>
        Assert.Equal(["Wrote", "/a/very/long/path/report.html", "(8 KB)"], TextLayout.Wrap("Wrote /a/very/long/path/report.html (8 KB)", 12));
}
