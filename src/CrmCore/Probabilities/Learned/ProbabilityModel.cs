using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using CrmCore.Probabilities.Training;

namespace CrmCore.Probabilities.Learned;

/// <summary>
/// A trained model: a chance to win for a row of features, with what each feature adds to it. Plain data that is written as JSON and gives bit-equal estimates
/// when it is read again. Estimating allocates nothing. Immutable, safe to share between threads.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(BaseRateModel), "base-rate")]
[JsonDerivedType(typeof(HistoricalModel), "historical")]
[JsonDerivedType(typeof(NaiveBayesModel), "naive-bayes")]
[JsonDerivedType(typeof(LogisticModel), "logistic")]
[JsonDerivedType(typeof(TreeEnsembleModel), "trees")]
[JsonDerivedType(typeof(CalibratedModel), "calibrated")]
[JsonDerivedType(typeof(BlendModel), "blend")]
public abstract class ProbabilityModel
{
    /// <summary>No estimate is nearer to 0 or 1 than this: nothing that was learned is certain.</summary>
    public const double Least = 1e-6;

    private string? _version;

    private protected ProbabilityModel(FeatureSchema schema, int wonCount, int lostCount)
    {
        Schema = Guard.Against.Null(schema);
        WonCount = Guard.Against.Negative(wonCount);
        LostCount = Guard.Against.Negative(lostCount);
    }

    /// <summary>The calculator's stable name.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>The features of the rows that it takes.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>How many won rows it was trained on.</summary>
    public int WonCount { get; }

    /// <summary>How many lost rows it was trained on.</summary>
    public int LostCount { get; }

    /// <summary>The name and a fingerprint of all that it is made of: equal versions give equal estimates.</summary>
    [JsonIgnore]
    public string Version => _version ??= $"{Name} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())).AsSpan(0, 4))}";

    /// <summary>The chance to win, within 0 and 1 and never exactly either.</summary>
    /// <param name="row">One value a feature, as <see cref="FeatureSchema"/> says.</param>
    public abstract double Estimate(ReadOnlySpan<double> row);

    /// <summary>The chances of all rows, without allocation.</summary>
    /// <exception cref="ArgumentException">The rows have other features than the model, or <paramref name="estimates"/> is too short.</exception>
    public void Estimate(Dataset data, Span<double> estimates)
    {
        Guard.Against.Null(data);
        if (!ReferenceEquals(data.Schema, Schema) && Schema.DifferencesFrom(data.Schema) is { Count: > 0 } differences)
        {
            throw new DefinitionException($"the rows for the model {Name}", differences);
        }

        if (estimates.Length < data.Count)
        {
            throw new ArgumentException($"{data.Count} estimates do not fit into {estimates.Length} places.", nameof(estimates));
        }

        for (int row = 0; row < data.Count; row++)
        {
            estimates[row] = Estimate(data.Row(row));
        }
    }

    /// <summary>The estimate with what each feature adds to it, in log-odds.</summary>
    public RowExplanation Explain(ReadOnlySpan<double> row)
    {
        double[] contributions = new double[Schema.Count];
        double estimate = Estimate(row);
        double start = Contribute(row, contributions);
        double sum = start;
        foreach (double contribution in contributions)
        {
            sum += contribution;
        }

        return new(estimate, start, contributions, LogOdds.Of(estimate) - sum);
    }

    /// <summary>The JSON form.</summary>
    public string ToJson() => ProbabilityJsonContext.Json.Write(this);

    /// <summary>Reads the JSON form.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is not a model.</exception>
    public static ProbabilityModel FromJson(string json) => ProbabilityJsonContext.Json.Read<ProbabilityModel>(json);

    /// <summary>Adds to each feature's place what it contributes, in log-odds, and gives what is there without any.</summary>
    internal abstract double Contribute(ReadOnlySpan<double> row, Span<double> contributions);
}
