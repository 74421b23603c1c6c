namespace CrmCore.Customers;

/// <summary>Contacts within a unit of work.</summary>
public interface IContactRepository : IRepository<Contact, ContactId>;
