using CrmCore.Conversion.Policies;
using CrmCore.Leads;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

public class NameTemplateTests
{
    private static readonly Lead Lead = Some.OwnedLead();

    [Theory]
    [InlineData("{account}", "Blau")]
    [InlineData(" {account} ", "Blau")]
    [InlineData("{account} {name}", "Blau Clara Stein")]
    [InlineData("{account}, {name}", "Blau, Clara Stein")]
    [InlineData("Deal of {account}", "Deal of Blau")]
    [InlineData("Deal", "Deal")]
    [InlineData("{title} | {account}", "Blau")]
    [InlineData("{title} of {account} | {city} | {name}", "Clara Stein")]
    [InlineData("{title}", null)]
    public void The_first_alternative_that_has_all_its_values_is_taken(string template, string? name) =>
        Assert.Equal(name, NameTemplate.Read(template).Template!.NameOf(Lead, " Blau "));

    [Fact]
    public void Without_an_account_the_next_alternative_is_taken()
    {
        NameTemplate template = NameTemplate.Read("{account} | {name}").Template!;
        Assert.Equal("Clara Stein", template.NameOf(Lead, null));
        Assert.Equal("{account} | {name}", template.ToString());
        Assert.Throws<ArgumentNullException>(() => template.NameOf(null!, "Blau"));
    }

    [Theory]
    [InlineData(null, "Give a template such as \"{account}\".")]
    [InlineData(" ", "Give a template such as \"{account}\".")]
    [InlineData("{account", "'{account' has a { without a }.")]
    [InlineData("{account} {", "'{account} {' has a { without a }.")]
    [InlineData("account}", "'account}' has a } without a {.")]
    [InlineData("{account} }", "'{account} }' has a } without a {.")]
    [InlineData("{account} | ", "An alternative is blank.")]
    [InlineData("{account} | {name", "'{name' has a { without a }.")]
    [InlineData("{}", "There is no field ''; there are account, *")]
    [InlineData("{mood}", "There is no field 'mood'; there are account, *")]
    public void What_is_no_template_says_why(string? text, string defect)
    {
        (NameTemplate? template, string? found) = NameTemplate.Read(text);
        Assert.Null(template);
        Assert.StartsWith(defect.TrimEnd('*'), found, StringComparison.Ordinal);
        Assert.Equal(defect[^1] != '*', found == defect);
    }
}
