namespace CrmCore.Testing.Conformance.Cases;

/// <summary>Which records are the same, and which are not.</summary>
internal static class IdentityCases
{
    public static IReadOnlyList<StoreCase> All { get; } =
    [
        new("duplicate-id-conflicts", "Two requests that make the same record make two, or the second overwrites the first.", DuplicateIdAsync),
        new("duplicate-external-key-conflicts", "An import that runs twice stores every record twice.", DuplicateKeyAsync),
        new("external-keys-are-told-apart-by-case", "A collation that ignores case or accents takes one record for another.", CaseAsync),
        new("external-keys-find-their-records", "An import does not find what it stored the last time.", KeysAsync),
        new("one-record-staged-by-two-objects-conflicts", "Two objects of one record in one commit overwrite each other silently.", TwoObjectsAsync),
    ];

    private static async Task DuplicateIdAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate first = kind.Make();
            await trial.AddAsync(kind, first).ConfigureAwait(false);
            Aggregate second = kind.Make(id: kind.IdOf(first));
            kind.Change(second, 2);
            await Expect.ConflictAsync(() => trial.AddAsync(kind, second), $"adding a {kind.Name} whose id is taken").ConfigureAwait(false);
            await trial.IsStoredAsync(kind, kind.IdOf(first), kind.JsonOf(first), "after the conflict").ConfigureAwait(false);
            Expect.Equal(0, second.Version, $"the version of the {kind.Name} that was not stored");
        }
    }

    private static async Task DuplicateKeyAsync(Trial trial)
    {
        ExternalKey key = new("file.csv", "4711");
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate first = kind.Make(key);
            await trial.AddAsync(kind, first).ConfigureAwait(false);
            Aggregate second = kind.Make(key);
            await Expect.ConflictAsync(() => trial.AddAsync(kind, second), $"adding a {kind.Name} whose external key is taken").ConfigureAwait(false);
            await trial.IsAbsentAsync(kind, kind.IdOf(second), "after the conflict").ConfigureAwait(false);
            ExternalKey other = new("file.csv", "twice");
            await Expect.ConflictAsync(() => trial.AddAsync((kind, kind.Make(other)), (kind, kind.Make(other))), $"adding two {kind.Name}s of one external key at once").ConfigureAwait(false);
            await trial.AddAsync((kind, kind.Make(new("file.csv", "4712"))), (kind, kind.Make(new("other.csv", "4711")))).ConfigureAwait(false);
        }
    }

    private static async Task CaseAsync(Trial trial)
    {
        ExternalKey[] keys = [new("sys", "abc"), new("sys", "ABC"), new("SYS", "abc"), new("sys", "ábc"), new("sys", "abc "), new("sys", "ａｂｃ"), new("sys", "ß"), new("sys", "ss")];
        foreach (AggregateKind kind in AggregateKind.All)
        {
            (AggregateKind, Aggregate Aggregate)[] all = [.. keys.Select(k => (kind, kind.Make(k)))];
            await trial.AddAsync(all).ConfigureAwait(false);
            foreach ((ExternalKey key, (_, Aggregate aggregate)) in keys.Zip(all))
            {
                IReadOnlyDictionary<ExternalKey, Guid> found = await trial.ReadAsync(u => kind.FindKeysAsync(u, key)).ConfigureAwait(false);
                Expect.SameItems([(key, kind.IdOf(aggregate))], found.Select(f => (f.Key, f.Value)), $"the {kind.Name} of the external key {key}");
            }
        }
    }

    private static async Task KeysAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            ExternalKey[] keys = [.. Enumerable.Range(0, 60).Select(i => new ExternalKey(i % 2 == 0 ? "even" : "其他", $"行-{i}'\"%"))];
            Aggregate[] all = [.. keys.Select(k => kind.Make(k))];
            await trial.AddAsync(all.Select(a => (kind, a))).ConfigureAwait(false);
            ExternalKey[] asked = [.. keys, new("even", "行-1'\"%"), keys[0]];
            IReadOnlyDictionary<ExternalKey, Guid> found = await trial.ReadAsync(u => kind.FindKeysAsync(u, asked)).ConfigureAwait(false);
            Expect.Equal(keys.Length, found.Count, $"how many {kind.Name}s of {keys.Length} known external keys are found");
            foreach ((ExternalKey key, Aggregate aggregate) in keys.Zip(all))
            {
                Expect.Equal(kind.IdOf(aggregate), found.GetValueOrDefault(key), $"the {kind.Name} of {key}");
            }
        }
    }

    private static async Task TwoObjectsAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate stored = kind.Make();
            await trial.AddAsync(kind, stored).ConfigureAwait(false);
            string before = kind.JsonOf(stored);
            Aggregate first = (await trial.FindAsync(kind, kind.IdOf(stored)).ConfigureAwait(false))!;
            Aggregate second = (await trial.FindAsync(kind, kind.IdOf(stored)).ConfigureAwait(false))!;
            kind.Change(first, 1);
            kind.Change(second, 2);
            await Expect.ConflictAsync(
                () => trial.CommitAsync(unit =>
                {
                    kind.Update(unit, first);
                    kind.Update(unit, second);
                }),
                $"updating one {kind.Name} by two objects in one commit").ConfigureAwait(false);
            await trial.IsStoredAsync(kind, kind.IdOf(stored), before, "after the conflict").ConfigureAwait(false);
        }
    }
}
