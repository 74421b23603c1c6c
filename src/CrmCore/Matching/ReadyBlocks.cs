using CrmCore.Matching.Rules;
using static CrmCore.Matching.Rules.KeyForm;

namespace CrmCore.Matching;

/// <summary>The keys of the ready rules.</summary>
internal static class ReadyBlocks
{
    private static readonly BlockingKey[] Known =
    [
        new([new(MatchFields.Identifier, Whole)]),
        new([new(MatchFields.BirthDate, Whole), new(MatchFields.Family, Soundex)]),
        new([new(MatchFields.BirthDate, Whole), new(MatchFields.Given, Soundex)]),
        new([new(MatchFields.Email, Whole)]),
        new([new(MatchFields.Email, MailboxName), new(MatchFields.Family, Soundex)]),
        new([new(MatchFields.Email, MailboxName), new(MatchFields.Given, Soundex)]),
        new([new(MatchFields.Email, MailboxName), new(MatchFields.Company, Beginning, 4)]),
        new([new(MatchFields.Phone, Ending, 7)]),
        new([new(MatchFields.Phone, Ending, 4), new(MatchFields.Family, Soundex)]),
        new([new(MatchFields.Given, Whole), new(MatchFields.Family, Whole)], Unordered: true),
        new([new(MatchFields.Given, Soundex), new(MatchFields.Family, Soundex)], Unordered: true),
        new([new(MatchFields.Company, EachWord)]),
        new([new(MatchFields.Company, Whole)]),
        new([new(MatchFields.Company, Beginning, 5), new(MatchFields.City, Soundex)]),
        new([new(MatchFields.Company, Beginning, 5), new(MatchFields.Postcode, Whole)]),
        new([new(MatchFields.Company, Beginning, 5), new(MatchFields.HouseNumber, Whole)]),
        new([new(MatchFields.Company, Beginning, 5), new(MatchFields.Family, Soundex)]),
        new([new(MatchFields.Company, Beginning, 5), new(MatchFields.Given, Soundex)]),
        new([new(MatchFields.Family, Soundex), new(MatchFields.Postcode, Whole)]),
        new([new(MatchFields.Family, Soundex), new(MatchFields.City, Soundex)]),
        new([new(MatchFields.Family, Soundex), new(MatchFields.Street, Beginning, 5)]),
        new([new(MatchFields.Given, Soundex), new(MatchFields.Postcode, Whole)]),
        new([new(MatchFields.Given, Soundex), new(MatchFields.Street, Beginning, 5)]),
        new([new(MatchFields.Given, Beginning, 3), new(MatchFields.City, Soundex)]),
        new([new(MatchFields.Given, Beginning, 3), new(MatchFields.Street2, Soundex)]),
        new([new(MatchFields.Given, Soundex), new(MatchFields.HouseNumber, Whole)]),
        new([new(MatchFields.Family, Soundex), new(MatchFields.HouseNumber, Whole)]),
        new([new(MatchFields.HouseNumber, Whole), new(MatchFields.Postcode, Whole)]),
        new([new(MatchFields.HouseNumber, Whole), new(MatchFields.City, Soundex)]),
        new([new(MatchFields.HouseNumber, Whole), new(MatchFields.Street, Soundex)]),
        new([new(MatchFields.HouseNumber, Whole), new(MatchFields.Street2, Soundex)]),
        new([new(MatchFields.HouseNumber, Whole), new(MatchFields.Street, Beginning, 5)]),
        new([new(MatchFields.Street, Beginning, 5), new(MatchFields.Postcode, Whole)]),
        new([new(MatchFields.Street, Beginning, 5), new(MatchFields.City, Soundex)]),
        new([new(MatchFields.Street, Beginning, 5), new(MatchFields.City, Ending, 5)]),
        new([new(MatchFields.Street, Soundex), new(MatchFields.Street2, Soundex)], Unordered: true),
        new([new(MatchFields.Street, Beginning, 5), new(MatchFields.Street2, Beginning, 4)]),
        new([new(MatchFields.Street2, Soundex), new(MatchFields.City, Soundex)]),
        new([new(MatchFields.Family, Beginning, 3), new(MatchFields.City, Whole)]),
    ];

    public static IEnumerable<BlockingKey> For(IReadOnlySet<string> fields) => Known.Where(b => b.Parts.All(p => fields.Contains(p.Field)));
}
