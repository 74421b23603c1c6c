using System.Globalization;
using System.Text.Json.Serialization;

namespace CrmCore.Qualification;

/// <summary>
/// Something that was found out about a buyer, asked of them, or shown to them: who noted it, when, who said it, what proves it. Immutable; a wrong note
/// is not changed but corrected by a <see cref="Correction"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Need), "need")]
[JsonDerivedType(typeof(Answer), "answer")]
[JsonDerivedType(typeof(AskedQuestion), "question")]
[JsonDerivedType(typeof(SpinNote), "spin")]
[JsonDerivedType(typeof(FabeNote), "fabe")]
[JsonDerivedType(typeof(RoleHint), "role")]
[JsonDerivedType(typeof(CallNote), "call")]
[JsonDerivedType(typeof(Correction), "correction")]
public abstract record DiscoveryNote
{
    /// <summary>How long a text of a note may be, in characters.</summary>
    public const int MaximumTextLength = 4000;

    /// <summary>How long a key or a name may be, in characters.</summary>
    public const int MaximumNameLength = 200;

    private protected DiscoveryNote(DateTimeOffset at, string? saidBy, UserId? notedBy)
    {
        At = at;
        SaidBy = Optional(saidBy, MaximumNameLength, nameof(saidBy));
        NotedBy = notedBy;
    }

    /// <summary>When it was noted.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Who of the buyer's side said it; null if not known.</summary>
    public string? SaidBy { get; }

    /// <summary>Who noted it, or null.</summary>
    public UserId? NotedBy { get; }

    /// <summary>What proves it, such as a mail or a recording; at most 4,000 characters.</summary>
    public string? Evidence
    {
        get;
        init => field = Optional(value, MaximumTextLength, nameof(Evidence));
    }

    /// <summary>A key of the host's, by which other notes refer to it; null gives it one derived from its content (<see cref="Id"/>).</summary>
    public string? Key
    {
        get;
        init => field = Optional(value, MaximumNameLength, nameof(Key));
    }

    /// <summary>What other notes refer to it by: its key, else 16 hexadecimal digits made of its kind, instant and main text.</summary>
    [JsonIgnore]
    public string Id => Key ?? DerivedId();

    private protected abstract string Content { get; }

    private protected static string Required(string? text, int maximum, string name)
    {
        Guard.Against.NullOrWhiteSpace(text, name);
        return Guard.Against.StringTooLong(text, maximum, name);
    }

    private protected static string? Optional(string? text, int maximum, string name) =>
        string.IsNullOrWhiteSpace(text) ? null : Guard.Against.StringTooLong(text, maximum, name);

    /// <summary>FNV-1a, 64 bits, over the kind, the instant in UTC and the content.</summary>
    private string DerivedId()
    {
        unchecked
        {
            ulong hash = 14695981039346656037UL;
            foreach (char c in GetType().Name)
            {
                hash = (hash ^ c) * 1099511628211UL;
            }

            hash = (hash ^ (ulong)At.UtcTicks) * 1099511628211UL;
            foreach (char c in Content)
            {
                hash = (hash ^ c) * 1099511628211UL;
            }

            return hash.ToString("x16", CultureInfo.InvariantCulture);
        }
    }
}
