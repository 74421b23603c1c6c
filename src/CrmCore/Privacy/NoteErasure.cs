using CrmCore.Qualification;

namespace CrmCore.Privacy;

/// <summary>What is left of the notes on a deal that a person shared with others: the others' notes, without the person's name.</summary>
internal static class NoteErasure
{
    public static Discovery? Of(Discovery? discovery, Subject person)
    {
        if (discovery is null)
        {
            return null;
        }

        HashSet<string> gone = [.. discovery.Notes.Where(person.Owns).Select(n => n.Id)];
        DiscoveryNote[] left = [.. discovery.Notes.Where(n => !gone.Contains(n.Id) && !(n is Correction correction && gone.Contains(correction.Note))).Select(n => Of(n, person))];
        return left.Length == 0 ? null : new(left);
    }

    /// <summary>The note without the name; it keeps its id, by which others refer to it.</summary>
    private static DiscoveryNote Of(DiscoveryNote note, Subject person)
    {
        DiscoveryNote left = Redacted(note, person) with { Evidence = person.Without(note.Evidence), Key = note.Key };
        return left == note ? note : left with { Key = note.Id };
    }

    private static DiscoveryNote Redacted(DiscoveryNote note, Subject person)
    {
        string? saidBy = person.Without(note.SaidBy);
        string Required(string text) => person.Without(text)!;
        return note switch
        {
            Need n => new Need(n.Layer, Required(n.Statement), n.At, person.Without(n.Quote), saidBy, n.NotedBy)
            {
                Aspect = n.Aspect,
                Confidence = n.Confidence,
                PromotedFrom = n.PromotedFrom,
                Under = n.Under,
                RaisedBy = n.RaisedBy,
            },
            Answer n => new Answer(n.Element, n.Level, Required(n.Statement), n.At, saidBy, n.NotedBy),
            AskedQuestion n => new AskedQuestion(Required(n.Topic), Required(n.Text), n.At, person.Without(n.Reply), saidBy, n.NotedBy) { Accepted = n.Accepted, Override = n.Override },
            SpinNote n => new SpinNote(n.Kind, Required(n.Question), n.At, person.Without(n.Reply), saidBy, n.NotedBy) { Need = n.Need },
            FabeNote n => new FabeNote(person.Without(n.Feature), person.Without(n.Advantage), person.Without(n.Benefit), person.Without(n.Proof), n.At, saidBy, n.NotedBy)
            {
                ProofKind = n.ProofKind,
                ProofSource = person.Without(n.ProofSource),
                Need = n.Need,
                Product = n.Product,
                Accepted = n.Accepted,
            },
            RoleHint n => new RoleHint(Required(n.Person), n.Role, n.At, person.Without(n.Statement), saidBy, n.NotedBy),
            CallNote n => new CallNote(n.Outcome, n.At, saidBy, n.NotedBy) { Action = person.Without(n.Action), ActionBy = person.Without(n.ActionBy), ActionDue = n.ActionDue },
            Correction n => new Correction(n.Note, Required(n.Reason), n.At, n.NotedBy),
            _ => throw new ArgumentException($"{note.GetType().Name} is no note that can be redacted.", nameof(note)),
        };
    }
}
