using System.Text.Json.Serialization;

namespace CrmCore.Qualification;

/// <summary>
/// What was found out about a buyer: needs, questions and answers, SPIN and FABE notes, hints at roles, calls, in the order of their instants. Append-only
/// and immutable: adding gives a new discovery, a wrong note is corrected by another. It belongs to a lead and is carried over to its opportunity. Safe to
/// share between threads.
/// </summary>
public sealed partial class Discovery : IEquatable<Discovery>
{
    private readonly DiscoveryNote[] _notes;
    private readonly DiscoveryNote[] _live;

    /// <summary>A discovery of notes that exist already; they are put in the order of their instants, equal instants as given.</summary>
    [JsonConstructor]
    public Discovery(IReadOnlyList<DiscoveryNote>? notes = null)
        : this([.. (notes ?? []).Select(n => Guard.Against.Null(n, nameof(notes))).OrderBy(n => n.At)])
    {
    }

    private Discovery(DiscoveryNote[] sorted)
    {
        _notes = sorted;
        _live = WithoutCorrected(sorted);
    }

    /// <summary>Nothing found out yet.</summary>
    public static Discovery Empty { get; } = new();

    /// <summary>Every note, also corrected ones and the corrections.</summary>
    public IReadOnlyList<DiscoveryNote> Notes => _notes;

    /// <summary>Whether there is no note.</summary>
    [JsonIgnore]
    public bool IsEmpty => _notes.Length == 0;

    /// <summary>The needs that count.</summary>
    [JsonIgnore]
    public IReadOnlyList<Need> Needs => field ??= Live<Need>();

    /// <summary>The answers that count.</summary>
    [JsonIgnore]
    public IReadOnlyList<Answer> Answers => field ??= Live<Answer>();

    /// <summary>The questions that count.</summary>
    [JsonIgnore]
    public IReadOnlyList<AskedQuestion> Questions => field ??= Live<AskedQuestion>();

    /// <summary>The SPIN notes that count.</summary>
    [JsonIgnore]
    public IReadOnlyList<SpinNote> Spin => field ??= Live<SpinNote>();

    /// <summary>The FABE statements that count.</summary>
    [JsonIgnore]
    public IReadOnlyList<FabeNote> Fabe => field ??= Live<FabeNote>();

    /// <summary>The hints at roles that count.</summary>
    [JsonIgnore]
    public IReadOnlyList<RoleHint> Roles => field ??= Live<RoleHint>();

    /// <summary>The calls that count.</summary>
    [JsonIgnore]
    public IReadOnlyList<CallNote> Calls => field ??= Live<CallNote>();

    /// <summary>With one more note, behind those of the same instant.</summary>
    public Discovery With(DiscoveryNote note)
    {
        Guard.Against.Null(note);
        int place = _notes.Length;
        while (place > 0 && _notes[place - 1].At > note.At)
        {
            place--;
        }

        return new((DiscoveryNote[])[.. _notes.AsSpan(0, place), note, .. _notes.AsSpan(place)]);
    }

    /// <summary>
    /// The notes of both, each once. The order of the two matters only for notes of one instant: those of this discovery come first. Merging is
    /// associative and loses nothing.
    /// </summary>
    public Discovery MergedWith(Discovery other) =>
        new((DiscoveryNote[])[.. _notes.Concat(Guard.Against.Null(other)._notes).Distinct().OrderBy(n => n.At)]);

    /// <summary>What was known at an instant: the notes up to and including it; a correction after it has not happened.</summary>
    public Discovery AsOf(DateTimeOffset instant)
    {
        int count = _notes.Length;
        while (count > 0 && _notes[count - 1].At > instant)
        {
            count--;
        }

        return count == _notes.Length ? this : new(_notes[..count]);
    }

    /// <summary>The note of an id, corrected or not; null where there is none.</summary>
    public DiscoveryNote? Find(string id)
    {
        Guard.Against.Null(id);
        return Array.Find(_notes, n => n.Id == id);
    }

    /// <summary>
    /// Which rules a note to be added breaks: codes <c>qualification.unknown-note</c>, <c>qualification.duplicate-key</c>,
    /// <c>qualification.promotion-without-quote</c>, <c>qualification.promotion-of-explicit</c>, <c>qualification.advance-without-action</c>. None: it may be added.
    /// </summary>
    public IReadOnlyList<Refusal> Check(DiscoveryNote note) => DiscoveryRules.Check(this, Guard.Against.Null(note));

    /// <summary>Whether the notes are the same, in the same order.</summary>
    public bool Equals(Discovery? other) => other is not null && _notes.AsSpan().SequenceEqual(other._notes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Discovery);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_notes.Length, _notes.Length > 0 ? _notes[0] : null);

    private static DiscoveryNote[] WithoutCorrected(DiscoveryNote[] notes)
    {
        HashSet<string>? wrong = null;
        foreach (DiscoveryNote note in notes)
        {
            if (note is Correction correction)
            {
                (wrong ??= new(StringComparer.Ordinal)).Add(correction.Note);
            }
        }

        return wrong is null ? notes : [.. notes.Where(n => n is not Correction && !wrong.Contains(n.Id))];
    }

    private T[] Live<T>()
        where T : DiscoveryNote => [.. _live.OfType<T>()];
}
