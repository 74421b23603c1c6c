using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs.HowTo;

/// <summary>The code of docs/how-to/own-policy.md.</summary>
public class OwnPolicyDocs
{
    [Fact]
    public async Task A_policy_is_written_compared_and_tried()
    {
        // docs:begin policy-code
        QualificationRule bigEnough = new(
            "big-enough",
            Condition.Any(Condition.AtLeast("custom.employees", 50), Condition.Equal("source", "Referral")),
            FindingSeverity.Blocker,
            30,
            new LocalizedText("Fewer than 50 employees, and nobody referred them.", "员工不足 50 人，且不是转介绍。"),
            new LocalizedText("Ask for the size, or leave them to the web shop.", "请询问规模，或引导至网上商城。"),
            new LocalizedText("How many people work with it?", "有多少人会使用它？"));
        QualificationPolicy policy = new("east", 1, new LocalizedText("East", "华东"), [ReadyRules.Reachable, ReadyRules.NeedExplicit, bigEnough], threshold: 60);
        string json = policy.ToJson();   // keep it where the sales team can change it: QualificationPolicy.FromJson reads it
        // docs:end policy-code

        InMemoryStore store = new();
        DateTimeOffset now = Some.Day(1);
        await store.SaveAsync(Some.QualifiedLead());

        // docs:begin policy-trial
        foreach (PolicyDifference difference in ReadyPolicies.Default.DifferencesTo(policy))
        {
            Console.WriteLine(difference);
        }

        List<Lead> leads = await store.ReadLeadsAsync().Select(Lead.FromSnapshot).ToListAsync();
        PolicyTrialRow<LeadId>[] changed = [.. PolicyTrial.Run(ReadyPolicies.Default, policy, leads.Select(l => (l.Id, (IFacts)l)), now)
            .Where(r => r.Before.IsQualified != r.After.IsQualified)];
        // docs:end policy-trial

        Assert.Equal(policy.ToJson(), QualificationPolicy.FromJson(json).ToJson());
        Assert.False(Assert.Single(changed).After.IsQualified);
        Assert.Equal(["big-enough"], changed[0].After.Blockers.Select(b => b.Code));
    }
}
