namespace CrmCore.Opportunities;

/// <content>
/// Corrections of what it is called, whose it is, and of the host's own fields. The event names the part, not what is in it; where nothing differs, nothing
/// changes and no event is raised.
/// </content>
public sealed partial class Opportunity
{
    /// <summary>Gives it another name.</summary>
    /// <param name="name">The name; blanks around it fall away.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who renames it; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, a blank name, or an instant before the last change.</returns>
    public OpportunityChange Rename(string name, DateTimeOffset at, UserId? by = null)
    {
        string trimmed = Guard.Against.Null(name).Trim();
        return ChangeDetails(
            "name", 1, at, by, () => Name = trimmed, null, trimmed.Length == 0 ? [new Refusal("opportunity.name-missing")] : [], trimmed != Name);
    }

    /// <summary>Sets the account; null clears it. Whether the contact belongs to it, the caller knows.</summary>
    /// <param name="account">The account.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets it; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, or an instant before the last change.</returns>
    /// <exception cref="ArgumentException">The account is <c>default</c>.</exception>
    public OpportunityChange SetAccount(AccountId? account, DateTimeOffset at, UserId? by = null)
    {
        if (account is { } id)
        {
            Guard.Against.Default(id, nameof(account));
        }

        return ChangeDetails("account", 1, at, by, () => Account = account, differs: account != Account);
    }

    /// <summary>Sets the main contact; null clears it. Whether it belongs to the account, the caller knows.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets it; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, or an instant before the last change.</returns>
    /// <exception cref="ArgumentException">The contact is <c>default</c>.</exception>
    public OpportunityChange SetContact(ContactId? contact, DateTimeOffset at, UserId? by = null)
    {
        if (contact is { } id)
        {
            Guard.Against.Default(id, nameof(contact));
        }

        return ChangeDetails("contact", 1, at, by, () => Contact = contact, differs: contact != Contact);
    }

    /// <summary>Sets the description; null or blank clears it.</summary>
    /// <param name="description">Free text.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets it; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, or an instant before the last change.</returns>
    public OpportunityChange SetDescription(string? description, DateTimeOffset at, UserId? by = null)
    {
        string? text = string.IsNullOrWhiteSpace(description) ? null : description;
        return ChangeDetails("description", 1, at, by, () => Description = text, differs: text != Description);
    }

    /// <summary>Sets one of the host's own fields; <see cref="FieldValue.None"/> clears it.</summary>
    /// <param name="key">The field's key, 1 to 200 characters.</param>
    /// <param name="value">The value.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets it; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, too many fields, or an instant before the last change.</returns>
    /// <exception cref="ArgumentException">The key is blank or too long.</exception>
    public OpportunityChange SetCustomField(string key, FieldValue value, DateTimeOffset at, UserId? by = null) =>
        SetCustomFields(CustomFields.With(key, value), at, by);

    /// <summary>Replaces the host's own fields, all of them.</summary>
    /// <param name="fields">The fields; at most 1,000.</param>
    /// <param name="at">When; not before the last change.</param>
    /// <param name="by">Who sets them; null where no person does.</param>
    /// <returns>Refused for a closed opportunity, too many fields, or an instant before the last change.</returns>
    public OpportunityChange SetCustomFields(CustomFields fields, DateTimeOffset at, UserId? by = null)
    {
        Guard.Against.Null(fields);
        return ChangeDetails(
            "custom-fields", fields.Count, at, by, () => CustomFields = fields, differs: FieldDifferences.Of(CustomFields, fields).Count > 0);
    }
}
