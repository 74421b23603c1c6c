namespace CrmCore.InMemory;

/// <summary>Puts the records of a query in its order and cuts a page out of them.</summary>
internal sealed class InMemoryOrder<TId, TSnapshot>(Func<TSnapshot, DateTimeOffset?> instantOf, Func<TSnapshot, TId> idOf, bool isById, bool isDescending)
    : IComparer<(DateTimeOffset? At, TId Id)>
    where TId : struct, IEntityId<TId>
    where TSnapshot : class
{
    public int Compare((DateTimeOffset? At, TId Id) x, (DateTimeOffset? At, TId Id) y)
    {
        int byInstant = Nullable.Compare(x.At, y.At);
        int compared = byInstant != 0 ? byInstant : x.Id.CompareTo(y.Id);
        return isDescending ? -compared : compared;
    }

    public List<TSnapshot> Page(InMemoryTable<TId, TSnapshot> table, Func<TSnapshot, bool> wants, TId? after, DateTimeOffset? afterAt, int? limit)
    {
        Guard.Against.Negative(limit ?? 0);
        Guard.Against.InvalidInput(afterAt, "query", _ => isById || after is null || afterAt is not null, "The query names what to read on after, but not its instant, which its order goes by.");
        if (isById && !isDescending)
        {
            return [.. table.After(after).Where(wants).Take(limit ?? int.MaxValue)];
        }

        IEnumerable<TSnapshot> wanted = table.After(null).Where(wants);
        if (after is { } id)
        {
            wanted = wanted.Where(s => Compare((instantOf(s), idOf(s)), (isById ? null : afterAt, id)) > 0);
        }

        return [.. wanted.OrderBy(s => (instantOf(s), idOf(s)), this).Take(limit ?? int.MaxValue)];
    }
}
