namespace CrmCore.Customers;

/// <content>Losing what names a person who is forgotten. What is left, the erasure of personal data decides; this records it.</content>
public sealed partial class Account
{
    /// <summary>The account as it is afterwards, with the event of that pending.</summary>
    internal static Account Redacted(AccountSnapshot left, DateTimeOffset at, UserId? by)
    {
        Account account = new(left);
        account.Raise(new AccountRedacted(account.Id) { Sequence = account.NextSequence(), At = at, By = by });
        return account;
    }
}
