using CrmCore.Customers;
using CrmCore.Matching;

namespace CrmCore.EntityFrameworkCore;

/// <summary>An account in the table <c>crm_accounts</c>. Texts are cut to 400 characters here; instants are UTC.</summary>
public sealed class AccountRow : AggregateRow
{
    internal AccountRow()
    {
    }

    /// <summary>The company's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The name by <see cref="NameForms.Company"/>, to find the same company.</summary>
    public string? NameMatch { get; internal init; }

    /// <summary>Who looks after it; null for nobody.</summary>
    public string? Owner { get; internal init; }

    /// <summary>The industry.</summary>
    public string? Industry { get; internal init; }

    /// <summary>When it was created.</summary>
    public DateTime CreatedAt { get; internal init; }

    /// <summary>The account, whole.</summary>
    /// <exception cref="System.Text.Json.JsonException">The stored JSON is not an account.</exception>
    public AccountSnapshot ToSnapshot() => AccountSnapshot.FromJson(Json);

    internal static AccountRow From(AccountSnapshot account) => new()
    {
        Id = account.Id.Value,
        Version = account.Version,
        ExternalSystem = account.ExternalKey?.System,
        ExternalKey = account.ExternalKey?.Key,
        Json = account.ToJson(),
        Name = ReportText.Of(account.Name)!,
        NameMatch = ReportText.Of(NameForms.Company(account.Name)),
        Owner = account.Owner?.Value,
        Industry = ReportText.Of(account.Industry),
        CreatedAt = account.CreatedAt.UtcDateTime,
    };
}
