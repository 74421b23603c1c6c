using CrmCore.Leads;

namespace CrmCore.Cli.Import;

/// <summary>Recognises where a lead came from by the word a file has for it, in English and Chinese.</summary>
internal static class LeadSources
{
    private static readonly (LeadSourceKind Kind, string[] Words)[] Known =
    [
        (LeadSourceKind.MarketingEvent, ["marketingevent", "event", "tradeshow", "fair", "exhibition", "seminar", "webinar", "conference", "展会", "市场活动", "会议"]),
        (LeadSourceKind.PhoneConsultation, ["phoneconsultation", "phone", "phoneinquiry", "inboundcall", "call", "电话咨询", "电话", "来电"]),
        (LeadSourceKind.ConsumerInterview, ["consumerinterview", "interview", "survey", "访谈", "消费者访谈"]),
        (LeadSourceKind.Web, ["web", "website", "webform", "online", "organicsearch", "paidsearch", "internet", "chat", "官网", "网站", "在线"]),
        (LeadSourceKind.Referral, ["referral", "employeereferral", "externalreferral", "wordofmouth", "推荐", "转介绍", "介绍"]),
        (LeadSourceKind.Partner, ["partner", "reseller", "channel", "合作伙伴", "渠道"]),
        (LeadSourceKind.PurchasedList, ["purchasedlist", "list", "boughtlist", "购买名单", "名单"]),
        (LeadSourceKind.ColdOutreach, ["coldoutreach", "coldcall", "coldemail", "outbound", "telemarketing", "陌拜", "陌生拜访", "电销"]),
        (LeadSourceKind.ExistingCustomer, ["existingcustomer", "customer", "upsell", "crosssell", "老客户", "现有客户"]),
    ];

    /// <summary>The source of a word; a word that is not known is kept as the detail of <see cref="LeadSourceKind.Other"/>.</summary>
    public static LeadSource Read(string? word, string? detail, string? campaign)
    {
        LeadSourceKind kind = KindOf(word);
        return new(kind, detail ?? (kind == LeadSourceKind.Other ? word : null), campaign);
    }

    private static LeadSourceKind KindOf(string? word)
    {
        string folded = new([.. (word ?? "").Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
        return Known.FirstOrDefault(k => k.Words.Contains(folded)).Kind;
    }
}
