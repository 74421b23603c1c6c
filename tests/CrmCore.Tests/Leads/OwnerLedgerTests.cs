using CrmCore.Leads;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Leads;

public class OwnerLedgerTests
{
    private static readonly DateOnly Monday = new(2026, 1, 5);

    [Fact]
    public void Claims_are_counted_by_pool_and_day()
    {
        OwnerLedger ledger = OwnerLedger.Open(Some.Anna);
        PoolId other = new("other");
        ledger.RecordClaim(Some.Pool, Monday);
        ledger.RecordClaim(other, Monday);
        ledger.RecordClaim(Some.Pool, Monday.AddDays(1));
        ledger.RecordClaim(Some.Pool, Monday);
        ledger.RecordClaim(other, Monday);
        ledger.RecordClaim(other, Monday);

        Assert.Equal((2, 3, 1, 0), (ledger.ClaimsOn(Some.Pool, Monday), ledger.ClaimsOn(other, Monday), ledger.ClaimsOn(Some.Pool, Monday.AddDays(1)), ledger.ClaimsOn(other, Monday.AddDays(1))));
        Assert.Equal(3, ledger.ToSnapshot().Claims!.Count);
    }

    [Fact]
    public void Leads_that_were_given_are_counted_from_a_day_on()
    {
        OwnerLedger ledger = OwnerLedger.Open(Some.Anna);
        ledger.RecordAssigned(Monday, 3);
        ledger.RecordAssigned(Monday.AddDays(1));
        ledger.RecordAssigned(Monday, 2);
        ledger.RecordAssigned(Monday.AddDays(1));

        Assert.Equal((7, 2, 0), (ledger.AssignedSince(Monday), ledger.AssignedSince(Monday.AddDays(1)), ledger.AssignedSince(Monday.AddDays(2))));
        Assert.Equal(2, ledger.ToSnapshot().Assigned!.Count);
    }

    [Fact]
    public void Days_more_than_62_before_the_latest_are_forgotten()
    {
        OwnerLedger ledger = OwnerLedger.Open(Some.Anna);
        foreach (int day in (int[])[0, 1, 62, 63])
        {
            ledger.RecordClaim(Some.Pool, Monday.AddDays(day));
            ledger.RecordAssigned(Monday.AddDays(day));
        }

        Assert.Equal([Monday.AddDays(1), Monday.AddDays(62), Monday.AddDays(63)], ledger.ToSnapshot().Claims!.Select(c => c.Date));
        Assert.Equal([Monday.AddDays(1), Monday.AddDays(62), Monday.AddDays(63)], ledger.ToSnapshot().Assigned!.Select(a => a.Date));
        ledger.RecordClaim(Some.Pool, Monday);
        ledger.RecordAssigned(Monday);
        Assert.Equal((0, 3), (ledger.ClaimsOn(Some.Pool, Monday), ledger.AssignedSince(Monday)));
    }

    [Fact]
    public void The_last_turn_of_each_rule_is_kept()
    {
        OwnerLedger ledger = OwnerLedger.Open(Some.Anna);
        ledger.RecordTurn("weighted", 4, 900);
        ledger.RecordTurn("round", 1);
        ledger.RecordTurn("weighted", 7, 1200);

        Assert.Equal((7, 1200, 1, 0), (ledger.LastTurn("weighted"), ledger.Share("weighted"), ledger.LastTurn("round"), ledger.Share("round")));
        Assert.Equal((0, 0), (ledger.LastTurn("none"), ledger.Share("none")));
        Assert.Equal(2, ledger.ToSnapshot().Turns!.Count);
    }

    [Fact]
    public void A_snapshot_holds_all_of_it_and_no_empty_lists()
    {
        OwnerLedger empty = OwnerLedger.Open(Some.Bo);
        OwnerLedgerSnapshot nothing = empty.ToSnapshot();
        Assert.Equal((Some.Bo, null, null, null), (nothing.User, nothing.Claims, nothing.Assigned, nothing.Turns));

        OwnerLedger ledger = OwnerLedger.Open(Some.Anna);
        ledger.RecordClaim(Some.Pool, Monday);
        ledger.RecordAssigned(Monday, 2);
        ledger.RecordTurn("round", 3, 1);
        OwnerLedger again = OwnerLedger.FromSnapshot(ledger.ToSnapshot());
        Assert.Equal((OwnerLedgerId.Of(Some.Anna), 1, 2, 3, 1), (again.Id, again.ClaimsOn(Some.Pool, Monday), again.AssignedSince(Monday), again.LastTurn("round"), again.Share("round")));
    }

    [Fact]
    public void What_could_not_be_counted_is_refused()
    {
        OwnerLedger ledger = OwnerLedger.Open(Some.Anna);
        Assert.Equal("pool", Assert.Throws<ArgumentException>(() => ledger.RecordClaim(default, Monday)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentException>(() => ledger.RecordAssigned(Monday, 0)).ParamName);
        Assert.Equal("rule", Assert.Throws<ArgumentException>(() => ledger.RecordTurn(" ", 1)).ParamName);
        Assert.Equal("number", Assert.Throws<ArgumentException>(() => ledger.RecordTurn("round", 0)).ParamName);
        Assert.Throws<ArgumentException>(() => OwnerLedger.Open(default));
    }
}
