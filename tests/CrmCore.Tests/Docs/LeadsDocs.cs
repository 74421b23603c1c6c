using CrmCore.Leads;

namespace CrmCore.Tests.Docs;

/// <summary>The code of <c>docs/leads.md</c>.</summary>
public class LeadsDocs
{
    [Fact]
    public void The_life_of_a_lead()
    {
        // docs:begin leads-life
        DateTimeOffset monday = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        UserId anna = new("anna");
        Lead lead = Lead.Capture(
            LeadId.New(TimeProvider.System),
            new() { Company = "Blau Logistik GmbH", Email = EmailAddress.Parse("Clara <clara@Blau.example>") },
            new LeadSource(LeadSourceKind.MarketingEvent, "Hannover Messe", Campaign: "spring-2026"),
            Custody.OwnedBy(anna),
            monday);

        lead.FollowUp(new(
            monday.AddHours(3), anna, FollowUpKind.Call, FollowUpOutcome.Interested, "Asked for prices", NextStep: "Send a quote", NextStepDue: monday.AddDays(2)),
            recordedAt: monday.AddHours(8)).EnsureSucceeded();
        lead.TouchedBy(LeadSource.Web, monday.AddDays(1)).EnsureSucceeded();
        lead.Nurture(wakeAt: monday.AddMonths(3), monday.AddDays(4), anna).EnsureSucceeded();
        LeadChange refused = lead.Disqualify(" ", monday.AddDays(5));
        // docs:end leads-life
        Assert.Equal("lead.reason-missing", Assert.Single(refused.Refusals).Code);
        Assert.Equal((LeadStatus.Nurturing, monday.AddDays(2), TimeSpan.FromHours(3)), (lead.Status, lead.NextStepDue, lead.ResponseTime));

        // docs:begin leads-correct
        LeadChange corrected = lead.ChangeDetails(lead.Details with { Phone = new PhoneNumber("+49 89 1234567"), Title = "CFO" }, monday.AddDays(5), anna);
        LeadChange sized = lead.SetCustomField("size", FieldValue.Of(120), monday.AddDays(5), anna);
        LeadDetailsChanged told = lead.PendingEvents.OfType<LeadDetailsChanged>().First();
        Console.WriteLine(string.Join(", ", told.Fields));   // title, phone
        // docs:end leads-correct
        Assert.True(corrected.Succeeded && sized.Succeeded);
        Assert.Equal(["title", "phone"], told.Fields);
        Assert.Equal((LeadStatus.Nurturing, FieldValue.Of(120)), (lead.Status, lead.Get("custom.size")));

        // docs:begin leads-speed
        SpeedToLead speed = SpeedToLead.Measure([lead.ToSnapshot()], target: TimeSpan.FromHours(4), asOf: monday.AddDays(7));
        Console.WriteLine($"{speed.ShareInTime:P0} within {speed.Target}, median {speed.Median}");
        foreach (SpeedToLeadGroup group in SpeedToLead.MeasureBy([lead.ToSnapshot()], SpeedGrouping.Owner, TimeSpan.FromHours(4), monday.AddDays(7)))
        {
            Console.WriteLine($"{group.Key}: {group.Speed.InTime} of {group.Speed.Leads} in time");
        }

        string diagram = LeadLifecycle.ToMermaid();
        // docs:end leads-speed
        Assert.Equal(1, speed.ShareInTime);
        Assert.Contains(diagram.ReplaceLineEndings("\n").TrimEnd(), File.ReadAllText(Path.Combine(Architecture.SourceTree.Root, "docs", "leads.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
