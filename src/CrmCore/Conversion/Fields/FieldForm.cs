namespace CrmCore.Conversion.Fields;

/// <summary>What a field holds.</summary>
internal enum FieldForm
{
    Text,
    Name,
    Email,
    Phone,
    Money,
    Date,

    /// <summary>A custom field: a value of any kind.</summary>
    Any,

    /// <summary>The id of another record, which no mapping sets.</summary>
    Link,
}

internal static class FieldForms
{
    /// <summary>The kind of value that conditions and mappings see; null for any.</summary>
    public static FieldKind? KindOf(this FieldForm form) => form switch
    {
        FieldForm.Money => FieldKind.Number,
        FieldForm.Date => FieldKind.Date,
        FieldForm.Any => null,
        _ => FieldKind.Text,
    };
}
