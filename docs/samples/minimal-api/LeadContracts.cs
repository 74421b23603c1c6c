using CrmCore;
using CrmCore.Leads;
using CrmCore.Qualification;

namespace MinimalApi;

public sealed record NewLead(string? Name, string? Company, string? Email, string? Phone, LeadSourceKind Source)
{
    /// <summary>What the values make, or what is wrong with them by member.</summary>
    public (LeadDetails Details, Dictionary<string, string[]> Faults) Read() => new LeadCorrection(Name, Company, Email, Phone).Read(new());
}

/// <summary>All that a form shows of a lead: what is left out is cleared.</summary>
public sealed record LeadCorrection(string? Name, string? Company, string? Email, string? Phone)
{
    private static readonly LocalizedText WrongEmail = new("This can't be an e-mail address.", "这不是邮箱地址。");
    private static readonly LocalizedText WrongPhone = new("This can't be a phone number.", "这不是电话号码。");
    private static readonly LocalizedText Nobody = new("Give a name, a company, an e-mail address or a phone number.", "请填写姓名、公司、邮箱或电话。");

    /// <summary>What the values make of what was known, or what is wrong with them by member.</summary>
    public (LeadDetails Details, Dictionary<string, string[]> Faults) Read(LeadDetails known)
    {
        Dictionary<string, string[]> faults = [];
        if (!string.IsNullOrWhiteSpace(Email) && !EmailAddress.TryParse(Email, out _))
        {
            faults["email"] = [WrongEmail.In()];
        }

        if (!string.IsNullOrWhiteSpace(Phone) && !PhoneNumber.TryParse(Phone, out _))
        {
            faults["phone"] = [WrongPhone.In()];
        }

        LeadDetails details = known with
        {
            Name = string.IsNullOrWhiteSpace(Name) ? null : new(Name),
            Company = Company,
            Email = EmailAddress.TryParse(Email, out EmailAddress? email) ? email : null,
            Phone = PhoneNumber.TryParse(Phone, out PhoneNumber? phone) ? phone : null,
        };
        if (faults.Count == 0 && !details.NamesAnybody)
        {
            faults["name"] = [Nobody.In()];
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
