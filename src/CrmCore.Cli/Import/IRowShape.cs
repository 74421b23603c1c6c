using CrmCore.Cli.Csv;

namespace CrmCore.Cli.Import;

/// <summary>Makes an aggregate of a row of a file.</summary>
internal interface IRowShape<in TRow, TAggregate, TId>
    where TAggregate : Aggregate
    where TId : struct, IEntityId<TId>
{
    /// <summary>The line that the row starts on.</summary>
    int LineOf(TRow row);

    /// <summary>What tells a row that was imported before.</summary>
    ExternalKey KeyOf(TRow row);

    /// <summary>The stage or status, for the summary.</summary>
    string StateOf(TAggregate aggregate);

    /// <summary>What people call a stage or status.</summary>
    LocalizedText NameOf(string state);

    /// <summary>The aggregate.</summary>
    /// <exception cref="RowException">The row tells something that can't be.</exception>
    TAggregate Create(TRow row);
}

/// <summary>A row that is well formed but tells something that can't be.</summary>
/// <param name="fieldName">The field that tells it.</param>
/// <param name="value">What it tells.</param>
/// <param name="fault">What is wrong with that.</param>
internal sealed class RowException(string fieldName, string? value, Fault fault) : Exception(fault.What.ToString())
{
    public string Field => fieldName;

    public string? Value => value;

    public Fault Fault => fault;
}
