using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;

namespace CrmCore.Conversion.Reverting;

/// <summary>Finds what else points to something that a conversion created: opportunities, contacts, and leads that were converted.</summary>
internal sealed class RecordUses(ILeadReader leads, IOpportunityReader opportunities, ICustomerReader customers)
{
    /// <summary>How many are named.</summary>
    private const int Most = 20;

    /// <summary>A lead that points to a record changed after it was made; clocks may differ by this much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromDays(1);

    /// <summary>The first that use a record, such as <c>opportunity 018f...</c>; the lead's own records left out.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Lead lead, ConvertedRecord record, CancellationToken cancellationToken)
    {
        HashSet<Guid> own = [lead.Id.Value, .. lead.ConversionTrace!.Records.Select(r => r.Id)];
        return await All(lead.Conversion!.At, record)
            .Where(u => !own.Contains(u.Id))
            .Take(Most)
            .Select(u => $"{u.Kind} {u.Id}")
            .ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    private IAsyncEnumerable<(string Kind, Guid Id)> All(DateTimeOffset converted, ConvertedRecord record) => record.Kind switch
    {
        ConvertedKind.Account => Opportunities(new() { Account = AccountId.From(record.Id) })
            .Concat(customers.ReadContactsAsync().Where(c => c.Account?.Value == record.Id).Select(c => ("contact", c.Id.Value)))
            .Concat(Leads(converted, c => c.Account?.Value == record.Id)),
        ConvertedKind.Contact => Opportunities(new() { Contact = ContactId.From(record.Id) })
            .Concat(Leads(converted, c => c.Contact?.Value == record.Id)),
        _ => Leads(converted, c => c.Opportunity?.Value == record.Id),
    };

    private IAsyncEnumerable<(string Kind, Guid Id)> Opportunities(OpportunityQuery query) =>
        opportunities.ReadOpportunitiesAsync(query).Where(query.Wants).Select(o => ("opportunity", o.Id.Value));

    private IAsyncEnumerable<(string Kind, Guid Id)> Leads(DateTimeOffset converted, Func<LeadConversion, bool> uses) =>
        leads.ReadLeadsAsync(new() { Statuses = new HashSet<LeadStatus> { LeadStatus.Converted }, ChangedFrom = converted - Skew })
            .Where(l => l.Conversion is { } conversion && uses(conversion))
            .Select(l => ("lead", l.Id.Value));
}
