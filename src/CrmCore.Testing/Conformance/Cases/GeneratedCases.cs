using System.Globalization;
using CrmCore.Opportunities;

namespace CrmCore.Testing.Conformance.Cases;

/// <summary>What nobody thought of: generated records, and sequences of operations held against a model.</summary>
internal static class GeneratedCases
{
    public static IReadOnlyList<StoreCase> All { get; } =
    [
        new("generated-records-come-back", "The one name, amount or date that a mapping can't store turns up in production.", RecordsAsync),
        new("any-sequence-agrees-with-the-model", "Some order of reading, staging, committing and conflicting leaves storage with what nobody wrote.", SequencesAsync),
    ];

    private static Task RecordsAsync(Trial trial)
    {
        Check(trial, "leads", CrmArbitraries.Lead(), async lead =>
        {
            await trial.CommitAsync(u => u.Leads.Add(lead)).ConfigureAwait(false);
            Expect.SameText(lead.ToSnapshot().ToJson(), (await trial.ReadAsync(u => u.Leads.FindAsync(lead.Id)).ConfigureAwait(false))?.ToSnapshot().ToJson(), "the lead");
        });
        Check(trial, "opportunities", CrmArbitraries.Opportunity(), async generated =>
        {
            Opportunity deal = Opportunity.FromSnapshot(generated.ToSnapshot() with { Id = OpportunityId.New(TimeProvider.System), Version = 0 });
            await trial.CommitAsync(u => u.Opportunities.Add(deal)).ConfigureAwait(false);
            Expect.SameText(deal.ToSnapshot().ToJson(), (await trial.ReadAsync(u => u.Opportunities.FindAsync(deal.Id)).ConfigureAwait(false))?.ToSnapshot().ToJson(), "the opportunity");
        });
        Check(trial, "accounts", CrmArbitraries.Account(), async account =>
        {
            await trial.CommitAsync(u => u.Accounts.Add(account)).ConfigureAwait(false);
            Expect.SameText(account.ToSnapshot().ToJson(), (await trial.ReadAsync(u => u.Accounts.FindAsync(account.Id)).ConfigureAwait(false))?.ToSnapshot().ToJson(), "the account");
        });
        Check(trial, "contacts", CrmArbitraries.Contact(), async contact =>
        {
            await trial.CommitAsync(u => u.Contacts.Add(contact)).ConfigureAwait(false);
            Expect.SameText(contact.ToSnapshot().ToJson(), (await trial.ReadAsync(u => u.Contacts.FindAsync(contact.Id)).ConfigureAwait(false))?.ToSnapshot().ToJson(), "the contact");
        });
        return Task.CompletedTask;
    }

    private static Task SequencesAsync(Trial trial)
    {
        Check(trial, "sequences", StoreStep.Sequences, steps => StoreModel.RunAsync(trial, steps));
        return Task.CompletedTask;
    }

    /// <summary>Runs a property; a failure tells the shrunk case and the seed.</summary>
    private static void Check<T>(Trial trial, string what, Arbitrary<T> values, Func<T, Task> holds)
    {
        Config config = Config.QuickThrowOnFailure.WithMaxTest(trial.Host.Generated).WithQuietOnSuccess(true);
        if (trial.Host.Seed is { } seed)
        {
            ulong[] parts = [.. seed.Trim('(', ')').Split(',').Take(2).Select(p => ulong.Parse(p, CultureInfo.InvariantCulture))];
            config = config.WithReplay(parts[0], parts[1]);
        }

        try
        {
            FsCheck.Check.One(config, Prop.ForAll(values, value => holds(value).GetAwaiter().GetResult()));
        }
        catch (Exception failure)
        {
            throw new Nonconformity($"what holds of all {what}", failure.Message);
        }
    }
}
