using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using CrmCore.Assignment;
using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Opportunities;
using CrmCore.Pools;
using CrmCore.Probabilities.Training;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Architecture;

/// <summary>What says that it is immutable keeps no collection of the one who made it, and an aggregate none of the snapshot that it was read from.</summary>
public class CopiedCollectionsTests
{
    public static TheoryData<Type> Definitions { get; } =
    [
        typeof(PoolDefinition), typeof(ClaimRules), typeof(ProtectionRules), typeof(RecycleRules), typeof(RecycleCondition), typeof(LeadProtection), typeof(HistoryEntry),
        typeof(AssignmentDefinition), typeof(AssignmentMember), typeof(AssignmentRule), typeof(MergeRecord), typeof(ConversionTrace), typeof(ConvertedRecord), typeof(Split),
    ];

    public static TheoryData<Type> Snapshots { get; } = [typeof(LeadSnapshot), typeof(OpportunitySnapshot), typeof(OwnerLedgerSnapshot)];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_definition_copies_what_it_is_given(Type type)
    {
        object made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (PropertyInfo property in CollectionsOf(type))
        {
            object given = EmptyOf(property.PropertyType);
            property.SetValue(made, given);
            Assert.NotSame(given, property.GetValue(made));
            property.SetValue(made, null);
            Assert.Null(property.GetValue(made));
        }
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void An_aggregate_copies_what_its_snapshot_holds(Type type)
    {
        object snapshot = Full(type);
        Assert.True(type == typeof(OwnerLedgerSnapshot) || CollectionsOf(type).Count() > 5);
        List<IList> given = [];
        foreach (PropertyInfo property in CollectionsOf(type))
        {
            if (property.GetValue(snapshot) is IEnumerable items && EmptyOf(property.PropertyType) is IList list)
            {
                foreach (object item in items)
                {
                    list.Add(item);
                }

                property.SetValue(snapshot, list);
                given.Add(list);
            }
        }

        Func<string> state = StateOf(snapshot);
        string before = state();
        given.ForEach(l => l.Clear());
        Assert.True(given.Count > 1);
        Assert.Equal(before, state());
    }

    private static object Full(Type type)
    {
        if (type == typeof(LeadSnapshot))
        {
            Lead lead = Some.QualifiedLead();
            lead.TouchedBy(LeadSource.Web, Some.Day(1)).EnsureSucceeded();
            lead.FollowUp(new(Some.Day(1), Some.Anna, FollowUpKind.Call, FollowUpOutcome.Reached)).EnsureSucceeded();
            return lead.ToSnapshot();
        }

        return type == typeof(OpportunitySnapshot)
            ? Some.Deal().ToSnapshot() with { Activities = [new("call", Some.Start)], Competitors = [new("Rot")], Splits = [new(Some.Anna, 100)], AttachedLeads = [LeadId.From(Some.Guid(3))] }
            : new OwnerLedgerSnapshot { User = Some.Anna, Claims = [new(Some.Pool, new(2026, 1, 5), 1)], Turns = [new("turns", 1)] };
    }

    private static Func<string> StateOf(object snapshot)
    {
        switch (snapshot)
        {
            case LeadSnapshot lead:
                Lead readLead = Lead.FromSnapshot(lead);
                return () => readLead.ToSnapshot().ToJson();
            case OpportunitySnapshot deal:
                Opportunity readDeal = Opportunity.FromSnapshot(deal);
                return () => readDeal.ToSnapshot().ToJson();
            default:
                OwnerLedger readLedger = OwnerLedger.FromSnapshot((OwnerLedgerSnapshot)snapshot);
                return () => readLedger.ToSnapshot().ToJson();
        }
    }

    private static IEnumerable<PropertyInfo> CollectionsOf(Type type) => type.GetProperties().Where(p => p.CanWrite && p.PropertyType.IsGenericType
        && p.PropertyType.GetGenericTypeDefinition() is var open && (open == typeof(IReadOnlyList<>) || open == typeof(IReadOnlyDictionary<,>)));

    private static object EmptyOf(Type type) => Activator.CreateInstance(
        (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? typeof(List<>) : typeof(Dictionary<,>)).MakeGenericType(type.GenericTypeArguments))!;
}
