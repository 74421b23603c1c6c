using System.Text.Json.Serialization;

namespace CrmCore.Leads;

/// <summary>Identifies the ledger of one person; it follows from who they are.</summary>
/// <param name="Value">The identifier; never empty in a valid id.</param>
[JsonConverter(typeof(EntityIdJsonConverter<OwnerLedgerId>))]
public readonly record struct OwnerLedgerId(Guid Value) : IEntityId<OwnerLedgerId>
{
    private static readonly Guid Scope = new("5b1c9f0e-2d57-8c35-9a41-6f0e7d8a3b12");

    /// <inheritdoc/>
    public static OwnerLedgerId From(Guid value) => new(Guard.Against.Default(value, nameof(value)));

    /// <summary>The id of a person's ledger.</summary>
    public static OwnerLedgerId Of(UserId user) => EntityId.FromName<OwnerLedgerId>(Scope, Guard.Against.Default(user).Value);

    /// <inheritdoc/>
    public int CompareTo(OwnerLedgerId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in lower case with hyphens.</summary>
    public override string ToString() => Value.ToString();
}
