using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore.Qualification.Frameworks;

/// <summary>A framework as it is written, before it is checked.</summary>
internal sealed record FrameworkDraft(string? Key, int? Version, LocalizedText? Name, IReadOnlyList<FrameworkElementDraft>? Elements)
{
    public const int CurrentSchemaVersion = 1;

    private const int MaximumWeight = 1_000_000;
    private const int MaximumDays = 36_500;

    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; init => field = value == 0 ? CurrentSchemaVersion : value; } = CurrentSchemaVersion;

    public static FrameworkDraft FromJson(string json) =>
        DefinitionReader.Read(json, "the qualification framework", DefinitionJsonContext.Form.FrameworkDraft, CurrentSchemaVersion);

    public string ToJson() => JsonSerializer.Serialize(this, DefinitionJsonContext.Form.FrameworkDraft);

    public IReadOnlyList<Defect> Check()
    {
        List<Defect> defects = [];
        Add(string.IsNullOrWhiteSpace(Key), "key", "blank-key", "Give the framework a key.");
        Add(Version is not >= 1, "version", "bad-version", "Versions start at 1.");
        Add(Name is null, "name", "no-name", "Give the framework a name.");
        Add(Elements is null or [], "elements", "no-elements", "Give the framework at least one element.");
        HashSet<string> keys = new(StringComparer.Ordinal);
        IReadOnlyList<FrameworkElementDraft> elements = Elements ?? [];
        for (int i = 0; i < elements.Count; i++)
        {
            string path = $"elements[{i}]";
            FrameworkElementDraft element = elements[i];
            Add(string.IsNullOrWhiteSpace(element.Key), path + ".key", "blank-key", "Give the element a key.");
            Add(element.Key is not null && !keys.Add(element.Key), path + ".key", "duplicate-key", $"The key '{element.Key}' is used twice; keys are unique.");
            Add(element.Name is null, path + ".name", "no-name", "Give the element a name.");
            Add(element.Definition is null, path + ".definition", "no-definition", "Say what counts as an answer.");
            Add(element.Questions is null or [] || element.Questions.Contains(null!), path + ".questions", "no-questions", "Give at least one question to ask.");
            Add(element.Weight is < 0 or > MaximumWeight, path + ".weight", "bad-weight", $"The weight {element.Weight} lies outside 0 to {MaximumWeight}.");
            Add(element.WeakShare is < 0 or > 1, path + ".weakShare", "bad-weak-share", $"The share {element.WeakShare} of a weak answer lies outside 0 to 1.");
            Add(element.StaleAfterDays is < 1 or > MaximumDays, path + ".staleAfterDays", "bad-stale-days", $"{element.StaleAfterDays} days lie outside 1 to {MaximumDays}; leave it out where no answer becomes stale.");
        }

        Add(elements.Count > 0 && elements.All(e => e.Weight <= 0), "elements", "zero-weight", "The weights add up to 0; give at least one element a weight.");
        return defects;

        void Add(bool wrong, string path, string code, string message)
        {
            if (wrong)
            {
                defects.Add(new(path, code, message));
            }
        }
    }
}

/// <summary>An element as it is written.</summary>
internal sealed record FrameworkElementDraft(
    string? Key,
    LocalizedText? Name,
    LocalizedText? Definition,
    IReadOnlyList<LocalizedText>? Questions,
    decimal? Weight = null,
    decimal? WeakShare = null,
    bool? HardFail = null,
    int? StaleAfterDays = null)
{
    public static FrameworkElementDraft Of(FrameworkElement element)
    {
        Guard.Against.Null(element);
        return new(
            element.Key,
            element.Name,
            element.Definition,
            element.Questions,
            element.Weight,
            element.WeakShare == 0.5m ? null : element.WeakShare,
            element.HardFail ? true : null,
            element.StaleAfterDays);
    }

    public FrameworkElement ToElement() => new(Key!, Name!, Definition!, [.. Questions!])
    {
        Weight = Weight ?? 1,
        WeakShare = WeakShare ?? 0.5m,
        HardFail = HardFail ?? false,
        StaleAfterDays = StaleAfterDays,
    };
}
