using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrmCore.Tests.Pages;

namespace CrmCore.Tests.Docs.Reference;

/// <summary>docs/reference/json.md and the files in docs/reference/examples.</summary>
public class JsonPageTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Every_example_is_what_is_written_and_is_read_again()
    {
        foreach (JsonForm form in await JsonForms.AllAsync())
        {
            string file = $"docs/reference/examples/{form.File}.json";
            GeneratedPage.Check(file, JsonSerializer.Serialize(JsonElement.Parse(form.Example), Indented) + "\n");
            Assert.Equal(form.Example, form.Again(GeneratedPage.Read(file)));
        }
    }

    [Fact]
    public async Task The_page_has_every_form_with_its_members()
    {
        IReadOnlyList<JsonForm> forms = await JsonForms.AllAsync();
        StringBuilder page = new("""
            # JSON forms

            <!-- Made from the code by JsonPageTests; CRMCORE_REWRITE_DOCS=1 writes it anew. -->

            Definitions are written by people, snapshots by the program. Both round-trip: what is read is written again as it was. A wrong definition is refused with
            every defect at once, each with its place and how to fix it. Both have a `schemaVersion`: a definition that leaves it out is of version 1; snapshots of earlier versions
            still load; what is of a later version is refused.

            Names are in camel case. Members without a value are left out. A text for people is either one text, which is English, or a text for each language:
            `{ "en": "Won", "zh-Hans": "赢单" }`. Instants are ISO 8601 with their offset, dates `2026-03-20`. Money is `{ "amount": 48000, "currency": "EUR" }`.

            ## Conditions

            Gates, rules and checks are made of conditions on named [facts](facts.md), which has the list and what each comparison means:

            ```json
            { "all": [
              { "fact": "amount", "is": "at-least", "value": 1000 },
              { "any": [ { "fact": "source", "is": "one-of", "value": ["Referral", "Partner"] }, { "fact": "needs.explicit", "is": "present" } ] },
              { "not": { "fact": "custom.embargo", "is": "equal", "value": true } }
            ] }
            ```


            """.ReplaceLineEndings("\n"));
        page.Append("| form | what | read and written by | example |\n| --- | --- | --- | --- |\n");
        foreach (JsonForm form in forms)
        {
            page.Append(GeneratedPage.Row($"[{form.File}](#{form.File})", form.About, $"`{form.Reading}`", $"[{form.File}.json](examples/{form.File}.json)")).Append('\n');
        }

        HashSet<(Type, bool)> told = [];
        foreach (JsonForm form in forms)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {form.File}\n\n{form.About} [More]({form.Page})\n");
            JsonShape shape = new(form.Options);
            foreach (Type part in shape.PartsOf(form.Root).Where(t => told.Add((t, form.Options.WriteIndented))))
            {
                page.Append(CultureInfo.InvariantCulture, $"\n**{part.Name.Replace("Draft", "", StringComparison.Ordinal)}**");
                page.Append(shape.KindOf(part) is { } kind ? $". {kind}\n\n" : "\n\n").Append("| member | form | | what |\n| --- | --- | --- | --- |\n");
                foreach ((string name, string shown, bool isRequired, string what) in shape.MembersOf(part))
                {
                    page.Append(GeneratedPage.Row($"`{name}`", shown, isRequired ? "required" : "", what)).Append('\n');
                }
            }
        }

        GeneratedPage.Check("docs/reference/json.md", page.ToString());
    }
}
