namespace CrmCore.Leads;

/// <content>
/// Corrections of what is known. They are no follow-up: status, owner, protection and recycle date stay. A disqualified lead can be corrected too, one that is
/// converted or merged can't. Where nothing differs, nothing changes and no event is raised.
/// </content>
public sealed partial class Lead
{
    /// <summary>Replaces what is known of the person and company, such as by <c>lead.Details with { Email = address }</c>. The event names the fields, not their values.</summary>
    /// <param name="details">All that is known from now on; it must name somebody.</param>
    /// <param name="at">When; not before it was captured.</param>
    /// <param name="by">Who corrects it; null where no person does.</param>
    /// <returns>Refused for a lead that is converted or merged, details that name nobody, and an instant before it was captured.</returns>
    public LeadChange ChangeDetails(LeadDetails details, DateTimeOffset at, UserId? by = null)
    {
        Guard.Against.Null(details);
        return Correct(
            FieldDifferences.Of(
                ("name", details.Name != Details.Name),
                ("company", details.Company != Details.Company),
                ("title", details.Title != Details.Title),
                ("email", FieldDifferences.Differ(details.Email, Details.Email)),
                ("phone", details.Phone != Details.Phone),
                ("industry", details.Industry != Details.Industry),
                ("city", details.City != Details.City),
                ("country", details.Country != Details.Country),
                ("description", details.Description != Details.Description)),
            () => Details = details,
            at,
            by,
            details.NamesAnybody ? null : new Refusal("lead.names-nobody"));
    }

    /// <summary>Sets one of the host's own fields; <see cref="FieldValue.None"/> clears it.</summary>
    /// <param name="key">The field's key, 1 to 200 characters.</param>
    /// <param name="value">The value.</param>
    /// <param name="at">When; not before it was captured.</param>
    /// <param name="by">Who sets it; null where no person does.</param>
    /// <returns>Refused for a lead that is converted or merged, and an instant before it was captured.</returns>
    /// <exception cref="ArgumentException">The key is blank or too long.</exception>
    public LeadChange SetCustomField(string key, FieldValue value, DateTimeOffset at, UserId? by = null) =>
        SetCustomFields(CustomFields.With(key, value), at, by);

    /// <summary>Replaces the host's own fields, all of them.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="at">When; not before it was captured.</param>
    /// <param name="by">Who sets them; null where no person does.</param>
    /// <returns>Refused for a lead that is converted or merged, and an instant before it was captured.</returns>
    public LeadChange SetCustomFields(CustomFields fields, DateTimeOffset at, UserId? by = null) =>
        Correct(FieldDifferences.Of(CustomFields, Guard.Against.Null(fields)), () => CustomFields = fields, at, by);

    private LeadChange Correct(IReadOnlyList<string> fields, Action apply, DateTimeOffset at, UserId? by, Refusal? own = null)
    {
        List<Refusal> refusals = BeforeCapture(at);
        if (Status is LeadStatus.Converted or LeadStatus.Merged)
        {
            refusals.Add(NotOpen());
        }

        if (own is not null)
        {
            refusals.Add(own);
        }

        if (refusals.Count > 0)
        {
            return LeadChange.Refused(refusals);
        }

        if (fields.Count > 0)
        {
            apply();
            Touch(at);
            Raise(new LeadDetailsChanged(Id, fields) { Sequence = NextSequence(), At = at, By = by });
        }

        return LeadChange.Done;
    }
}
