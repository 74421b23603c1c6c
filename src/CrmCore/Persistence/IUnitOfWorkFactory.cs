namespace CrmCore.Persistence;

/// <summary>Begins units of work.</summary>
public interface IUnitOfWorkFactory
{
    /// <summary>A new unit of work with nothing staged.</summary>
    IUnitOfWork Begin();
}
