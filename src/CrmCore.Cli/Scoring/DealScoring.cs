using System.Text.Json;
using CrmCore.Cli.Storage;
using CrmCore.Cli.Terminal;
using CrmCore.MachineLearning;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Learned;
using CrmCore.Probabilities.Training;

namespace CrmCore.Cli.Scoring;

/// <summary>Trains on the closed deals that are stored, and scores the open ones.</summary>
internal static class DealScoring
{
    /// <summary>The model of the closed deals: the best of all calculators, chosen by the latest of them. Features that seem to know the outcome are left out.</summary>
    public static (TrainingResult Result, Dataset Data, IReadOnlyList<LeakWarning> Warnings) Train(IReadOnlyList<OpportunitySnapshot> all, DateTimeOffset at)
    {
        IReadOnlyList<TrainingSample<OpportunitySnapshot>> closed = TrainingSamples.Of(all);
        TrainingSample<OpportunitySnapshot>[] open = [.. all.Where(o => o.StageKind == StageKind.Open).Select(o => new TrainingSample<OpportunitySnapshot>(o.Id.ToString(), o, at, false))];
        IReadOnlyList<LeakWarning> warnings = LeakCheck.Find(OpportunityFeatures.Default.ToDataset(closed), OpportunityFeatures.Default.ToDataset(open));
        Dataset data = warnings.Aggregate(OpportunityFeatures.Default, (set, warning) => set.Without(warning.Feature)).ToDataset(closed);
        return (new BestTrainer(Trainers(GradientBoostingTrainer.IsAvailable)).Train(data, ValidationKind.Latest), data, warnings);
    }

    /// <summary>What the best is chosen from.</summary>
    public static IModelTrainer[] Trainers(bool hasTrees) => hasTrees ? [new NaiveBayesTrainer(), new LogisticTrainer(), new GradientBoostingTrainer()] : [new NaiveBayesTrainer(), new LogisticTrainer()];

    /// <summary>The calculator of a model file; null where it can't be had, which has been said.</summary>
    public static LearnedWinProbability? Load(string path, DatabasePlace database)
    {
        try
        {
            ProbabilityModel model = ProbabilityModel.FromJson(File.ReadAllText(path));
            return new(OpportunityFeatures.Default.For(model.Schema), model);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            Output.Error(CliTexts.Get("score.no-model", ("file", path), ("name", database.Name)));
        }
        catch (Exception wrong) when (wrong is JsonException or DefinitionException)
        {
            Output.Error(CliTexts.Get("score.bad-model", ("why", wrong.Message)));
        }

        return null;
    }
}
