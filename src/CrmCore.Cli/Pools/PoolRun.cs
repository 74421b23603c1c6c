using System.Globalization;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Pools;

namespace CrmCore.Cli.Pools;

/// <summary>The work of the pool commands on one database.</summary>
internal sealed class PoolRun(CrmDatabase database, PoolCatalog pools, Pool pool, FixedClock clock, Output output)
{
    private const int Shown = 20;

    public async Task<int> StatusAsync(CancellationToken cancellationToken)
    {
        Dictionary<PoolId, (int Leads, DateTimeOffset Oldest)> waiting = [];
        int unprotected = 0;
        await foreach (LeadSnapshot lead in database.Leads.ReadLeadsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            LeadDue due = LeadDue.Of(lead);
            unprotected += due.IsUnprotected ? 1 : 0;
            if (lead.Custody.Pool is { } id && Lead.FromSnapshot(lead).IsOpen)
            {
                (int leads, DateTimeOffset oldest) = waiting.GetValueOrDefault(id, (0, lead.CustodySince));
                waiting[id] = (leads + 1, lead.CustodySince < oldest ? lead.CustodySince : oldest);
            }
        }

        List<OwnerCount> owners = [];
        await foreach (LeadLoad load in database.Loads.ReadLoadsAsync(cancellationToken).ConfigureAwait(false))
        {
            owners.Add(new(load.Owner.Value, load.Open, load.CountOf(Enum.GetValues<LeadStatus>()), load.Locked, pool.Definition.Claims.Capacity));
        }

        List<DueLead> due7 = await database.Due.ReadRecycleDueAsync(clock.Now.AddDays(7), cancellationToken)
            .Select(l => new DueLead(l.Id, l.Details.DisplayName, l.Custody.Owner!.Value.Value, l.Protection!.RecycleAt!.Value, l.Protection.DaysLeft(clock.Now) ?? 0)).ToListAsync(cancellationToken).ConfigureAwait(false);
        PoolStatus status = new(
            clock.Now,
            [.. pools.All.Select(p => p.Id).Union(waiting.Keys).Select(id => new PoolCount(id.Value, waiting.GetValueOrDefault(id).Leads, waiting.TryGetValue(id, out (int, DateTimeOffset Oldest) w) ? (int)(clock.Now - w.Oldest).TotalDays : null))],
            owners,
            due7,
            unprotected);
        Tell(status);
        output.Json(status, PoolReportJson.Default.PoolStatus);
        return ExitCodes.Success;
    }

    public async Task<int> ClaimAsync(UserId by, string? lead, int count, CancellationToken cancellationToken)
    {
        List<LeadSnapshot> leads = lead is null ? await LongestWaitingAsync(count, cancellationToken).ConfigureAwait(false) : await FindAsync(lead, cancellationToken).ConfigureAwait(false);
        PoolService service = new(database.Units, database.Loads, clock);
        List<PoolMove> moves = [];
        foreach (LeadSnapshot wanted in leads)
        {
            ClaimResult result = await service.ClaimAsync(wanted.Id, pool, by, cancellationToken).ConfigureAwait(false);
            moves.Add(new(wanted.Id, result.Succeeded ? wanted.Details.DisplayName : Named(pool.Show(wanted, by)), result.Succeeded, result.Protection?.RecycleAt, result.LeftToday, result.Refusals));
        }

        return Finish("Claimed", moves, lead ?? "the pool");
    }

    public async Task<int> ReleaseAsync(UserId by, string lead, string reason, CancellationToken cancellationToken)
    {
        PoolService service = new(database.Units, database.Loads, clock);
        List<PoolMove> moves = [];
        foreach (LeadSnapshot held in await FindAsync(lead, cancellationToken).ConfigureAwait(false))
        {
            ReleaseResult result = await service.ReleaseAsync(held.Id, pool, reason, by, cancellationToken).ConfigureAwait(false);
            moves.Add(new(held.Id, held.Details.DisplayName, result.Succeeded, null, null, result.Refusals));
        }

        return Finish("Released", moves, lead);
    }

    public async Task<int> RecycleAsync(bool dryRun, CancellationToken cancellationToken)
    {
        LeadScheduler scheduler = new(database.Units, database.Due, database.Opportunities, pools);
        int started = 0;
        int woken = 0;
        List<LeadId> reminded = [];
        if (!dryRun)
        {
            started = await scheduler.ProtectAsync(pool, clock.Now, cancellationToken).CountAsync(cancellationToken).ConfigureAwait(false);
            woken = await scheduler.WakeAsync(clock.Now, cancellationToken).CountAsync(cancellationToken).ConfigureAwait(false);
        }

        List<RecycleEntry> entries = await (dryRun ? scheduler.PreviewRecycleAsync(clock.Now, cancellationToken) : scheduler.RecycleAsync(clock.Now, cancellationToken)).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (!dryRun)
        {
            reminded = await scheduler.RemindAsync(clock.Now, cancellationToken).Select(l => l.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        }

        RecycleRun run = new(clock.Now, dryRun, started, woken, reminded, entries);
        output.Step(dryRun ? "Would recycle" : "Recycled", Output.Plural(entries.Count(e => e.Action == RecycleAction.Recycled), "lead"));
        foreach (IGrouping<(RecycleAction Action, string Rule, LeadClock? Clock), RecycleEntry> group in entries.GroupBy(e => (e.Action, e.Rule, e.Clock)).OrderBy(g => g.Key))
        {
            output.Detail(string.Create(CultureInfo.InvariantCulture, $"{group.Count(),8:#,0}  {group.Key.Action}: {group.Key.Rule}{(group.Key.Clock is { } c ? $" since {c}" : "")}, {group.Min(e => e.Date):yyyy-MM-dd} to {group.Max(e => e.Date):yyyy-MM-dd}"));
        }

        output.Step("Reminded", $"{reminded.Count:#,0}");
        output.Step("Woken", $"{woken:#,0}");
        output.Step("Protected", $"{started:#,0} that were under no pool's rules, from {clock.Now:yyyy-MM-dd}");
        output.Json(run, PoolReportJson.Default.RecycleRun);
        return ExitCodes.Success;
    }

    private void Tell(PoolStatus status)
    {
        output.Table(["Pool", "Leads", "Oldest, days"], status.Pools.Select(p => (IReadOnlyList<string>)[p.Pool, $"{p.Leads:#,0}", $"{p.OldestDays?.ToString(CultureInfo.InvariantCulture) ?? "-"}"]), 1, 2);
        output.Table(
            ["Owner", "Open", "All", "Locked", "Capacity"],
            status.Owners.Select(o => (IReadOnlyList<string>)[o.Owner, $"{o.Open:#,0}", $"{o.All:#,0}", $"{o.Locked:#,0}", o.Capacity?.ToString(CultureInfo.InvariantCulture) ?? "-"]),
            1, 2, 3, 4);
        output.Step("Due in 7 days", Output.Plural(status.DueWithinAWeek.Count, "lead"));
        foreach (DueLead due in status.DueWithinAWeek.Take(Shown))
        {
            output.Detail(string.Create(CultureInfo.InvariantCulture, $"{due.RecycleAt:yyyy-MM-dd}  {due.DaysLeft,3} days left  {due.Owner}: {due.Name} ({due.Lead})"));
        }

        output.Step("Unprotected", $"{Output.Plural(status.Unprotected, "owned lead")} under no pool's rules; crmcore pool recycle starts their protection");
    }

    private int Finish(string what, List<PoolMove> moves, string wanted)
    {
        if (moves.Count == 0)
        {
            Output.Error($"There is no lead for '{wanted}'.");
        }

        output.Step(what, $"{moves.Count(m => m.Succeeded):#,0} of {Output.Plural(moves.Count, "lead")}");
        foreach (PoolMove move in moves)
        {
            output.Detail(move.Succeeded
                ? string.Create(CultureInfo.InvariantCulture, $"{move.Name} ({move.Lead}){(move.RecycleAt is { } at ? $", protected until {at:yyyy-MM-dd}" : "")}{(move.LeftToday is { } left ? $", {left} left today" : "")}")
                : $"{move.Name} ({move.Lead}): {string.Join(" ", move.Refusals.Select(r => r.Describe(CultureInfo.CurrentUICulture)))}");
        }

        output.Json(moves, PoolReportJson.Default.IReadOnlyListPoolMove);
        return moves.Count > 0 && moves.TrueForAll(m => m.Succeeded) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static string Named(LeadCard card) => card.Name ?? card.Company ?? card.Email ?? card.Phone ?? "";

    private async Task<List<LeadSnapshot>> LongestWaitingAsync(int count, CancellationToken cancellationToken) =>
        await database.Leads.ReadLeadsAsync(new() { Pool = pool.Id }, cancellationToken).Where(l => Lead.FromSnapshot(l).IsOpen)
            .OrderBy(l => l.CustodySince).ThenBy(l => l.Id).Take(count).ToListAsync(cancellationToken).ConfigureAwait(false);

    private async Task<List<LeadSnapshot>> FindAsync(string lead, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(lead, out Guid id))
        {
            return await database.Leads.ReadLeadsAsync(null, cancellationToken).Where(l => l.ExternalKey?.Key == lead).Take(1).ToListAsync(cancellationToken).ConfigureAwait(false);
        }

        IUnitOfWork unit = database.Units.Begin();
        await using (unit.ConfigureAwait(false))
        {
            return id != Guid.Empty && await unit.Leads.FindAsync(LeadId.From(id), cancellationToken).ConfigureAwait(false) is { } found ? [found.ToSnapshot()] : [];
        }
    }
}
