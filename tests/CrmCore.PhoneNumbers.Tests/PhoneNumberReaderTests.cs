namespace CrmCore.PhoneNumbers.Tests;

public class PhoneNumberReaderTests
{
    [Theory]
    [InlineData("CN", "138 0013 8000", "+8613800138000")]
    [InlineData("cn", "010-8888 6666", "+861088886666")]
    [InlineData("DE", "(0)89 636-48018", "+498963648018")]
    [InlineData("US", "404/237-2700", "+14042372700")]
    [InlineData("US", "+44 20 7946 0958", "+442079460958")]
    [InlineData("GB", "020 7946 0958", "+442079460958")]
    public void A_number_as_a_country_writes_it_gets_its_international_form(string country, string text, string e164)
    {
        Assert.True(new PhoneNumberReader(country).TryRead(text, out PhoneNumber? number));
        Assert.Equal((text, e164), (number.Entered, number.E164));
    }

    [Fact]
    public void A_number_that_is_not_valid_there_keeps_its_plain_form()
    {
        Assert.True(new PhoneNumberReader("US").TryRead("12345", out PhoneNumber? number));
        Assert.Equal((null, "12345"), (number.E164, number.Digits));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("call me")]
    public void What_is_no_number_is_not_read(string? text) => Assert.False(new PhoneNumberReader("US").TryRead(text, out _));

    [Fact]
    public void An_unknown_country_is_refused() => Assert.Throws<ArgumentException>(() => new PhoneNumberReader("XX"));
}
