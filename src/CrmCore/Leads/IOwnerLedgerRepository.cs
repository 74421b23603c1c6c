namespace CrmCore.Leads;

/// <summary>Ledgers within a unit of work. Ledgers have no external keys.</summary>
public interface IOwnerLedgerRepository : IRepository<OwnerLedger, OwnerLedgerId>;
