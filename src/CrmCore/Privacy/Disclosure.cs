using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Qualification;

namespace CrmCore.Privacy;

/// <summary>What a person's records tell of that person and of nobody else.</summary>
internal sealed class Disclosure(PersonOnRecord records)
{
    private readonly Subject _person = new(records);

    /// <summary>The lead as it is, without notes on others and without what it remembers of other records.</summary>
    public LeadSnapshot Of(LeadSnapshot lead) => lead with
    {
        Discovery = Own(lead.Discovery),
        Merges = lead.Merges is null ? null : [.. lead.Merges.Select(m => m with { Before = Of(m.Before), Merged = [.. m.Merged.Select(o => o with { Before = Of(o.Before) })] })],
        ConversionTrace = lead.ConversionTrace is { } trace ? trace with { Records = [], MovedDiscovery = Own(trace.MovedDiscovery) } : null,
        Reversals = lead.Reversals is null ? null : [.. lead.Reversals.Select(r => r with { Undone = [], Left = [] })],
    };

    public PersonalAccount Of(AccountSnapshot account) => new()
    {
        Id = account.Id,
        Name = account.Name,
        Phone = _person.Is(account.Phone) ? account.Phone : null,
        CustomFields = Own(account.CustomFields),
    };

    public PersonalOpportunity Of(Opportunity deal)
    {
        OpportunitySnapshot state = deal.ToSnapshot();
        bool isShared = _person.Shares(deal);
        return new()
        {
            Id = state.Id,
            IsShared = isShared,
            IsContact = _person.Is(state.Contact),
            Name = isShared && !_person.IsNamedIn(state.Name) ? null : state.Name,
            Stage = state.Stage,
            CreatedAt = state.CreatedAt,
            Amount = isShared ? null : state.Amount,
            Source = !isShared || _person.Is(state.SourceLead) ? state.Source : null,
            Description = isShared && !_person.OwnsDescription(state.Description) ? null : state.Description,
            Discovery = isShared ? Own(state.Discovery) : state.Discovery,
            BuyingRoles = NullIfEmpty(state.BuyingRoles?.Where(_person.Is)),
            Activities = isShared ? NullIfEmpty(state.Activities?.Where(_person.Owns)) : state.Activities,
            NextStep = state.NextStep is { } step && (!isShared || _person.Owns(step)) ? step : null,
            CustomFields = isShared ? Own(state.CustomFields) : state.CustomFields,
        };
    }

    private Discovery? Own(Discovery? discovery) => NullIfEmpty(discovery?.Notes.Where(_person.Owns)) is { } own ? new(own) : null;

    private Dictionary<string, FieldValue>? Own(IReadOnlyDictionary<string, FieldValue>? fields) =>
        fields?.Where(f => _person.Owns(f.Key, f.Value)).ToDictionary() is { Count: > 0 } own ? own : null;

    private static T[]? NullIfEmpty<T>(IEnumerable<T>? items) => items?.ToArray() is { Length: > 0 } some ? some : null;
}
