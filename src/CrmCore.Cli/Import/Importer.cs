using CrmCore.Cli.Csv;
using CrmCore.Persistence;

namespace CrmCore.Cli.Import;

/// <summary>
/// Writes the rows of a file in batches, each in one commit. A row that was imported before is left as it is, so importing a file twice changes nothing.
/// </summary>
internal sealed class Importer<TRow, TAggregate, TId>(
    CsvFile file,
    RowPlan plan,
    CsvImport<TRow> rows,
    IRowShape<TRow, TAggregate, TId> shape,
    IUnitOfWorkFactory storage,
    Func<IUnitOfWork, IRepository<TAggregate, TId>> repository,
    IScreening<TAggregate>? screening = null)
    where TAggregate : Aggregate
    where TId : struct, IEntityId<TId>
{
    private const int BatchSize = 1000;

    private readonly SortedDictionary<string, int> _states = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _problems = new(StringComparer.Ordinal);
    private int _imported;
    private int _known;
    private int _refused;

    /// <summary>Runs the import.</summary>
    /// <param name="dryRun">Whether everything is checked and nothing written.</param>
    /// <param name="stage">Stages what else belongs into each commit.</param>
    /// <param name="report">Told of each problem.</param>
    /// <param name="progress">Told the number of each row begun.</param>
    /// <param name="cancellationToken">Stops between two batches; those before stay.</param>
    public async Task<ImportSummary> RunAsync(
        bool dryRun, Action<IUnitOfWork> stage, Action<CsvProblem> report, Action<int> progress, CancellationToken cancellationToken)
    {
        int started = 0;
        foreach (TRow[] batch in rows.Records(Count(report)).Chunk(BatchSize))
        {
            await WriteAsync(batch, dryRun, stage, Count(report), cancellationToken).ConfigureAwait(false);
            progress(started += batch.Length);
        }

        CsvSummary read = rows.Summary;
        return new(file.Name, read.Read, _imported, _known, read.Rejected + _refused, _problems, dryRun) { ByState = _states };
    }

    private async Task WriteAsync(TRow[] batch, bool dryRun, Action<IUnitOfWork> stage, Action<CsvProblem> report, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = storage.Begin();
        IReadOnlyDictionary<ExternalKey, TId> known =
            await repository(unit).FindByExternalKeysAsync([.. batch.Select(shape.KeyOf)], cancellationToken).ConfigureAwait(false);
        foreach (TRow row in batch)
        {
            if (known.ContainsKey(shape.KeyOf(row)))
            {
                _known++;
            }
            else if (TryCreate(row, report) is { } aggregate && IsWelcome(aggregate, row, report))
            {
                repository(unit).Add(aggregate);
                _imported++;
                string state = shape.StateOf(aggregate);
                _states[state] = _states.GetValueOrDefault(state) + 1;
            }
        }

        if (!dryRun)
        {
            stage(unit);
            await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
            if (screening is not null)
            {
                await screening.CommittedAsync((line, fault) => report(file.Problem(line, 0, null, fault))).ConfigureAwait(false);
            }
        }
    }

    private bool IsWelcome(TAggregate aggregate, TRow row, Action<CsvProblem> report)
    {
        if (screening?.Screen(aggregate, shape.LineOf(row)) is not { } fault)
        {
            return true;
        }

        report(file.Problem(shape.LineOf(row), 0, null, fault));
        if (!fault.IsNote)
        {
            _refused++;
        }

        return fault.IsNote;
    }

    private TAggregate? TryCreate(TRow row, Action<CsvProblem> report)
    {
        try
        {
            return shape.Create(row);
        }
        catch (RowException impossible)
        {
            _refused++;
            int column = plan.Columns.TryGetValue(impossible.Field, out int index) ? index + 1 : 0;
            report(file.Problem(shape.LineOf(row), column, impossible.Value, impossible.Fault));
            return null;
        }
    }

    private Action<CsvProblem> Count(Action<CsvProblem> report) => problem =>
    {
        string kind = problem.Kind.ToString();
        _problems[kind] = _problems.GetValueOrDefault(kind) + 1;
        report(problem);
    };
}
