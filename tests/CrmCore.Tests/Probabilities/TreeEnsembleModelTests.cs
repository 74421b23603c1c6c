using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

/// <summary>Trees small enough to walk by hand.</summary>
public class TreeEnsembleModelTests
{
    private static readonly FeatureSchema Schema = new([new("size", FeatureKind.Numeric), new("source", FeatureKind.Categorical, ["fair", "phone", "web"])]);

    /// <summary>Above 10: 2; else by source: fair 1, rare or unseen -3, others -1. Then a tree of one leaf.</summary>
    private static readonly Tree BySize = new([0, 1, 1], [-1, 0, TreeEnsembleModel.RareLevel], [10, 7, 7], [1, 2, -4], [-1, -2, -3], [2, 1, -3, -1], [0.5, -0.5, -1.5]);

    private static readonly Tree Alone = new([], [], [], [], [], [0.25], []);

    private static TreeEnsembleModel Model(params Tree[] trees) => new(Schema, 6, 4, 0.1, [[], [0, 2]], trees);

    [Theory]
    [InlineData(11, 1, 2)]
    [InlineData(10, 0, 1)]
    [InlineData(10, 1, -3)]
    [InlineData(10, FeatureSchema.Unseen, -3)]
    [InlineData(10, 2, -1)]
    [InlineData(double.NaN, 2, -1)]
    [InlineData(double.NaN, double.NaN, -1)]
    public void A_row_gets_the_leaves_that_its_path_ends_in(double size, double source, double leaf)
    {
        double[] row = [size, source];
        TreeEnsembleModel model = Model(BySize, Alone);

        Assert.Equal(1 / (1 + Math.Exp(-(0.1 + leaf + 0.25))), model.Estimate(row), 12);
        Assert.Equal(model.Estimate(row), ProbabilityModel.FromJson(model.ToJson()).Estimate(row));
        Assert.Equal(1 / (1 + Math.Exp(-(0.1 + 0.25 + leaf))), Model(Alone, BySize).Estimate(row), 12);
    }

    /// <summary>The tree looks for the web, whose code is 2, and pays no heed to the threshold.</summary>
    [Fact]
    public void Trees_add_up_and_a_level_is_looked_for_by_its_code()
    {
        Tree byWeb = new([1], [2], [1], [-1], [-2], [-0.5, 0.75], [0]);
        TreeEnsembleModel model = Model(BySize, byWeb, BySize);

        Assert.Equal(1 / (1 + Math.Exp(-(0.1 + 2 + 0.75 + 2))), model.Estimate([11, 2]), 12);
        Assert.Equal(1 / (1 + Math.Exp(-(0.1 - 3 - 0.5 - 3))), model.Estimate([10, 1]), 12);
    }

    [Fact]
    public void Each_branch_adds_how_far_it_moves_the_mean()
    {
        double[] row = [10, 2];
        double[] contributions = new double[2];

        double start = Model(BySize, Alone).Contribute(row, contributions);

        Assert.Equal(0.1 + 0.5 + 0.25, start, 12);
        Assert.Equal([-1, -0.5], contributions.Select(c => Math.Round(c, 12)));
    }

    [Fact]
    public void Rows_wider_than_the_stack_allows_are_estimated_too()
    {
        FeatureSchema wide = new([.. Enumerable.Range(0, 300).Select(i => new Feature($"f{i}", FeatureKind.Numeric))]);
        Tree onLast = new([299], [-1], [0], [-1], [-2], [-1, 1], [0]);
        TreeEnsembleModel model = new(wide, 1, 1, 0, [.. Enumerable.Repeat(Array.Empty<int>(), 300)], [onLast]);
        double[] row = new double[300];
        row[299] = 1;
        double[] contributions = new double[300];

        Assert.Equal(1 / (1 + Math.Exp(-1)), model.Estimate(row), 12);
        Assert.Equal(0, model.Contribute(row, contributions));
        Assert.Equal(1, contributions[299]);
    }

    public static TheoryData<string, Tree> Broken => new()
    {
        { "a leaf too few", Alone with { Leaves = [] } },
        { "levels", BySize with { Levels = [-1, 0] } },
        { "thresholds", BySize with { Thresholds = [10] } },
        { "left", BySize with { Left = [1, 2] } },
        { "right", BySize with { Right = [-1, -2, -3, -4] } },
        { "means", BySize with { Means = [] } },
        { "a feature below the first", BySize with { Features = [0, 1, -1] } },
        { "a feature after the last", BySize with { Features = [0, 1, 2] } },
        { "back", BySize with { Left = [1, 0, -4] } },
        { "itself", BySize with { Left = [0, 2, -4] } },
        { "a node after the last", BySize with { Right = [3, -2, -3] } },
        { "a leaf after the last", BySize with { Right = [-1, -2, -5] } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_tree_that_leaves_itself_is_refused_with_its_place(string what, Tree tree)
    {
        DefinitionException error = Assert.Throws<DefinitionException>(() => Model(Alone, tree));

        Assert.True(error.Defects is [{ Path: "trees[1]", Code: "broken-tree" }], what);
    }

    [Fact]
    public void Levels_that_are_not_those_of_the_features_are_refused_all_at_once()
    {
        Assert.Equal(["commonLevels"], Defects([[]]));
        Assert.Equal(["commonLevels[1][0]", "commonLevels[1][2]"], Defects([[], [-1, 0, 3]]));
        Assert.Equal(["commonLevels[0][0]"], Defects([[0], [0]]));

        static IEnumerable<string> Defects(IReadOnlyList<int>[] common) =>
            Assert.Throws<DefinitionException>(() => new TreeEnsembleModel(Schema, 6, 4, 0, common, [Alone])).Defects.Select(d => d.Path);
    }
}
