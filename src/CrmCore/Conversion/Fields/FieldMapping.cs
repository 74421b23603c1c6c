namespace CrmCore.Conversion.Fields;

/// <summary>Which field of a lead goes into which field of what it becomes.</summary>
/// <param name="From">A field of the lead, such as <c>industry</c> or <c>custom.KEY</c>; <c>custom.*</c> for each of its custom fields.</param>
/// <param name="To">A field of the account, the contact or the opportunity, such as <c>account.industry</c> or <c>contact.custom.KEY</c>.</param>
public sealed record FieldMapping(string From, string To)
{
    /// <summary>What holds where the record has a value already.</summary>
    public MergeRule Merge { get; init; }

    /// <summary>What kind of value a custom field of the lead holds; needed where the target wants a certain kind, null for any.</summary>
    public FieldKind? Kind { get; init; }

    /// <summary>The longest text, in characters, that the target takes; null means the target's own limit. A longer one refuses the conversion.</summary>
    public int? MaximumLength { get; init; }
}
