namespace CrmCore.Conversion.Fields;

/// <summary>Finds everything wrong with a field map.</summary>
internal static class FieldMapChecks
{
    public static List<Defect> Check(IReadOnlyList<FieldMapping> mappings, Currency? currency, string path = "fields")
    {
        List<Defect> defects = [];
        HashSet<(string, string)> seen = [];
        for (int i = 0; i < mappings.Count; i++)
        {
            string at = $"{path}[{i}]";
            if (mappings[i] is not { From: not null, To: not null } mapping)
            {
                Add(true, at, "missing", "Say which field goes where.");
                continue;
            }

            Add(!seen.Add((mapping.From, mapping.To)), at, "duplicate", $"'{mapping.From}' goes into '{mapping.To}' twice; keep one of them.");
            Add(!Enum.IsDefined(mapping.Merge), at + ".merge", "unknown-rule", $"There is no merge rule {mapping.Merge}.");
            Add(mapping.MaximumLength < 1, at + ".maximumLength", "not-positive", "Give at least 1, or leave it out.");
            bool each = mapping.From == LeadField.EachCustom;
            if (each || RecordFieldSets.IsEachCustom(mapping.To))
            {
                Add(!each || !RecordFieldSets.IsEachCustom(mapping.To), at, "half-wildcard", "custom.* goes into RECORD.custom.* only.");
                continue;
            }

            LeadField? from = LeadField.Find(mapping.From);
            FieldForm? to = RecordFieldSets.FormOf(mapping.To);
            Add(from is null, at + ".from", "unknown-field", $"A lead has no field '{mapping.From}'; it has {string.Join(", ", LeadField.Names)}.");
            Add(to is null, at + ".to", "unknown-field", $"There is no field '{mapping.To}' to fill; there are {string.Join(", ", RecordFieldSets.Names)}.");
            if (from is not null && to is { } form)
            {
                CheckKinds(mapping, from.Form, form, at);
            }
        }

        return defects;

        void CheckKinds(FieldMapping mapping, FieldForm from, FieldForm to, string at)
        {
            FieldKind? source = from.KindOf() ?? mapping.Kind;
            Add(from != FieldForm.Any && mapping.Kind is { } declared && declared != from.KindOf(), at + ".kind", "kinds-differ", $"'{mapping.From}' holds {from.KindOf()}, not {mapping.Kind}; leave the kind out.");
            Add(mapping.Kind == FieldKind.None, at + ".kind", "no-kind", "Give text, number, date, flag or choices, or leave it out for any.");
            Add(to.KindOf() is not null && source is null, at + ".kind", "kind-missing", $"'{mapping.To}' takes {to.KindOf()}; say by \"kind\" what '{mapping.From}' holds.");
            Add(to.KindOf() is { } wanted && source is { } given && given != wanted, at, "kinds-differ", $"'{mapping.From}' holds {source}, '{mapping.To}' takes {to.KindOf()}.");
            Add(to == FieldForm.Money && currency is null, at, "no-currency", "A number becomes an amount only in a currency; give one.");
            bool joins = to == FieldForm.Text || (to == FieldForm.Any && source is FieldKind.Text or FieldKind.Choices);
            Add(mapping.Merge == MergeRule.Concatenate && !joins, at + ".merge", "not-joinable", $"Only texts and choices can be concatenated; say by \"kind\" that '{mapping.From}' holds such, or take another rule.");
            Add(mapping.MaximumLength is not null && (source ?? FieldKind.Text) != FieldKind.Text, at + ".maximumLength", "not-text", "Only a text has a length.");
        }

        void Add(bool wrong, string where, string code, string message)
        {
            if (wrong)
            {
                defects.Add(new(where, code, message));
            }
        }
    }
}
