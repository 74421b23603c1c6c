namespace CrmCore.Conversion.Fields;

/// <summary>What a conversion does to one field, and why.</summary>
/// <param name="Field">The field, such as <c>account.industry</c>.</param>
/// <param name="Source">Where the value offered comes from: a field of the lead such as <c>lead.industry</c>, <c>request</c>, or <c>name-template</c>.</param>
/// <param name="Rule">The rule that decided; null where the request did.</param>
/// <param name="Change">What happens.</param>
/// <param name="Before">The value before.</param>
/// <param name="Offered">The value that was offered.</param>
/// <param name="After">The value after.</param>
public sealed record PlannedField(string Field, string Source, MergeRule? Rule, FieldChange Change, FieldValue Before, FieldValue Offered, FieldValue After);
