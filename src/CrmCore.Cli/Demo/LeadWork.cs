using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.Leads;
using CrmCore.Pools;
using CrmCore.Qualification;

namespace CrmCore.Cli.Demo;

/// <summary>What the sample's people do with their leads before these are converted.</summary>
internal sealed class LeadWork(CrmDatabase database, DemoLeads leads, FixedClock clock, Output output)
{
    private const int AssignedEach = 4;

    private readonly IReadOnlyList<SampleRow> _followUps = SampleFiles.Read("follow-ups.csv");

    /// <summary>Whoever follows a lead up first has claimed it just before; somebody else who tries at the same time is told who was faster.</summary>
    public async Task ClaimAsync(CancellationToken cancellationToken)
    {
        PoolService pools = new(database.Units, database.Loads, clock);
        int claimed = 0;
        Refusal? example = null;
        foreach (IGrouping<string, SampleRow> rows in _followUps.GroupBy(f => f["lead"]))
        {
            SampleRow first = rows.MinBy(f => f.At)!;
            if (leads.Find(rows.Key) is not { } id)
            {
                continue;
            }

            clock.Now = first.At.AddMinutes(-5);
            ClaimResult claim = await pools.ClaimAsync(id, Pool.Default, new UserId(first["by"]), cancellationToken).ConfigureAwait(false);
            claimed += claim.Succeeded ? 1 : 0;
            if (claim.Succeeded && example is null)
            {
                ClaimResult tooLate = await pools.ClaimAsync(id, Pool.Default, new UserId("maria.silva"), cancellationToken).ConfigureAwait(false);
                example = tooLate.Refusals[0];
            }
        }

        output.Step(CliTexts.Get("step.claimed"), CliTexts.Get("demo.claimed", ("leads", CliTexts.Count("leads", claimed))));
        output.Detail(CliTexts.Get("demo.too-late", ("why", example?.Describe())));
    }

    /// <summary>Gives leads that nobody claimed to the people in turn.</summary>
    public async Task AssignAsync(CancellationToken cancellationToken)
    {
        clock.Now = SampleFiles.End;
        UserId[] people = [.. _followUps.Select(f => f["by"]).Distinct().Order(StringComparer.Ordinal).Select(p => new UserId(p))];
        List<LeadId> waiting = [];
        LeadQuery inPool = new() { Pool = Pool.Default.Id, Statuses = new HashSet<LeadStatus> { LeadStatus.New } };
        await foreach (LeadSnapshot lead in database.Leads.ReadLeadsAsync(inPool, cancellationToken).ConfigureAwait(false))
        {
            if (lead.Details.Email is not null || lead.Details.Phone is not null)
            {
                waiting.Add(lead.Id);
            }
        }

        foreach ((int turn, LeadId id) in waiting.TakeLast(AssignedEach * people.Length).Index())
        {
            await DemoLeads.ChangeAsync(database, id, lead => lead.AssignTo(people[turn % people.Length], "assigned", clock.Now), cancellationToken).ConfigureAwait(false);
        }

        int assigned = Math.Min(waiting.Count, AssignedEach * people.Length);
        output.Step(CliTexts.Get("step.assigned"), CliTexts.Get(
            "demo.assigned",
            ("leads", CliTexts.Count("leads", assigned)),
            ("people", CliTexts.Count("people", people.Length)),
            ("rest", CliTexts.Count("leads", waiting.Count - assigned))));
    }

    public async Task FollowUpAsync(CancellationToken cancellationToken)
    {
        int followUps = 0;
        int notes = 0;
        ILookup<string, SampleRow> discovery = SampleFiles.Read("discovery.csv").ToLookup(d => d["lead"]);
        foreach (string key in _followUps.Select(f => f["lead"]).Concat(discovery.Select(d => d.Key)).Distinct())
        {
            if (leads.Find(key) is not { } id)
            {
                continue;
            }

            await DemoLeads.ChangeAsync(
                database,
                id,
                lead =>
                {
                    foreach (SampleRow row in _followUps.Where(f => f["lead"] == key).OrderBy(f => f.At))
                    {
                        followUps += lead.FollowUp(FollowUpOf(row)).Succeeded ? 1 : 0;
                    }

                    foreach (SampleRow row in discovery[key].OrderBy(d => d.At))
                    {
                        notes += Discover(lead, row).Succeeded ? 1 : 0;
                    }

                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }

        output.Step(CliTexts.Get("step.followed-up"), CliTexts.Count("contacts", followUps));
        output.Step(CliTexts.Get("step.discovered"), CliTexts.Get("demo.discovered", ("notes", CliTexts.Count("notes", notes))));
    }

    private static FollowUp FollowUpOf(SampleRow row) => new(
        row.At,
        new UserId(row["by"]),
        Enum.Parse<FollowUpKind>(row["kind"], ignoreCase: true),
        Enum.Parse<FollowUpOutcome>(row["outcome"].Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
        row.Text("note"),
        row.Text("next_step"),
        row.Instant("next_step_due"));

    private static LeadChange Discover(Lead lead, SampleRow row) => row["kind"] == "need"
        ? lead.Discover(new Need(Enum.Parse<NeedLayer>(row["layer"], ignoreCase: true), row["statement"], row.At, row.Text("quote"), row.Text("said_by")))
        : lead.Discover(new Answer(row["kind"], row.Text("quote") is null ? AnswerLevel.Weak : AnswerLevel.Confirmed, row["statement"], row.At, row.Text("said_by")));
}
