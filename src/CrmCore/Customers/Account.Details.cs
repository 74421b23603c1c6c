namespace CrmCore.Customers;

/// <content>Corrections of what is known. Where nothing differs, nothing changes and no event is raised.</content>
public sealed partial class Account
{
    /// <summary>What is known of the company, to be corrected by <see cref="ChangeDetails"/>.</summary>
    public AccountDetails Details => new() { Name = Name, Industry = Industry, Website = Website, Phone = Phone };

    /// <summary>Replaces what is known of the company, such as by <c>account.Details with { Website = site }</c>. The event names the fields, not their values.</summary>
    /// <param name="details">All that is known from now on; blanks around the name fall away.</param>
    /// <param name="at">When; not before it was created.</param>
    /// <param name="by">Who corrects it; null where no person does.</param>
    /// <returns>Refused for a blank name, and an instant before it was created.</returns>
    public CustomerChange ChangeDetails(AccountDetails details, DateTimeOffset at, UserId? by = null)
    {
        Guard.Against.Null(details);
        string name = Guard.Against.Null(details.Name, nameof(details)).Trim();
        return Correct(
            FieldDifferences.Of(
                ("name", name != Name), ("industry", details.Industry != Industry), ("website", details.Website != Website), ("phone", details.Phone != Phone)),
            () => (Name, Industry, Website, Phone) = (name, details.Industry, details.Website, details.Phone),
            at,
            by,
            name.Length == 0 ? [new Refusal("customer.name-missing")] : []);
    }

    /// <summary>Gives it to another owner; null for nobody.</summary>
    /// <param name="owner">The new owner.</param>
    /// <param name="at">When; not before it was created.</param>
    /// <param name="by">Who decides it; null where no person does.</param>
    /// <returns>Refused for an instant before it was created.</returns>
    /// <exception cref="ArgumentException">The owner is <c>default</c>.</exception>
    public CustomerChange AssignTo(UserId? owner, DateTimeOffset at, UserId? by = null)
    {
        if (owner is { } user)
        {
            Guard.Against.Default(user, nameof(owner));
        }

        return Correct(FieldDifferences.Of(("owner", owner != Owner)), () => Owner = owner, at, by);
    }

    /// <summary>Sets one of the host's own fields; <see cref="FieldValue.None"/> clears it.</summary>
    /// <param name="key">The field's key, 1 to 200 characters.</param>
    /// <param name="value">The value.</param>
    /// <param name="at">When; not before it was created.</param>
    /// <param name="by">Who sets it; null where no person does.</param>
    /// <returns>Refused for an instant before it was created.</returns>
    /// <exception cref="ArgumentException">The key is blank or too long.</exception>
    public CustomerChange SetCustomField(string key, FieldValue value, DateTimeOffset at, UserId? by = null) =>
        SetCustomFields(CustomFields.With(key, value), at, by);

    /// <summary>Replaces the host's own fields, all of them.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="at">When; not before it was created.</param>
    /// <param name="by">Who sets them; null where no person does.</param>
    /// <returns>Refused for an instant before it was created.</returns>
    public CustomerChange SetCustomFields(CustomFields fields, DateTimeOffset at, UserId? by = null) =>
        Correct(FieldDifferences.Of(CustomFields, Guard.Against.Null(fields)), () => CustomFields = fields, at, by);

    private CustomerChange Correct(IReadOnlyList<string> fields, Action apply, DateTimeOffset at, UserId? by, IReadOnlyList<Refusal>? own = null)
    {
        if ((IReadOnlyList<Refusal>)[.. CustomerChange.BeforeCreated(at, CreatedAt), .. own ?? []] is { Count: > 0 } refusals)
        {
            return CustomerChange.Refused(refusals);
        }

        if (fields.Count > 0)
        {
            apply();
            Raise(new AccountDetailsChanged(Id, fields) { Sequence = NextSequence(), At = at, By = by });
        }

        return CustomerChange.Done;
    }
}
