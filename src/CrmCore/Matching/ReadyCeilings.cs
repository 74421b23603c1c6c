using CrmCore.Matching.Rules;

namespace CrmCore.Matching;

/// <summary>
/// The ceilings of the ready rules: what keeps people of one household or company apart. People who live together agree in everything but their given
/// name, to the letter; where the home is written differently too, or was left out on one side, it is rather one person, badly typed.
/// </summary>
internal static class ReadyCeilings
{
    private const decimal SameWords = 0.6m;
    private const decimal NotUnlike = 0.71m;
    private const decimal Alike = 0.83m;
    private const decimal VeryAlike = 0.92m;

    private static readonly string[] Home =
        [MatchFields.HouseNumber, MatchFields.Street, MatchFields.Street2, MatchFields.City, MatchFields.Postcode, MatchFields.State];

    public static IEnumerable<MatchCeiling> For(IReadOnlySet<string> fields)
    {
        if (fields.Contains(MatchFields.Company))
        {
            Condition[] noPerson = fields.Contains(MatchFields.Given) ? [Condition.Not(Filled(MatchFields.Given, 1))] : [];
            yield return new("other-company", MatchClass.Possible, Condition.All([Below(MatchFields.Company, SameWords), .. noPerson]));
            yield return new("company-not-alike", MatchClass.Likely, Condition.All([Below(MatchFields.Company, Alike), .. noPerson]));
        }

        if (!fields.Contains(MatchFields.Given))
        {
            yield break;
        }

        yield return new("given-name-not-alike", MatchClass.Likely, Below(MatchFields.Given, VeryAlike));
        if (!fields.Contains(MatchFields.Family))
        {
            yield break;
        }

        Condition[] sameHome = [.. Home.Where(fields.Contains).Select(SameOrBlank)];
        Condition sameFamily = Condition.AtLeast(MatchFields.Family, 1);
        Condition otherPerson = Condition.All(Below(MatchFields.Given, Alike), Below(MatchFields.Family, Alike));
        yield return new("household", MatchClass.Possible, Condition.All([Below(MatchFields.Given, NotUnlike), sameFamily, .. sameHome]));
        yield return new("household-like-names", MatchClass.Likely, Condition.All([Below(MatchFields.Given, 1), sameFamily, .. sameHome]));
        yield return new("other-person", MatchClass.Possible, Condition.All([otherPerson, .. sameHome]));
        if (fields.Contains(MatchFields.Company))
        {
            Condition[] notReachedAlike =
            [
                .. fields.Contains(MatchFields.Email) ? [Condition.Not(Condition.AtLeast(MatchFields.Email, 1))] : Array.Empty<Condition>(),
                .. fields.Contains(MatchFields.Phone) ? [Condition.Not(Condition.AtLeast(MatchFields.Phone, 0.96m))] : Array.Empty<Condition>(),
            ];
            yield return new("person-on-one-side", MatchClass.Possible, Condition.All(
                [Filled(MatchFields.Company, 2), Filled(MatchFields.Family, 1), Condition.Not(Filled(MatchFields.Family, 2)), .. notReachedAlike]));
            yield return new("colleague", MatchClass.Possible, Condition.All(otherPerson, Filled(MatchFields.Company, 1)));
        }

        yield return new("family-name-not-alike", MatchClass.Likely, Below(MatchFields.Family, Alike));
        yield return new("given-name-missing", MatchClass.Likely, Condition.All(Filled(MatchFields.Family, 1), Condition.Not(Filled(MatchFields.Given, 2))));
    }

    private static Condition SameOrBlank(string field) => Condition.Any(Condition.AtLeast(field, 1), Condition.Not(Filled(field, 1)));

    private static Condition Filled(string field, int sides) => Condition.AtLeast(field + MatchCeiling.Filled, sides);

    private static Condition Below(string field, decimal similarity) =>
        Condition.All(Condition.AtLeast(field, 0), Condition.Not(Condition.AtLeast(field, similarity)));
}
