using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Testing.Conformance.Cases;

/// <summary>Reading in bulk: all of it, once, in order, and no longer than wanted.</summary>
internal static class ReadingCases
{
    private const int Stored = 230;
    private const int Page = 50;

    public static IReadOnlyList<StoreCase> All { get; } =
    [
        new("records-come-in-the-order-of-their-ids", "Pages that are read one after the other overlap or leave gaps.", OrderAsync, StoreCapability.Reading),
        new("leads-come-in-the-order-asked-for", "A list by date is in the order of the last backup instead.", OrdersAsync, StoreCapability.Reading),
        new("pages-hold-under-inserts", "Whoever pages by counting reads a record twice, or never, when others write meanwhile.", PagesAsync, StoreCapability.Reading),
        new("filters-find-exactly-what-they-name", "A report counts records that it did not ask for, or misses some.", FiltersAsync, StoreCapability.Reading),
        new("reading-stops-when-it-is-cancelled", "The user has gone, the query goes on for minutes.", CancelAsync, StoreCapability.Reading),
        new("writing-goes-on-while-others-read", "A long report locks everybody out.", WriteMeanwhileAsync, StoreCapability.Reading),
    ];

    private static async Task OrderAsync(Trial trial)
    {
        Random random = new(7);
        byte[] bytes = new byte[16];
        foreach (AggregateKind kind in AggregateKind.All)
        {
            await trial.AddAsync(Enumerable.Range(0, 120).Select(_ =>
            {
                random.NextBytes(bytes);
                return (kind, kind.Make(id: new Guid(bytes)));
            })).ConfigureAwait(false);
        }

        InOrder("lead", [.. (await trial.Leads.ReadLeadsAsync().ToListAsync().ConfigureAwait(false)).Select(l => l.Id)]);
        InOrder("opportunity", [.. (await trial.Opportunities.ReadOpportunitiesAsync().ToListAsync().ConfigureAwait(false)).Select(o => o.Id)]);
        InOrder("account", [.. (await trial.Customers.ReadAccountsAsync().ToListAsync().ConfigureAwait(false)).Select(a => a.Id)]);
        InOrder("contact", [.. (await trial.Customers.ReadContactsAsync().ToListAsync().ConfigureAwait(false)).Select(c => c.Id)]);

        static void InOrder<TId>(string kind, IReadOnlyList<TId> ids)
        {
            Expect.Equal(120, ids.Distinct().Count(), $"how many records of the kind {kind}");
            Expect.SameItems(ids.Order(), ids, $"the ids of the kind {kind}, in order");
        }
    }

    private static async Task OrdersAsync(Trial trial)
    {
        Random random = new(11);
        Lead[] leads = [.. Enumerable.Range(0, Stored).Select(i => Sample(FullAggregates.At.AddMinutes(random.Next(40))))];
        await trial.AddAsync(leads).ConfigureAwait(false);
        foreach ((LeadOrder order, bool isDescending) in ((LeadOrder, bool)[])[(LeadOrder.Id, true), (LeadOrder.CapturedAt, false), (LeadOrder.CapturedAt, true), (LeadOrder.ChangedAt, false)])
        {
            LeadQuery query = new() { Order = order, IsDescending = isDescending };
            IOrderedEnumerable<LeadSnapshot> sorted = leads.Select(l => l.ToSnapshot()).OrderBy(l => query.InstantOf(l) ?? default).ThenBy(l => l.Id);
            IEnumerable<LeadId> expected = (isDescending ? sorted.Reverse() : sorted).Select(l => l.Id);
            List<LeadId> found = [];
            for (LeadQuery page = query with { Limit = Page }; ;)
            {
                List<LeadSnapshot> some = await trial.Leads.ReadLeadsAsync(page).ToListAsync().ConfigureAwait(false);
                found.AddRange(some.Select(l => l.Id));
                if (some.Count < Page || found.Count > 2 * Stored)
                {
                    break;
                }

                page = page.ReadOnAfter(some[^1]);
            }

            Expect.SameItems(expected, found, $"leads by {order}{(isDescending ? ", turned round" : "")}, read page by page");
        }
    }

    private static async Task PagesAsync(Trial trial)
    {
        Lead[] leads = [.. Enumerable.Range(0, Stored).Select(_ => Sample(FullAggregates.At))];
        await trial.AddAsync(leads).ConfigureAwait(false);
        List<LeadId> found = [];
        LeadQuery query = new() { Limit = Page };
        while (await trial.Leads.ReadLeadsAsync(query).ToListAsync().ConfigureAwait(false) is { Count: > 0 } page)
        {
            Expect.That(page.Count <= Page, $"at most {Page} leads", $"{page.Count}");
            found.AddRange(page.Select(l => l.Id));
            Expect.Equal(found.Count, found.Distinct().Count(), "how many different leads the pages hold");
            query = query.ReadOnAfter(page[^1]);
            await trial.AddAsync(Sample(FullAggregates.At, LeadId.From(new Guid(found.Count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)))).ConfigureAwait(false);
        }

        Expect.SameItems(leads.Select(l => l.Id).Order(), found.Where(id => leads.Any(l => l.Id == id)), "the leads that were there from the start, each once, while others were added before them");
        Expect.Equal(0, (await trial.Leads.ReadLeadsAsync(new() { Limit = 0 }).ToListAsync().ConfigureAwait(false)).Count, "how many leads of none wanted");
    }

    private static async Task FiltersAsync(Trial trial)
    {
        Lead[] leads = [.. Enumerable.Range(0, 60).Select(i => Varied(i))];
        await trial.AddAsync(leads).ConfigureAwait(false);
        foreach (LeadQuery query in (LeadQuery[])[
            new(), new() { Owner = new("anna") }, new() { Owner = new("ANNA") }, new() { Pool = new("east") }, new() { Pool = new("East") }, new() { Statuses = new HashSet<LeadStatus>() },
            new() { Statuses = new HashSet<LeadStatus> { LeadStatus.Qualified, LeadStatus.Merged } }, new() { Owner = new("anna"), Pool = new("east") },
            new() { Owner = new("anna"), Statuses = new HashSet<LeadStatus> { LeadStatus.Qualified } },
            new() { CapturedFrom = FullAggregates.At.AddHours(3) }, new() { CapturedBefore = FullAggregates.At.AddHours(3) }, new() { ChangedFrom = FullAggregates.At.AddHours(2).AddTicks(1) }])
        {
            List<LeadSnapshot> found = await trial.Leads.ReadLeadsAsync(query).ToListAsync().ConfigureAwait(false);
            Expect.SameItems(leads.Select(l => l.ToSnapshot()).Where(query.Wants).Select(l => l.Id).Order(), found.Select(l => l.Id), $"the leads of {query}");
        }

        Opportunity[] deals = [.. Enumerable.Range(0, 40).Select(i => Deal(i))];
        await trial.CommitAsync(u => Array.ForEach(deals, u.Opportunities.Add)).ConfigureAwait(false);
        foreach (OpportunityQuery query in (OpportunityQuery[])[
            new(), new() { Owner = new("anna") }, new() { Stage = "inquiry" }, new() { Stage = "INQUIRY" }, new() { SourceLead = deals[0].SourceLead }, new() { Account = deals[1].Account },
            new() { Kinds = new HashSet<StageKind> { StageKind.Open } }, new() { Kinds = new HashSet<StageKind> { StageKind.Won } }, new() { ClosesFrom = new(2026, 6, 10) }, new() { ClosesBefore = new(2026, 6, 10) },
            new() { ChangedFrom = FullAggregates.At.AddTicks(1) }])
        {
            List<OpportunitySnapshot> found = await trial.Opportunities.ReadOpportunitiesAsync(query).ToListAsync().ConfigureAwait(false);
            Expect.SameItems(deals.Select(o => o.ToSnapshot()).Where(query.Wants).Select(o => o.Id).Order(), found.Select(o => o.Id), $"the opportunities of {query}");
        }
    }

    private static async Task CancelAsync(Trial trial)
    {
        await trial.AddAsync(Enumerable.Range(0, 20).Select(_ => Sample(FullAggregates.At))).ConfigureAwait(false);
        foreach (AggregateKind kind in AggregateKind.All)
        {
            await trial.AddAsync(Enumerable.Range(0, 5).Select(_ => (kind, kind.Make()))).ConfigureAwait(false);
            await Expect.ThrowsAsync<OperationCanceledException>(
                () => trial.ReadAsync(u => kind.FindAsync(u, kind.IdOf(kind.Make()), new CancellationToken(canceled: true))), $"a cancelled reading of a {kind.Name}").ConfigureAwait(false);
        }

        await StopsAsync("leads", token => trial.Leads.ReadLeadsAsync(cancellationToken: token)).ConfigureAwait(false);
        await StopsAsync("opportunities", token => trial.Opportunities.ReadOpportunitiesAsync(cancellationToken: token)).ConfigureAwait(false);
        await StopsAsync("accounts", token => trial.Customers.ReadAccountsAsync(token)).ConfigureAwait(false);
        await StopsAsync("contacts", token => trial.Customers.ReadContactsAsync(token)).ConfigureAwait(false);
    }

    private static async Task StopsAsync<T>(string what, Func<CancellationToken, IAsyncEnumerable<T>> read)
    {
        using CancellationTokenSource source = new();
        int seen = 0;
        await Expect.ThrowsAsync<OperationCanceledException>(
            async () =>
            {
                await foreach (T _ in read(source.Token).ConfigureAwait(false))
                {
                    if (++seen == 2)
                    {
                        await source.CancelAsync().ConfigureAwait(false);
                    }
                }
            },
            $"reading {what} that is cancelled after two").ConfigureAwait(false);
        Expect.Equal(2, seen, $"how many {what} are read until it is cancelled");
    }

    private static async Task WriteMeanwhileAsync(Trial trial)
    {
        await trial.AddAsync(Enumerable.Range(0, Stored).Select(_ => Sample(FullAggregates.At))).ConfigureAwait(false);
        int seen = 0;
        await foreach (LeadSnapshot snapshot in trial.Leads.ReadLeadsAsync().ConfigureAwait(false))
        {
            if (seen++ % Page == 0)
            {
                Lead lead = Expect.NotNull(await trial.ReadAsync(u => u.Leads.FindAsync(snapshot.Id)).ConfigureAwait(false), "a lead that was just read");
                lead.AssignTo(new("reader"), "assigned", FullAggregates.At.AddDays(1)).EnsureSucceeded();
                await trial.CommitAsync(u => u.Leads.Update(lead)).ConfigureAwait(false);
            }
        }

        Expect.Equal(Stored, seen, "how many leads are read while some of them change");
    }

    private static Lead Sample(DateTimeOffset at, LeadId? id = null) =>
        Lead.Capture(id ?? LeadId.New(TimeProvider.System), new() { Company = "Example" }, LeadSource.Web, Custody.InPool(new("p")), at);

    private static Lead Varied(int i)
    {
        Custody custody = (i % 4) switch { 0 => Custody.OwnedBy(new("anna")), 1 => Custody.OwnedBy(new("bo")), 2 => Custody.InPool(new("east")), _ => Custody.InPool(new("west")) };
        Lead lead = Lead.Capture(LeadId.New(TimeProvider.System), new() { Company = "Example" }, LeadSource.Web, custody, FullAggregates.At.AddHours(i % 6).AddTicks(i % 3));
        if (i % 5 == 0)
        {
            lead.Qualify(lead.CapturedAt.AddMinutes(1)).EnsureSucceeded();
        }

        return lead;
    }

    private static Opportunity Deal(int i)
    {
        NewOpportunity details = new(OpportunityId.New(TimeProvider.System), "Deal")
        {
            Owner = new(i % 2 == 0 ? "anna" : "bo"),
            Account = i % 3 == 0 ? null : AccountId.New(TimeProvider.System),
            SourceLead = LeadId.New(TimeProvider.System),
            CloseDate = i % 4 == 0 ? null : new DateOnly(2026, 6, 1).AddDays(i),
            Amount = new Money(100, Currency.Eur),
        };
        return Opportunity.TakeOver(details, ReadyPipelines.SolutionSale, FullAggregates.At, i % 7 == 0 ? [new PastMove("won", FullAggregates.At.AddDays(1))] : []);
    }
}
