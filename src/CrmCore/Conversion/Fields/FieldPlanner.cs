using CrmCore.Leads;

namespace CrmCore.Conversion.Fields;

/// <summary>Plans the fields of one record, one offer after the other.</summary>
internal sealed class FieldPlanner<T>(RecordFields<T> fields, T record, bool isNew, Currency? currency, List<Refusal> blockers)
{
    private readonly List<PlannedField> _planned = [];
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);
    private readonly T _before = record;

    public T State { get; private set; } = record;

    public IReadOnlyList<PlannedField> Planned => _planned;

    /// <summary>The fields that differ from the record before.</summary>
    public IReadOnlyList<ConvertedField> Changed =>
    [
        .. _planned.Select(p => fields.Find(p.Field)!).DistinctBy(f => f.Key)
            .Select(f => new ConvertedField(f.Key, f.Of(_before).ToJson(), f.Of(State).ToJson()))
            .Where(f => f.Before != f.After),
    ];

    /// <summary>Sets what the request says; no mapping touches these fields after.</summary>
    public void Request(IEnumerable<KeyValuePair<string, FieldContent>> values)
    {
        foreach ((string key, FieldContent content) in values)
        {
            if (key.StartsWith(fields.Record, StringComparison.Ordinal) && key[fields.Record.Length] == '.' && _settled.Add(key))
            {
                Offer(fields.Find(key)!, "request", content, null, null);
            }
        }
    }

    /// <summary>Offers the fields of a lead.</summary>
    public void Map(FieldMap map, Lead lead)
    {
        foreach (FieldMapping mapping in map.For(fields.Record, lead))
        {
            FieldContent content = LeadField.Find(mapping.From)!.Of(lead);
            if (_settled.Contains(mapping.To) || content.IsBlank)
            {
                continue;
            }

            if (mapping.Kind is { } kind && content.Kind != kind)
            {
                blockers.Add(new("conversion.field-kind", ("field", mapping.To), ("source", "lead." + mapping.From), ("kind", content.Kind), ("expected", kind)));
                continue;
            }

            Offer(fields.Find(mapping.To)!, "lead." + mapping.From, content, mapping.Merge, mapping.MaximumLength);
        }
    }

    public void Offer(string key, string source, FieldContent content, MergeRule rule)
    {
        if (!_settled.Contains(key))
        {
            Offer(fields.Find(key)!, source, content, rule, null);
        }
    }

    /// <summary>Refuses a record that lacks a field that it must have.</summary>
    public void Require(IEnumerable<string> required)
    {
        foreach (string key in required)
        {
            if (fields.Find(key) is { } field && field.Of(State).IsBlank)
            {
                blockers.Add(new("conversion.field-missing", ("field", key)));
            }
        }
    }

    private void Offer(RecordField<T> field, string source, FieldContent offered, MergeRule? rule, int? maximum)
    {
        if (offered.IsBlank)
        {
            return;
        }

        FieldContent now = field.Of(State);
        MergeRule merge = rule ?? MergeRule.SourceWins;
        FieldContent after = now;
        FieldChange change = FieldChange.Kept;
        if (now.IsBlank ? merge != MergeRule.TargetWins : merge is MergeRule.SourceWins or MergeRule.Concatenate)
        {
            int limit = Math.Min(maximum ?? int.MaxValue, field.MaximumLength ?? int.MaxValue);
            if (IsTooLong(offered, limit) || offered.In(field.Form, currency) is not { } fitting)
            {
                Refuse(field.Key, source, offered, limit);
                return;
            }

            (after, change) = FieldMerge.Of(now, fitting, merge);
            if (change != FieldChange.Kept && IsTooLong(after, limit))
            {
                Refuse(field.Key, source, after, limit);
                return;
            }
        }

        if (change != FieldChange.Kept || !isNew)
        {
            _planned.Add(new(field.Key, source, rule, change, now.Shown, offered.Shown, after.Shown));
            State = change == FieldChange.Kept ? State : field.With(State, after);
        }
    }

    private void Refuse(string field, string source, FieldContent content, int limit) => blockers.Add(IsTooLong(content, limit)
        ? new("conversion.field-too-long", ("field", field), ("source", source), ("length", content.Shown.AsText!.Length), ("maximum", limit))
        : new Refusal("conversion.field-unreadable", ("field", field), ("source", source), ("value", content.Shown)));

    private static bool IsTooLong(FieldContent content, int limit) => content.Shown.AsText?.Length > limit;
}
