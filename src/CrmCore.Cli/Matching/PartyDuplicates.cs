using CrmCore.Cli.Storage;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Merging;

namespace CrmCore.Cli.Matching;

/// <summary>The duplicates of a database beyond those among leads alone.</summary>
/// <param name="Clusters">Clusters with a contact or an account among them.</param>
/// <param name="Known">The open leads whose company is an account.</param>
/// <param name="Texts">What the records are called.</param>
internal sealed record PartyDuplicates(IReadOnlyList<PartyCluster> Clusters, IReadOnlyList<KnownCompany> Known, IReadOnlyDictionary<Guid, string> Texts)
{
    public static async Task<PartyDuplicates> FindAsync(CrmDatabase database, CancellationToken cancellationToken)
    {
        PartyIndex index = await PartyIndex.ReadAsync(database.Leads, database.Customers, cancellationToken).ConfigureAwait(false);
        PartyCluster[] clusters = [.. index.Clusters().Where(c => c.Members.Any(m => m.Kind != PartyKind.Lead))];
        Dictionary<Guid, string> texts = clusters.SelectMany(c => c.Members).ToDictionary(m => m.Id, _ => "");
        List<KnownCompany> known = [];
        await foreach (LeadSnapshot lead in database.Leads.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            PartyMatch? account = lead.Status.IsOpen() ? index.FindAccounts(lead).FirstOrDefault() : null;
            if (account is not null)
            {
                known.Add(new(lead.Id.Value, account.Party.Id, account.Match.Class));
                texts[account.Party.Id] = "";
            }

            if (account is not null || texts.ContainsKey(lead.Id.Value))
            {
                texts[lead.Id.Value] = Text(lead.Details.Name?.Full, lead.Details.Company, lead.Details.Email?.Address, lead.Details.Phone?.ToString());
            }
        }

        await foreach (AccountSnapshot account in database.Customers.ReadAccountsAsync(cancellationToken).ConfigureAwait(false))
        {
            Note(account.Id.Value, Text(account.Name, account.Website, account.Phone?.ToString()));
        }

        await foreach (ContactSnapshot contact in database.Customers.ReadContactsAsync(cancellationToken).ConfigureAwait(false))
        {
            Note(contact.Id.Value, Text(contact.Name.Full, contact.Email?.Address, contact.Phone?.ToString()));
        }

        return new(clusters, known, texts);

        void Note(Guid id, string text)
        {
            if (texts.ContainsKey(id))
            {
                texts[id] = text;
            }
        }
    }

    private static string Text(params string?[] parts) => string.Join(" · ", parts.Where(p => !string.IsNullOrWhiteSpace(p)));
}

/// <summary>A lead whose company is an account.</summary>
internal sealed record KnownCompany(Guid Lead, Guid Account, MatchClass Class);
