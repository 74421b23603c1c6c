using CrmCore.Leads;
using CrmCore.Qualification;
using CrmCore.Qualification.Frameworks;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Qualification;

public class DiscoveryLawTests
{
    private static readonly string[] Elements = ["budget", "authority", "timing", "pain"];

    [Law]
    public void Merging_is_associative_and_loses_nothing(int[] a, int[] b, int[] c)
    {
        (Discovery x, Discovery y, Discovery z) = (Of(a), Of(b), Of(c));
        Assert.Equal(x.MergedWith(y).MergedWith(z), x.MergedWith(y.MergedWith(z)));
        Assert.True(x.Notes.Concat(y.Notes).ToHashSet().SetEquals(x.MergedWith(y).Notes));
        Assert.Equal(x.MergedWith(y), x.MergedWith(y).MergedWith(y));
    }

    [Law]
    public void Notes_are_in_the_order_of_their_instants_however_they_came(int[] seeds)
    {
        Discovery discovery = Of(seeds);
        Assert.Equal(discovery.Notes.OrderBy(n => n.At).Select(n => n.At), discovery.Notes.Select(n => n.At));
        Assert.Equal(seeds.Length, discovery.Notes.Count);
        Assert.Equal(discovery, new Discovery(discovery.Notes));
    }

    [Law]
    public void Evidence_never_lowers_a_score_unless_it_contradicts(int[] seeds, int more, byte framework)
    {
        Framework chosen = ReadyFrameworks.All[framework % ReadyFrameworks.All.Count];
        Discovery before = Of(seeds);
        DiscoveryNote note = NoteOf(more);
        DateTimeOffset now = Some.Day(4000);
        decimal score = chosen.Assess(before, now).Score;
        if (note is not Answer { Level: AnswerLevel.Contradicted })
        {
            Assert.True(chosen.Assess(before.With(note), now).Score >= score);
        }

        Assert.InRange(score, 0, 100);
    }

    [Law]
    public void A_verdict_sees_no_later_note(int[] seeds, int day)
    {
        DateTimeOffset at = Some.Day(day % 60);
        Lead lead = Lead.FromSnapshot(Some.OwnedLead().ToSnapshot() with { Discovery = Of(seeds) });
        Lead then = Lead.FromSnapshot(Some.OwnedLead().ToSnapshot() with { Discovery = Of(seeds).AsOf(at) });
        Assert.All(ReadyPolicies.All, p => Assert.Equal(p.Evaluate(then, at).Findings, p.Evaluate(lead, at).Findings));
    }

    [Law]
    public void A_lead_with_notes_of_every_kind_survives_its_JSON(int[] seeds)
    {
        Lead lead = Lead.FromSnapshot(Some.OwnedLead().ToSnapshot() with { Discovery = Of(seeds) });
        Assert.Equal(lead.Discovery, Lead.FromSnapshot(LeadSnapshot.FromJson(lead.ToSnapshot().ToJson())).Discovery);
    }

    [Law]
    public void Each_note_has_an_id_of_its_own(int[] seeds)
    {
        Discovery discovery = Of([.. seeds.Distinct()]);
        Assert.All(discovery.Notes, n => Assert.Equal(n, discovery.Find(n.Id)));
    }

    internal static Discovery Of(int[] seeds) => seeds.Aggregate(Discovery.Empty, (d, s) => d.With(NoteOf(s)));

    private static DiscoveryNote NoteOf(int seed)
    {
        uint number = unchecked((uint)seed);
        DateTimeOffset at = Some.Day(number % 50);
        string text = $"note {seed} 记录 🙂";
        return (number / 50 % 8) switch
        {
            0 => new Need((NeedLayer)(number % 3), text, at, number % 2 == 0 ? text : null) { Aspect = "price", Confidence = 0.5m },
            1 => new Answer(Elements[number % 4], AnswerLevel.Weak, text, at, "buyer", Some.Anna) { Evidence = "mail" },
            2 => new Answer(Elements[number % 4], AnswerLevel.Confirmed, text, at),
            3 => new Answer(Elements[number % 4], AnswerLevel.Contradicted, text, at),
            4 => new AskedQuestion($"topic {number % 3}", text + "?", at, "yes") { Accepted = true },
            5 => new SpinNote((SpinType)(number % 4), text, at, "so"),
            6 => new FabeNote(text, text, text, text, at) { ProofKind = EvidenceKind.Case, ProofSource = "Blau", Accepted = number % 2 == 0 },
            _ => number % 2 == 0 ? new RoleHint("Clara", "champion", at, text) : new CallNote((CallOutcome)(number % 4), at) { Action = text, ActionBy = "Clara", ActionDue = new DateOnly(2026, 2, 1) },
        };
    }
}
