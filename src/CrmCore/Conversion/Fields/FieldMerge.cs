namespace CrmCore.Conversion.Fields;

/// <summary>Puts a value that is offered beside the one that is there.</summary>
internal static class FieldMerge
{
    private const string Separator = "\n\n";

    public static (FieldContent After, FieldChange Change) Of(FieldContent before, FieldContent offered, MergeRule rule)
    {
        if (offered.IsBlank || before.Equals(offered) || rule == MergeRule.TargetWins)
        {
            return (before, FieldChange.Kept);
        }

        if (before.IsBlank)
        {
            return (offered, FieldChange.Filled);
        }

        return rule switch
        {
            MergeRule.SourceWins => (offered, FieldChange.Overwritten),
            MergeRule.Concatenate when Joined(before.Shown, offered.Shown) is { } joined => (new(before.Value is FieldValue ? joined : joined.AsText), FieldChange.Concatenated),
            _ => (before, FieldChange.Kept),
        };
    }

    /// <summary>Both values; null where the first holds the second already, or they can't be joined.</summary>
    private static FieldValue? Joined(FieldValue before, FieldValue offered)
    {
        if (before.AsText is { } text && offered.AsText is { } more)
        {
            return (Separator + text + Separator).Contains(Separator + more + Separator, StringComparison.Ordinal) ? null : FieldValue.Of(text + Separator + more);
        }

        return before.AsChoices is { } choices && offered.AsChoices is { } others && others.Except(choices).Any()
            ? FieldValue.Of(choices.Union(others))
            : null;
    }
}
