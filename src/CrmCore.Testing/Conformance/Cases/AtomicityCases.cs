using CrmCore.Persistence;

namespace CrmCore.Testing.Conformance.Cases;

/// <summary>A commit is all or nothing.</summary>
internal static class AtomicityCases
{
    public static IReadOnlyList<StoreCase> All { get; } =
    [
        new("a-conflict-anywhere-writes-nothing", "Half a conversion: an account and a contact without their opportunity.", ConflictAnywhereAsync),
        new("a-failing-write-anywhere-writes-nothing", "The disk is full or the connection breaks in the middle, and half of it stays.", FaultAnywhereAsync, StoreCapability.Faults),
        new("a-cancelled-commit-writes-nothing", "The user has gone, half of what they did stays.", CancelledAsync),
        new("what-is-not-committed-is-not-written", "What was staged by a request that failed appears later.", UncommittedAsync),
        new("what-is-staged-is-not-seen", "Readers see what may never be committed.", StagedAsync),
    ];

    /// <summary>The four aggregates of a conversion; each of them in turn conflicts in each of three ways, first and last in the order of staging.</summary>
    private static async Task ConflictAnywhereAsync(Trial trial)
    {
        foreach (AggregateKind failing in AggregateKind.All)
        {
            foreach (string way in (string[])["a taken id", "a taken external key", "a stale version"])
            {
                foreach (bool isReversed in (bool[])[false, true])
                {
                    await ConflictAsync(trial, failing, way, isReversed).ConfigureAwait(false);
                }
            }
        }
    }

    private static async Task ConflictAsync(Trial trial, AggregateKind failing, string way, bool isReversed)
    {
        ExternalKey key = new("crm", $"{failing.Name}/{way}/{isReversed}");
        Aggregate stored = failing.Make(key);
        await trial.AddAsync(failing, stored).ConfigureAwait(false);
        Aggregate stale = Expect.NotNull(await trial.FindAsync(failing, failing.IdOf(stored)).ConfigureAwait(false), $"the {failing.Name}");
        await trial.UpdateAsync(failing, stored).ConfigureAwait(false);
        string before = failing.JsonOf(stored);
        await DrainIfAnyAsync(trial).ConfigureAwait(false);

        AggregateKind[] kinds = isReversed ? [.. AggregateKind.All.Reverse()] : [.. AggregateKind.All];
        (AggregateKind Kind, Aggregate Aggregate)[] staged = [.. kinds.Select(k => (k, k != failing ? k.Make() : way switch
        {
            "a taken id" => k.Make(id: k.IdOf(stored)),
            "a taken external key" => k.Make(key),
            _ => stale,
        }))];
        string where = $"{way} of the {failing.Name}";
        await Expect.ConflictAsync(
            () => trial.CommitAsync(unit =>
            {
                foreach ((AggregateKind kind, Aggregate aggregate) in staged)
                {
                    if (ReferenceEquals(aggregate, stale))
                    {
                        kind.Update(unit, aggregate);
                    }
                    else
                    {
                        kind.Add(unit, aggregate);
                    }
                }
            }),
            where).ConfigureAwait(false);
        foreach ((AggregateKind kind, Aggregate aggregate) in staged.Where(s => s.Kind != failing))
        {
            await trial.IsAbsentAsync(kind, kind.IdOf(aggregate), where).ConfigureAwait(false);
            Expect.Equal((0, 1), (aggregate.Version, aggregate.PendingEvents.Count), $"{where}: version and pending events of the {kind.Name} that was not stored");
        }

        await trial.IsStoredAsync(failing, failing.IdOf(stored), before, where).ConfigureAwait(false);
        Expect.Equal(0, await DrainIfAnyAsync(trial).ConfigureAwait(false), $"{where}: how many events of the commit that failed are stored");
    }

    private static async Task FaultAnywhereAsync(Trial trial)
    {
        foreach ((string step, Func<Task<IAsyncDisposable>> begin) in trial.Faults)
        {
            (AggregateKind Kind, Aggregate Aggregate)[] staged = [.. AggregateKind.All.Select(k => (k, k.Make()))];
            IUnitOfWork unit = trial.Units.Begin();
            await using (unit.ConfigureAwait(false))
            {
                foreach ((AggregateKind kind, Aggregate aggregate) in staged)
                {
                    kind.Add(unit, aggregate);
                }

                IAsyncDisposable fault = await begin().ConfigureAwait(false);
                await using (fault.ConfigureAwait(false))
                {
                    await FailsAsync(unit, step).ConfigureAwait(false);
                }

                foreach ((AggregateKind kind, Aggregate aggregate) in staged)
                {
                    await trial.IsAbsentAsync(kind, kind.IdOf(aggregate), $"a failure of {step}").ConfigureAwait(false);
                    Expect.Equal((0, 1), (aggregate.Version, aggregate.PendingEvents.Count), $"a failure of {step}: version and pending events of the {kind.Name}");
                }

                Expect.Equal(0, await DrainIfAnyAsync(trial).ConfigureAwait(false), $"a failure of {step}: how many events are stored");
                await unit.CommitAsync().ConfigureAwait(false);
            }

            foreach ((AggregateKind kind, Aggregate aggregate) in staged)
            {
                await trial.IsStoredAsync(kind, kind.IdOf(aggregate), kind.JsonOf(aggregate), $"tried again after the failure of {step}").ConfigureAwait(false);
            }

            await DrainIfAnyAsync(trial).ConfigureAwait(false);
        }
    }

    private static async Task FailsAsync(IUnitOfWork unit, string step)
    {
        try
        {
            await unit.CommitAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            return;
        }

        throw new Nonconformity($"an exception from a commit whose {step} fails", "none");
    }

    private static async Task CancelledAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate aggregate = kind.Make();
            IUnitOfWork unit = trial.Units.Begin();
            await using (unit.ConfigureAwait(false))
            {
                kind.Add(unit, aggregate);
                await Expect.ThrowsAsync<OperationCanceledException>(() => unit.CommitAsync(new CancellationToken(canceled: true)), $"a cancelled commit of a {kind.Name}").ConfigureAwait(false);
                await trial.IsAbsentAsync(kind, kind.IdOf(aggregate), "a cancelled commit").ConfigureAwait(false);
                await unit.CommitAsync().ConfigureAwait(false);
            }

            await trial.IsStoredAsync(kind, kind.IdOf(aggregate), kind.JsonOf(aggregate), "committed after all").ConfigureAwait(false);
        }
    }

    private static async Task UncommittedAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate aggregate = kind.Make();
            IUnitOfWork unit = trial.Units.Begin();
            await using (unit.ConfigureAwait(false))
            {
                kind.Add(unit, aggregate);
            }

            await trial.CommitAsync(_ => { }).ConfigureAwait(false);
            await trial.IsAbsentAsync(kind, kind.IdOf(aggregate), "a unit that was not committed").ConfigureAwait(false);
            Expect.Equal((0, 1), (aggregate.Version, aggregate.PendingEvents.Count), $"version and pending events of the {kind.Name}");
        }
    }

    private static async Task StagedAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate aggregate = kind.Make();
            IUnitOfWork unit = trial.Units.Begin();
            await using (unit.ConfigureAwait(false))
            {
                kind.Add(unit, aggregate);
                await trial.IsAbsentAsync(kind, kind.IdOf(aggregate), "staged only, read by another unit").ConfigureAwait(false);
                Expect.That(await kind.FindAsync(unit, kind.IdOf(aggregate)).ConfigureAwait(false) is null, $"no {kind.Name} that is staged only", "one is read by the unit itself");
            }
        }
    }

    /// <summary>How many events wait, where the store has an outbox; they count as delivered afterwards.</summary>
    private static async Task<int> DrainIfAnyAsync(Trial trial) => trial.Offers(StoreCapability.Outbox) ? (await trial.DrainAsync().ConfigureAwait(false)).Count : 0;
}
