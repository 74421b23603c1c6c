using System.Text.Json;
using CrmCore.Tests.Support;

namespace CrmCore.Tests;

public class PhoneNumberTests
{
    [Theory]
    [InlineData("+49 89 1234567", "49891234567", "+49891234567")]
    [InlineData("+49 (0)89 1234567", "49891234567", "+49891234567")]
    [InlineData("0049 (0) 89 / 1234567", "49891234567", "+49891234567")]
    [InlineData("(+49) 89 1234567", "49891234567", "+49891234567")]
    [InlineData("＋４９（０）８９１２３４５６７", "49891234567", "+49891234567")]
    [InlineData("0086 138 0013 8000", "8613800138000", "+8613800138000")]
    [InlineData("００８６ 138 0013 8000", "8613800138000", "+8613800138000")]
    [InlineData("１３８００１３８０００", "13800138000", null)]
    [InlineData("089 1234567", "0891234567", null)]
    [InlineData("(089) 1234-567", "0891234567", null)]
    [InlineData("+1 (212) 555-0100 ext. 12", "12125550100", "+12125550100")]
    [InlineData("+1 212 555 0100 EXT 12", "12125550100", "+12125550100")]
    [InlineData("+1.212.555.0100 x12", "12125550100", "+12125550100")]
    [InlineData("010-8888 6666 转 801", "01088886666", null)]
    [InlineData("010-8888 6666 分机801", "01088886666", null)]
    [InlineData("+86 10 88886666#801", "861088886666", "+861088886666")]
    [InlineData("110", "110", null)]
    public void Digits_and_international_form(string entered, string digits, string? e164)
    {
        PhoneNumber phone = new(entered);
        Assert.Equal(entered, phone.Entered);
        Assert.Equal(digits, phone.Digits);
        Assert.Equal(e164, phone.E164);
        Assert.Equal(e164 ?? digits, phone.MatchForm);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("12")]
    [InlineData("n/a")]
    [InlineData("unknown")]
    [InlineData("089 12345a67")]
    [InlineData("123456789012345678901")]
    [InlineData("x12345")]
    public void What_is_no_number_is_refused(string entered)
    {
        Assert.False(PhoneNumber.TryParse(entered, out PhoneNumber? none));
        Assert.Null(none);
        Assert.Throws<FormatException>(() => new PhoneNumber(entered));
    }

    [Theory]
    [InlineData("4989123")]
    [InlineData("+")]
    [InlineData("+12")]
    [InlineData("+49 89")]
    [InlineData("+1234567890123456")]
    public void A_given_international_form_is_checked(string e164) => Assert.Throws<FormatException>(() => new PhoneNumber("089 1234567", e164));

    [Fact]
    public void A_given_international_form_holds() => Assert.Equal("+49891234567", new PhoneNumber("089 1234567", "+49891234567").MatchForm);

    [Law]
    public void Reading_the_international_form_again_changes_nothing(PhoneNumber phone)
    {
        if (phone.E164 is { } e164)
        {
            Assert.Equal(e164, new PhoneNumber(e164).E164);
        }

        Assert.All(phone.Digits, d => Assert.InRange(d, '0', '9'));
    }

    [Law]
    public void A_number_round_trips_through_json(PhoneNumber phone) => Assert.Equal(phone, JsonSerializer.Deserialize<PhoneNumber>(JsonSerializer.Serialize(phone)));
}
