using CrmCore;
using CrmCore.Leads;
using CrmCore.Qualification;

namespace MinimalApi;

public sealed record NewLead(string? Name, string? Company, string? Email, string? Phone, LeadSourceKind Source)
{
    /// <summary>What the values make, or what is wrong with them by member.</summary>
    public (LeadDetails Details, Dictionary<string, string[]> Faults) Read()
    {
        Dictionary<string, string[]> faults = [];
        if (!string.IsNullOrWhiteSpace(Email) && !EmailAddress.TryParse(Email, out _))
        {
            faults["email"] = [$"'{Email}' can't be an e-mail address."];
        }

        if (!string.IsNullOrWhiteSpace(Phone) && !PhoneNumber.TryParse(Phone, out _))
        {
            faults["phone"] = [$"'{Phone}' can't be a phone number."];
        }

        LeadDetails details = new()
        {
            Name = string.IsNullOrWhiteSpace(Name) ? null : new(Name),
            Company = Company,
            Email = EmailAddress.TryParse(Email, out EmailAddress? email) ? email : null,
            Phone = PhoneNumber.TryParse(Phone, out PhoneNumber? phone) ? phone : null,
        };
        if (faults.Count == 0 && !details.NamesAnybody)
        {
            faults["name"] = ["Give a name, a company, an e-mail address or a phone number."];
        }

        return (details, faults);
    }
}

public sealed record NewNeed(string Statement, string? Quote);

public sealed record NewAnswer(string Element, AnswerLevel Level, string Statement);

public sealed record LeadView(Guid Id, string Name, string? Company, LeadStatus Status, string? Owner, Guid? Opportunity)
{
    public static LeadView Of(Lead lead) =>
        new(lead.Id.Value, lead.Details.DisplayName, lead.Details.Company, lead.Status, lead.Owner?.Value, lead.Conversion?.Opportunity?.Value);
}

public sealed record FindingView(string Code, FindingSeverity Severity, string Text, string Advice, string? Question);

public sealed record VerdictView(bool IsQualified, decimal Score, IReadOnlyList<FindingView> Findings)
{
    public static VerdictView Of(QualificationVerdict verdict) =>
        new(verdict.IsQualified, verdict.Score, [.. verdict.Findings.Select(f => new FindingView(f.Code, f.Severity, f.Text.In(), f.Advice.In(), f.Question?.In()))]);
}

public sealed record ConversionView(Guid? Account, Guid? Contact, Guid? Opportunity, bool IsRepeat);
