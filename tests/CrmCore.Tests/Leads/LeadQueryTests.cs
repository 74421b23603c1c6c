using CrmCore.Leads;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Leads;

public class LeadQueryTests
{
    private static readonly LeadSnapshot Owned = Some.OwnedLead().ToSnapshot() with { CapturedAt = Some.Day(2), ChangedAt = Some.Day(4) };
    private static readonly LeadSnapshot Pooled = Owned with { Custody = Custody.InPool(Some.Pool), Status = LeadStatus.Working };

    public static TheoryData<string, LeadQuery, bool, bool> Queries => new()
    {
        { "all", new(), true, true },
        { "status", new() { Statuses = new HashSet<LeadStatus> { LeadStatus.New, LeadStatus.Qualified } }, true, false },
        { "owner", new() { Owner = Some.Anna }, true, false },
        { "another owner", new() { Owner = Some.Bo }, false, false },
        { "pool", new() { Pool = Some.Pool }, false, true },
        { "another pool", new() { Pool = new("other") }, false, false },
        { "owner and status", new() { Owner = Some.Anna, Statuses = new HashSet<LeadStatus> { LeadStatus.Working } }, false, false },
        { "captured from", new() { CapturedFrom = Some.Day(2) }, true, true },
        { "captured from a day later", new() { CapturedFrom = Some.Day(3) }, false, false },
        { "captured before", new() { CapturedBefore = Some.Day(2) }, false, false },
        { "captured before the next day", new() { CapturedBefore = Some.Day(3) }, true, true },
        { "changed from", new() { ChangedFrom = Some.Day(4) }, true, true },
        { "changed from a day later", new() { ChangedFrom = Some.Day(5) }, false, false },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void Every_restriction_counts(string what, LeadQuery query, bool owned, bool pooled)
    {
        Assert.True((owned, pooled) == (query.Wants(Owned), query.Wants(Pooled)), what);
        Assert.Throws<ArgumentNullException>(() => query.Wants(null!));
    }

    [Theory]
    [InlineData(LeadOrder.Id, null)]
    [InlineData(LeadOrder.CapturedAt, 2)]
    [InlineData(LeadOrder.ChangedAt, 4)]
    public void The_next_page_begins_behind_the_last_lead(LeadOrder order, int? day)
    {
        LeadQuery next = new LeadQuery { Order = order, Limit = 5 }.ReadOnAfter(Owned);
        Assert.Equal(new() { Order = order, Limit = 5, After = Owned.Id, AfterAt = day is { } d ? Some.Day(d) : null }, next);
    }
}
