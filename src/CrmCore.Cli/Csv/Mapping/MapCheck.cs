namespace CrmCore.Cli.Csv;

/// <summary>Finds everything that is wrong with a map, at once.</summary>
internal static class MapCheck
{
    /// <param name="map">As read.</param>
    /// <param name="target">What the file is imported as.</param>
    /// <param name="headers">The file's columns; null where it could not be opened, then they are not checked.</param>
    public static IReadOnlyList<MapError> Errors(ColumnMap map, ImportTarget target, IReadOnlyList<string>? headers) =>
        [.. Properties(map), .. Options(map), .. Columns(map, target, headers), .. Key(map, headers), .. Values(map, target), .. Constants(map, target)];

    private static IEnumerable<MapError> Properties(ColumnMap map) =>
        (map.Unknown?.Keys ?? Enumerable.Empty<string>()).Select(name => new MapError(name, MapFaults.UnknownProperty(name)));

    private static IEnumerable<MapError> Options(ColumnMap map)
    {
        (string Path, string? Value, bool IsValid, string Allowed)[] options =
        [
            ("delimiter", map.Delimiter, MapOptions.Delimiter(map.Delimiter) is not null, "\",\" \";\" \"|\" \"tab\""),
            ("encoding", map.Encoding, FileText.Find(map.Encoding ?? "") is not null, "\"utf-8\" \"gb18030\" \"utf-16\" \"big5\" \"windows-1252\""),
            ("decimalSeparator", map.DecimalSeparator, MapOptions.DecimalMark(map.DecimalSeparator) is not null, "\".\" \",\""),
            ("dateOrder", map.DateOrder, MapOptions.Order(map.DateOrder) is not null, "\"ymd\" \"dmy\" \"mdy\" \"excel\""),
            ("timeZone", map.TimeZone, MapOptions.Zone(map.TimeZone) is not null, "\"UTC\" \"Asia/Shanghai\" \"Europe/Berlin\""),
            ("onBadValue", map.OnBadValue, MapOptions.BlankOnBadValue(map.OnBadValue) is not null, "\"reject\" \"blank\""),
        ];
        return options.Where(o => o.Value is not null && !o.IsValid).Select(o => new MapError(o.Path, MapFaults.BadOption(o.Value!, o.Allowed)));
    }

    private static IEnumerable<MapError> Columns(ColumnMap map, ImportTarget target, IReadOnlyList<string>? headers)
    {
        Dictionary<string, string> given = [];
        HashSet<string> named = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string header, string field) in map.Columns)
        {
            string path = $"columns[\"{header}\"]";
            if (MissingColumn(path, header, headers) is { } missing)
            {
                yield return missing;
            }

            if (!named.Add(header))
            {
                yield return new MapError(path, MapFaults.ColumnTwice(header));
            }

            if (field is ColumnMap.Ignored or ColumnMap.Custom)
            {
                continue;
            }

            if (UnknownField(path, field, target) is { } unknown)
            {
                yield return unknown;
            }
            else if (!given.TryAdd(field, header))
            {
                yield return new MapError(path, MapFaults.FieldTwice(field, given[field]));
            }
        }
    }

    private static IEnumerable<MapError> Key(ColumnMap map, IReadOnlyList<string>? headers)
    {
        bool asColumn = map.Columns.ContainsValue(Fields.Key);
        if (map.Key is null && !asColumn)
        {
            yield return new MapError("key", MapFaults.NoKey);
        }
        else if (map.Key is not null && asColumn)
        {
            yield return new MapError("key", MapFaults.KeyTwice);
        }

        foreach (string column in map.Key?.Columns ?? [])
        {
            if (MissingColumn("key", column, headers) is { } missing)
            {
                yield return missing;
            }
        }
    }

    private static IEnumerable<MapError> Values(ColumnMap map, ImportTarget target)
    {
        foreach ((string field, Dictionary<string, string> values) in map.Values)
        {
            if (UnknownField($"values.{field}", field, target) is { } unknown)
            {
                yield return unknown;
                continue;
            }

            foreach ((string entered, string meaning) in values)
            {
                if (meaning.Length > 0 && Refusal(target.Find(field)!, meaning, target, map) is { } reason)
                {
                    yield return new MapError($"values.{field}[\"{entered}\"]", MapFaults.BadConstant(meaning, reason));
                }
            }
        }
    }

    private static IEnumerable<MapError> Constants(ColumnMap map, ImportTarget target)
    {
        foreach ((string field, string value) in map.Constants)
        {
            string path = $"constants.{field}";
            if (UnknownField(path, field, target) is { } unknown)
            {
                yield return unknown;
            }
            else if (map.Columns.FirstOrDefault(c => c.Value == field).Key is { } column)
            {
                yield return new MapError(path, MapFaults.FieldTwice(field, column));
            }
            else if (Refusal(target.Find(field)!, value, target, map) is { } reason)
            {
                yield return new MapError(path, MapFaults.BadConstant(value, reason));
            }
        }
    }

    /// <summary>Why a value written in the map cannot stand in a field, or null.</summary>
    private static Fault? Refusal(TargetField field, string value, ImportTarget target, ColumnMap map) => field.Kind switch
    {
        ColumnKind.Key => MapFaults.KeyFromMap,
        ColumnKind.Status => StatusWords.Statuses.Contains(value) ? null : Faults.UnknownStatus,
        ColumnKind.Outcome => StatusWords.Outcomes.Contains(value) ? null : Faults.UnknownOutcome,
        ColumnKind.Pipeline => target.Pipelines is [] || target.FindPipeline(value) is not null
            ? null
            : MapFaults.BadOption(value, string.Join(", ", target.Pipelines.Select(p => p.Key))),
        ColumnKind.Stage => Stages(map, target) is var stages && (stages is [] || stages.Contains(value)) ? null : MapFaults.BadOption(value, string.Join(", ", stages)),
        ColumnKind.Currency => CurrencyMark.Find(value) is null ? Faults.BadCurrency : null,
        ColumnKind.Email => Cell.IsEmail(value) ? null : Faults.BadEmail,
        ColumnKind.Phone => Cell.IsPhone(value) ? null : Faults.BadPhone,
        ColumnKind.Instant or ColumnKind.Day => new DateReader(MapOptions.Order(map.DateOrder) ?? DateOrder.Unknown, TimeZoneInfo.Utc).TryRead(value, out _),
        ColumnKind.Amount or ColumnKind.Probability => new NumberReader(MapOptions.DecimalMark(map.DecimalSeparator)).TryRead(value, out _, out _),
        _ => null,
    };

    /// <summary>The stages that a stage value can be mapped to: those of all pipelines where rows name theirs, otherwise those of the first.</summary>
    private static string[] Stages(ColumnMap map, ImportTarget target)
    {
        bool areNamed = map.Columns.ContainsValue(Fields.Pipeline) || map.Constants.ContainsKey(Fields.Pipeline);
        return [.. target.Pipelines.Take(areNamed ? target.Pipelines.Count : 1).SelectMany(p => p.Stages).Select(s => s.Key).Distinct()];
    }

    private static MapError? UnknownField(string path, string field, ImportTarget target) => target.Find(field) is not null ? null
        : new MapError(path, MapFaults.UnknownField(field, target.Name, Nearest.To(field, target.Fields.Select(f => f.Name)), target.Fields.Select(f => f.Name)));

    private static MapError? MissingColumn(string path, string header, IReadOnlyList<string>? headers) =>
        headers is null || headers.Contains(header, StringComparer.OrdinalIgnoreCase) ? null
        : new MapError(path, MapFaults.MissingColumn(header, Nearest.To(header, headers), headers));
}
