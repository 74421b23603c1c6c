using System.Text.Json;
using CrmCore.Probabilities.Timing;

namespace CrmCore.Tests.Probabilities;

public class TimeAwareModelTests
{
    private const string Small = """{"stages":["a"],"binDays":1,"atRisk":[[4,2]],"exits":[[[0,0],[1,0],[1,1]]]}""";

    [Fact]
    public void A_model_of_a_few_counts_is_read()
    {
        TimeAwareModel model = TimeAwareModel.FromJson(Small);
        Assert.Equal((1, 4), (model.HorizonDays, model.Evidence("a")));
        Assert.Equal(0.25, model.WonEver("a", 0), 12);
    }

    [Theory]
    [InlineData("\"binDays\":1", "\"binDays\":1e309")]
    [InlineData("\"binDays\":1", "\"binDays\":0")]
    [InlineData("[4,2]", "[1e309,2]")]
    [InlineData("[4,2]", "[4]")]
    [InlineData("[[0,0],[1,0],[1,1]]", "[[0,0],[1,0]]")]
    public void Counts_that_are_no_numbers_or_do_not_fit_are_refused(string good, string bad) =>
        Assert.ThrowsAny<JsonException>(() => TimeAwareModel.FromJson(Small.Replace(good, bad, StringComparison.Ordinal)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Neither_are_they_taken_from_code(double count)
    {
        Assert.Throws<ArgumentException>(() => new TimeAwareModel(["a"], 1, [[count, 2]], [[[0, 0], [1, 0], [1, 1]]]));
        Assert.Throws<ArgumentException>(() => new TimeAwareModel(["a"], count, [[4, 2]], [[[0, 0], [1, 0], [1, 1]]]));
    }
}
