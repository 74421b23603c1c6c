using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Leads.Merging;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Testing.Conformance;

/// <summary>Snapshots with a value in every field, most of them hard to store.</summary>
internal static class FullAggregates
{
    public const decimal LongNumber = 12345678901234567890.12345678m;

    public static readonly UserId Anna = new("u-安娜");

    /// <summary>An instant with ticks and an offset of its own.</summary>
    public static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 1, 23, 59, 59, TimeSpan.FromHours(8)).AddTicks(1_234_567);

    private static readonly Dictionary<string, FieldValue> Fields = new()
    {
        ["choices"] = FieldValue.Of(["x", "乙"]),
        ["date"] = FieldValue.Of(new DateOnly(2026, 2, 28)),
        ["flag"] = FieldValue.Of(false),
        ["number"] = FieldValue.Of(LongNumber),
        ["text 文本"] = FieldValue.Of("a\u0001\n\t🙂"),
    };

    private static readonly Discovery Found = new(
    [
        Need.Explicit("报表要快", At.AddTicks(3), "做一份报表要三天", "王小明", Anna),
        new Answer(Answer.Budget, AnswerLevel.Confirmed, "50 万", At.AddTicks(3), "王小明", Anna),
        new Answer(Answer.Timing, AnswerLevel.Weak, "Q3", At.AddTicks(4)),
    ]);

    public static LeadSnapshot Lead(LeadId id, ExternalKey key)
    {
        LeadSnapshot before = new()
        {
            Id = LeadId.New(TimeProvider.System),
            Details = new() { Company = "Before 合并" },
            Source = LeadSource.Web,
            Custody = Custody.OwnedBy(Anna),
            CustodySince = At,
            CapturedAt = At,
            ChangedAt = At,
        };
        return new()
        {
            Id = id,
            EventCount = 7,
            Status = LeadStatus.Nurturing,
            Details = new()
            {
                Name = new PersonName("王小明", "小明", "王"),
                Company = "上海 Ｅｘａｍｐｌｅ 有限公司 🏭",
                Title = "采购经理",
                Email = EmailAddress.Parse("Anna Keller <Anna.Keller+fair@Example.COM>"),
                Phone = new PhoneNumber("+86 138 0000 0000"),
                Industry = "制造",
                City = "上海",
                Country = "CN",
                Description = "Line one\r\nLine two\t\"quoted\" \\ back",
            },
            Source = new(LeadSourceKind.MarketingEvent, "CIIF 工博会", "spring 春"),
            Touches = [new(LeadSource.PhoneConsultation, At.AddTicks(1))],
            Custody = Custody.OwnedBy(Anna),
            CustodySince = At.AddTicks(2),
            CapturedAt = At,
            ChangedAt = At.AddTicks(9),
            FollowUps = [new(At.AddTicks(2), Anna, FollowUpKind.Call, FollowUpOutcome.Reached, "记录", "报价", At.AddDays(7))],
            Discovery = Found,
            WakeAt = At.AddDays(30).AddTicks(3),
            DisqualifiedReason = "no budget 没预算",
            MergedInto = LeadId.New(TimeProvider.System),
            Merges = [new(At, Anna, before, "f-1", [new MergedLead(before.Id, before, "f-2")])],
            Conversion = new("r-1", AccountId.New(TimeProvider.System), ContactId.New(TimeProvider.System), OpportunityId.New(TimeProvider.System), At, Anna) { OverrideReason = "they insisted" },
            ExternalKey = key,
            Holdings = [new(Anna, At, At.AddDays(1), Anna, "released 释放"), new(Anna, At.AddDays(2))],
            EnteredPoolAt = At.AddDays(1),
            Protection = new()
            {
                Pool = new("east 华东"),
                Since = At,
                RecycleAt = At.AddDays(15),
                ExtensionDays = 7,
                Latest = At.AddDays(60),
                RemindDays = 3,
                CountedKinds = [FollowUpKind.Call, FollowUpKind.Visit],
                CountedOutcomes = [FollowUpOutcome.Reached],
                RemindedAt = At.AddDays(12),
            },
            Lock = new(At, Anna, "waiting for the tender"),
            CustomFields = Fields,
        };
    }

    public static OpportunitySnapshot Opportunity(OpportunityId id, ExternalKey key) => new()
    {
        Id = id,
        EventCount = 9,
        Name = "上海 Example：设备更新 🙂",
        Pipeline = new("solution-sale", 3),
        Stage = "lost",
        StageKind = StageKind.Lost,
        Account = AccountId.New(TimeProvider.System),
        Contact = ContactId.New(TimeProvider.System),
        Owner = Anna,
        Amount = new Money(LongNumber, Currency.Cny),
        CloseDate = new DateOnly(2026, 12, 31),
        Probability = new Probability(1.0 / 3),
        IsProbabilityManual = true,
        SourceLead = LeadId.New(TimeProvider.System),
        Source = new(LeadSourceKind.Referral, "李", "春"),
        Description = "Ends with a space ",
        CreatedAt = At,
        StageEnteredAt = At.AddTicks(5),
        ChangedAt = At.AddTicks(6),
        Closing = new(StageKind.Lost, At.AddTicks(5), "proposal", "competition 竞争", "对手"),
        Discovery = Found,
        LineItems = [new("设备 A", 1.5m, new Money(0.1m, Currency.Cny), 12.5m), new("B", 3, new Money(7, Currency.Cny))],
        Recurring = new(new Money(99.99m, Currency.Cny), 12),
        Splits = [new(Anna, 60), new(new("u-2"), 40)],
        BuyingRoles = [new("李总", BuyingRoleKind.EconomicBuyer, Stance.For, Influence.High, ContactId.New(TimeProvider.System))],
        Competitors = [new("对手", CompetitorStatus.Winner, CompetitorPosition.Ahead) { Strengths = "price", Weaknesses = "service" }],
        Activities = [new("quote", At.AddTicks(4), Anna, "sent 已发")],
        NextStep = new("call again", new DateOnly(2027, 1, 4)),
        History =
        [
            new() { Kind = HistoryKind.Created, At = At, By = Anna, To = "inquiry", Probability = new Probability(0.2), Category = ForecastCategory.Pipeline },
            new()
            {
                Kind = HistoryKind.Moved,
                At = At.AddTicks(5),
                By = Anna,
                From = "inquiry",
                To = "lost",
                Move = MoveKind.Close,
                Reason = "competition 竞争",
                Duration = TimeSpan.FromTicks(5),
                Amount = new Money(LongNumber, Currency.Cny),
                Probability = new Probability(0),
                CloseDate = new DateOnly(2026, 12, 31),
                Owner = Anna,
                Category = ForecastCategory.Omitted,
                Skipped = ["quotation", "evaluation"],
            },
        ],
        ExternalKey = key,
        CustomFields = Fields,
    };

    public static AccountSnapshot Account(AccountId id, ExternalKey key) => new()
    {
        Id = id,
        EventCount = 1,
        Name = "深圳 Example 集团有限公司",
        Owner = Anna,
        Industry = "制造",
        Website = "https://例子.example",
        Phone = new PhoneNumber("０７５５-１２３４５６７８"),
        CreatedAt = At,
        ExternalKey = key,
        CustomFields = Fields,
    };

    public static ContactSnapshot Contact(ContactId id, ExternalKey key) => new()
    {
        Id = id,
        EventCount = 1,
        Name = new PersonName(null, "小红", "李"),
        Account = AccountId.New(TimeProvider.System),
        Title = "CFO 财务总监",
        Email = EmailAddress.Parse("li@例子.cn"),
        Phone = new PhoneNumber("010-8888 9999转12"),
        Owner = Anna,
        CreatedAt = At,
        ExternalKey = key,
        CustomFields = Fields,
    };

    public static OwnerLedgerSnapshot Ledger(UserId user) => new()
    {
        User = user,
        Claims = [new(new("east 华东"), new DateOnly(2026, 3, 1), 3)],
        Assigned = [new(new DateOnly(2026, 3, 2), 4)],
        Turns = [new("rule 规则", 5, 6)],
    };
}
