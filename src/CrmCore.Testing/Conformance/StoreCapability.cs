namespace CrmCore.Testing.Conformance;

/// <summary>What a store may or may not offer beside units of work, which every store has.</summary>
public enum StoreCapability
{
    /// <summary>Reading in bulk: <see cref="StoreUnderTest.Leads"/>, <see cref="StoreUnderTest.Opportunities"/>, <see cref="StoreUnderTest.Customers"/>.</summary>
    Reading = 1,

    /// <summary>How opportunities stood at an instant.</summary>
    AsOf = 2,

    /// <summary>Counting what people own: <see cref="StoreUnderTest.Loads"/>.</summary>
    Loads = 3,

    /// <summary>Reading what is due by a date: <see cref="StoreUnderTest.DueDates"/>.</summary>
    DueDates = 4,

    /// <summary>Delivering the events: <see cref="StoreUnderTest.Outbox"/>.</summary>
    Outbox = 5,

    /// <summary>Noting in a commit which events were handled: the inbox of a unit of work.</summary>
    Inbox = 6,

    /// <summary>Keeping versions of definitions: <see cref="StoreUnderTest.Definitions"/>.</summary>
    Definitions = 7,

    /// <summary>Several tenants, told apart by the accessor that the store is opened with.</summary>
    Tenants = 8,

    /// <summary>Making a write of a commit fail on purpose: <see cref="StoreUnderTest.Faults"/>.</summary>
    Faults = 9,
}
