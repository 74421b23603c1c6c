using System.Collections.Concurrent;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;

namespace CrmCore.Testing.Tests.Conformance;

/// <summary>Stores made wrong on purpose in what they keep, whom they let win, and what they share; with the case that is meant for each.</summary>
internal static class WrongStores
{
    public static IReadOnlyList<WrongStore> All { get; } =
    [
        new("throws for what is absent", "absent-is-null")
        {
            Unit = u => new WrongUnit(u) { Leads = new WrongLeads(u.Leads) { Read = (id, found) => found ?? throw new KeyNotFoundException($"{id}") } },
        },
        new("forgets a field", "every-field-comes-back") { Unit = WrongStore.Reading(s => s with { Touches = null }) },
        new("cuts texts to 255 characters", "texts-come-back-letter-by-letter")
        {
            Unit = WrongStore.Reading(s => s.Details.Description is { Length: > 255 } text ? s with { Details = s.Details with { Description = text[..255] } } : s),
        },
        new("trims texts", "texts-come-back-letter-by-letter") { Unit = WrongStore.Reading(s => s with { Details = s.Details with { Description = s.Details.Description?.Trim() } }) },
        new("keeps amounts as floating point", "decimals-keep-all-digits") { Unit = WrongStore.ReadingAmounts(a => Math.Abs(a) < 1e27m ? (decimal)(double)a : a) },
        new("rounds amounts to two places", "amounts-keep-the-digits-of-their-currency") { Unit = WrongStore.ReadingAmounts(a => decimal.Round(a, 2)) },
        new("cuts instants to milliseconds", "instants-keep-ticks-and-offset")
        {
            Unit = WrongStore.Reading(s => s with { CapturedAt = s.CapturedAt.AddTicks(-(s.CapturedAt.Ticks % TimeSpan.TicksPerMillisecond)) }),
        },
        new("keeps instants in UTC", "instants-keep-ticks-and-offset") { Unit = WrongStore.Reading(s => s with { CapturedAt = s.CapturedAt.ToUniversalTime() }) },
        new("keeps a thousand entries", "collections-come-back-empty-and-large") { Unit = WrongStore.Reading(s => s with { FollowUps = s.FollowUps?.Take(1000).ToArray() }) },
        new("overwrites what has the same id", "duplicate-id-conflicts")
        {
            Unit = u => new WrongUnit(u)
            {
                Leads = new WrongLeads(u.Leads)
                {
                    OnAdd = (leads, lead) =>
                    {
                        if (WrongStore.VersionOf(leads, lead.Id) is { } version)
                        {
                            leads.Update(WrongStore.WithVersion(lead, version));
                        }
                        else
                        {
                            leads.Add(lead);
                        }
                    },
                },
            },
        },
        new("takes an external key twice", "duplicate-external-key-conflicts")
        {
            Unit = u => new WrongUnit(u)
            {
                Leads = new WrongLeads(u.Leads) { OnAdd = (leads, lead) => leads.Add(IsTaken(leads, lead) ? Lead.FromSnapshot(lead.ToSnapshot() with { ExternalKey = null }) : lead) },
            },
        },
        new("folds the case of external keys", "external-keys-are-told-apart-by-case")
        {
            Unit = u => new WrongUnit(u)
            {
                Leads = new WrongLeads(u.Leads)
                {
                    OnAdd = (leads, lead) => leads.Add(lead.ExternalKey is { } key ? Lead.FromSnapshot(lead.ToSnapshot() with { ExternalKey = new(key.System.ToLowerInvariant(), key.Key.ToLowerInvariant()) }) : lead),
                },
            },
        },
        new("finds fifty external keys at most", "external-keys-find-their-records")
        {
            Unit = u => new WrongUnit(u) { Leads = new WrongLeads(u.Leads) { Keys = found => found.Take(50).ToDictionary(f => f.Key, f => f.Value) } },
        },
        new("passes over the second object of a record", "one-record-staged-by-two-objects-conflicts")
        {
            Unit = u =>
            {
                HashSet<LeadId> staged = [];
                return new WrongUnit(u)
                {
                    Leads = new WrongLeads(u.Leads)
                    {
                        OnUpdate = (leads, lead) =>
                        {
                            if (staged.Add(lead.Id))
                            {
                                leads.Update(lead);
                            }
                        },
                    },
                };
            },
        },
        new("counts no versions", "versions-count-the-writes") { Unit = WrongStore.Reading(s => s with { Version = 1 }) },
        new("lets the last writer win", "stale-update-conflicts") { Unit = LastWriterWins },
        new("lets every writer win", "of-many-writers-one-wins") { Unit = LastWriterWins },
        new("loses updates", "any-sequence-agrees-with-the-model") { Unit = LastWriterWins },
        new("removes whatever the version", "stale-removal-conflicts")
        {
            Unit = u => new WrongUnit(u)
            {
                Leads = new WrongLeads(u.Leads) { OnRemove = (leads, lead) => leads.Remove(WrongStore.VersionOf(leads, lead.Id) is { } version ? WrongStore.WithVersion(lead, version) : lead) },
            },
        },
        new("takes an update for an insert", "update-of-what-is-not-stored-conflicts")
        {
            Unit = u => new WrongUnit(u)
            {
                Leads = new WrongLeads(u.Leads)
                {
                    OnUpdate = (leads, lead) =>
                    {
                        if (WrongStore.VersionOf(leads, lead.Id) is null)
                        {
                            leads.Add(lead);
                        }
                        else
                        {
                            leads.Update(lead);
                        }
                    },
                },
            },
        },
        new("can't be used after a conflict", "a-unit-can-be-used-after-a-conflict") { Unit = BreaksAfterConflict },
        new("commits record by record", "a-conflict-anywhere-writes-nothing") { Units = s => new RecordByRecord(s) },
        new("goes on when a write fails", "a-failing-write-anywhere-writes-nothing") { Fault = () => Task.FromResult<IAsyncDisposable>(new NoFault()) },
        new("does not hear a cancelled commit", "a-cancelled-commit-writes-nothing") { Unit = u => new WrongUnit(u) { Commit = (inner, _) => inner.CommitAsync() } },
        new("commits when it is disposed of", "what-is-not-committed-is-not-written") { Unit = u => new WrongUnit(u) { BeforeDispose = inner => inner.CommitAsync() } },
        new("shows what is staged", "what-is-staged-is-not-seen")
        {
            Unit = u =>
            {
                Dictionary<LeadId, Lead> staged = [];
                return new WrongUnit(u)
                {
                    Leads = new WrongLeads(u.Leads)
                    {
                        Read = (id, found) => found ?? staged.GetValueOrDefault(id),
                        OnAdd = (leads, lead) =>
                        {
                            staged[lead.Id] = lead;
                            leads.Add(lead);
                        },
                    },
                };
            },
        },
        new("gives everybody the same object", "what-is-read-is-not-shared") { Units = Caching },
        new("keeps the object that was written", "what-was-written-is-not-shared") { Units = KeepingWritten },
        new("loses counts", "counters-lose-nothing") { Unit = LosingCounts },
        new("lets limits be passed", "limits-hold-under-a-race") { Unit = LosingCounts },
        new("raises the letters of a company", "generated-records-come-back")
        {
            Unit = WrongStore.Reading(s => s.Details.Company is { } company ? s with { Details = s.Details with { Company = company.ToUpperInvariant() } } : s),
        },
    ];

    private static bool IsTaken(IRepository<Lead, LeadId> leads, Lead lead) => lead.ExternalKey is { } key && leads.FindByExternalKeysAsync([key]).GetAwaiter().GetResult().Count > 0;

    private static IUnitOfWork LastWriterWins(IUnitOfWork unit) => new WrongUnit(unit)
    {
        Leads = new WrongLeads(unit.Leads)
        {
            OnUpdate = (leads, lead) => leads.Update(WrongStore.VersionOf(leads, lead.Id) is { } version && version != lead.Version ? WrongStore.WithVersion(lead, version) : lead),
        },
        Commit = async (inner, token) =>
        {
            try
            {
                await inner.CommitAsync(token);
            }
            catch (ConcurrencyConflictException)
            {
            }
        },
    };

    private static IUnitOfWork LosingCounts(IUnitOfWork unit) => new WrongUnit(unit)
    {
        Commit = async (inner, token) =>
        {
            try
            {
                await inner.CommitAsync(token);
            }
            catch (ConcurrencyConflictException)
            {
            }
        },
    };

    private static IUnitOfWork BreaksAfterConflict(IUnitOfWork unit)
    {
        bool isBroken = false;
        return new WrongUnit(unit)
        {
            Commit = async (inner, token) =>
            {
                ObjectDisposedException.ThrowIf(isBroken, inner);
                try
                {
                    await inner.CommitAsync(token);
                }
                catch (ConcurrencyConflictException)
                {
                    isBroken = true;
                    throw;
                }
            },
        };
    }

    private static WrongUnits Caching(InMemoryStore store)
    {
        ConcurrentDictionary<LeadId, Lead> cache = [];
        return new(store, u => new WrongUnit(u) { Leads = new WrongLeads(u.Leads) { Read = (id, found) => found is null ? null : cache.GetOrAdd(id, found) } });
    }

    private static WrongUnits KeepingWritten(InMemoryStore store)
    {
        ConcurrentDictionary<LeadId, Lead> written = [];
        return new(store, u => new WrongUnit(u)
        {
            Leads = new WrongLeads(u.Leads)
            {
                Read = (id, found) => found is not null && written.TryGetValue(id, out Lead? lead) && lead.Version == found.Version ? Lead.FromSnapshot(lead.ToSnapshot()) : found,
                OnAdd = (leads, lead) =>
                {
                    written[lead.Id] = lead;
                    leads.Add(lead);
                },
            },
        });
    }

    private sealed class NoFault : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>Units that commit one record after the other, and ask for the tenant when they commit.</summary>
internal sealed class RecordByRecord(InMemoryStore store) : IUnitOfWorkFactory
{
    public IUnitOfWork Begin()
    {
        List<Action<IUnitOfWork>> writes = [];
        IUnitOfWork reading = store.Begin();
        return new WrongUnit(reading)
        {
            Leads = new WrongLeads(reading.Leads) { OnAdd = Add<Lead, LeadId>(u => u.Leads), OnUpdate = Update<Lead, LeadId>(u => u.Leads), OnRemove = Remove<Lead, LeadId>(u => u.Leads) },
            Opportunities = new WrongOpportunities(reading.Opportunities)
            {
                OnAdd = Add<Opportunity, OpportunityId>(u => u.Opportunities),
                OnUpdate = Update<Opportunity, OpportunityId>(u => u.Opportunities),
                OnRemove = Remove<Opportunity, OpportunityId>(u => u.Opportunities),
            },
            Accounts = new WrongAccounts(reading.Accounts)
            {
                OnAdd = Add<Account, AccountId>(u => u.Accounts),
                OnUpdate = Update<Account, AccountId>(u => u.Accounts),
                OnRemove = Remove<Account, AccountId>(u => u.Accounts),
            },
            Contacts = new WrongContacts(reading.Contacts)
            {
                OnAdd = Add<Contact, ContactId>(u => u.Contacts),
                OnUpdate = Update<Contact, ContactId>(u => u.Contacts),
                OnRemove = Remove<Contact, ContactId>(u => u.Contacts),
            },
            Commit = async (_, token) =>
            {
                token.ThrowIfCancellationRequested();
                Action<IUnitOfWork>[] all = [.. writes];
                writes.Clear();
                foreach (Action<IUnitOfWork> write in all)
                {
                    await using IUnitOfWork one = store.Begin();
                    write(one);
                    await one.CommitAsync(token);
                }
            },
        };

        Action<IRepository<TAggregate, TId>, TAggregate> Add<TAggregate, TId>(Func<IUnitOfWork, IRepository<TAggregate, TId>> of)
            where TAggregate : Aggregate
            where TId : struct, IEntityId<TId> => (_, aggregate) => writes.Add(u => of(u).Add(aggregate));

        Action<IRepository<TAggregate, TId>, TAggregate> Update<TAggregate, TId>(Func<IUnitOfWork, IRepository<TAggregate, TId>> of)
            where TAggregate : Aggregate
            where TId : struct, IEntityId<TId> => (_, aggregate) => writes.Add(u => of(u).Update(aggregate));

        Action<IRepository<TAggregate, TId>, TAggregate> Remove<TAggregate, TId>(Func<IUnitOfWork, IRepository<TAggregate, TId>> of)
            where TAggregate : Aggregate
            where TId : struct, IEntityId<TId> => (_, aggregate) => writes.Add(u => of(u).Remove(aggregate));
    }
}
