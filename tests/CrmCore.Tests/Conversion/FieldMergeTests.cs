using CrmCore.Conversion.Fields;

namespace CrmCore.Tests.Conversion;

public class FieldMergeTests
{
    private static readonly FieldContent Nothing = new(null);

    [Theory]
    [InlineData(MergeRule.FillBlank, FieldChange.Filled, FieldChange.Kept)]
    [InlineData(MergeRule.SourceWins, FieldChange.Filled, FieldChange.Overwritten)]
    [InlineData(MergeRule.TargetWins, FieldChange.Kept, FieldChange.Kept)]
    [InlineData(MergeRule.Concatenate, FieldChange.Filled, FieldChange.Concatenated)]
    public void Each_rule_decides_what_becomes_of_a_blank_and_of_a_value(MergeRule rule, FieldChange ofBlank, FieldChange ofValue)
    {
        FieldContent offered = new("new");
        Assert.Equal((ofBlank == FieldChange.Kept ? Nothing : offered, ofBlank), FieldMerge.Of(Nothing, offered, rule));
        FieldContent old = new("old");
        string after = ofValue switch { FieldChange.Overwritten => "new", FieldChange.Concatenated => "old\n\nnew", _ => "old" };
        Assert.Equal((new FieldContent(after), ofValue), FieldMerge.Of(old, offered, rule));
        Assert.Equal((old, FieldChange.Kept), FieldMerge.Of(old, Nothing, rule));
        Assert.Equal((old, FieldChange.Kept), FieldMerge.Of(old, new("old"), rule));
        Assert.Equal((Nothing, FieldChange.Kept), FieldMerge.Of(Nothing, Nothing, rule));
    }

    [Theory]
    [InlineData("a\n\nb\n\nc", "b", false)]
    [InlineData("a", "a", false)]
    [InlineData("ab", "b", true)]
    [InlineData("b c", "b", true)]
    public void A_paragraph_that_is_there_is_not_added_again(string before, string offered, bool added)
    {
        (FieldContent after, FieldChange change) = FieldMerge.Of(new(before), new(offered), MergeRule.Concatenate);
        Assert.Equal(added ? $"{before}\n\n{offered}" : before, after.Value);
        Assert.Equal(added ? FieldChange.Concatenated : FieldChange.Kept, change);
    }

    [Fact]
    public void Choices_are_united_and_a_field_of_the_host_stays_one()
    {
        FieldContent some = new(FieldValue.Of(["a", "b"]));
        Assert.Equal((new FieldContent(FieldValue.Of(["a", "b", "c"])), FieldChange.Concatenated), FieldMerge.Of(some, new(FieldValue.Of(["b", "c"])), MergeRule.Concatenate));
        Assert.Equal((some, FieldChange.Kept), FieldMerge.Of(some, new(FieldValue.Of(["b"])), MergeRule.Concatenate));
        Assert.Equal((new FieldContent(FieldValue.Of("x\n\ny")), FieldChange.Concatenated), FieldMerge.Of(new(FieldValue.Of("x")), new(FieldValue.Of("y")), MergeRule.Concatenate));
        FieldContent number = new(FieldValue.Of(3));
        Assert.Equal((number, FieldChange.Kept), FieldMerge.Of(number, new(FieldValue.Of(4)), MergeRule.Concatenate));
        Assert.Equal((some, FieldChange.Kept), FieldMerge.Of(some, new(FieldValue.Of("c")), MergeRule.Concatenate));
    }
}
