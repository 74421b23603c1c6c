using System.Text.Json.Serialization;
using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities.Learned;

/// <summary>
/// Frequency naive Bayes as the best-known open-source CRM has it: W / (W + L) times, for every feature, the share of the won deals that had the deal's value,
/// against the same for the lost ones. Blank and unseen values and numbers are skipped. It ranks acceptably and is surer than it should be: calibrate it.
/// </summary>
public sealed class NaiveBayesModel : ProbabilityModel
{
    private readonly Ratios[] _tables;
    private readonly int _team;

    /// <summary>A model of counts.</summary>
    /// <param name="schema">The features.</param>
    /// <param name="options">How it counts.</param>
    /// <param name="all">The counts of all teams together.</param>
    /// <param name="teams">The counts of each team, by the code of its level; empty without teams.</param>
    [JsonConstructor]
    public NaiveBayesModel(FeatureSchema schema, NaiveBayesOptions options, NaiveBayesCounts all, IReadOnlyList<NaiveBayesCounts> teams)
        : base(schema, Guard.Against.Null(all).Won, all.Lost)
    {
        Options = Guard.Against.Null(options);
        All = all;
        Teams = Guard.Against.Null(teams);
        _team = options.Team is null ? -1 : schema.IndexOf(options.Team);
        _tables = [Ratios.Of(schema, options, all), .. teams.Select(t => Ratios.Of(schema, options, t))];
    }

    /// <inheritdoc/>
    public override string Name => "naive-bayes";

    /// <summary>How it counts.</summary>
    public NaiveBayesOptions Options { get; }

    /// <summary>The counts of all teams together.</summary>
    public NaiveBayesCounts All { get; }

    /// <summary>The counts of each team.</summary>
    public IReadOnlyList<NaiveBayesCounts> Teams { get; }

    /// <inheritdoc/>
    public override double Estimate(ReadOnlySpan<double> row)
    {
        Ratios table = TableOf(row);
        double sum = table.Start;
        for (int i = 0; i < row.Length; i++)
        {
            sum += table.Of(i, row[i]);
        }

        double estimate = LogOdds.ToProbability(sum);
        return Options.IsRounded ? Math.Clamp(Math.Round(estimate, 4), 0.0001, 0.9999) : estimate;
    }

    internal override double Contribute(ReadOnlySpan<double> row, Span<double> contributions)
    {
        Ratios table = TableOf(row);
        for (int i = 0; i < row.Length; i++)
        {
            contributions[i] += table.Of(i, row[i]);
        }

        return table.Start;
    }

    /// <summary>A team without a won and a lost deal is as good as unknown: all teams together answer for it.</summary>
    private Ratios TableOf(ReadOnlySpan<double> row)
    {
        int team = _team >= 0 && row[_team] >= 0 && row[_team] < _tables.Length - 1 ? (int)row[_team] + 1 : 0;
        return _tables[team].HasBoth ? _tables[team] : _tables[0];
    }

    /// <summary>What each value adds to the log-odds, worked out once.</summary>
    private sealed class Ratios
    {
        private readonly double[][] _ratios;

        private Ratios(double start, bool hasBoth, double[][] ratios)
        {
            Start = start;
            HasBoth = hasBoth;
            _ratios = ratios;
        }

        public double Start { get; }

        public bool HasBoth { get; }

        public static Ratios Of(FeatureSchema schema, NaiveBayesOptions options, NaiveBayesCounts counts)
        {
            double s = options.Smoothing;
            double won = counts.Won + s;
            double lost = counts.Lost + s;
            int stage = options.Stage is null ? -1 : schema.IndexOf(options.Stage);
            int team = options.Team is null ? -1 : schema.IndexOf(options.Team);
            int[] tags = [.. options.Tags.Select(schema.IndexOf)];
            (double Won, double Lost) tagTotal = (tags.Sum(t => Total(counts.Fields[t]).Won), tags.Sum(t => Total(counts.Fields[t]).Lost));
            double[][] ratios = new double[schema.Count][];
            for (int i = 0; i < ratios.Length; i++)
            {
                NaiveBayesField field = counts.Fields[i];
                bool isTag = tags.Contains(i);
                (double totalWon, double totalLost) = i == stage ? (won, lost) : isTag ? tagTotal : Total(field);
                ratios[i] = [.. field.Won.Select((w, v) =>
                    i == team || w + field.Lost[v] == 0 || (isTag && w + field.Lost[v] < options.TagFloor)
                        ? 0
                        : Math.Log((w + s) / totalWon) - Math.Log((field.Lost[v] + s) / totalLost))];
            }

            return new(Math.Log(won / lost), counts.Won > 0 && counts.Lost > 0, ratios);

            (double Won, double Lost) Total(NaiveBayesField field)
            {
                int present = field.Won.Where((w, v) => w + field.Lost[v] > 0).Count();
                return (field.Won.Sum() + (s * present), field.Lost.Sum() + (s * present));
            }
        }

        public double Of(int feature, double value)
        {
            double[] ratios = _ratios[feature];
            return value >= 0 && value < ratios.Length ? ratios[(int)value] : 0;
        }
    }
}
