using CrmCore.Leads;

namespace CrmCore.EntityFrameworkCore;

/// <summary>The ledger of one person in the table <c>crm_owner_ledgers</c>.</summary>
public sealed class OwnerLedgerRow : AggregateRow
{
    internal OwnerLedgerRow()
    {
    }

    /// <summary>Whose it is.</summary>
    public string User { get; internal init; } = "";

    /// <summary>The ledger, whole.</summary>
    /// <exception cref="System.Text.Json.JsonException">The stored JSON is not a ledger.</exception>
    public OwnerLedgerSnapshot ToSnapshot() => OwnerLedgerSnapshot.FromJson(Json);

    internal static OwnerLedgerRow From(OwnerLedgerSnapshot ledger) => new()
    {
        Id = OwnerLedgerId.Of(ledger.User).Value,
        Version = ledger.Version,
        Json = ledger.ToJson(),
        User = ledger.User.Value,
    };
}
