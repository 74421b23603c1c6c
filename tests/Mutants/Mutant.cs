using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmCore.Mutants;

/// <summary>A small fault that Stryker put into the code, switched on by its number.</summary>
/// <param name="Id">The number.</param>
/// <param name="File">The source file.</param>
/// <param name="Line">The line in it, from 1.</param>
/// <param name="Kind">What kind of fault, such as "Equality mutation".</param>
/// <param name="Replacement">What stands in place of the code.</param>
internal sealed record Mutant(int Id, string File, int Line, string Kind, string Replacement)
{
    /// <summary>The mutants of a report that were compiled, of the files that are asked for.</summary>
    public static IReadOnlyList<Mutant> Of(Plan plan) =>
    [
        .. ReportIn(System.IO.File.ReadAllText(plan.Report))["files"]!.AsObject()
            .Where(f => plan.Files.IsMatch(f.Key))
            .SelectMany(f => f.Value!["mutants"]!.AsArray().Where(m => (string)m!["status"]! is not ("Ignored" or "CompileError")).Select(m => From(f.Key, m!)))
            .OrderBy(m => m.Id)
            .Where((_, i) => i % plan.Every == 0),
    ];

    public override string ToString() => $"{File}:{Line} [{Kind}] {Replacement.ReplaceLineEndings(" ")}";

    /// <summary>The report lies as JSON within a page.</summary>
    private static JsonNode ReportIn(string page)
    {
        const string Start = "app.report = ";
        byte[] json = Encoding.UTF8.GetBytes(page[(page.IndexOf(Start, StringComparison.Ordinal) + Start.Length)..]);
        Utf8JsonReader reader = new(json);
        return JsonNode.Parse(ref reader)!;
    }

    private static Mutant From(string file, JsonNode mutant) => new(
        int.Parse((string)mutant["id"]!, CultureInfo.InvariantCulture),
        file,
        (int)mutant["location"]!["start"]!["line"]!,
        (string)mutant["mutatorName"]!,
        (string)mutant["replacement"]!);
}
