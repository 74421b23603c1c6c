using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Opportunities;

public class OpportunityQueryTests
{
    private static readonly OpportunitySnapshot Deal = Some.Deal(closeDate: new(2026, 3, 1), owner: Some.Anna).ToSnapshot() with { ChangedAt = Some.Day(4), Account = AccountId.From(Some.Guid(20)) };

    public static TheoryData<string, OpportunityQuery, bool> Queries => new()
    {
        { "all", new(), true },
        { "kind", new() { Kinds = new HashSet<StageKind> { StageKind.Open } }, true },
        { "another kind", new() { Kinds = new HashSet<StageKind> { StageKind.Won } }, false },
        { "pipeline", new() { Pipeline = Some.Sale.Reference.Key }, true },
        { "another pipeline", new() { Pipeline = "other" }, false },
        { "stage", new() { Stage = "inquiry" }, true },
        { "another stage", new() { Stage = "quotation" }, false },
        { "owner", new() { Owner = Some.Anna }, true },
        { "another owner", new() { Owner = Some.Bo }, false },
        { "account", new() { Account = AccountId.From(Some.Guid(20)) }, true },
        { "another account", new() { Account = AccountId.From(Some.Guid(21)) }, false },
        { "source lead", new() { SourceLead = LeadId.From(Some.Guid(1)) }, false },
        { "closes from", new() { ClosesFrom = new(2026, 3, 1) }, true },
        { "closes from a day later", new() { ClosesFrom = new(2026, 3, 2) }, false },
        { "closes before", new() { ClosesBefore = new(2026, 3, 1) }, false },
        { "closes before the next day", new() { ClosesBefore = new(2026, 3, 2) }, true },
        { "changed from", new() { ChangedFrom = Some.Day(4) }, true },
        { "changed from a tick later", new() { ChangedFrom = Some.Day(4).AddTicks(1) }, false },
        { "changed from, and another owner", new() { ChangedFrom = Some.Day(4), Owner = Some.Bo }, false },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void Every_restriction_counts(string what, OpportunityQuery query, bool wanted)
    {
        Assert.True(wanted == query.Wants(Deal), what);
        Assert.Throws<ArgumentNullException>(() => query.Wants(null!));
    }
}
