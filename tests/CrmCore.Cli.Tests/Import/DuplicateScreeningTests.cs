using CrmCore.Cli.Csv;
using CrmCore.Cli.Import;
using CrmCore.Cli.Terminal;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Persistence;

namespace CrmCore.Cli.Tests.Import;

/// <summary>Somebody works on the lead that an import is about to merge a row into.</summary>
public sealed class DuplicateScreeningTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly InMemoryStore _store = new();

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(100, 0, 1)]
    public async Task A_merge_that_meets_another_writer_is_tried_again_and_reported_where_it_never_goes_through(int conflicts, int merged, int warned)
    {
        Lead stored = NewLead();
        await SaveAsync(stored);
        Busy units = new(_store, stored.Id, conflicts);
        DuplicateScreening screening = await DuplicateScreening.OpenAsync(DuplicateAction.Merge, _store, units, new FixedClock(At.AddDays(1)), CancellationToken.None);
        Lead entered = NewLead();
        Assert.Null(screening.Screen(entered, 2));
        await SaveAsync(entered);
        List<(int Line, Fault Fault)> reported = [];
        await screening.CommittedAsync((line, fault) => reported.Add((line, fault)));

        Assert.Equal((merged, warned), (screening.Counts.Merged, screening.Counts.Warned));
        Assert.Equal(warned == 1 ? [2] : [], reported.Select(r => r.Line));
        Dictionary<LeadId, LeadSnapshot> after = await _store.ReadLeadsAsync().ToDictionaryAsync(l => l.Id);
        Assert.Equal(merged == 1 ? LeadStatus.Merged : LeadStatus.New, after[entered.Id].Status);
        Assert.Equal(Math.Min(conflicts, 5), after[stored.Id].FollowUps!.Count);
    }

    private static Lead NewLead() => Lead.Capture(
        LeadId.New(TimeProvider.System),
        new() { Name = new("Anna Keller"), Company = "Keller Bau GmbH", Email = EmailAddress.Parse("anna@keller.example") },
        LeadSource.Web,
        Custody.InPool(new("default")),
        At);

    private async Task SaveAsync(Lead lead)
    {
        await using IUnitOfWork unit = _store.Begin();
        unit.Leads.Add(lead);
        await unit.CommitAsync();
    }

    /// <summary>Storage in which somebody follows a lead up just before a commit, so many times.</summary>
    private sealed class Busy(InMemoryStore store, LeadId lead, int times) : IUnitOfWorkFactory
    {
        private int _left = times;

        public IUnitOfWork Begin() => new Unit(this, store.Begin());

        private async Task FollowUpAsync()
        {
            if (_left-- > 0)
            {
                await using IUnitOfWork unit = store.Begin();
                Lead found = (await unit.Leads.FindAsync(lead))!;
                found.FollowUp(new(At.AddHours(1), new("bo"), FollowUpKind.Call, FollowUpOutcome.Reached)).EnsureSucceeded();
                unit.Leads.Update(found);
                await unit.CommitAsync();
            }
        }

        private sealed class Unit(Busy busy, IUnitOfWork inner) : IUnitOfWork
        {
            public ILeadRepository Leads => inner.Leads;

            public Opportunities.IOpportunityRepository Opportunities => inner.Opportunities;

            public Customers.IAccountRepository Accounts => inner.Accounts;

            public Customers.IContactRepository Contacts => inner.Contacts;

            public IOwnerLedgerRepository Ledgers => inner.Ledgers;

            public async Task CommitAsync(CancellationToken cancellationToken = default)
            {
                await busy.FollowUpAsync();
                await inner.CommitAsync(cancellationToken);
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
