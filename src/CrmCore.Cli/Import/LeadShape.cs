using CrmCore.Cli.Csv;
using CrmCore.Leads;

namespace CrmCore.Cli.Import;

/// <summary>Makes a lead of a row.</summary>
internal sealed class LeadShape(string system, string pool, TimeProvider clock) : IRowShape<LeadRecord, Lead, LeadId>
{
    public int LineOf(LeadRecord row) => row.Line;

    public ExternalKey KeyOf(LeadRecord row) => new(system, row.Key);

    public string StateOf(Lead lead) => lead.Status.ToString();

    public LocalizedText NameOf(string state) => LeadNames.NameOf(Enum.Parse<LeadStatus>(state));

    public Lead Create(LeadRecord row)
    {
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset at = row.Created ?? now;
        Lead lead = Lead.Capture(
            LeadId.New(clock),
            DetailsOf(row),
            LeadSources.Read(row.Source, row.SourceDetail, row.Campaign),
            row.Owner is { } owner ? Custody.OwnedBy(new(owner)) : Custody.InPool(new(row.Pool ?? pool)),
            at,
            externalKey: KeyOf(row),
            customFields: CustomOf(row));
        SetStatus(lead, row, at);
        return lead;
    }

    /// <summary>What a lead is called that names nobody.</summary>
    public static string NobodyOf(string? key) => $"#{key}";

    private static LeadDetails DetailsOf(LeadRecord row)
    {
        bool named = row.Name is not null || row.GivenName is not null || row.FamilyName is not null;
        LeadDetails details = new()
        {
            Name = named ? new PersonName(row.Name, row.GivenName, row.FamilyName) : null,
            Company = row.Company,
            Title = row.Title,
            Email = EmailAddress.TryParse(row.Email, out EmailAddress? email) ? email : null,
            Phone = PhoneNumber.TryParse(row.Phone ?? row.Mobile, out PhoneNumber? phone) ? phone : null,
            Industry = row.Industry,
            City = row.City,
            Country = row.Country,
            Description = row.Description,
        };
        return details.NamesAnybody ? details : details with { Name = new PersonName(NobodyOf(row.Key)) };
    }

    private static CustomFields CustomOf(LeadRecord row)
    {
        CustomFields fields = CustomFields.From(row.Custom.Select(c => KeyValuePair.Create(c.Key, FieldValue.Of(c.Value))));
        return fields.With("outcome", FieldValue.Of(row.Outcome));
    }

    private static void SetStatus(Lead lead, LeadRecord row, DateTimeOffset at)
    {
        LeadChange? change = (row.Status, row.Outcome) switch
        {
            ("working", _) => lead.Work(at),
            ("nurturing", _) => lead.Nurture(at.AddDays(90), at),
            ("qualified" or "converted", _) or (null, "won") => lead.Qualify(at),
            ("disqualified", _) or (null, "lost") => lead.Disqualify(row.DisqualifiedReason ?? row.Outcome ?? "imported", at),
            _ => null,
        };
        change?.EnsureSucceeded();
    }
}
