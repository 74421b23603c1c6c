namespace CrmCore.Opportunities;

/// <summary>Opportunities within a unit of work.</summary>
public interface IOpportunityRepository : IRepository<Opportunity, OpportunityId>;
