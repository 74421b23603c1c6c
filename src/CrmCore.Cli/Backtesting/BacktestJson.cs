using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmCore.Probabilities.Evaluation;

namespace CrmCore.Cli.Backtesting;

/// <summary>A backtest for machines.</summary>
internal static class BacktestJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(BacktestResult result, IReadOnlyList<string> notes) => new JsonObject
    {
        ["split"] = result.Split.ToString().ToLowerInvariant(),
        ["n_train"] = result.TrainCount,
        ["n_test"] = result.Test.Count,
        ["train_base_rate"] = Number(result.TrainBaseRate),
        ["advice"] = result.Advice.ToString(),
        ["notes"] = new JsonArray([.. notes.Select(n => JsonValue.Create(n))]),
        ["calculators"] = new JsonArray([.. result.Entries.Select(e => Entry(e, result))]),
    }.ToJsonString(Options);

    private static JsonObject Entry(BacktestEntry entry, BacktestResult result)
    {
        JsonObject json = new() { ["name"] = entry.Calculator };
        if (entry.Evaluation is not { } e)
        {
            json["error"] = "not enough data";
            json["refusals"] = new JsonArray([.. entry.Refusals.Select(r => JsonValue.Create(r.ToString()))]);
            return json;
        }

        json["auc"] = Number(e.Auc);
        json["log_loss"] = Number(e.LogLoss);
        json["brier"] = Number(e.Brier);
        json["ece10"] = Number(e.CalibrationError);
        json["n_train"] = result.TrainCount;
        json["n_test"] = e.Count;
        json["base_rate"] = Number(e.BaseRate);
        json["train_seconds"] = Number(entry.TrainSeconds);
        json["predict_microseconds"] = Number(entry.PredictMicroseconds);
        json["average_precision"] = Number(e.AveragePrecision);
        json["lift10"] = Number(e.LiftOfBestTenth);
        json["auc_interval"] = Interval(entry.Auc);
        json["log_loss_interval"] = Interval(entry.LogLoss);
        json["gain_over_base_rate"] = Interval(entry.GainOverBaseRate);
        json["gain_of_best"] = result.Entries.Any(b => b.Calculator == "best") && result.Compare("best", entry.Calculator) is { } gain ? Interval(gain) : null;
        json["version"] = entry.Model!.Version;
        json["choice"] = entry.Choice?.ToString();
        return json;
    }

    private static JsonArray Interval(Interval interval) => [Number(interval.Low), Number(interval.High)];

    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
