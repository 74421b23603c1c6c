using CrmCore.Health;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Docs;

/// <summary>The code of <c>docs/health.md</c>.</summary>
public class HealthDocs
{
    [Fact]
    public void Health()
    {
        OpportunitySnapshot[] deals = [Some.Deal(1, Some.Eur(200_000), owner: Some.Anna).ToSnapshot()];
        Pipeline pipeline = Some.Sale;
        DateTimeOffset now = Some.Day(10);

        // docs:begin health-list
        HealthList list = HealthList.Of(deals, new PipelineCatalog(pipeline), HealthPolicy.Default, now);
        foreach (OwnerHealth owner in list.ByOwner)
        {
            foreach (DealHealth deal in owner.Deals)
            {
                HealthFinding first = deal.Findings[0];
                Console.WriteLine($"{owner.Owner}: {deal.Deal.Name}: {first.Text} {first.Advice}");
            }
        }
        // docs:end health-list
        Assert.Equal("no-next-step", list.Deals.Single().Findings[0].Code);

        // docs:begin health-policy
        HealthPolicy policy = HealthPolicy.FromJson("""
            {
              "schemaVersion": 1, "key": "key-accounts", "version": 1, "name": { "en": "Key accounts", "zh-Hans": "大客户" },
              "nextStepSuspendsRotting": true,
              "calendar": {
                "key": "shanghai", "timeZone": "Asia/Shanghai", "holidays": ["2026-10-01", "2026-10-02"],
                "hours": [
                  { "day": "Monday", "from": "09:00", "to": "18:00" }, { "day": "Tuesday", "from": "09:00", "to": "18:00" }, { "day": "Wednesday", "from": "09:00", "to": "18:00" },
                  { "day": "Thursday", "from": "09:00", "to": "18:00" }, { "day": "Friday", "from": "09:00", "to": "18:00" }
                ]
              },
              "checks": [
                {
                  "key": "quiet-giant", "name": { "en": "Quiet giant", "zh-Hans": "大单沉默" }, "severity": "Alarm",
                  "when": { "all": [ { "fact": "amount", "is": "at-least", "value": 100000 }, { "fact": "health.silent-days", "is": "at-least", "value": 5 } ] },
                  "text": { "en": "A large deal, silent for {health.silent-days} d.", "zh-Hans": "大单已 {health.silent-days} 天没有互动。" },
                  "advice": { "en": "Call today.", "zh-Hans": "请今天联系客户。" }
                }
              ]
            }
            """);
        // docs:end health-policy
        Assert.Equal("A large deal, silent for 8 d.", policy.Judge(deals[0], pipeline, now).Single().Text.ToString());

        // docs:begin health-ready
        HealthPolicy strict = new(HealthPolicy.Default.Definition with
        {
            Key = "strict",
            Calendar = WorkingCalendar.Office("berlin", "Europe/Berlin"),
            Checks = [.. ReadyHealthChecks.All, ReadyHealthChecks.Silent with { Key = "silent-week", Severity = HealthSeverity.Alarm, When = Condition.AtLeast("health.silent-days", 5) }],
        });
        // docs:end health-ready
        Assert.Equal("silent-week", strict.Judge(deals[0], pipeline, now)[0].Code);
    }
}
