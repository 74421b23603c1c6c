using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CrmCore.Conversion.Policies;
using CrmCore.Health;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Qualification;
using CrmCore.Qualification.Frameworks;
using CrmCore.Tests.Architecture;
using CrmCore.Tests.Pages;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs.Reference;

/// <summary>docs/reference/facts.md: every fact that a condition can name. The names are those in the code, the kinds those that filled records give.</summary>
public partial class FactsPageTests
{
    private static readonly (string Title, string About, string Source, (string Name, string Meaning)[] Facts)[] Rooms =
    [
        ("Opportunities", "`Opportunity.Get`. Gates, health checks and forecast groups see these.", "src/CrmCore/Opportunities/Opportunity.Facts.cs",
        [
            ("amount", "the amount in the deal's own currency; a condition compares the bare number"),
            ("currency", "the currency of the amount, such as `EUR`"),
            ("close-date", "the expected close date"),
            ("close-date-pushes", "how often the expected close date was put off"),
            ("stage", "the key of the stage"),
            ("probability", "the chance to win, 0 to 1"),
            ("owner", "the id of the owner"),
            ("name", "the name of the deal"),
            ("account", "the id of the account"),
            ("contact", "the id of the main contact"),
            ("source", $"the kind of source: {Words<LeadSourceKind>()}"),
            ("campaign", "the campaign of the source"),
            ("line-items", "how many line items there are"),
            ("products", "the products of the line items, each once"),
            ("recurring", "the recurring amount per month"),
            ("splits", "how many owners share the deal"),
            ("roles", "the keys of the buying roles that are known"),
            ("roles.KEY", $"how many people play that role: {string.Join(", ", Enum.GetValues<BuyingRoleKind>().Select(k => $"`{BuyingRole.KeyOf(k)}`"))}"),
            ("competitors", "the names of the competitors"),
            ("competitors.winner", "the competitor marked as the winner"),
            ("activities", "how many activities were logged"),
            ("activities.KIND", "how many activities of that kind were logged, such as `activities.demo`"),
            ("last-touch", "the day of the latest activity, in UTC"),
            ("next-step", "when the next step is due"),
            ("custom.KEY", "your own field with that key"),
        ]),
        ("Leads", "`Lead.Get`. Qualification rules, assignment rules and conversion rules see these.", "src/CrmCore/Leads/Lead.cs",
        [
            ("email", "the e-mail address, normalised"),
            ("phone", "the phone number in the form used for matching, such as `+4930123456`"),
            ("name", "the person's full name"),
            ("company", "the company's name"),
            ("title", "the job title"),
            ("industry", "the industry"),
            ("city", "the city"),
            ("country", "the country"),
            ("source", "the kind of the first source; the values are those of an opportunity's `source`"),
            ("campaign", "the campaign of the first source"),
            ("status", Words<LeadStatus>()),
            ("owner", "the id of the owner; none for a lead in a pool"),
            ("pool", "the id of the pool; none for a lead with an owner"),
            ("follow-ups", "how many follow-ups were recorded"),
            ("custom.KEY", "your own field with that key"),
        ]),
        ("Discovery", "`Discovery.Get`. What was found out about the buyer. Leads and opportunities both have these facts.", "src/CrmCore/Qualification/Discovery.Facts.cs",
        [
            ("needs", "how many needs are on record"),
            ("needs.explicit", "how many of them are explicit: the buyer stated them as a want"),
            ("needs.implied", "how many are implied"),
            ("needs.deep", "how many are deep"),
            ("needs.quoted", "how many carry the buyer's own words"),
            ("needs.promoted", "how many were promoted from an implied or deep need"),
            ("answers.ELEMENT", $"how well an element is answered: `weak`, `confirmed` or `contradicted`; none while it is unknown. Elements of the built-in frameworks: {Elements()}"),
            ("questions", "how many questions were asked"),
            ("questions.open", "how many of them were open"),
            ("questions.probing", "how many were probing"),
            ("questions.closed", "how many were closed"),
            ("questions.confirm", "how many asked the buyer to confirm"),
            ("spin.situation", "how many SPIN notes are of this type"),
            ("spin.problem", "the same"),
            ("spin.implication", "the same"),
            ("spin.need-payoff", "the same"),
            ("fabe", "how many FABE statements were made"),
            ("fabe.complete", "how many of them have all four parts"),
            ("roles.ROLE", "how many hints there are at somebody who plays that role. An opportunity's own `roles.KEY` hides this one, except from a qualification policy"),
            ("calls", "how many calls were noted"),
            ("calls.success", "how many of them ended with an advance or an order"),
            ("calls.last", "how the last call ended: `no-sale`, `continuation`, `advance` or `order`"),
            ("phase", "where the buyer stands: `problem`, `solution-sought`, `solution-settled` or `purchase`"),
        ]),
        ("Moves", "Only the gates of a pipeline see these.", "src/CrmCore/Opportunities/MoveFacts.cs",
        [
            ("move.reason", "the reason that the move gives"),
            ("move.competitor", "the competitor that the move names"),
            ("host.NAME", "whatever your own system supplies with `MoveRequest.Facts`, under any name"),
        ]),
        ("Frameworks", "Only the rules of a qualification policy see these, and only for the frameworks that the policy names.", "",
        [
            ("frameworks.KEY.score", "the framework's score, 0 to 100"),
            ("frameworks.KEY.ELEMENT", "how well the element is answered: `weak`, `confirmed` or `contradicted`; old answers count less"),
        ]),
        ("Health", "`HealthFacts`. Only health checks see these. Days are working days if the policy has a calendar.", "src/CrmCore/Health/HealthFacts.cs",
        [
            ("health.age-days", "days since the deal was created"),
            ("health.stage-days", "days since it entered its stage"),
            ("health.rotting-days", "days since it began to rot by its stage's rule, 0 on that day; none if it does not rot"),
            ("health.silent-days", "days since the last activity or noted call, or since its creation if there was none"),
            ("health.days-to-close", "days until the expected close date; negative once it has passed"),
            ("health.days-to-next-step", "days until the next step is due; negative once it is overdue"),
            ("health.next-step", "what the next step is"),
            ("health.people", "how many people on the buyer's side are known"),
            ("health.amount-cut", "by what share, 0 to 1, the amount is below the highest it ever had"),
        ]),
        ("Conversion", "`ConversionFacts`. Only conversion policies see these, besides the facts of the lead.", "src/CrmCore/Conversion/Policies/ConversionFacts.cs",
        [
            ("by", "the id of the user who converts or reverts"),
            ("by.teams", "the teams of that user, as the policy lists them"),
            ("owner", "the id of the user who will own the result; hides the lead's `owner`"),
            ("owner.teams", "the teams of that owner"),
            ("owner.same-team", "whether the two are the same user or share a team"),
            ("verdict.qualified", "whether the lead is qualified"),
            ("verdict.score", "the score of the verdict, 0 to 100"),
            ("verdict.findings", "the codes of all findings"),
            ("verdict.blockers", "the codes of the blockers among them"),
            ("request.account", "what happens to the account: `create`, `link` or `none`"),
            ("request.contact", "the same for the contact"),
            ("request.opportunity", "the same for the opportunity"),
        ]),
    ];

    [Fact]
    public void The_page_has_every_fact_with_its_kind()
    {
        StringBuilder page = new("""
            # Facts

            <!-- Made from the code by FactsPageTests; CRMCORE_REWRITE_DOCS=1 writes it anew. -->

            The names that a [condition](json.md#conditions) can look at. Names are case-sensitive; texts are compared without regard to case. A name that does not
            exist has no value, so no comparison with it holds. Most misspellings can't be noticed, because your own fields may have any name. These are refused as
            `unknown-fact`: a wrong name under a prefix of [discovery](#discovery) in a qualification, conversion or health policy, and a wrong name under a prefix of the
            policy's own (`frameworks.`; `by.`, `owner.`, `verdict.`, `request.`; `health.`).

            ## Who sees what

            | definition | member | facts |
            | --- | --- | --- |
            | [pipeline](json.md#pipeline) | `condition` of a gate | [opportunity](#opportunities), [discovery](#discovery), [move and host](#moves) |
            | [qualification policy](json.md#qualification-policy) | `when` of a rule | [lead](#leads) or opportunity, [discovery](#discovery) as of the instant of the verdict, [frameworks](#frameworks) |
            | [assignment policy](json.md#assignment-policy) | `when` of a rule, the values of `requires` | [lead](#leads), [discovery](#discovery) |
            | [conversion policy](json.md#conversion-policy) | every `when`, `forceWhen` | [conversion](#conversion), [lead](#leads), [discovery](#discovery) |
            | [health policy](json.md#health-policy) | `when` of a check, `{fact}` in its texts | [health](#health), [opportunity](#opportunities), [discovery](#discovery) |
            | [match rules](json.md#match-rules) | `when` of a ceiling | `FIELD`: the similarity of a compared field, 0 to 1; `FIELD.filled`: on how many sides it is filled, 0 to 2 |
            | [pool](json.md#pool) | `when` of `recycle` | no facts: it names the conditions [listed with protection](../pools.md#protection) |
            | forecast | `ForecastGrouping.Fact`, the option `--by` of `crmcore forecast` | [opportunity](#opportunities), [discovery](#discovery) |

            ## Comparisons

            | `is` | `value` | holds if the fact |
            | --- | --- | --- |
            | `present` | none | has a value; a number must not be 0, a flag must be true |
            | `equal` | text, number, date or flag | is equal to it; of choices, one of them |
            | `at-least`, `at-most` | number or date | is of the same kind and not below it, or not above it |
            | `one-of` | list of texts | is one of them; of choices, one of them |
            | `contains` | text | is a text that contains it |

            A fact without a value meets none of these; `not` around a comparison then holds. A date is written as the text `2026-03-20`.

            """.ReplaceLineEndings("\n"));
        foreach ((string title, string about, string source, (string Name, string Meaning)[] facts) in Rooms)
        {
            Assert.Equal(facts.Where(f => !f.Name.Any(char.IsUpper)).Select(f => f.Name).Where(_ => source.Length > 0).Order(StringComparer.Ordinal), NamesIn(source).Order(StringComparer.Ordinal));
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n{about}\n\n| fact | kind | meaning |\n| --- | --- | --- |\n");
            foreach ((string name, string meaning) in facts)
            {
                page.Append(GeneratedPage.Row($"`{name}`", KindOf(title, name), meaning)).Append('\n');
            }
        }

        Assert.Equal(HealthFacts.Names.Order(StringComparer.Ordinal), Rooms.Single(r => r.Title == "Health").Facts.Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.Equal(ConversionFacts.Names, Rooms.Single(r => r.Title == "Conversion").Facts.Select(f => f.Name));
        GeneratedPage.Check("docs/reference/facts.md", page.ToString());
    }

    private static string Words<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(n => $"`{n}`"));

    private static string Elements() => string.Join(", ", ReadyFrameworks.All.SelectMany(f => f.Elements).Select(e => e.Key).Distinct().Order(StringComparer.Ordinal).Select(e => $"`{e}`"));

    /// <summary>The names that the method <c>Get</c> of a file has a value for.</summary>
    private static IEnumerable<string> NamesIn(string source) => source.Length == 0
        ? []
        : File.ReadLines(Path.Combine(SourceTree.Root, source))
            .SkipWhile(l => !l.Contains("FieldValue Get(string fact)", StringComparison.Ordinal)).TakeWhile(l => l != "    };").Select(l => Arm().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value);

    /// <summary>The kind of the value that one of the filled records has.</summary>
    private static string KindOf(string room, string name)
    {
        string fact = name switch
        {
            "custom.KEY" or "host.NAME" => "",
            "roles.KEY" or "roles.ROLE" => "roles.champion",
            "answers.ELEMENT" => "answers.budget",
            "activities.KIND" => "activities.call",
            _ => name.Replace("KEY", "bant", StringComparison.Ordinal).Replace("ELEMENT", "budget", StringComparison.Ordinal),
        };
        FieldValue value = Filled(room).Select(get => get(fact)).FirstOrDefault(v => !v.IsNone);
        Assert.True(fact.Length == 0 || !value.IsNone, $"No filled record has the fact '{fact}'.");
        return fact.Length == 0 ? "any" : value.Kind.ToString().ToLowerInvariant();
    }

    private static IEnumerable<Func<string, FieldValue>> Filled(string room) => room switch
    {
        "Opportunities" => [FactTests.Subject("deal").Get],
        "Leads" => [FactTests.Subject("lead").Get, Some.PooledLead().Get],
        "Discovery" => [FactTests.Subject("discovery").Get],
        "Moves" => [new MoveFacts(Some.Deal(), "price", "Rot", null).Get],
        "Frameworks" => [new QualificationFacts(Some.QualifiedLead(), [ReadyFrameworks.Bant], Some.Day(1)).Get],
        "Health" => [FactTests.Subject("health").Get, new HealthFacts(Some.Deal(), Some.Sale, HealthPolicy.Default, Some.Day(400)).Get],
        _ => [FactTests.Subject("conversion").Get],
    };

    [GeneratedRegex("^        \"([a-z.-]+)\" =>")]
    private static partial Regex Arm();
}
