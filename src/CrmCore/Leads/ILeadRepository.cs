namespace CrmCore.Leads;

/// <summary>Leads within a unit of work.</summary>
public interface ILeadRepository : IRepository<Lead, LeadId>;
