using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>Identifies a contact (a person at an account). Two ids are equal when their values are; <c>default</c> is refused wherever an id is taken.</summary>
/// <param name="Value">The identifier; never empty in a valid id.</param>
[JsonConverter(typeof(EntityIdJsonConverter<ContactId>))]
public readonly record struct ContactId(Guid Value) : IEntityId<ContactId>
{
    /// <inheritdoc/>
    public static ContactId From(Guid value) => new(Guard.Against.Default(value, nameof(value)));

    /// <summary>A new id that sorts by the time it was made (UUID version 7).</summary>
    /// <param name="clock">Gives the instant that the id carries.</param>
    /// <exception cref="ArgumentNullException"><paramref name="clock"/> is null.</exception>
    public static ContactId New(TimeProvider clock) => new(Guid.CreateVersion7(Guard.Against.Null(clock).GetUtcNow()));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> is not a UUID, or is the empty one.</exception>
    public static ContactId Parse(string text) => EntityId.Parse<ContactId>(text);

    /// <summary>Orders by value, so ids made later come later.</summary>
    public int CompareTo(ContactId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in lower case with hyphens.</summary>
    public override string ToString() => Value.ToString();
}
