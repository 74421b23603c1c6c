using CrmCore.Conversion.Fields;
using CrmCore.Leads;

namespace CrmCore.Conversion;

/// <summary>What of a lead and a request comes to nothing without keeping the conversion.</summary>
internal static class PlanWarnings
{
    public static IEnumerable<Refusal> Of(ConversionRequest request, IReadOnlyDictionary<string, FieldContent> wanted, IReadOnlyList<PlannedRecord> records)
    {
        if (records.Any(r => r is { Kind: ConvertedKind.Contact, Reason: RecordReason.NothingKnown }))
        {
            yield return new("conversion.no-contact-name", ("lead", request.Lead));
        }

        List<string> unused =
        [
            .. wanted.Where(w => !w.Value.IsBlank && records.Any(r => r.Action == RecordAction.None && w.Key.StartsWith($"{r.Kind}.", StringComparison.OrdinalIgnoreCase)))
                .Select(w => w.Key).Order(StringComparer.Ordinal),
        ];
        if (!records.Any(r => r is { Kind: ConvertedKind.Opportunity, Action: RecordAction.Create }))
        {
            unused.AddRange(request.Pipeline is null ? [] : ["pipeline"]);
            unused.AddRange(request.Stage is null ? [] : ["stage"]);
        }

        if (unused.Count > 0)
        {
            yield return new("conversion.values-unused", ("values", string.Join(", ", unused)));
        }
    }
}
