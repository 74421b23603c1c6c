namespace CrmCore.Pipelines;

/// <summary>Finds everything wrong with the definition of a pipeline.</summary>
internal static class PipelineChecks
{
    public static IReadOnlyList<Defect> Check(string key, int version, IReadOnlyList<StageDraft> stages)
    {
        List<Defect> defects = [];
        Add(string.IsNullOrWhiteSpace(key), "key", "blank-key", "Give the pipeline a key.");
        Add(version < 1, "version", "bad-version", $"The version is {version}; versions start at 1.");
        Add(!Has(StageKind.Open), "stages", "no-open-stage", "Add an open stage for deals to start in.");
        Add(!Has(StageKind.Won), "stages", "no-won-stage", "Add a won stage.");
        Add(!Has(StageKind.Lost), "stages", "no-lost-stage", "Add a lost stage.");
        HashSet<string> keys = new(StringComparer.Ordinal);
        HashSet<string> names = new(StringComparer.Ordinal);
        for (int i = 0; i < stages.Count; i++)
        {
            StageDraft stage = stages[i];
            string path = $"stages[{i}]";
            Add(string.IsNullOrWhiteSpace(stage.Key), path + ".key", "blank-key", "Give the stage a key.");
            Add(!keys.Add(stage.Key ?? ""), path + ".key", "duplicate-key", $"The key '{stage.Key}' is used twice; keys are unique.");
            Add(stage.Name is null, path + ".name", "no-name", "Give the stage a name.");
            Add(stage.Name is not null && !names.Add(stage.Name.ToString()), path + ".name", "duplicate-name", $"The name '{stage.Name}' is used twice; people could not tell the stages apart.");
            Add(stage.ProbabilityPercent is not (>= 0 and <= 100), path + ".probability", "bad-probability", $"The probability {stage.ProbabilityPercent} lies outside 0 to 100 percent.");
            Add(stage.RotDays is <= 0, path + ".rotDays", "bad-rot-days", $"{stage.RotDays} days are no time to rot; leave it out or give at least 1.");
            Add(stage.Kind == StageKind.Open && stage.Category == ForecastCategory.Closed, path + ".category", "category-contradicts-kind", "An open stage can't count as closed.");
            foreach (IGrouping<string, Gate> group in stage.Gates.GroupBy(g => g.Key).Where(g => g.Count() > 1))
            {
                Add(true, path + ".gates", "duplicate-gate", $"The gate '{group.Key}' guards this stage twice.");
            }
        }

        foreach (IGrouping<string, Gate> group in stages.SelectMany(s => s.Gates).GroupBy(g => g.Key).Where(g => g.Distinct().Count() > 1))
        {
            Add(true, "gates", "ambiguous-gate", $"The key '{group.Key}' names two different gates.");
        }

        return defects;

        bool Has(StageKind kind) => stages.Any(s => s.Kind == kind);

        void Add(bool wrong, string path, string code, string message)
        {
            if (wrong)
            {
                defects.Add(new(path, code, message));
            }
        }
    }
}
