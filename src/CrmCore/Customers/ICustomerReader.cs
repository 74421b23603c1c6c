namespace CrmCore.Customers;

/// <summary>Reads accounts and contacts in bulk, outside any unit of work, in the order of their ids. Thread-safe.</summary>
public interface ICustomerReader
{
    /// <summary>Streams every account.</summary>
    IAsyncEnumerable<AccountSnapshot> ReadAccountsAsync(CancellationToken cancellationToken = default);

    /// <summary>Streams every contact.</summary>
    IAsyncEnumerable<ContactSnapshot> ReadContactsAsync(CancellationToken cancellationToken = default);
}
