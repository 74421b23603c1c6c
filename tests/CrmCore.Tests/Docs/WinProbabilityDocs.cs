using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Timing;
using CrmCore.Probabilities.Training;
using CrmCore.Tests.Probabilities;

namespace CrmCore.Tests.Docs;

public class WinProbabilityDocs
{
    [Fact]
    public void Learn_and_estimate()
    {
        IReadOnlyList<OpportunitySnapshot> opportunities = CalculatorTests.Deals(400, 1);
        OpportunitySnapshot open = CalculatorTests.Deals(1, 2, open: true)[0];
        DateTimeOffset now = open.ChangedAt.AddDays(2);

        // docs:begin win-probability-learn
        Dataset data = OpportunityFeatures.Default.ToDataset(TrainingSamples.Of(opportunities));
        TrainingResult trained = new BestTrainer(new NaiveBayesTrainer(), new LogisticTrainer()).Train(data, ValidationKind.Latest);
        trained.EnsureSucceeded();
        LearnedWinProbability calculator = new(OpportunityFeatures.Default, trained.Model!);
        WinProbability chance = calculator.Estimate(open, now);
        // docs:end win-probability-learn

        Assert.InRange(chance.Value.Value, 0.01, 0.99);
    }

    [Fact]
    public void Tell_when()
    {
        IReadOnlyList<OpportunitySnapshot> opportunities = CalculatorTests.Deals(400, 3);
        OpportunitySnapshot open = CalculatorTests.Deals(1, 4, open: true)[0];
        DateTimeOffset now = open.ChangedAt.AddDays(2);

        // docs:begin win-probability-time
        Pipeline pipeline = ReadyPipelines.SolutionSale;
        StageDefaultCalculator fallback = new(new PipelineCatalog(pipeline));
        TimeAwareResult timed = TimeAwareCalculator.Train(pipeline, opportunities, now);
        IWinProbabilityCalculator calculator = timed.Model is { } model ? new TimeAwareCalculator(pipeline, model, fallback) : fallback;
        Probability within30Days = calculator.Estimate(open, now).Timing?.Within30Days ?? Probability.Zero;
        // docs:end win-probability-time

        Assert.True(within30Days.Value > 0);
    }

    [Fact]
    public void In_one_line()
    {
        IReadOnlyList<OpportunitySnapshot> opportunities = CalculatorTests.Deals(60, 1);
        PipelineCatalog pipelines = new(ReadyPipelines.SolutionSale);

        // docs:begin win-probability-train
        IWinProbabilityCalculator calculator = LearnedWinProbability.Train(opportunities, fallback: new StageDefaultCalculator(pipelines));
        // docs:end win-probability-train

        Assert.Equal("best", calculator.Estimate(CalculatorTests.Deals(1, 2, open: true)[0]).InsteadOf);
    }

    [Fact]
    public void Keep_up_with_the_deals()
    {
        string[] stages = [.. ReadyPipelines.SolutionSale.OfKind(StageKind.Open).Select(s => s.Key)];
        StageDefaultCalculator fallback = new(new PipelineCatalog(ReadyPipelines.SolutionSale));
        OpportunitySnapshot closed = CalculatorTests.Deals(1, 1)[0];
        OpportunitySnapshot reopened = closed with { StageKind = StageKind.Open, Stage = closed.Closing!.LastOpenStage, Closing = null };

        // docs:begin win-probability-updates
        NaiveBayesUpdates frequencies = new(OpportunityFeatures.Default, new() { Stage = "stage", StageOrder = stages });
        frequencies.Update(closed);
        frequencies.Update(reopened);
        IWinProbabilityCalculator calculator = frequencies.ToCalculator(fallback);
        // docs:end win-probability-updates

        Assert.Equal(0, frequencies.Count);
        Assert.Equal("stage-default", calculator.Name);
    }
}
