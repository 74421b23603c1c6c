namespace CrmCore.Customers;

/// <summary>What came of a correction of an account or a contact.</summary>
public sealed record CustomerChange : Outcome
{
    internal static readonly CustomerChange Done = new();

    private CustomerChange(params IReadOnlyList<Refusal> refusals)
        : base(refusals)
    {
    }

    internal static CustomerChange Refused(params IReadOnlyList<Refusal> refusals) => new(refusals);

    /// <summary>A correction at an instant before the record was there.</summary>
    internal static IReadOnlyList<Refusal> BeforeCreated(DateTimeOffset at, DateTimeOffset created) =>
        at < created ? [new Refusal("customer.before-created", ("at", at), ("created", created))] : [];
}
