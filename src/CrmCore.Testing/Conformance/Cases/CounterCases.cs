using CrmCore.Leads;
using CrmCore.Persistence;

namespace CrmCore.Testing.Conformance.Cases;

/// <summary>Counts that limits are judged by hold however many count at once.</summary>
internal static class CounterCases
{
    private const int Workers = 8;
    private const int Each = 10;
    private const int Limit = 25;

    public static IReadOnlyList<StoreCase> All { get; } =
    [
        new("counters-lose-nothing", "Of two claims at once one is not counted, so a limit is passed by clicking quickly.", CountAsync),
        new("limits-hold-under-a-race", "A person who may claim 25 leads a day gets 31.", LimitAsync),
    ];

    private static async Task CountAsync(Trial trial)
    {
        int[] counted = await Trial.AtOnceAsync(Workers, async _ =>
        {
            int mine = 0;
            while (mine < Each)
            {
                mine += await TryCountAsync(trial, new("anna"), int.MaxValue).ConfigureAwait(false) ? 1 : 0;
            }

            return mine;
        }).ConfigureAwait(false);
        Expect.Equal(counted.Sum(), await CountedAsync(trial, new("anna")).ConfigureAwait(false), $"the claims that {Workers} workers counted at once");
    }

    private static async Task LimitAsync(Trial trial)
    {
        int[] counted = await Trial.AtOnceAsync(Workers, async _ =>
        {
            int mine = 0;
            while (await CountedAsync(trial, new("bo")).ConfigureAwait(false) < Limit)
            {
                mine += await TryCountAsync(trial, new("bo"), Limit).ConfigureAwait(false) ? 1 : 0;
            }

            return mine;
        }).ConfigureAwait(false);
        Expect.Equal(Limit, counted.Sum(), $"how many claims succeed of those who may have {Limit}");
        Expect.Equal(Limit, await CountedAsync(trial, new("bo")).ConfigureAwait(false), "how many are counted");
    }

    private static Task<bool> TryCountAsync(Trial trial, UserId user, int limit) => trial.ReadAsync(async unit =>
    {
        OwnerLedger? stored = await unit.Ledgers.FindAsync(OwnerLedgerId.Of(user)).ConfigureAwait(false);
        OwnerLedger ledger = stored ?? OwnerLedger.Open(user);
        if (ledger.ClaimsOn(new("east"), new DateOnly(2026, 3, 1)) >= limit)
        {
            return false;
        }

        ledger.RecordClaim(new("east"), new DateOnly(2026, 3, 1));
        if (stored is null)
        {
            unit.Ledgers.Add(ledger);
        }
        else
        {
            unit.Ledgers.Update(ledger);
        }

        try
        {
            await unit.CommitAsync().ConfigureAwait(false);
            return true;
        }
        catch (ConcurrencyConflictException)
        {
            return false;
        }
    });

    private static Task<int> CountedAsync(Trial trial, UserId user) => trial.ReadAsync(async unit =>
        (await unit.Ledgers.FindAsync(OwnerLedgerId.Of(user)).ConfigureAwait(false))?.ClaimsOn(new("east"), new DateOnly(2026, 3, 1)) ?? 0);
}
