namespace CrmCore.Pipelines;

/// <summary>Finds everything wrong with the definition of a pipeline.</summary>
internal sealed class PipelineChecks
{
    private const int MaximumParts = 100;

    private readonly PipelineDefinition _definition;
    private readonly List<Defect> _defects = [];
    private readonly HashSet<string> _gateKeys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _usedGates = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stageKeys = new(StringComparer.Ordinal);

    private PipelineChecks(PipelineDefinition definition) => _definition = definition;

    public static IReadOnlyList<Defect> Check(PipelineDefinition definition)
    {
        PipelineChecks checks = new(definition);
        checks.CheckHead();
        if (checks._defects.All(d => d.Code != "too-many"))
        {
            checks.CheckGates();
            checks.CheckStages();
            checks.CheckGroups();
            checks.CheckUnusedGates();
            if (checks._defects.Count == 0)
            {
                checks._defects.AddRange(PipelineGraphChecks.Check(definition));
            }
        }

        return checks._defects;
    }

    private void CheckHead()
    {
        CheckKey(_definition.Key, "key", "pipeline");
        CheckName(_definition.Name, "name");
        Add(_definition.SchemaVersion != PipelineDefinition.CurrentSchemaVersion, "schemaVersion", "other-schema-version", $"The schema version is {_definition.SchemaVersion}; write {PipelineDefinition.CurrentSchemaVersion}.");
        Add(_definition.Version < 1, "version", "bad-version", $"The version is {_definition.Version}; versions start at 1.");
        Add(!Has(StageKind.Open), "stages", "no-open-stage", "Add an open stage for deals to start in.");
        Add(!Has(StageKind.Won), "stages", "no-won-stage", "Add a won stage.");
        Add(!Has(StageKind.Lost), "stages", "no-lost-stage", "Add a lost stage.");
        CheckCount(_definition.Stages.Count, "stages");
        CheckCount(_definition.Gates?.Count ?? 0, "gates");
        CheckCount(_definition.Groups?.Count ?? 0, "groups");

        bool Has(StageKind kind) => _definition.Stages.Any(s => s.Kind == kind);
    }

    private void CheckGates()
    {
        for (int i = 0; i < (_definition.Gates?.Count ?? 0); i++)
        {
            GateDefinition gate = _definition.Gates![i];
            string path = $"gates[{i}]";
            CheckKey(gate.Key, path + ".key", "gate");
            CheckName(gate.Advice, path + ".advice", 1000);
            Add(!_gateKeys.Add(gate.Key ?? ""), path + ".key", "ambiguous-gate", $"The key '{gate.Key}' names two gates; keys are unique.");
        }
    }

    private void CheckStages()
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        _stageKeys.UnionWith(_definition.Stages.Select(s => s.Key ?? ""));
        HashSet<string> seen = new(StringComparer.Ordinal);
        int initials = 0;
        for (int i = 0; i < _definition.Stages.Count; i++)
        {
            StageDefinition stage = _definition.Stages[i];
            string path = $"stages[{i}]";
            CheckKey(stage.Key, path + ".key", "stage");
            Add(!seen.Add(stage.Key ?? ""), path + ".key", "duplicate-key", $"The key '{stage.Key}' is used twice; keys are unique.");
            CheckName(stage.Name, path + ".name");
            CheckUnique(stage.Name, names, path + ".name");
            CheckProbability(stage, path + ".probability");
            CheckCategory(stage, path + ".category");
            initials += stage.Initial ? 1 : 0;
            Add(stage.Initial && initials > 1, path + ".initial", "two-initials", "Deals start in one stage; mark only one as initial.");
            Add(stage.Initial && stage.Kind != StageKind.Open, path + ".initial", "initial-not-open", "Deals start in an open stage.");
            Add(stage.ExpectedDays is < 1 or > 10_000, path + ".expectedDays", "bad-expected-days", $"{stage.ExpectedDays} days can't be expected; give 1 to 10000, or leave it out.");
            Add(stage.Rot is { Days: < 1 or > 10_000 }, path + ".rot.days", "bad-rot-days", $"{stage.Rot?.Days} days are no time to rot; give 1 to 10000, or leave it out.");
            Add(stage.Rot is not null && stage.Kind != StageKind.Open, path + ".rot", "rot-contradicts-kind", "A closed deal does not rot; leave it out.");
            CheckGateKeys(stage.EntryKeys, path + ".enter");
            CheckGateKeys(stage.Leave ?? [], path + ".leave");
            CheckMoves(stage.Moves ?? [], path + ".moves", [stage.Key ?? ""]);
        }
    }

    private void CheckGroups()
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        HashSet<string> grouped = new(StringComparer.Ordinal);
        for (int i = 0; i < (_definition.Groups?.Count ?? 0); i++)
        {
            GroupDefinition group = _definition.Groups![i];
            string path = $"groups[{i}]";
            CheckKey(group.Key, path + ".key", "group");
            Add(!keys.Add(group.Key ?? ""), path + ".key", "duplicate-key", $"The key '{group.Key}' is used twice; keys are unique.");
            CheckName(group.Name, path + ".name");
            Add(group.Stages.Count == 0, path + ".stages", "empty-group", "A group without stages does nothing; name its stages or drop it.");
            for (int s = 0; s < group.Stages.Count; s++)
            {
                string key = group.Stages[s];
                Add(!_stageKeys.Contains(key ?? ""), $"{path}.stages[{s}]", "unknown-stage", $"There is no stage '{key}'; there are {string.Join(", ", _stageKeys)}.");
                Add(!grouped.Add(key ?? ""), $"{path}.stages[{s}]", "ambiguous-group", $"The stage '{key}' is in a group already; a stage belongs to one group at most.");
            }

            CheckMoves(group.Moves ?? [], path + ".moves", group.Stages.Count == 1 ? [group.Stages[0]] : []);
            CheckAgainstMembers(group, path);
        }
    }

    private void CheckAgainstMembers(GroupDefinition group, string path)
    {
        for (int m = 0; m < (group.Moves?.Count ?? 0); m++)
        {
            string target = group.Moves![m].To;
            foreach (StageDefinition stage in _definition.Stages.Where(s => group.Stages.Contains(s.Key) && (s.Moves?.Any(own => own.To == target) ?? false)))
            {
                Add(true, $"{path}.moves[{m}]", "ambiguous-move", $"Both the group and its stage '{stage.Key}' lead to '{target}'; keep one of the two.");
            }
        }
    }

    private void CheckMoves(IReadOnlyList<MoveDefinition> moves, string path, IReadOnlyList<string> itself)
    {
        HashSet<string> targets = new(StringComparer.Ordinal);
        for (int m = 0; m < moves.Count; m++)
        {
            string at = $"{path}[{m}]";
            string to = moves[m].To;
            Add(!_stageKeys.Contains(to ?? ""), at + ".to", "unknown-target", $"There is no stage '{to}'; there are {string.Join(", ", _stageKeys)}.");
            Add(itself.Contains(to ?? ""), at + ".to", "silent-no-op", $"A move from '{to}' to itself does nothing; drop it.");
            Add(!targets.Add(to ?? ""), at + ".to", "ambiguous-move", $"Two moves lead to '{to}'; keep one and give it the gates of both.");
            CheckGateKeys(moves[m].Gates ?? [], at + ".gates");
        }
    }

    private void CheckGateKeys(IReadOnlyList<string> keys, string path)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < keys.Count; i++)
        {
            string key = keys[i] ?? "";
            _usedGates.Add(key);
            Add(!_gateKeys.Contains(key) && Gates.Find(key) is null, $"{path}[{i}]", "unknown-gate", $"There is no gate '{key}'; define it under gates, or take a ready one: {string.Join(", ", Gates.Ready)}.");
            Add(!seen.Add(key), $"{path}[{i}]", "duplicate-gate", $"The gate '{key}' stands here twice.");
        }
    }

    private void CheckUnusedGates()
    {
        for (int i = 0; i < (_definition.Gates?.Count ?? 0); i++)
        {
            string key = _definition.Gates![i].Key ?? "";
            Add(!_usedGates.Contains(key), $"gates[{i}]", "unused-gate", $"The gate '{key}' guards nothing; name it at a stage or a move, or drop it.");
        }
    }

    private void CheckProbability(StageDefinition stage, string path)
    {
        Add(stage.Kind == StageKind.Open && stage.Probability is null, path, "no-probability", "Say how likely a deal here is won, 0 to 100 percent.");
        bool outside = stage.Probability is { } percent && percent is not (>= 0 and <= 100);
        Add(outside, path, "bad-probability", $"The probability {stage.Probability} lies outside 0 to 100 percent.");
        Add(
            !outside && stage.Kind != StageKind.Open && stage.Probability is { } given && given != stage.DefaultProbability,
            path,
            "probability-contradicts-kind",
            $"A {stage.Kind} stage has {stage.DefaultProbability} percent; leave it out.");
    }

    private void CheckCategory(StageDefinition stage, string path) => Add(
        stage.Category is { } category && (stage.Kind == StageKind.Open ? category == ForecastCategory.Closed : category != stage.DefaultCategory),
        path,
        "category-contradicts-kind",
        $"A {stage.Kind} stage can't count as {stage.Category}.");

    private void CheckKey(string? key, string path, string what)
    {
        Add(string.IsNullOrWhiteSpace(key), path, "blank-key", $"Give the {what} a key.");
        Add(key is { Length: > 100 }, path, "bad-key", $"The key has {key?.Length} characters; it has at most 100.");
        Add(!string.IsNullOrWhiteSpace(key) && (key.Any(char.IsControl) || key.Trim().Length != key.Length), path, "bad-key", "A key has no control characters, and no space before or after it.");
    }

    private void CheckName(LocalizedText? name, string path, int maximum = 200)
    {
        Add(name is null, path, "no-name", "Give it a text.");
        foreach ((string language, string text) in name?.Texts ?? new Dictionary<string, string>())
        {
            Add(text.Length > maximum, path, "long-name", $"The text in '{Shown(language)}' has {text.Length} characters; it has at most {maximum}.");
            Add(text.Any(char.IsControl) || language.Any(char.IsControl) || language.Length > 35, path, "control-character", "A text has no control characters, and its language is a tag such as en or zh-Hans.");
        }
    }

    private void CheckUnique(LocalizedText? name, HashSet<string> names, string path)
    {
        foreach ((string language, string text) in name?.Texts ?? new Dictionary<string, string>())
        {
            Add(!names.Add($"{language}:{text}"), path, "duplicate-name", $"The name '{Shown(text)}' is used twice; people could not tell the stages apart.");
        }
    }

    private void CheckCount(int count, string path) => Add(count > MaximumParts, path, "too-many", $"There are {count}; a pipeline has at most {MaximumParts} of them.");

    private static string Shown(string text) => string.Concat(text.Take(60).Where(c => !char.IsControl(c)));

    private void Add(bool wrong, string path, string code, string message)
    {
        if (wrong)
        {
            _defects.Add(new(path, code, message));
        }
    }
}
