using CrmCore.Cli.Csv;

namespace CrmCore.Cli.Import;

/// <summary>Looks at each new aggregate of an import before it is written, and ends its work once it is.</summary>
internal interface IScreening<in TAggregate>
    where TAggregate : Aggregate
{
    /// <summary>What there is to say on a new aggregate: a note takes it in, any other fault keeps it out; null where there is nothing.</summary>
    Fault? Screen(TAggregate aggregate, int line);

    /// <summary>Does what can only be done with what is stored. Called after each commit, never in a dry run.</summary>
    /// <param name="report">Told where it can't be done: the line and why.</param>
    Task CommittedAsync(Action<int, Fault> report);
}
