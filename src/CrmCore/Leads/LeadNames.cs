namespace CrmCore.Leads;

/// <summary>The names of statuses and sources for people.</summary>
public static class LeadNames
{
    /// <summary>The name of a status.</summary>
    public static LocalizedText NameOf(LeadStatus status) => status switch
    {
        LeadStatus.New => new("New", "新线索"),
        LeadStatus.Working => new("Working", "跟进中"),
        LeadStatus.Nurturing => new("Nurturing", "培育中"),
        LeadStatus.Qualified => new("Qualified", "已达标"),
        LeadStatus.Converted => new("Converted", "已转化"),
        LeadStatus.Disqualified => new("Disqualified", "已作废"),
        LeadStatus.Merged => new("Merged", "已合并"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status."),
    };

    /// <summary>The name of a kind of source.</summary>
    public static LocalizedText NameOf(LeadSourceKind kind) => kind switch
    {
        LeadSourceKind.Other => new("Other", "其他"),
        LeadSourceKind.MarketingEvent => new("Marketing event", "市场活动"),
        LeadSourceKind.Web => new("Web", "网站"),
        LeadSourceKind.PhoneConsultation => new("Phone consultation", "电话咨询"),
        LeadSourceKind.ConsumerInterview => new("Consumer interview", "消费者访谈"),
        LeadSourceKind.Referral => new("Referral", "转介绍"),
        LeadSourceKind.Partner => new("Partner", "合作伙伴"),
        LeadSourceKind.PurchasedList => new("Purchased list", "购买名单"),
        LeadSourceKind.ColdOutreach => new("Cold outreach", "陌生开发"),
        LeadSourceKind.ExistingCustomer => new("Existing customer", "老客户"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such source."),
    };
}
