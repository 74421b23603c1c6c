namespace CrmCore.Conversion;

/// <summary>The ids of what a request creates. They follow from the lead and the request key, so a request that is sent twice can't create twice.</summary>
public static class ConversionIds
{
    /// <summary>The account that a request creates.</summary>
    public static AccountId Account(LeadId lead, string requestKey) => Of<AccountId>(lead, requestKey, "account");

    /// <summary>The contact that a request creates.</summary>
    public static ContactId Contact(LeadId lead, string requestKey) => Of<ContactId>(lead, requestKey, "contact");

    /// <summary>The opportunity that a request creates.</summary>
    public static OpportunityId Opportunity(LeadId lead, string requestKey) => Of<OpportunityId>(lead, requestKey, "opportunity");

    private static TId Of<TId>(LeadId lead, string requestKey, string part)
        where TId : struct, IEntityId<TId> =>
        EntityId.FromName<TId>(Guard.Against.Default(lead).Value, $"conversion/{Guard.Against.NullOrWhiteSpace(requestKey)}/{part}");
}
