using CrmCore.Matching;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Matching;

public class DuplicatePolicyTests
{
    [Theory]
    [InlineData(MatchClass.Same, DuplicateAction.Merge)]
    [InlineData(MatchClass.Likely, DuplicateAction.Block)]
    [InlineData(MatchClass.Possible, DuplicateAction.Allow)]
    public void It_decides_by_the_surest_candidate(MatchClass best, DuplicateAction expected)
    {
        DuplicatePolicy policy = new(Same: DuplicateAction.Merge, Likely: DuplicateAction.Block);
        Assert.Equal(expected, policy.Decide([new(Some.Guid(1), best, 9, []), new(Some.Guid(2), MatchClass.Possible, 1, [])]));
        Assert.Equal(DuplicateAction.Allow, policy.Decide([]));
    }

    [Fact]
    public void What_is_only_likely_is_never_merged_without_asking() => Assert.Throws<ArgumentException>(() => new DuplicatePolicy(Likely: DuplicateAction.Merge));
}
