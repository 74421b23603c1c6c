namespace CrmCore.Persistence;

/// <summary>Begins units of work. Thread-safe, unless storage is a host's own context, which belongs to one thread at a time.</summary>
public interface IUnitOfWorkFactory
{
    /// <summary>A new unit of work with nothing staged, on the data of the tenant at hand. Does no input or output.</summary>
    IUnitOfWork Begin();
}
