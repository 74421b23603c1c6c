using CrmCore.Pools;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Pools;

public class PoolSharingTests
{
    [Fact]
    public void A_pool_is_as_it_was_checked_whatever_becomes_of_what_it_was_made_of()
    {
        Dictionary<string, int> capacities = new() { ["anna"] = 3 };
        List<UserId> members = [Some.Anna];
        List<RecycleCondition> all = [RecycleCondition.Of(RecycleRule.NoFollowUp, 3, LeadClock.LastFollowUp)];
        Pool pool = new(new()
        {
            Key = "p",
            Name = "P",
            Members = members,
            Protection = new() { Days = 5 },
            Claims = new() { Capacities = capacities },
            Recycle = new() { When = new() { All = all } },
        });
        string before = pool.ToJson();
        capacities["anna"] = -7;
        members.Clear();
        all.Clear();
        Assert.Equal(3, pool.CapacityOf(Some.Anna));
        Assert.Equal(before, pool.ToJson());
    }
}
