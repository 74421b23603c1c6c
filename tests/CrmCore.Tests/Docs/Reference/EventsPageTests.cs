using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using CrmCore.Customers;
using CrmCore.Delivery;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Tests.Pages;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs.Reference;

/// <summary>docs/reference/events.md: every event, with what it carries.</summary>
public class EventsPageTests
{
    private static readonly string[] Common = ["sequence", "at", "by"];

    private static readonly (string Title, Type Family, JsonShape Shape)[] Families =
    [
        ("Leads", typeof(LeadEvent), new(LeadJsonContext.Default.Options)),
        ("Opportunities", typeof(OpportunityEvent), new(OpportunityJsonContext.Default.Options)),
        ("Accounts and contacts", typeof(CustomerEvent), new(CustomerJsonContext.Default.Options)),
    ];

    [Fact]
    public void The_page_has_every_event_with_its_data()
    {
        DomainEvent example = Some.OwnedLead().PendingEvents[0];
        StringBuilder page = new("""
            # Events

            <!-- Made from the code by EventsPageTests; CRMCORE_REWRITE_DOCS=1 writes it anew. -->

            The data of each event. How events are handled and delivered is described in [events and their delivery](../events.md).

            Every event has these members, besides those listed with it below:


            """.ReplaceLineEndings("\n"));
        page.Append(Table(new(LeadJsonContext.Default.Options), typeof(LeadCaptured), isEvent: false));
        page.Append("\nThe form in which an event is sent to other systems (CloudEvents 1.0):\n\n```json\n").Append(CloudEvent.From(example, "https://crm.example.com").ToJson()).Append("\n```\n");
        foreach ((string title, Type family, JsonShape shape) in Families)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
            foreach (JsonDerivedTypeAttribute type in family.GetCustomAttributes<JsonDerivedTypeAttribute>())
            {
                page.Append(CultureInfo.InvariantCulture, $"\n### {type.TypeDiscriminator}\n\n`{type.DerivedType.Name}`: {XmlDocs.Of(type.DerivedType)}\n\n").Append(Table(shape, type.DerivedType, isEvent: true));
            }
        }

        GeneratedPage.Check("docs/reference/events.md", page.ToString());
    }

    private static string Table(JsonShape shape, Type type, bool isEvent)
    {
        StringBuilder table = new("| member | form | what |\n| --- | --- | --- |\n");
        foreach ((string name, string form, _, string what) in shape.MembersOf(type).Where(m => isEvent != Common.Contains(m.Name)))
        {
            table.Append(GeneratedPage.Row($"`{name}`", form, what)).Append('\n');
        }

        return table.ToString();
    }
}
