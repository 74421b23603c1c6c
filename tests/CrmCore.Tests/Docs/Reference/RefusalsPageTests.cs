using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text;
using System.Text.RegularExpressions;
using CrmCore.Pipelines;
using CrmCore.Tests.Pages;

namespace CrmCore.Tests.Docs.Reference;

/// <summary>docs/reference/refusals.md: every code, with its texts.</summary>
public partial class RefusalsPageTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    private static readonly (string Word, string Title, string Page)[] Rooms =
    [
        ("lead", "Leads", "../leads.md"),
        ("pool", "Pools", "../pools.md"),
        ("assignment", "Assignment", "../pools.md"),
        ("qualification", "Qualification", "../qualification.md"),
        ("matching", "Duplicates", "../duplicates.md"),
        ("conversion", "Conversion", "../conversion.md"),
        ("pipeline", "Pipelines", "../pipelines.md"),
        ("opportunity", "Opportunities", "../opportunities.md"),
        ("probability", "Win probability", "../win-probability.md"),
        ("forecast", "Forecasting", "../forecasting.md"),
    ];

    [Fact]
    public void The_page_has_every_code_with_its_texts()
    {
        Dictionary<string, Dictionary<string, string>> rooms = typeof(CrmTexts).Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith("Texts.resources", StringComparison.Ordinal))
            .ToDictionary(n => n.Split('.')[^2].Replace("Texts", "", StringComparison.Ordinal).ToLowerInvariant(), n => TextsOf(n[..^".resources".Length]));
        Assert.Equal(rooms.Keys.Order(StringComparer.Ordinal), Rooms.Select(r => r.Word).Order(StringComparer.Ordinal));

        StringBuilder page = new("""
            # Refusal codes

            <!-- Made from the code by RefusalsPageTests; CRMCORE_REWRITE_DOCS=1 writes it anew. -->

            What an operation answers if a rule forbids it. The code is stable and never translated: branch on it, count it, look it up. The text is found by
            code and language, and the parameters are filled in; a host can [replace a text or add a language](../how-to/own-language.md). Every rule that was not met is
            listed at once, and a refused operation has changed nothing.

            Your own rules (gates, conversion rules) bring their own text and have the code `gate.KEY` or `conversion.KEY`.


            """.ReplaceLineEndings("\n"));
        foreach ((string word, string title, string link) in Rooms)
        {
            page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n[When they come]({link}#refusals)\n\n| code | English | 中文 |\n| --- | --- | --- |\n");
            foreach ((string key, string text) in rooms[word].Where(t => !IsPhrase(word, t.Key) && !IsReason(word, t.Key)).OrderBy(t => t.Key, StringComparer.Ordinal))
            {
                page.Append(GeneratedPage.Row($"`{word}.{key}`", text, CrmTexts.Default.Find($"{word}.{key}", Chinese)!)).Append('\n');
            }

            page.Append('\n');
        }

        page.Append("## Reasons for a next question\n\nNot refusals: `NextQuestion.Why` says with one of these [why a question is worth asking](../qualification.md#usage).\n\n| code | English | 中文 |\n| --- | --- | --- |\n");
        foreach ((string key, string text) in rooms["qualification"].Where(t => IsReason("qualification", t.Key)).OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            page.Append(GeneratedPage.Row($"`qualification.{key}`", text, CrmTexts.Default.Find($"qualification.{key}", Chinese)!)).Append('\n');
        }

        page.Append("\n## Built-in gates\n\n[What a gate is](../pipelines.md#gates). A pipeline in JSON names these by their key, the code without `gate.`.\n\n| code | in code | English | 中文 |\n| --- | --- | --- | --- |\n");
        foreach ((string name, Gate gate) in ReadyGates().OrderBy(g => g.Gate.Refusal.Code, StringComparer.Ordinal))
        {
            page.Append(GeneratedPage.Row($"`{gate.Refusal.Code}`", $"`Gates.{name}`", gate.Advice.In(CultureInfo.InvariantCulture), gate.Advice.In(Chinese))).Append('\n');
        }

        page.Append("\nThese take parameters. In JSON they are [written out](json.md#pipeline) as a gate with its condition.\n\n| code | in code | English | 中文 |\n| --- | --- | --- | --- |\n");
        (string Code, string Factory, Gate Gate)[] made = [.. GatesWithParameters().OrderBy(g => g.Code, StringComparer.Ordinal)];
        Assert.Equal(GateFactories().Order(StringComparer.Ordinal), made.Select(g => g.Factory.Split('(')[0]).Distinct().Order(StringComparer.Ordinal));
        foreach ((string code, string factory, Gate gate) in made)
        {
            Assert.Equal(gate.Refusal.Code, Placeholder().Replace(code, m => m.Value.ToLowerInvariant()));
            page.Append(GeneratedPage.Row($"`{code}`", $"`Gates.{factory}`", gate.Advice.In(CultureInfo.InvariantCulture), gate.Advice.In(Chinese))).Append('\n');
        }

        GeneratedPage.Check("docs/reference/refusals.md", page.ToString());
    }

    /// <summary>Texts that are parts of what is shown, not answers of an operation: the words of a conversion plan, findings and words of the selling method.</summary>
    private static bool IsPhrase(string room, string key) =>
        key.Contains('.', StringComparison.Ordinal) || (room == "conversion" && key.StartsWith("plan-", StringComparison.Ordinal) && key != "plan-outdated");

    /// <summary>Texts that say why a question is suggested.</summary>
    private static bool IsReason(string room, string key) => room == "qualification" && key.StartsWith("next-", StringComparison.Ordinal);

    private static Dictionary<string, string> TextsOf(string room) => new ResourceManager(room, typeof(CrmTexts).Assembly)
        .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>()
        .ToDictionary(e => (string)e.Key, e => (string)e.Value!);

    private static IEnumerable<(string Name, Gate Gate)> ReadyGates() =>
        typeof(Gates).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.PropertyType == typeof(Gate)).Select(p => (p.Name, (Gate)p.GetValue(null)!));

    private static IEnumerable<(string Code, string Factory, Gate Gate)> GatesWithParameters() =>
    [
        ("gate.activity-KIND", "ActivityDone(kind)", Gates.ActivityDone("kind")),
        ("gate.amount-at-least", "AmountAtLeast(amount)", Gates.AmountAtLeast(1)),
        ("gate.element-ELEMENT", "ElementAnswered(element)", Gates.ElementAnswered("element")),
        ("gate.element-ELEMENT", "ElementAnswered(element, confirmed: false)", Gates.ElementAnswered("element", confirmed: false)),
        ("gate.field-FACT", "FieldPresent(fact, name)", Gates.FieldPresent("fact", new("{name}", "{name}"))),
        ("gate.roles", "RolesCovered(roles)", Gates.RolesCovered("champion")),
    ];

    /// <summary>The methods that make a gate of parameters; those that combine gates take their key and text from the caller.</summary>
    private static IEnumerable<string> GateFactories() => typeof(Gates).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(m => m.ReturnType == typeof(Gate) && !m.IsSpecialName && m.GetParameters()[0].Name != "key").Select(m => m.Name);

    [GeneratedRegex("[A-Z]+")]
    private static partial Regex Placeholder();
}
