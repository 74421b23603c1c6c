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
    [InlineData("Keller, Anna", "Anna Keller")]
    [InlineData("ANNA KELLER", "anna keller")]
    [InlineData("José Núñez", "Nunez Jose")]
    [InlineData("王 小明", "小明 王")]
    public void A_person_whatever_the_order(string one, string other) => Assert.Equal(NameForms.Person(one), NameForms.Person(other));

    [Law]
    public void Applying_a_form_twice_changes_nothing(UnicodeString text, PersonName name)
    {
        string any = string.Concat(text.Get.Where(c => !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF')));
        foreach (string entered in (string[])[any, name.Full, $"{name.Full} {any} Co., Ltd.", $"{any}集团有限公司"])
        {
            Assert.Equal(NameForms.Company(entered), NameForms.Company(NameForms.Company(entered)));
            Assert.Equal(NameForms.Person(entered), NameForms.Person(NameForms.Person(entered)));
        }
    }
}
