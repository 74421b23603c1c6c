using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Testing.Conformance.Cases;

/// <summary>Counts that limits are judged by hold however many count at once.</summary>
internal static class CounterCases
{
    private const int Workers = 8;
    private const int Limit = 15;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<StoreCase> All { get; } =
    [
        new("counters-lose-nothing", "Of two claims at once one is not counted, so a limit is passed by clicking quickly.", CountAsync),
        new("limits-hold-under-a-race", "A person who may claim 15 leads a day gets 21.", LimitAsync),
    ];

    private static Task CountAsync(Trial trial) => RaceAsync(trial, new("anna"), int.MaxValue, rounds: 10, atLeast: 10);

    private static Task LimitAsync(Trial trial) => RaceAsync(trial, new("bo"), Limit, rounds: 2 * Limit, atLeast: Limit);

    /// <summary>In each round all workers read the same count, add one, and commit at once.</summary>
    private static async Task RaceAsync(Trial trial, UserId user, int limit, int rounds, int atLeast)
    {
        using Barrier round = new(Workers);
        int[] counted = await Trial.AtOnceAsync(Workers, async _ =>
        {
            int mine = 0;
            for (int i = 0; i < rounds; i++)
            {
                mine += await TryCountAsync(trial, user, limit, round).ConfigureAwait(false) ? 1 : 0;
            }

            return mine;
        }).ConfigureAwait(false);
        int stored = await CountedAsync(trial, user).ConfigureAwait(false);
        Expect.Equal(counted.Sum(), stored, $"the claims that {Workers} workers counted at once");
        Expect.That(stored >= atLeast && stored <= limit, $"{atLeast} claims or more, at most {limit}", $"{stored}");
    }

    private static Task<bool> TryCountAsync(Trial trial, UserId user, int limit, Barrier round) => trial.ReadAsync(async unit =>
    {
        OwnerLedger? stored = await unit.Ledgers.FindAsync(OwnerLedgerId.Of(user)).ConfigureAwait(false);
        OwnerLedger ledger = stored ?? OwnerLedger.Open(user);
        bool isAllowed = ledger.ClaimsOn(new("east"), new DateOnly(2026, 3, 1)) < limit;
        if (isAllowed)
        {
            ledger.RecordClaim(new("east"), new DateOnly(2026, 3, 1));
            Action<OwnerLedger> stage = stored is null ? unit.Ledgers.Add : unit.Ledgers.Update;
            stage(ledger);
        }

        round.SignalAndWait(Longest);
        try
        {
            await unit.CommitAsync().ConfigureAwait(false);
            return isAllowed;
        }
        catch (ConcurrencyConflictException)
        {
            return false;
        }
        finally
        {
            round.SignalAndWait(Longest);
        }
    });

    private static Task<int> CountedAsync(Trial trial, UserId user) => trial.ReadAsync(async unit =>
        (await unit.Ledgers.FindAsync(OwnerLedgerId.Of(user)).ConfigureAwait(false))?.ClaimsOn(new("east"), new DateOnly(2026, 3, 1)) ?? 0);
}
