using CrmCore.Leads;

namespace CrmCore.Pools;

/// <summary>What a viewer may see of a lead. A covered field keeps its first letter, and the domain of an e-mail address.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="Name">The person.</param>
/// <param name="Company">The company.</param>
/// <param name="Title">The job title.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The phone number.</param>
/// <param name="City">The city.</param>
/// <param name="Description">Free text.</param>
/// <param name="Masked">The fields that are covered.</param>
public sealed record LeadCard(
    LeadId Lead, string? Name, string? Company, string? Title, string? Email, string? Phone, string? City, string? Description, IReadOnlyList<string> Masked)
{
    /// <summary>The fields that can be covered.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["name", "company", "title", "email", "phone", "city", "description"];

    internal static LeadCard Of(LeadSnapshot lead, IReadOnlyList<string> masked)
    {
        LeadDetails details = lead.Details;
        return new(
            lead.Id,
            Shown("name", details.Name?.Full),
            Shown("company", details.Company),
            Shown("title", details.Title),
            masked.Contains("email") && details.Email is { } email ? CoverAddress(email.Address) : details.Email?.Address,
            Shown("phone", details.Phone?.Entered),
            Shown("city", details.City),
            Shown("description", details.Description),
            masked);

        string? Shown(string field, string? value) => value is not null && masked.Contains(field) ? Cover(value) : value;
    }

    private static string Cover(string value) => value.Length == 0 ? value : value[..(char.IsHighSurrogate(value[0]) && value.Length > 1 ? 2 : 1)] + "***";

    private static string CoverAddress(string address) => Cover(address) + address[address.LastIndexOf('@')..];
}
