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
            owners.Add(new(load.Owner.Value, load.Open, load.CountOf(Enum.GetValues<LeadStatus>()), load.Locked, pool.CapacityOf(load.Owner)));
        }

        List<DueLead> due7 = await database.Due.ReadRecycleDueAsync(clock.Now.AddDays(7), cancellationToken)
            .Select(l => new DueLead(l.Id, l.Details.DisplayName, l.Custody.Owner!.Value.Value, l.Protection!.RecycleAt!.Value, l.Protection.DaysLeft(clock.Now) ?? 0, DaysOverdue(l.Protection.RecycleAt.Value))).ToListAsync(cancellationToken).ConfigureAwait(false);
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

        return Finish(CliTexts.Get("step.claimed"), moves, lead);
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

        return Finish(CliTexts.Get("step.released"), moves, lead);
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
        output.Step(dryRun ? CliTexts.Get("step.would-recycle") : CliTexts.Get("step.recycled"), CliTexts.Count("leads", entries.Count(e => e.Action == RecycleAction.Recycled)));
        foreach (IGrouping<(RecycleAction Action, string Rule, LeadClock? Clock), RecycleEntry> group in entries.GroupBy(e => (e.Action, e.Rule, e.Clock)).OrderBy(g => g.Key))
        {
            string action = DomainWords.Of(group.Key.Action);
            (string first, string last) = (string.Create(CultureInfo.InvariantCulture, $"{group.Min(e => e.Date):yyyy-MM-dd}"), string.Create(CultureInfo.InvariantCulture, $"{group.Max(e => e.Date):yyyy-MM-dd}"));
            output.Detail(group.Count(), group.Key.Clock is { } since
                ? CliTexts.Get("pool.recycled.since", ("action", action), ("rule", group.Key.Rule), ("clock", DomainWords.Of(since)), ("first", first), ("last", last))
                : CliTexts.Get("pool.recycled", ("action", action), ("rule", group.Key.Rule), ("first", first), ("last", last)));
        }

        output.Step(CliTexts.Get("step.reminded"), CliTexts.Count("leads", reminded.Count));
        output.Step(CliTexts.Get("step.woken"), CliTexts.Count("leads", woken));
        output.Step(CliTexts.Get("step.protected"), CliTexts.Get("pool.protected", ("leads", CliTexts.Count("leads", started)), ("date", string.Create(CultureInfo.InvariantCulture, $"{clock.Now:yyyy-MM-dd}"))));
        output.Json(run, PoolReportJson.Default.RecycleRun);
        return ExitCodes.Success;
    }

    private void Tell(PoolStatus status)
    {
        output.Table([CliTexts.Get("pool.column.pool"), CliTexts.Get("pool.column.leads"), CliTexts.Get("pool.column.oldest")], status.Pools.Select(p => (IReadOnlyList<string>)[p.Pool, $"{p.Leads:#,0}", $"{p.OldestDays?.ToString(CultureInfo.InvariantCulture) ?? "-"}"]), 1, 2);
        output.Table(
            [CliTexts.Get("pool.column.owner"), CliTexts.Get("table.open"), CliTexts.Get("pool.column.all"), CliTexts.Get("pool.column.locked"), CliTexts.Get("pool.column.capacity")],
            status.Owners.Select(o => (IReadOnlyList<string>)[o.Owner, $"{o.Open:#,0}", $"{o.All:#,0}", $"{o.Locked:#,0}", o.Capacity?.ToString(CultureInfo.InvariantCulture) ?? "-"]),
            1, 2, 3, 4);
        output.Step(CliTexts.Get("step.due"), CliTexts.Count("leads", status.DueWithinAWeek.Count));
        foreach (DueLead due in status.DueWithinAWeek.Take(Shown))
        {
            output.Detail(TextOf(due));
        }

        if (status.DueWithinAWeek.Count > Shown)
        {
            output.Detail(CliTexts.Get("pool.due.more", ("count", status.DueWithinAWeek.Count - Shown)));
        }

        output.Step(CliTexts.Get("step.unprotected"), CliTexts.Get("pool.unprotected", ("leads", CliTexts.Count("leads.owned", status.Unprotected))));
    }

    private int DaysOverdue(DateTimeOffset due) => Math.Max(0, (int)(clock.Now - due).TotalDays);

    private int Finish(string what, List<PoolMove> moves, string? wanted)
    {
        if (moves.Count == 0)
        {
            Output.Error(wanted is null ? CliTexts.Get("pool.none-waiting") : CliTexts.Get("pool.no-lead", ("lead", wanted)));
        }

        output.Step(what, CliTexts.Get("result.qualified", ("qualified", moves.Count(m => m.Succeeded)), ("leads", CliTexts.Count("leads", moves.Count))));
        foreach (PoolMove move in moves)
        {
            output.Detail(TextOf(move));
        }

        output.Json(moves, PoolReportJson.Default.IReadOnlyListPoolMove);
        return moves.Count > 0 && moves.TrueForAll(m => m.Succeeded) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static string TextOf(DueLead due)
    {
        string date = string.Create(CultureInfo.InvariantCulture, $"{due.RecycleAt:yyyy-MM-dd}");
        string days = string.Create(CultureInfo.InvariantCulture, $"{Math.Max(due.DaysLeft, due.DaysOverdue),3}");
        return due.DaysOverdue > 0
            ? CliTexts.Get("pool.overdue", ("date", date), ("days", days), ("owner", due.Owner), ("name", due.Name), ("lead", due.Lead))
            : CliTexts.Get("pool.due", ("date", date), ("days", days), ("owner", due.Owner), ("name", due.Name), ("lead", due.Lead));
    }

    private static string TextOf(PoolMove move)
    {
        string text = CliTexts.Get("pool.moved", ("name", move.Name), ("lead", move.Lead));
        if (!move.Succeeded)
        {
            return CliTexts.Get("pool.refused", ("move", text), ("why", Output.Sentences(move.Refusals.Select(r => r.Describe(CultureInfo.CurrentUICulture)))));
        }

        text = move.RecycleAt is { } at ? CliTexts.Get("pool.moved.protected", ("move", text), ("date", string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd}"))) : text;
        return move.LeftToday is { } left ? CliTexts.Get("pool.moved.left", ("move", text), ("left", left)) : text;
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
