namespace CrmCore.Conversion.Fields;

/// <summary>Which value a field has where both the record and the lead may bring one.</summary>
public enum MergeRule
{
    /// <summary>The lead's where the record's is blank.</summary>
    FillBlank = 0,

    /// <summary>The record's, also where it is blank.</summary>
    TargetWins = 1,

    /// <summary>The lead's, unless it is blank.</summary>
    SourceWins = 2,

    /// <summary>Both, one below the other; of choices, the union. What is there already is not added again.</summary>
    Concatenate = 3,
}
