using System.Globalization;
using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Qualification.Templates;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification.Templates;

public class NoteTemplateTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    public static TheoryData<string, string> Ready { get; } = Both();

    [Theory]
    [MemberData(nameof(Ready))]
    public void A_ready_template_renders_any_lead_in_its_language(string key, string language)
    {
        CultureInfo culture = CultureInfo.GetCultureInfo(language);
        NoteTemplate template = ReadyTemplates.Get(key, culture);
        foreach (Lead lead in (Lead[])[Some.OwnedLead(), Some.QualifiedLead(), Noted([.. Enumerable.Range(0, 400)])])
        {
            foreach (TextForm form in Enum.GetValues<TextForm>())
            {
                string note = template.Render(lead, Some.Day(60), form, new() { Culture = culture });
                Assert.DoesNotContain("{{", note, StringComparison.Ordinal);
                Assert.Contains(lead.Details.Name!.Full, note, StringComparison.Ordinal);
                Assert.Equal(form == TextForm.Markdown, note.StartsWith('#'));
            }
        }
    }

    [Fact]
    public void Both_languages_of_a_template_name_the_same_fields() => Assert.All(ReadyTemplates.Keys, k =>
        Assert.Equal(Tags(ReadyTemplates.Get(k, English).Text), Tags(ReadyTemplates.Get(k, Chinese).Text)));

    [Fact]
    public void A_blank_is_shown_as_the_question_to_ask()
    {
        NoteTemplate template = new("mine", "Budget: {{budget}}. City: {{city}}.");
        Assert.Equal("Budget: (ask: How is something like this usually paid for at your company?). City: (not known yet).", Render(template, TextForm.Plain, English));
        Assert.Equal("Budget: _(待问：这类项目在贵公司一般怎么安排预算？)_. City: _(尚不清楚)_.", Render(template, TextForm.Markdown, Chinese));
    }

    [Fact]
    public void Lists_conditions_and_their_opposites()
    {
        Lead lead = Some.QualifiedLead();
        NoteTemplate template = new("mine", "{{#each needs}}\n- {{statement}} of {{name}}\n{{else}}\nnone\n{{/each}}\n{{#if calls}}calls{{else}}no calls{{/if}}");
        Assert.Equal("- Reports by Monday of Clara Stein\nno calls", template.Render(lead, Some.Start, TextForm.Plain, new() { Culture = English }));
        Assert.Equal("none\nno calls", Render(template, TextForm.Plain, English));
    }

    [Fact]
    public void What_people_wrote_can_do_nothing()
    {
        Lead lead = Some.OwnedLead();
        lead.Discover(Need.Explicit("# <script>alert(1)</script>\n{{budget}} [a](http://x) **b** \u202E\u0007", Some.Start)).EnsureSucceeded();
        string note = new NoteTemplate("mine", "{{#each needs}}{{statement}}{{/each}}").Render(lead, Some.Start, TextForm.Markdown, new() { Culture = English });
        Assert.Equal(@"\# &lt;script&gt;alert(1)&lt;/script&gt; \{\{budget\}\} \[a\](http://x) \*\*b\*\*", note);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_with_its_place()
    {
        DefinitionException e = Assert.Throws<DefinitionException>(() => new NoteTemplate("mine", "{{nme}}\n{{#each neds}}{{statement}}{{/each}}\n  {{#if budget}}{{/each}}\n{{else}}{{else}}{{#for x}}{{name"));
        Assert.Equal(
            [
                ("line 1, column 1", "unknown-field"), ("line 2, column 1", "unknown-list"), ("line 2, column 15", "unknown-field"), ("line 3, column 17", "misplaced-end"),
                ("line 4, column 9", "misplaced-else"), ("line 4, column 17", "unknown-tag"), ("line 4, column 27", "unclosed-placeholder"), ("line 3, column 3", "unclosed-block"),
            ],
            e.Defects.Select(d => (d.Path, d.Code)));
        Assert.Equal("too-long", Assert.Throws<DefinitionException>(() => new NoteTemplate("big", new string('x', 1_000_000))).Defects[0].Code);
        string deep = string.Concat(Enumerable.Repeat("{{#if name}}", 9)) + string.Concat(Enumerable.Repeat("{{/if}}", 9));
        Assert.Equal(["too-deep"], Assert.Throws<DefinitionException>(() => new NoteTemplate("deep", deep)).Defects.Select(d => d.Code));
    }

    [Fact]
    public void The_output_is_bounded()
    {
        Lead lead = Noted([.. Enumerable.Range(0, 3000)]);
        NoteTemplate template = new("bomb", "{{#each needs}}{{#each needs}}{{#each needs}}{{statement}}{{/each}}{{/each}}{{/each}}");
        Assert.InRange(template.Render(lead, Some.Day(60)).Length, 900_000, NoteTemplate.MaximumOutput);
    }

    [Law]
    public void Any_text_is_a_template_or_a_list_of_defects(string? text)
    {
        try
        {
            Render(new NoteTemplate("any", text ?? ""), TextForm.Markdown, English);
        }
        catch (DefinitionException e)
        {
            Assert.NotEmpty(e.Defects);
        }
    }

    private static Lead Noted(int[] seeds) => Lead.FromSnapshot(Some.OwnedLead().ToSnapshot() with { Discovery = DiscoveryLawTests.Of(seeds) });

    private static string Render(NoteTemplate template, TextForm form, CultureInfo culture) => template.Render(Some.OwnedLead(), Some.Start, form, new() { Culture = culture });

    private static string[] Tags(string text) => [.. text.Split("{{").Skip(1).Select(t => t.Split("}}")[0]).Order(StringComparer.Ordinal)];

    private static TheoryData<string, string> Both()
    {
        TheoryData<string, string> data = [];
        foreach (string key in ReadyTemplates.Keys)
        {
            data.Add(key, "en");
            data.Add(key, "zh-Hans");
        }

        return data;
    }
}
