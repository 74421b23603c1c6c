using CrmCore.Tests.Support;

namespace CrmCore.Tests;

public class PersonNameTests
{
    [Theory]
    [InlineData("Anna Keller", null, null, "Anna Keller")]
    [InlineData("  Anna Keller ", "Anna", "Keller", "Anna Keller")]
    [InlineData(null, "Anna", "Keller", "Anna Keller")]
    [InlineData(null, "小明", "王", "王小明")]
    [InlineData("", null, "Keller", "Keller")]
    [InlineData(" ", "Anna", " ", "Anna")]
    public void The_whole_name_is_as_given_or_made_of_its_parts(string? full, string? given, string? family, string expected) =>
        Assert.Equal(expected, new PersonName(full, given, family).Full);

    [Fact]
    public void A_name_of_nothing_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new PersonName(null));
        Assert.ThrowsAny<ArgumentException>(() => new PersonName(" ", "", "\t"));
        Assert.ThrowsAny<ArgumentException>(() => new PersonName(new string('a', 401)));
    }

    [Law]
    public void Making_it_again_of_its_parts_changes_nothing(PersonName name) => Assert.Equal(name, new PersonName(name.Full, name.Given, name.Family));
}
