using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Tests.Probabilities;

/// <summary>Six deals from the fair, five by phone and one from the web; five of size 1, five of size 3, two of unknown size; a number that is always 7 and one that is never known.</summary>
public class LogisticDesignTests
{
    private static readonly FeatureSchema Schema = new(
    [
        new("source", FeatureKind.Categorical, ["fair", "phone", "web", "mail"]), new("size", FeatureKind.Numeric, monotonicity: Monotonicity.Decreasing), new("flat", FeatureKind.Numeric), new("gone", FeatureKind.Numeric),
    ]);

    private static readonly Dataset Deals = Rows(Schema, [.. Enumerable.Range(0, 12).Select(i => (double[])[i < 6 ? 0 : i < 11 ? 1 : 2, i < 5 ? 1 : i < 10 ? 3 : double.NaN, 7, double.NaN])]);

    [Fact]
    public void Common_names_have_columns_rare_ones_share_one_and_what_does_not_vary_has_none()
    {
        LogisticDesign design = LogisticDesign.Of(Deals);
        Assert.Equal(6, design.Width);
        Assert.Equal([(1, 1.0), (2, 1.0), (0, 1.0), (0, 1.0), (-1, 0.0)], new[] { 0, 1, 2, 3, FeatureSchema.Unseen }.Select(code => design.At(0, code)));
        Assert.Equal(-1, design.At(0, double.NaN).Column);
        Assert.Equal([(3, -1.0), (3, 0.0), (3, 1.0), (4, 1.0)], new[] { 1, 2, 3, double.NaN }.Select(size => design.At(1, size)).Select(e => (e.Column, Math.Round(e.Value, 12))));
        Assert.Equal([(-1, 0.0), (-1, 0.0)], new[] { 7.0, 9 }.Select(flat => design.At(2, flat)));
        Assert.Equal(-1, design.At(2, double.NaN).Column);
        Assert.Equal((5, 1), design.At(3, double.NaN));
        Assert.Equal(-1, design.At(3, 2).Column);
        Assert.Equal([0, 0, 0, -1, 0, 0], design.Signs());
    }

    /// <summary>Sources add 33 / 12 on average, sizes -1 / 24, unknown numbers 8.</summary>
    [Fact]
    public void What_a_feature_adds_on_average_is_moved_into_the_intercept()
    {
        LogisticModel model = LogisticDesign.Of(Deals).ToModel(Deals, [1, 2, 4, 0.5, -0.25, 8, 0.1], 0.01);
        Assert.Equal(0.1 + 2.75 - (1 / 24.0) + 8, model.Intercept, 1e-12);
        LogisticTerm[] terms = [.. model.Terms];
        Assert.Equal([-0.75, 1.25, -1.75, -1.75], terms[0].LevelWeights);
        Assert.Equal((-1.75, 0.0), (terms[0].UnseenWeight, terms[0].MissingWeight));
        Assert.Equal((2.0, 1.0, false, 0.5), (Math.Round(terms[1].Mean, 12), Math.Round(terms[1].Scale, 12), terms[1].IsLogarithmic, terms[1].Weight));
        Assert.Equal(-1 / 24.0, terms[1].Centre, 1e-12);
        Assert.Equal(-0.25 + (1 / 24.0), terms[1].MissingWeight, 1e-12);
        Assert.Equal((0.0, 0.0, 0.0, 1.0), (terms[2].Weight, terms[2].Centre, terms[2].MissingWeight, terms[2].Scale));
        Assert.Equal((0.0, 8.0, 0.0), (terms[3].Weight, terms[3].Centre, terms[3].MissingWeight));
    }

    [Fact]
    public void Names_that_are_all_common_leave_no_column_to_one_that_was_not_met()
    {
        Dataset data = Rows(new([new("source", FeatureKind.Categorical, ["fair", "phone"])]), [.. Enumerable.Repeat((double[])[0], 5)]);
        LogisticDesign design = LogisticDesign.Of(data);
        Assert.Equal(1, design.Width);
        Assert.Equal([0, -1], new[] { 0.0, 1 }.Select(code => design.At(0, code).Column));
        LogisticTerm term = design.ToModel(data, [2, 0.5], 0).Terms[0];
        Assert.Equal([0, 0], term.LevelWeights);
        Assert.Equal((0.0, 0.0), (term.UnseenWeight, term.MissingWeight));
    }

    /// <summary>One of ten is skewed by 8 / 3, two of ten by 3 / 2; the logarithms of nine zeros and a ten have the mean 1 and the deviation 3.</summary>
    [Fact]
    public void A_number_counts_by_its_logarithm_where_it_is_skewed_and_never_below_0()
    {
        double large = Math.Exp(10) - 1;
        LogisticDesign skewed = LogisticDesign.Of(Numbers(1, 0, large));
        Assert.Equal(-1 / 3.0, skewed.At(0, 0).Value, 1e-12);
        Assert.Equal(1, skewed.At(0, Math.Exp(4) - 1).Value, 1e-9);
        Assert.Equal(0.75, LogisticDesign.Of(Numbers(2, 0, large)).At(0, large / 2).Value, 1e-9);
        Assert.Equal(4 / 3.0, LogisticDesign.Of(Numbers(1, -1, 9)).At(0, 4).Value, 1e-9);

        static Dataset Numbers(int large, double low, double high) => Rows(new([new("x", FeatureKind.Numeric)]), [.. Enumerable.Range(0, 10).Select(i => (double[])[i < large ? high : low])]);
    }

    [Theory]
    [InlineData(500, 500)]
    [InlineData(501, 1)]
    public void More_columns_than_five_hundred_are_too_many_and_names_must_be_more_common(int levels, int width)
    {
        FeatureSchema schema = new([new("name", FeatureKind.Categorical, [.. Enumerable.Range(0, levels).Select(i => $"n{i}")])]);
        Assert.Equal(width, LogisticDesign.Of(Rows(schema, [.. Enumerable.Range(0, 5 * levels).Select(i => (double[])[i % levels])])).Width);
    }

    /// <summary>Where the weights are best, what the outcomes pull them up by and the penalty down are in balance; the intercept is pulled by outcomes alone.</summary>
    [Fact]
    public void The_pull_of_the_outcomes_is_in_balance_with_the_penalty()
    {
        Dataset deals = MadeUp.Deals(60, 1);
        LogisticDesign design = LogisticDesign.Of(deals);
        double[] weights = new LogisticFit(design, deals).Solve(0.05, new double[design.Width + 1]);
        double[] pulls = [.. weights[..^1].Select(w => 0.05 * w), 0];
        for (int row = 0; row < deals.Count; row++)
        {
            (int Column, double Value)[] entries = [.. Enumerable.Range(0, 3).Select(f => design.At(f, deals.Row(row)[f])).Where(e => e.Column >= 0), (design.Width, 1)];
            double error = (1 / (1 + Math.Exp(-entries.Sum(e => weights[e.Column] * e.Value)))) - (deals.Outcomes[row] ? 1 : 0);
            Array.ForEach(entries, e => pulls[e.Column] += error * e.Value / deals.Count);
        }

        Assert.All(weights[..^1], w => Assert.NotEqual(0, w));
        Assert.All(pulls, p => Assert.Equal(0, p, 1e-7));
    }

    /// <summary>Of five small deals four were won, of five large ones one; that the longer ones were lost must not count. The intercept starts so high that a full step would overshoot.</summary>
    [Theory]
    [InlineData(Monotonicity.Free, -1)]
    [InlineData(Monotonicity.Decreasing, -1)]
    [InlineData(Monotonicity.Increasing, 0)]
    public void A_weight_of_the_wrong_sign_is_0_and_the_others_are_as_without_it(Monotonicity ofSize, int sign)
    {
        double[] sizes = [1, 1, 1, 1, 1, 3, 3, 3, 3, 3];
        double[] lengths = [1, 1, 3, 3, 3, 1, 1, 1, 3, 3];
        bool[] won = [true, true, true, true, false, true, false, false, false, false];
        Feature size = new("size", FeatureKind.Numeric, monotonicity: ofSize);
        Feature length = new("length", FeatureKind.Numeric, monotonicity: Monotonicity.Increasing);
        foreach ((int at, Dataset deals) in ((int, Dataset)[])[(0, Deals([size, length], [sizes, lengths])), (1, Deals([length, size], [lengths, sizes]))])
        {
            double[] weights = new LogisticFit(LogisticDesign.Of(deals), deals).Solve(0, [0, 0, 8]);
            Assert.Equal(sign * Math.Log(4), weights[at], 1e-6);
            Assert.Equal(0, weights[1 - at]);
            Assert.Equal(0, weights[2], 1e-6);
        }

        Dataset Deals(Feature[] features, double[][] columns) =>
            new(new(features), [.. Enumerable.Range(0, 10).SelectMany(row => columns.Select(c => c[row]))], won, [.. won.Select((_, i) => $"{i}")]);
    }

    private static Dataset Rows(FeatureSchema schema, double[][] rows) =>
        new(schema, [.. rows.SelectMany(r => r)], [.. rows.Select((_, i) => i % 2 == 1)], [.. rows.Select((_, i) => $"{i}")]);
}
