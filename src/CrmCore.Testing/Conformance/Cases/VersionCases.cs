using CrmCore.Persistence;

namespace CrmCore.Testing.Conformance.Cases;

/// <summary>Who wrote first wins, and nobody else.</summary>
internal static class VersionCases
{
    private const int Writers = 16;

    public static IReadOnlyList<StoreCase> All { get; } =
    [
        new("versions-count-the-writes", "Without a version that grows by one, nobody can tell whether a record changed.", VersionsAsync),
        new("stale-update-conflicts", "The last writer wins, and what the one before decided is lost without a trace.", StaleUpdateAsync),
        new("stale-removal-conflicts", "A record is removed that somebody has just changed.", StaleRemovalAsync),
        new("update-of-what-is-not-stored-conflicts", "An update that hits no row is taken for done.", AbsentUpdateAsync),
        new("of-many-writers-one-wins", "Under load two people get the same lead.", OneWinsAsync),
        new("a-unit-can-be-used-after-a-conflict", "The retry after a conflict writes what was staged before it, or nothing at all.", ReuseAsync),
    ];

    private static async Task VersionsAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate aggregate = kind.Make();
            await trial.AddAsync(kind, aggregate).ConfigureAwait(false);
            for (int version = 1; version <= 3; version++)
            {
                Expect.Equal(version, aggregate.Version, $"the version of the {kind.Name} after {version} writes");
                Expect.Equal(0, aggregate.PendingEvents.Count, $"how many events the {kind.Name} still has after a commit");
                Expect.Equal(version, (await trial.FindAsync(kind, kind.IdOf(aggregate)).ConfigureAwait(false))?.Version ?? 0, $"the stored version of the {kind.Name}");
                kind.Change(aggregate, version);
                await trial.UpdateAsync(kind, aggregate).ConfigureAwait(false);
            }

            await trial.CommitAsync(_ => { }).ConfigureAwait(false);
            await trial.IsStoredAsync(kind, kind.IdOf(aggregate), kind.JsonOf(aggregate), "after a commit of nothing").ConfigureAwait(false);
        }
    }

    private static async Task StaleUpdateAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            (Aggregate winner, Aggregate stale) = await TwoReadersAsync(trial, kind).ConfigureAwait(false);
            kind.Change(stale, 2);
            string before = kind.JsonOf(stale);
            await Expect.ConflictAsync(() => trial.UpdateAsync(kind, stale), $"updating a {kind.Name} that somebody else changed").ConfigureAwait(false);
            Expect.SameText(before, kind.JsonOf(stale), $"the {kind.Name} in memory, after the conflict");
            await trial.IsStoredAsync(kind, kind.IdOf(winner), kind.JsonOf(winner), "after the conflict").ConfigureAwait(false);
        }
    }

    private static async Task StaleRemovalAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            (Aggregate winner, Aggregate stale) = await TwoReadersAsync(trial, kind).ConfigureAwait(false);
            await Expect.ConflictAsync(() => trial.CommitAsync(u => kind.Remove(u, stale)), $"removing a {kind.Name} that somebody else changed").ConfigureAwait(false);
            await trial.IsStoredAsync(kind, kind.IdOf(winner), kind.JsonOf(winner), "after the conflict").ConfigureAwait(false);
            await trial.CommitAsync(u => kind.Remove(u, winner)).ConfigureAwait(false);
            await trial.IsAbsentAsync(kind, kind.IdOf(winner), "after the removal").ConfigureAwait(false);
            kind.Change(stale, 3);
            await Expect.ConflictAsync(() => trial.UpdateAsync(kind, stale), $"updating a {kind.Name} that was removed").ConfigureAwait(false);
            await trial.IsAbsentAsync(kind, kind.IdOf(winner), "after that conflict").ConfigureAwait(false);
        }
    }

    private static async Task AbsentUpdateAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate never = kind.Make();
            await Expect.ConflictAsync(() => trial.UpdateAsync(kind, never), $"updating a {kind.Name} that was never stored").ConfigureAwait(false);
            await trial.IsAbsentAsync(kind, kind.IdOf(never), "after the conflict").ConfigureAwait(false);
        }
    }

    private static async Task OneWinsAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate stored = kind.Make();
            await trial.AddAsync(kind, stored).ConfigureAwait(false);
            using Barrier start = new(Writers);
            string?[] results = await Trial.AtOnceAsync(Writers, async writer =>
            {
                IUnitOfWork unit = trial.Units.Begin();
                await using (unit.ConfigureAwait(false))
                {
                    Aggregate? mine = await kind.FindAsync(unit, kind.IdOf(stored)).ConfigureAwait(false);
                    if (mine is not null)
                    {
                        kind.Change(mine, writer);
                        kind.Update(unit, mine);
                    }

                    start.SignalAndWait();
                    try
                    {
                        await unit.CommitAsync().ConfigureAwait(false);
                        return mine is null ? null : kind.JsonOf(mine);
                    }
                    catch (ConcurrencyConflictException)
                    {
                        return null;
                    }
                }
            }).ConfigureAwait(false);
            Expect.Equal(1, results.Count(r => r is not null), $"how many of {Writers} writers of one {kind.Name} win");
            await trial.IsStoredAsync(kind, kind.IdOf(stored), results.Single(r => r is not null)!, "what the winner wrote").ConfigureAwait(false);
        }
    }

    private static async Task ReuseAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            (Aggregate winner, Aggregate stale) = await TwoReadersAsync(trial, kind).ConfigureAwait(false);
            IUnitOfWork unit = trial.Units.Begin();
            await using (unit.ConfigureAwait(false))
            {
                Aggregate bystander = kind.Make();
                kind.Update(unit, stale);
                kind.Add(unit, bystander);
                await Expect.ConflictAsync(() => unit.CommitAsync(), $"updating a {kind.Name} that somebody else changed").ConfigureAwait(false);
                await unit.CommitAsync().ConfigureAwait(false);
                await trial.IsAbsentAsync(kind, kind.IdOf(bystander), "what was staged before the conflict").ConfigureAwait(false);
                Aggregate again = Expect.NotNull(await kind.FindAsync(unit, kind.IdOf(winner)).ConfigureAwait(false), $"the {kind.Name}");
                kind.Update(unit, again);
                kind.Add(unit, bystander);
                await unit.CommitAsync().ConfigureAwait(false);
                await trial.IsStoredAsync(kind, kind.IdOf(again), kind.JsonOf(again), "after the second try").ConfigureAwait(false);
                await trial.IsStoredAsync(kind, kind.IdOf(bystander), kind.JsonOf(bystander), "after the second try").ConfigureAwait(false);
            }
        }
    }

    /// <summary>Two objects of one stored record, of which the first was changed and written.</summary>
    private static async Task<(Aggregate Winner, Aggregate Stale)> TwoReadersAsync(Trial trial, AggregateKind kind)
    {
        Aggregate winner = kind.Make();
        await trial.AddAsync(kind, winner).ConfigureAwait(false);
        Aggregate stale = Expect.NotNull(await trial.FindAsync(kind, kind.IdOf(winner)).ConfigureAwait(false), $"the {kind.Name}");
        kind.Change(winner, 1);
        await trial.UpdateAsync(kind, winner).ConfigureAwait(false);
        return (winner, stale);
    }
}
