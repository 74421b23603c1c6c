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

        return Finish(CliTexts.Get("pool.claimed"), moves, lead ?? CliTexts.Get("pool.the-pool"));
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

        return Finish(CliTexts.Get("pool.released"), moves, lead);
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
        output.Step(dryRun ? CliTexts.Get("pool.would-recycle") : CliTexts.Get("pool.recycled"), CliTexts.Count("leads", entries.Count(e => e.Action == RecycleAction.Recycled)));
        foreach (IGrouping<(RecycleAction Action, string Rule, LeadClock? Clock), RecycleEntry> group in entries.GroupBy(e => (e.Action, e.Rule, e.Clock)).OrderBy(g => g.Key))
        {
            string rule = group.Key.Clock is { } since ? CliTexts.Get("pool.recycle.since", ("rule", group.Key.Rule), ("clock", since)) : group.Key.Rule;
            output.Detail(group.Count(), CliTexts.Get("pool.recycle.rule", ("action", group.Key.Action), ("rule", rule), ("first", Day(group.Min(e => e.Date))), ("last", Day(group.Max(e => e.Date)))));
        }

        output.Step(CliTexts.Get("pool.reminded"), Number(reminded.Count));
        output.Step(CliTexts.Get("pool.woken"), Number(woken));
        output.Step(CliTexts.Get("pool.protected"), CliTexts.Get("pool.protected.text", ("count", started), ("date", Day(clock.Now))));
        output.Json(run, PoolReportJson.Default.RecycleRun);
        return ExitCodes.Success;
    }

    private void Tell(PoolStatus status)
    {
        output.Table([CliTexts.Get("pool.header.pool"), CliTexts.Get("pool.header.leads"), CliTexts.Get("pool.header.oldest")], status.Pools.Select(p => (IReadOnlyList<string>)[p.Pool, $"{p.Leads:#,0}", $"{p.OldestDays?.ToString(CultureInfo.InvariantCulture) ?? "-"}"]), 1, 2);
        output.Table(
            [CliTexts.Get("pool.header.owner"), CliTexts.Get("pool.header.open"), CliTexts.Get("pool.header.all"), CliTexts.Get("pool.header.locked"), CliTexts.Get("pool.header.capacity")],
            status.Owners.Select(o => (IReadOnlyList<string>)[o.Owner, $"{o.Open:#,0}", $"{o.All:#,0}", $"{o.Locked:#,0}", o.Capacity?.ToString(CultureInfo.InvariantCulture) ?? "-"]),
            1, 2, 3, 4);
        output.Step(CliTexts.Get("pool.due"), CliTexts.Count("leads", status.DueWithinAWeek.Count));
        foreach (DueLead due in status.DueWithinAWeek.Take(Shown))
        {
            output.Detail(CliTexts.Get("pool.due.lead", ("date", Day(due.RecycleAt)), ("days", due.DaysLeft), ("owner", due.Owner), ("name", due.Name), ("lead", due.Lead)));
        }

        output.Step(CliTexts.Get("pool.unprotected"), CliTexts.Get("pool.unprotected.text", ("leads", CliTexts.Count("leads", status.Unprotected))));
    }

    private int Finish(string what, List<PoolMove> moves, string wanted)
    {
        if (moves.Count == 0)
        {
            Output.Error(CliTexts.Get("pool.no-lead", ("lead", wanted)));
        }

        output.Step(what, CliTexts.Get("pool.done", ("done", moves.Count(m => m.Succeeded)), ("all", CliTexts.Count("leads", moves.Count))));
        foreach (PoolMove move in moves)
        {
            output.Detail($"{move.Name} ({move.Lead}): {string.Join(" ", Results(move))}");
        }

        output.Json(moves, PoolReportJson.Default.IReadOnlyListPoolMove);
        return moves.Count > 0 && moves.TrueForAll(m => m.Succeeded) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static IEnumerable<string> Results(PoolMove move)
    {
        if (move.RecycleAt is { } at)
        {
            yield return CliTexts.Get("pool.move.protected", ("date", Day(at)));
        }

        if (move.LeftToday is { } left)
        {
            yield return CliTexts.Get("pool.move.left", ("count", left));
        }

        foreach (Refusal refusal in move.Refusals)
        {
            yield return refusal.Describe(CultureInfo.CurrentUICulture);
        }
    }

    private static string Day(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";

    private static string Number(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

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
