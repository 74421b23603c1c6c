using CrmCore.Matching;
using CrmCore.Tests.Support;
using FsCheck;

namespace CrmCore.Tests.Matching;

public class NameFormsTests
{
    [Theory]
    [InlineData("Blau Logistik GmbH", "blau logistik")]
    [InlineData("BLAU  LOGISTIK, G.m.b.H.", "blau logistik")]
    [InlineData("Ｂｌａｕ Logistik", "blau logistik")]
    [InlineData("上海蓝天物流股份有限公司", "上海蓝天物流")]
    [InlineData("蓝天集团有限公司", "蓝天")]
    [InlineData("Café Núñez Inc.", "cafe nunez")]
    [InlineData("公司", "公司")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_company_without_its_legal_form(string? name, string form) => Assert.Equal(form, NameForms.Company(name));

    [Theory]
    [InlineData("Anna.Keller+fair@Gmail.com", "annakeller@gmail.com")]
    [InlineData("annakeller@googlemail.com", "annakeller@gmail.com")]
    [InlineData("anna.keller+x@blau.example", "anna.keller@blau.example")]
    [InlineData("anna-list@yahoo.com", "anna@yahoo.com")]
    [InlineData(null, "")]
    public void A_mailbox_by_what_its_provider_ignores(string? address, string form) => Assert.Equal(form, NameForms.Mailbox(address));

    [Theory]
    [InlineData("Grün & Söhne, S.r.l.", "grun and sohne")]
    [InlineData("Acme Pty. Ltd.", "acme")]
    [InlineData("Koninklijke Blauw N.V.", "koninklijke blauw")]
    [InlineData("株式会社ブルー", "ブルー")]
    [InlineData("臺灣電子股份有限公司", "台湾电子")]
    [InlineData("ООО Ромашка", "ооо ромашка")]
    public void Legal_forms_of_many_languages(string name, string form) => Assert.Equal(form, NameForms.Company(name));

    [Theory]
    [InlineData("12 N. Main St.", "12 north main street")]
    [InlineData("Second Ave", "2nd avenue")]
    public void A_street_with_its_short_words_written_out(string street, string form) => Assert.Equal(form, NameForms.Street(street));

    [Theory]
    [InlineData("Keller, Anna", "Anna Keller")]
    [InlineData("ANNA KELLER", "anna keller")]
    [InlineData("José Núñez", "Nunez Jose")]
    [InlineData("王 小明", "小明 王")]
    public void A_person_whatever_the_order(string one, string other) => Assert.Equal(NameForms.Person(one), NameForms.Person(other));

    [Theory]
    [InlineData("カﾞ", "ガ")]
    [InlineData("䅞ﾞ", "䅞")]
    [InlineData("ﾞ", "")]
    public void A_voicing_mark_counts_only_on_kana(string entered, string expected) => Assert.Equal(expected, NameForms.Text(entered));

    [Theory]
    [InlineData("Anna\uFFFE Keller")]
    [InlineData("Anna\uD800 Keller")]
    [InlineData("\uDC00Anna Keller\uFFFF")]
    public void Text_that_is_no_sound_Unicode_is_read_all_the_same(string entered) => Assert.Contains("keller", NameForms.Text(entered), StringComparison.Ordinal);

    [Law]
    public void Applying_a_form_twice_changes_nothing(UnicodeString text, PersonName name)
    {
        string any = string.Concat(text.Get.Where(c => !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF')));
        foreach (string entered in (string[])[any, name.Full, $"{name.Full} {any} Co., Ltd.", $"{any}集团有限公司"])
        {
            Assert.Equal(NameForms.Company(entered), NameForms.Company(NameForms.Company(entered)));
            Assert.Equal(NameForms.Text(entered), NameForms.Text(NameForms.Text(entered)));
            Assert.Equal(NameForms.Street(entered), NameForms.Street(NameForms.Street(entered)));
            Assert.Equal(NameForms.Mailbox(entered), NameForms.Mailbox(NameForms.Mailbox(entered)));
            Assert.Equal(NameForms.PhoneLine(entered), NameForms.PhoneLine(NameForms.PhoneLine(entered)));
            Assert.Equal(NameForms.Person(entered), NameForms.Person(NameForms.Person(entered)));
        }
    }
}
