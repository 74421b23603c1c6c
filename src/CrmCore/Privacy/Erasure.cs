using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;

namespace CrmCore.Privacy;

/// <summary>
/// What is left of the records of a person who is forgotten. Each is made anew of what is named here: what figures are made of, and what is others'. A member that is not
/// named is gone.
/// </summary>
internal sealed class Erasure(PersonOnRecord records, ErasureOptions options)
{
    private readonly Subject _person = new(records);
    private readonly ReasonErasure _reasons = new(options.Reasons);

    public LeadSnapshot Of(LeadSnapshot was) => new()
    {
        SchemaVersion = was.SchemaVersion,
        Id = was.Id,
        Version = was.Version,
        EventCount = was.EventCount,
        Status = was.Status,
        Details = new()
        {
            Company = was.Details.Company is { } company ? _person.WithoutWhole(company) : null,
            Industry = was.Details.Industry,
            City = was.Details.City,
            Country = was.Details.Country,
        },
        Source = Of(was.Source),
        Touches = was.Touches is null ? null : [.. was.Touches.Select(t => new SourceTouch(Of(t.Source), t.At))],
        Custody = was.Custody,
        CustodySince = was.CustodySince,
        CapturedAt = was.CapturedAt,
        ChangedAt = was.ChangedAt,
        FollowUps = was.FollowUps is null ? null : [.. was.FollowUps.Select(f => new FollowUp(f.At, f.By, f.Kind, f.Outcome, null, f.NextStep is null ? null : Subject.Gone, f.NextStepDue))],
        WakeAt = was.WakeAt,
        DisqualifiedReason = _reasons.Of(was.DisqualifiedReason, _person),
        MergedInto = was.MergedInto,
        Conversion = was.Conversion is { } conversion ? Of(conversion) : null,
        Reversals = was.Reversals is null ? null : [.. was.Reversals.Select(r => new ConversionReversal(Of(r.Conversion), r.At, r.By, _reasons.Of(r.Reason, _person) ?? Subject.Gone, r.IsForced, [], []))],
        ExternalKey = Of(was.ExternalKey),
        Holdings = was.Holdings is null ? null : [.. was.Holdings.Select(h => new HoldingPeriod(h.Owner, h.From, h.To, h.By, _reasons.OfCustody(h.Reason, _person)))],
        EnteredPoolAt = was.EnteredPoolAt,
        Protection = was.Protection,
        Lock = was.Lock is { } held ? new LeadLock(held.At, held.By, _reasons.Of(held.Reason, _person) ?? Subject.Gone) : null,
        CustomFields = Kept("lead", was.CustomFields, static (_, _) => true),
    };

    public ContactSnapshot Of(ContactSnapshot was) => new()
    {
        SchemaVersion = was.SchemaVersion,
        Id = was.Id,
        Version = was.Version,
        EventCount = was.EventCount,
        Name = new(Subject.Gone),
        Account = was.Account,
        Owner = was.Owner,
        CreatedAt = was.CreatedAt,
        ExternalKey = Of(was.ExternalKey),
        CustomFields = Kept("contact", was.CustomFields, static (_, _) => true),
    };

    public AccountSnapshot Of(AccountSnapshot was) => was with
    {
        Name = _person.WithoutWhole(was.Name),
        Website = was.Website is { } site && _person.WithoutInTitle(site) == site ? site : null,
        Phone = _person.Is(was.Phone) ? null : was.Phone,
        ExternalKey = Of(was.ExternalKey),
        CustomFields = Kept("account", was.CustomFields, _person.Owns),
    };

    public OpportunitySnapshot Of(OpportunitySnapshot was)
    {
        bool isShared = _person.Shares(Opportunity.FromSnapshot(was));
        return new()
        {
            SchemaVersion = was.SchemaVersion,
            Id = was.Id,
            Version = was.Version,
            EventCount = was.EventCount,
            Name = _person.WithoutInTitle(was.Name),
            Pipeline = was.Pipeline,
            Stage = was.Stage,
            StageKind = was.StageKind,
            Account = was.Account,
            Contact = _person.Is(was.Contact) ? null : was.Contact,
            Owner = was.Owner,
            Amount = was.Amount,
            CloseDate = was.CloseDate,
            Probability = was.Probability,
            IsProbabilityManual = was.IsProbabilityManual,
            SourceLead = was.SourceLead,
            AttachedLeads = was.AttachedLeads,
            Source = was.Source is { } source ? _person.Is(was.SourceLead) || !isShared ? Of(source) : source with { Detail = _person.Without(source.Detail) } : null,
            Description = isShared && !_person.OwnsDescription(was.Description) ? _person.Without(was.Description) : null,
            CreatedAt = was.CreatedAt,
            StageEnteredAt = was.StageEnteredAt,
            ChangedAt = was.ChangedAt,
            Closing = was.Closing is { } closing
                ? new(closing.Kind, closing.At, closing.LastOpenStage, Reason(closing.Reason), closing.Competitor is { } winner ? _person.WithoutWhole(winner) : null)
                : null,
            Discovery = isShared ? NoteErasure.Of(was.Discovery, _person) : null,
            LineItems = was.LineItems,
            Recurring = was.Recurring,
            Splits = was.Splits,
            BuyingRoles = NullIfEmpty(was.BuyingRoles?.Where(r => !_person.Is(r))),
            Competitors = was.Competitors is null ? null : [.. was.Competitors.Select(Of)],
            Activities = was.Activities is null ? null : [.. was.Activities.Select(a => new Activity(a.Kind, a.At, a.By, isShared && !_person.Owns(a) ? _person.Without(a.Note) : null))],
            NextStep = was.NextStep is { } step ? new(isShared && !_person.Owns(step) ? _person.Without(step.What)! : Subject.Gone, step.Due) : null,
            History = [.. was.History.Select(h => h with { Reason = Reason(h.Reason) })],
            ExternalKey = Of(was.ExternalKey),
            CustomFields = Kept("opportunity", was.CustomFields, _person.Owns),
        };

        string? Reason(string? reason) => _reasons.Of(reason, _person) ?? (isShared ? _person.Without(reason) : null);
    }

    private LeadSource Of(LeadSource source) => new(source.Kind, null, source.Campaign is { } campaign && _person.WithoutWhole(campaign) == campaign ? campaign : null);

    private Competitor Of(Competitor was) => new(_person.WithoutWhole(was.Name), was.Status, was.Position)
    {
        Strengths = _person.Without(was.Strengths),
        Weaknesses = _person.Without(was.Weaknesses),
    };

    private LeadConversion Of(LeadConversion was) => was with { OverrideReason = _reasons.Of(was.OverrideReason, _person) };

    private ExternalKey? Of(ExternalKey? key) => key is { } known && !_person.IsNamedIn(known.Key) ? known : null;

    private Dictionary<string, FieldValue>? Kept(string record, IReadOnlyDictionary<string, FieldValue>? fields, Func<string, FieldValue, bool> isPersonal) =>
        fields?.Where(f => !isPersonal(f.Key, f.Value) || options.KeepsField?.Invoke(new(record, f.Key, f.Value)) == true).ToDictionary() is { Count: > 0 } kept ? kept : null;

    private static T[]? NullIfEmpty<T>(IEnumerable<T>? items) => items?.ToArray() is { Length: > 0 } some ? some : null;
}
