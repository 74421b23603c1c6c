namespace CrmCore;

/// <summary>How a condition compares a fact.</summary>
public enum Comparison
{
    /// <summary>It has a value; a flag must be true and a number not zero.</summary>
    Present = 0,

    /// <summary>It equals the value.</summary>
    Equal = 1,

    /// <summary>It is a number or date not below the value.</summary>
    AtLeast = 2,

    /// <summary>It is a number or date not above the value.</summary>
    AtMost = 3,

    /// <summary>It is one of several texts.</summary>
    OneOf = 4,

    /// <summary>Its text contains the value.</summary>
    Contains = 5,
}
