using System.Text.Json;
using CrmCore.Tests.Support;

namespace CrmCore.Tests;

public class EmailAddressTests
{
    [Theory]
    [InlineData("anna@example.com", "anna@example.com", "anna@example.com")]
    [InlineData("  Anna@Example.COM ", "Anna@example.com", "anna@example.com")]
    [InlineData("Anna Keller <anna@example.com>", "anna@example.com", "anna@example.com")]
    [InlineData("\"Keller, Anna\" < Anna.K+crm@Example.com >", "Anna.K+crm@example.com", "anna.k@example.com")]
    [InlineData("o'neil_2@sub.domain.example", "o'neil_2@sub.domain.example", "o'neil_2@sub.domain.example")]
    [InlineData("+49171@example.com", "+49171@example.com", "+49171@example.com")]
    [InlineData("销售@公司.example", "销售@公司.example", "销售@公司.example")]
    [InlineData("a@b.co", "a@b.co", "a@b.co")]
    public void What_can_be_an_address_is_read(string text, string address, string matchForm)
    {
        EmailAddress read = EmailAddress.Parse(text);
        Assert.Equal(address, read.Address);
        Assert.Equal(matchForm, read.MatchForm);
        Assert.Equal(text, read.Entered);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("anna")]
    [InlineData("@example.com")]
    [InlineData("anna@")]
    [InlineData("anna@example")]
    [InlineData("anna@.example.com")]
    [InlineData("anna@example..com")]
    [InlineData("anna@example.com.")]
    [InlineData("anna@-example.com")]
    [InlineData("anna@exa_mple.com")]
    [InlineData(".anna@example.com")]
    [InlineData("anna.@example.com")]
    [InlineData("an..na@example.com")]
    [InlineData("an na@example.com")]
    [InlineData("a@b@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("a@example.com;b@example.com")]
    [InlineData("mailto:anna@example.com")]
    [InlineData("Anna <>")]
    [InlineData("Anna <anna@example.com")]
    [InlineData("n/a")]
    public void What_cannot_be_one_is_refused(string? text)
    {
        Assert.False(EmailAddress.TryParse(text, out EmailAddress? none));
        Assert.Null(none);
        Assert.Throws<FormatException>(() => EmailAddress.Parse(text!));
    }

    [Fact]
    public void Too_long_ones_are_refused()
    {
        Assert.True(EmailAddress.TryParse(new string('a', 64) + "@example.com", out _));
        Assert.False(EmailAddress.TryParse(new string('a', 65) + "@example.com", out _));
        Assert.False(EmailAddress.TryParse("a@" + new string('b', 250) + ".com", out _));
    }

    [Law]
    public void Reading_the_normal_form_again_changes_nothing(EmailAddress email)
    {
        EmailAddress again = EmailAddress.Parse(email.Address);
        Assert.Equal(email, again);
        Assert.Equal(email.GetHashCode(), again.GetHashCode());
        Assert.Equal(email.Address, again.Address);
        Assert.Equal(email.MatchForm, EmailAddress.Parse(email.MatchForm).MatchForm);
    }

    [Law]
    public void Json_keeps_what_was_entered(EmailAddress email) =>
        Assert.Equal(email.Entered, JsonSerializer.Deserialize<EmailAddress>(JsonSerializer.Serialize(email))!.Entered);

    [Theory]
    [InlineData("anna\uFFFE@example.com")]
    [InlineData("\uD800anna@example.com")]
    public void Text_that_is_no_sound_Unicode_throws_nothing(string text) => EmailAddress.TryParse(text, out _);
}
