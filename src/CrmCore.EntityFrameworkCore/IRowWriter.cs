using CrmCore.Persistence;

namespace CrmCore.EntityFrameworkCore;

/// <summary>Writes the staged rows and the messages of their events, all of them or nothing.</summary>
internal interface IRowWriter
{
    /// <exception cref="ConcurrencyConflictException">Somebody else wrote first. The context is as it was before.</exception>
    Task WriteAsync(IReadOnlyList<StagedWrite> writes, CancellationToken cancellationToken);
}
