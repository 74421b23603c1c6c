using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using System.Text;

namespace CrmCore;

/// <summary>
/// The texts that people read, by stable code, in English and Simplified Chinese. A host derives from it to replace a text or to add a language.
/// Thread-safe.
/// </summary>
public class CrmTexts
{
    /// <summary>Each room keeps its own texts; the first part of a code names the room.</summary>
    private static readonly Dictionary<string, string> Rooms = new(StringComparer.Ordinal)
    {
        ["assignment"] = "Assignment.AssignmentTexts",
        ["conversion"] = "Conversion.ConversionTexts",
        ["customer"] = "Customers.CustomerTexts",
        ["forecast"] = "Forecasting.ForecastTexts",
        ["lead"] = "Leads.LeadTexts",
        ["matching"] = "Matching.MatchingTexts",
        ["opportunity"] = "Opportunities.OpportunityTexts",
        ["pipeline"] = "Pipelines.PipelineTexts",
        ["pool"] = "Pools.PoolTexts",
        ["qualification"] = "Qualification.QualificationTexts",
        ["probability"] = "Probabilities.ProbabilityTexts",
    };

    private readonly ConcurrentDictionary<string, ResourceManager> _managers = new(StringComparer.Ordinal);

    /// <summary>The texts as they are shipped.</summary>
    public static CrmTexts Default { get; } = new();

    /// <summary>The text of a refusal: its own where it brought one, else by code, with its parameters filled in; the bare code where nothing is known.</summary>
    public virtual string Describe(Refusal refusal, CultureInfo culture)
    {
        Guard.Against.Null(refusal);
        string? template = refusal.Text?.In(culture) ?? Find(refusal.Code, culture);
        return template is null ? refusal.Code : Fill(template, refusal.Parameters);
    }

    /// <summary>The text of a code, with <c>{name}</c> where a parameter goes; null where there is none.</summary>
    public virtual string? Find(string code, CultureInfo culture)
    {
        Guard.Against.Null(code);
        int dot = code.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && Rooms.TryGetValue(code[..dot], out string? room)
            ? _managers.GetOrAdd(room, static r => new ResourceManager("CrmCore." + r, typeof(CrmTexts).Assembly)).GetString(code[(dot + 1)..], culture)
            : null;
    }

    private static string Fill(string template, IReadOnlyDictionary<string, string> parameters)
    {
        StringBuilder text = new(template.Length + 32);
        int position = 0;
        while (template.IndexOf('{', position) is >= 0 and int open && template.IndexOf('}', open) is >= 0 and int close)
        {
            text.Append(template, position, open - position);
            string name = template[(open + 1)..close];
            text.Append(parameters.TryGetValue(name, out string? value) ? value : $"{{{name}}}");
            position = close + 1;
        }

        return text.Append(template, position, template.Length - position).ToString();
    }
}
