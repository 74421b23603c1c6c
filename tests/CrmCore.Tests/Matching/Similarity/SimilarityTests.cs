using CrmCore.Matching;
using CrmCore.Matching.Similarity;
using CrmCore.Tests.Support;
using FsCheck;

namespace CrmCore.Tests.Matching.Similarity;

public class SimilarityTests
{
    [Law]
    public void All_are_symmetric_between_0_and_1_and_1_for_itself(UnicodeString one, UnicodeString other)
    {
        string a = NameForms.Text(string.Concat(one.Get.Where(c => !char.IsSurrogate(c))));
        string b = NameForms.Text(string.Concat(other.Get.Where(c => !char.IsSurrogate(c))));
        foreach (Func<string, string, double> similarity in (Func<string, string, double>[])[
            (x, y) => JaroWinkler.Similarity(x, y), (x, y) => EditSimilarity.Similarity(x, y), (x, y) => TokenSet.Similarity(x, y)])
        {
            Assert.Equal(1, similarity(a, a));
            Assert.Equal(similarity(a, b), similarity(b, a), 12);
            Assert.InRange(similarity(a, b), 0, 1);
        }
    }

    [Theory]
    [InlineData("martha", "marhta", 0.9611)]
    [InlineData("dwayne", "duane", 0.84)]
    [InlineData("dixon", "dicksonx", 0.8133)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("", "abc", 0)]
    public void Jaro_Winkler_as_published(string a, string b, double expected) => Assert.Equal(expected, JaroWinkler.Similarity(a, b), 4);

    [Theory]
    [InlineData("robert", "r163")]
    [InlineData("rupert", "r163")]
    [InlineData("ashcraft", "a261")]
    [InlineData("tymczak", "t522")]
    [InlineData("pfister", "p236")]
    [InlineData("王", "")]
    public void Soundex_as_published(string name, string code) => Assert.Equal(code, Soundex.Code(name));

    [Theory]
    [InlineData("2600", "2060", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    public void Edits_are_counted(string a, string b, int distance) => Assert.Equal(distance, EditSimilarity.Distance(a, b));

    [Fact]
    public void Words_in_any_order_are_the_same() => Assert.Equal(1, TokenSet.Similarity("blau logistik", "logistik blau"));
}
