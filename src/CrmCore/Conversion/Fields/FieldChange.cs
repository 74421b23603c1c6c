namespace CrmCore.Conversion.Fields;

/// <summary>What happens to a field.</summary>
public enum FieldChange
{
    /// <summary>The record keeps the value that it has.</summary>
    Kept = 0,

    /// <summary>It was blank and is filled.</summary>
    Filled = 1,

    /// <summary>Its value gives way to another.</summary>
    Overwritten = 2,

    /// <summary>A value is added to the one it has.</summary>
    Concatenated = 3,
}
