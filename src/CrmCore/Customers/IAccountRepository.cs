namespace CrmCore.Customers;

/// <summary>Accounts within a unit of work.</summary>
public interface IAccountRepository : IRepository<Account, AccountId>;
