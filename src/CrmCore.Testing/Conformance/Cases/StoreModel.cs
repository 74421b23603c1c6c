using CrmCore.Persistence;

namespace CrmCore.Testing.Conformance.Cases;

/// <summary>What a store must hold after each step, kept in a dictionary: the JSON of each record that is stored.</summary>
internal sealed class StoreModel
{
    private readonly Trial _trial;
    private readonly Dictionary<(int Kind, int Record), Guid> _ids = [];
    private readonly Dictionary<(int Kind, int Record), string> _stored = [];
    private readonly Dictionary<(int Kind, int Record), Aggregate> _kept = [];
    private int _changes;

    private StoreModel(Trial trial) => _trial = trial;

    /// <summary>Runs the steps on records of their own, and compares everything after each.</summary>
    public static async Task RunAsync(Trial trial, IReadOnlyList<StoreStep> steps)
    {
        StoreModel model = new(trial);
        foreach (StoreStep step in steps)
        {
            await model.StepAsync(step).ConfigureAwait(false);
            await model.CompareAsync($"after {step}").ConfigureAwait(false);
        }
    }

    private async Task StepAsync(StoreStep step)
    {
        AggregateKind kind = AggregateKind.All[step.Kind];
        (int, int) key = (step.Kind, step.Record);
        if (!_ids.TryGetValue(key, out Guid id))
        {
            id = kind.IdOf(kind.Make());
            _ids.Add(key, id);
        }

        switch (step.Operation)
        {
            case StoreOperation.Add:
                Aggregate fresh = kind.Make(id: id);
                await WriteAsync(key, kind, fresh, kind.Add, fits: !_stored.ContainsKey(key)).ConfigureAwait(false);
                break;
            case StoreOperation.Update when await _trial.FindAsync(kind, id).ConfigureAwait(false) is { } latest:
                kind.Change(latest, ++_changes);
                await WriteAsync(key, kind, latest, kind.Update, fits: true).ConfigureAwait(false);
                break;
            case StoreOperation.Remove when await _trial.FindAsync(kind, id).ConfigureAwait(false) is { } latest:
                await WriteAsync(key, kind, latest, kind.Remove, fits: true).ConfigureAwait(false);
                break;
            case StoreOperation.UpdateOld when _kept.Remove(key, out Aggregate? old):
                bool isFresh = IsStored(key, kind, old);
                kind.Change(old, ++_changes);
                await WriteAsync(key, kind, old, kind.Update, isFresh).ConfigureAwait(false);
                break;
            case StoreOperation.RemoveOld when _kept.Remove(key, out Aggregate? old):
                await WriteAsync(key, kind, old, kind.Remove, IsStored(key, kind, old)).ConfigureAwait(false);
                break;
            case StoreOperation.Keep when await _trial.FindAsync(kind, id).ConfigureAwait(false) is { } found:
                _kept[key] = found;
                break;
            case StoreOperation.Cancel:
                await Expect.ThrowsAsync<OperationCanceledException>(
                    () => _trial.CommitAsync(u => kind.Add(u, kind.Make(id: id)), new CancellationToken(canceled: true)), "a cancelled commit").ConfigureAwait(false);
                break;
            case StoreOperation.GiveUp:
                IUnitOfWork unit = _trial.Units.Begin();
                await using (unit.ConfigureAwait(false))
                {
                    kind.Add(unit, kind.Make(id: id));
                }

                break;
            case StoreOperation.Both when _kept.TryGetValue(key, out Aggregate? old) && !IsStored(key, kind, old):
                Aggregate bystander = kind.Make();
                await Expect.ConflictAsync(
                    () => _trial.CommitAsync(u =>
                    {
                        kind.Add(u, bystander);
                        kind.Update(u, old);
                    }),
                    "a new record and an old version in one commit").ConfigureAwait(false);
                await _trial.IsAbsentAsync(kind, kind.IdOf(bystander), "beside an old version").ConfigureAwait(false);
                break;
        }
    }

    private async Task WriteAsync((int, int) key, AggregateKind kind, Aggregate aggregate, Action<IUnitOfWork, Aggregate> stage, bool fits)
    {
        if (!fits)
        {
            await Expect.ConflictAsync(() => _trial.CommitAsync(u => stage(u, aggregate)), $"a write that does not fit what is stored").ConfigureAwait(false);
            return;
        }

        await _trial.CommitAsync(u => stage(u, aggregate)).ConfigureAwait(false);
        if (stage == kind.Remove)
        {
            // An id is not used again after its record was removed.
            _stored.Remove(key);
            _ids.Remove(key);
            _kept.Remove(key);
        }
        else
        {
            _stored[key] = kind.JsonOf(aggregate);
        }
    }

    private bool IsStored((int, int) key, AggregateKind kind, Aggregate aggregate) => _stored.TryGetValue(key, out string? json) && json == kind.JsonOf(aggregate);

    private async Task CompareAsync(string when)
    {
        foreach (((int kind, int record), Guid id) in _ids)
        {
            if (_stored.TryGetValue((kind, record), out string? json))
            {
                await _trial.IsStoredAsync(AggregateKind.All[kind], id, json, when).ConfigureAwait(false);
            }
            else
            {
                await _trial.IsAbsentAsync(AggregateKind.All[kind], id, when).ConfigureAwait(false);
            }
        }
    }
}
