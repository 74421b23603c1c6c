using CrmCore.Matching.Rules;

namespace CrmCore.Matching;

/// <summary>Rules that need no training: for people and companies with any of the fields of <see cref="MatchFields"/>, and what a host adds.</summary>
public static class ReadyMatchRules
{
    /// <summary>For records with any of the known fields; those that are blank everywhere cost nothing.</summary>
    public static MatchRules Default { get; } = For(MatchFields.All);

    /// <summary>For companies: by name, switchboard and domain.</summary>
    public static MatchRules Companies { get; } = For([MatchFields.Company, MatchFields.Phone, MatchFields.Domain]);

    /// <summary>For some fields. Names that are not among <see cref="MatchFields"/> are compared as text with a small weight.</summary>
    /// <param name="fields">The fields.</param>
    /// <exception cref="DefinitionException">No key can be made of these fields.</exception>
    public static MatchRules For(IEnumerable<string> fields)
    {
        HashSet<string> wanted = new(Guard.Against.Null(fields), StringComparer.Ordinal);
        return new(
            "ready",
            1,
            wanted.ToDictionary(f => f, FormOf, StringComparer.Ordinal),
            [.. ReadyComparisons.For(wanted)],
            [.. ReadyBlocks.For(wanted)],
            new(Possible: 0, Likely: 7, Same: 16),
            [.. ReadyCeilings.For(wanted)]);
    }

    private static FieldForm FormOf(string field) => field switch
    {
        MatchFields.Given or MatchFields.Family => FieldForm.PersonName,
        MatchFields.Company => FieldForm.Company,
        MatchFields.Email => FieldForm.Email,
        MatchFields.Phone => FieldForm.Phone,
        MatchFields.Street or MatchFields.Street2 => FieldForm.Street,
        MatchFields.HouseNumber or MatchFields.Postcode or MatchFields.BirthDate or MatchFields.Identifier => FieldForm.Code,
        _ => FieldForm.Text,
    };
}
