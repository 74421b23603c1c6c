using CrmCore.Matching.Forms;

namespace CrmCore.Matching;

/// <summary>Normal forms for finding the same one. They are for matching only, never for showing. Applying one twice changes nothing.</summary>
public static class NameForms
{
    /// <summary>A company's name without its legal form (Ltd, GmbH, S.A., 有限公司 ...): lower case, accents, full width and traditional Chinese folded, words parted by one space.</summary>
    public static string Company(string? name) => CompanyForm.Of(name);

    /// <summary>A person's name whatever the order of its parts: folded like a company's, without titles, the words sorted.</summary>
    public static string Person(string? name) => string.Join(' ', PersonForm.Part(name).Split(' ').Order(StringComparer.Ordinal));

    /// <summary>The mailbox behind an e-mail address: lower case, without a plus-tag, and without what its provider ignores beside (full stops at Gmail).</summary>
    public static string Mailbox(string? address) => EmailForm.Of(address);

    /// <summary>The digits of a phone line: the international form where it is known, else without leading zeros. Empty below 5 digits.</summary>
    public static string PhoneLine(string? number) => PhoneForm.Of(number);

    /// <summary>A street with its usual short words written out (St, Rd, Ave ...).</summary>
    public static string Street(string? street) => StreetForm.Of(street);

    /// <summary>Any other text: lower case, accents, full width and traditional Chinese folded, words parted by one space.</summary>
    public static string Text(string? text) => TextFold.Fold(text);
}
