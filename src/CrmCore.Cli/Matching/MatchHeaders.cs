using CrmCore.Cli.Csv;
using CrmCore.Matching;

namespace CrmCore.Cli.Matching;

/// <summary>What the columns of files with people and companies are called.</summary>
internal static class MatchHeaders
{
    private static readonly WordTable Table = new("""
        name: name, full name, person name, contact name, contact person, contact, lead name, customer name, client name, 姓名, 联系人, 联系人姓名, 客户姓名, 名称, 线索名称
        given: given name, first name, forename, fname, firstname, given, first, prenom, vorname, 名, 名字
        family: surname, last name, family name, lname, lastname, family, last, nom, nachname, 姓, 姓氏
        company: company, company name, organization, organisation, org, business, business name, account, account name, firm, employer, restaurant, shop, store, hotel, school, brand, supplier, vendor, title, product, product name, song name, 公司, 公司名称, 企业, 企业名称, 单位, 单位名称, 客户名称, 商户, 店名
        email: email, e mail, email address, mail, work email, 邮箱, 电子邮件, 电子邮箱, 邮箱地址, 邮件
        phone: phone, phone number, telephone, telephone number, tel, mobile, mobile phone, mobile number, cell, cell phone, contact number, work phone, home phone, business phone, 电话, 联系电话, 电话号码, 手机, 手机号, 手机号码, 移动电话, 座机, 固定电话
        house-number: street number, house number, house no, street no, number, hausnummer, building number, 门牌号, 门牌
        street: street, street address, address, addr, address 1, address line 1, address1, addr1, street name, road, strasse, billing street, mailing street, 地址, 详细地址, 街道, 联系地址, 公司地址, 通讯地址
        street-2: address 2, address line 2, address2, addr2, street 2, unit, apartment, 地址2
        city: city, town, suburb, locality, place, municipality, ort, stadt, ville, billing city, mailing city, 城市, 市, 所在城市
        postcode: postcode, post code, postal code, zip, zip code, zipcode, plz, pin code, billing zip, mailing zip, 邮编, 邮政编码
        state: state, province, region, county, state province, bundesland, 省, 省份, 州, 地区
        country: country, nation, country code, land, 国家, 国家地区
        birth-date: date of birth, dob, birth date, birthdate, birthday, 出生日期, 生日
        identifier: soc sec id, ssn, social security number, tax id, tax number, vat, vat id, vat number, national id, passport, register number, 统一社会信用代码, 税号, 身份证, 身份证号
        ignore: class, label, match, is match, truth, cluster, cluster id, entity id, split, row, line, index, id, created, created at, created date, updated, updated at, modified, owner, lead owner, status, lead status, stage, source, lead source, rating, score, 创建时间, 更新时间, 负责人, 状态, 来源
        """);

    private static readonly (string Part, string Role)[] Parts =
    [
        ("email", MatchFields.Email), ("mail", MatchFields.Email), ("phone", MatchFields.Phone), ("mobile", MatchFields.Phone), ("telefon", MatchFields.Phone), ("firstname", MatchFields.Given),
        ("givenname", MatchFields.Given), ("vorname", MatchFields.Given), ("lastname", MatchFields.Family), ("surname", MatchFields.Family), ("familyname", MatchFields.Family), ("postcode", MatchFields.Postcode),
        ("zipcode", MatchFields.Postcode), ("postal", MatchFields.Postcode), ("birth", MatchFields.BirthDate), ("company", MatchFields.Company), ("organi", MatchFields.Company), ("employer", MatchFields.Company),
        ("street", MatchFields.Street), ("address", MatchFields.Street), ("suburb", MatchFields.City), ("city", MatchFields.City), ("邮箱", MatchFields.Email), ("电话", MatchFields.Phone), ("手机", MatchFields.Phone),
        ("公司", MatchFields.Company), ("企业", MatchFields.Company), ("地址", MatchFields.Street), ("姓名", MatchRoles.Name), ("邮编", MatchFields.Postcode),
    ];

    /// <summary>The role of a column by its name; null where the name says nothing.</summary>
    public static string? RoleOf(string header)
    {
        string folded = WordTable.Fold(header);
        foreach (string prefix in (string[])["", "left", "right", "a", "b", "l", "r"])
        {
            if (header.Length > prefix.Length && (prefix.Length == 0 || header.StartsWith(prefix + "_", StringComparison.OrdinalIgnoreCase))
                && Table.Find(folded[prefix.Length..]) is { } role)
            {
                return role;
            }
        }

        return Parts.FirstOrDefault(p => folded.Contains(p.Part, StringComparison.Ordinal)).Role;
    }
}
