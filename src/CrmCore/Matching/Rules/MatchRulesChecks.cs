namespace CrmCore.Matching.Rules;

/// <summary>Everything that can be wrong with match rules.</summary>
internal static class MatchRulesChecks
{
    public static IReadOnlyList<Defect> Check(
        string? key,
        int version,
        IReadOnlyDictionary<string, FieldForm>? fields,
        IReadOnlyList<MatchComparison>? comparisons,
        IReadOnlyList<BlockingKey>? blocks,
        MatchThresholds? thresholds,
        IReadOnlyList<MatchCeiling> ceilings,
        int maximumKeyUses)
    {
        List<Defect> defects = [];
        Add(string.IsNullOrWhiteSpace(key), "key", "blank-key", "Give the rules a key.");
        Add(version < 1, "version", "bad-version", "Versions start at 1.");
        Add(fields is null or { Count: 0 }, "fields", "no-fields", "Name at least one field.");
        Add(comparisons is null or { Count: 0 }, "comparisons", "no-comparisons", "Give at least one comparison.");
        Add(blocks is null or { Count: 0 }, "blocks", "no-blocks", "Give at least one blocking key; without one nothing is ever compared.");
        Add(maximumKeyUses is < 2 or > 10_000, "maximumKeyUses", "bad-limit", "A key may be shared by 2 to 10,000 records.");
        Add(thresholds is null, "thresholds", "no-thresholds", "Give the thresholds possible, likely and same.");
        Add(
            thresholds is not null && !(double.IsFinite(thresholds.Possible) && double.IsFinite(thresholds.Same) && thresholds.Possible <= thresholds.Likely && thresholds.Likely <= thresholds.Same),
            "thresholds",
            "bad-thresholds",
            "Thresholds must be numbers with possible <= likely <= same.");
        fields ??= new Dictionary<string, FieldForm>();
        Comparisons(comparisons ?? []);
        Blocks(blocks ?? []);
        Ceilings();
        return defects;

        void Comparisons(IReadOnlyList<MatchComparison> all)
        {
            HashSet<string> compared = new(StringComparer.Ordinal);
            HashSet<string> paired = new(StringComparer.Ordinal);
            for (int i = 0; i < all.Count; i++)
            {
                MatchComparison one = all[i];
                string path = $"comparisons[{i}]";
                Known(one.Field, $"{path}.field");
                Add(!compared.Add(one.Field ?? ""), $"{path}.field", "compared-twice", $"The field '{one.Field}' is compared twice; one comparison may have several measures.");
                Add(one.Measures is null or { Count: 0 }, $"{path}.measures", "no-measures", "Give at least one measure.");
                Add(one.Levels is null or { Count: 0 }, $"{path}.levels", "no-levels", "Give at least one level.");
                Add(!double.IsFinite(one.Otherwise) || !double.IsFinite(one.Blank) || !double.IsFinite(one.Swapped), path, "bad-weight", "Weights must be finite numbers.");
                double above = double.PositiveInfinity;
                for (int l = 0; l < (one.Levels?.Count ?? 0); l++)
                {
                    MatchLevel level = one.Levels![l];
                    Add(!(level.AtLeast > 0 && level.AtLeast <= 1), $"{path}.levels[{l}].atLeast", "bad-similarity", $"The similarity {level.AtLeast} lies outside 0 (excluded) to 1.");
                    Add(level.AtLeast >= above, $"{path}.levels[{l}].atLeast", "level-order", "Levels go from the highest similarity to the lowest.");
                    Add(!double.IsFinite(level.Weight), $"{path}.levels[{l}].weight", "bad-weight", "Weights must be finite numbers.");
                    above = level.AtLeast;
                }

                if (one.SwapWith is { } partner)
                {
                    Add(partner == one.Field || all.All(c => c.Field != partner), $"{path}.swapWith", "unknown-partner", $"'{partner}' must be another compared field.");
                    Add(!paired.Add(one.Field ?? "") | !paired.Add(partner), $"{path}.swapWith", "paired-twice", "A field can be swapped with one other field only; name the pair once.");
                }
            }
        }

        void Blocks(IReadOnlyList<BlockingKey> all)
        {
            for (int i = 0; i < all.Count; i++)
            {
                Add(all[i].Parts is null or { Count: 0 }, $"blocks[{i}].parts", "no-parts", "Give the key at least one part.");
                for (int p = 0; p < (all[i].Parts?.Count ?? 0); p++)
                {
                    KeyPart part = all[i].Parts![p];
                    Known(part.Field, $"blocks[{i}].parts[{p}].field");
                    bool needsLength = part.Form is KeyForm.Beginning or KeyForm.Ending;
                    Add(needsLength ? part.Length is < 1 or > 32 : part.Length != 0, $"blocks[{i}].parts[{p}].length", "bad-length", "A beginning or an ending has a length of 1 to 32; other forms have none.");
                }
            }
        }

        void Ceilings()
        {
            for (int i = 0; i < ceilings.Count; i++)
            {
                Add(string.IsNullOrWhiteSpace(ceilings[i].Key), $"ceilings[{i}].key", "blank-key", "Give the ceiling a key.");
                Add(ceilings[i].When is null, $"ceilings[{i}].when", "no-condition", "Give the ceiling a condition.");
                foreach (string fact in ceilings[i].When?.Facts ?? new HashSet<string>())
                {
                    string field = fact.EndsWith(MatchCeiling.Filled, StringComparison.Ordinal) ? fact[..^MatchCeiling.Filled.Length] : fact;
                    Add(comparisons?.All(c => c.Field != field) ?? true, $"ceilings[{i}].when", "unknown-fact", $"'{fact}' is not a compared field.");
                }
            }
        }

        void Known(string? field, string path) => Add(field is null || !fields.ContainsKey(field), path, "unknown-field", $"'{field}' is not among the fields: {string.Join(", ", fields.Keys)}.");

        void Add(bool wrong, string path, string code, string message)
        {
            if (wrong)
            {
                defects.Add(new(path, code, message));
            }
        }
    }
}
