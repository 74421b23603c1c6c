namespace CrmCore.Leads;

/// <summary>What kind of place a lead came from.</summary>
public enum LeadSourceKind
{
    /// <summary>Something else, or not known.</summary>
    Other = 0,

    /// <summary>A fair, a seminar, a launch (市场活动).</summary>
    MarketingEvent = 1,

    /// <summary>The web site or a form on it.</summary>
    Web = 2,

    /// <summary>They called and asked (电话咨询).</summary>
    PhoneConsultation = 3,

    /// <summary>They were interviewed (消费者访谈).</summary>
    ConsumerInterview = 4,

    /// <summary>Somebody named them.</summary>
    Referral = 5,

    /// <summary>A partner passed them on.</summary>
    Partner = 6,

    /// <summary>A bought list.</summary>
    PurchasedList = 7,

    /// <summary>They were called or written to unasked.</summary>
    ColdOutreach = 8,

    /// <summary>They buy already.</summary>
    ExistingCustomer = 9,
}

/// <summary>Where a lead came from.</summary>
/// <param name="Kind">What kind of place.</param>
/// <param name="Detail">Which one, such as the fair's name.</param>
/// <param name="Campaign">The campaign it belongs to.</param>
public sealed record LeadSource(LeadSourceKind Kind, string? Detail = null, string? Campaign = null)
{
    /// <summary>They called and asked.</summary>
    public static LeadSource PhoneConsultation { get; } = new(LeadSourceKind.PhoneConsultation);

    /// <summary>The web site.</summary>
    public static LeadSource Web { get; } = new(LeadSourceKind.Web);

    /// <summary>Not known.</summary>
    public static LeadSource Unknown { get; } = new(LeadSourceKind.Other);
}

/// <summary>A later touch by a source; the first source of a lead is kept beside it.</summary>
/// <param name="Source">Where from.</param>
/// <param name="At">When.</param>
public sealed record SourceTouch(LeadSource Source, DateTimeOffset At);
