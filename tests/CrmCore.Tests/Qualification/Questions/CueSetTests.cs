using CrmCore.Qualification.Questions;

namespace CrmCore.Tests.Qualification.Questions;

public class CueSetTests
{
    private static readonly CueSet Words = new(" price ", " prices ", " budget ");
    private static readonly CueSet Characters = new("预算", "预计", "价格");
    private static readonly CueSet Both = new(" or ", " order ", "还是", "还有");

    [Theory]
    [InlineData(" your price please ", 5)]
    [InlineData(" your prices ", 5)]
    [InlineData(" price and budget ", 0)]
    [InlineData(" the budget ", 4)]
    [InlineData(" overprice ", -1)]
    [InlineData("a b", -1)]
    [InlineData(" ", -1)]
    [InlineData("", -1)]
    public void Words_are_found_where_a_word_begins(string text, int place) => Assert.Equal((place, place >= 0), (Words.FirstIn(text), Words.IsIn(text)));

    [Theory]
    [InlineData("您的预算和价格", 2)]
    [InlineData("您预计多少", 1)]
    [InlineData("价格", 0)]
    [InlineData("预 算", -1)]
    [InlineData("", -1)]
    public void Characters_are_found_anywhere(string text, int place) => Assert.Equal((place, place >= 0), (Characters.FirstIn(text), Characters.IsIn(text)));

    [Theory]
    [InlineData("红的还是 or 蓝的", 2)]
    [InlineData("红 or 蓝还是", 1)]
    [InlineData("红 order 还有", 1)]
    [InlineData("还有", 0)]
    [InlineData("红 蓝", -1)]
    [InlineData("红 a ", -1)]
    public void Words_and_characters_are_found_together(string text, int place) => Assert.Equal(place, Both.FirstIn(text));

    [Theory]
    [InlineData(" good morning all ", 14)]
    [InlineData(" good day ", 6)]
    [InlineData("请问您", 2)]
    [InlineData("请问一下您", 4)]
    [InlineData("您请问", 0)]
    [InlineData(" a", 0)]
    [InlineData("", 0)]
    public void The_longest_cue_at_the_start_counts(string text, int length) =>
        Assert.Equal(length, new CueSet(" good ", " good morning ", "请问", "请问一下").LongestAtStart(text));
}
