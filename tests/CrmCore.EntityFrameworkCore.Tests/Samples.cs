using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>Aggregates with something hard to store in every field.</summary>
internal static class Samples
{
    public static readonly UserId Anna = new("u-安娜");
    public static readonly PoolId Pool = new("default");
    public static readonly string LongText = string.Concat(Enumerable.Repeat("需求🙂 \"quoted\" \\ ", 400))[..4000];
    public const decimal LongNumber = 12345678901234567890.12345678m;

    /// <summary>An instant with ticks and an offset of its own.</summary>
    public static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 1, 23, 59, 59, TimeSpan.FromHours(8)).AddTicks(1_234_567);

    public static LeadDetails Details(int number = 0) => new()
    {
        Name = new PersonName($"王小明 {number}", "小明", "王"),
        Company = "上海 Ｅｘａｍｐｌｅ 有限公司 🏭",
        Title = "采购经理",
        Email = EmailAddress.Parse("Anna Keller <Anna.Keller+fair@Example.COM>"),
        Phone = new PhoneNumber("+86 138 0000 0000"),
        Industry = "制造",
        City = "上海",
        Country = "CN",
        Description = LongText,
    };

    public static Lead Lead(ExternalKey? key = null, LeadId? id = null, UserId? owner = null, string name = "王小明") => Leads.Lead.Capture(
        id ?? LeadId.New(TimeProvider.System),
        new() { Name = new PersonName(name), Email = EmailAddress.Parse("anna@example.com") },
        LeadSource.Web,
        owner is { } o ? Custody.OwnedBy(o) : Custody.InPool(Pool),
        At,
        externalKey: key);

    public static Lead FullLead()
    {
        Lead lead = Leads.Lead.Capture(
            LeadId.New(TimeProvider.System),
            Details(),
            new LeadSource(LeadSourceKind.MarketingEvent, "CIIF 工博会", "spring 春"),
            Custody.OwnedBy(Anna),
            At,
            Anna,
            new ExternalKey("salesforce 导出", "00Q/1'\"🙂"),
            CustomFields.Empty
                .With("number", FieldValue.Of(LongNumber))
                .With("text 文本", FieldValue.Of("a\u0001\n\t🙂"))
                .With("date", FieldValue.Of(new DateOnly(2026, 2, 28)))
                .With("flag", FieldValue.Of(false))
                .With("choices", FieldValue.Of(["x", "乙"])));
        lead.TouchedBy(LeadSource.PhoneConsultation, At.AddTicks(1));
        lead.FollowUp(new(At.AddTicks(2), Anna, FollowUpKind.Call, FollowUpOutcome.Reached, LongText, "报价", At.AddDays(7))).EnsureSucceeded();
        Qualify(lead);
        lead.Nurture(At.AddDays(30).AddTicks(3), At.AddTicks(4), Anna).EnsureSucceeded();
        return lead;
    }

    /// <summary>Notes what the default policy asks for.</summary>
    public static void Qualify(Lead lead)
    {
        lead.Discover(Need.Explicit("报表要快", At.AddTicks(3), "做一份报表要三天", "王小明", Anna)).EnsureSucceeded();
        lead.Discover(new Answer(Answer.Budget, AnswerLevel.Confirmed, "50 万", At.AddTicks(3), "王小明", Anna)).EnsureSucceeded();
        lead.Discover(new Answer(Answer.Timing, AnswerLevel.Weak, "Q3", At.AddTicks(3))).EnsureSucceeded();
    }

    public static Opportunity FullOpportunity(decimal amount = LongNumber, string name = "上海 Example：设备更新 🙂")
    {
        Pipeline pipeline = ReadyPipelines.SolutionSale;
        Opportunity opportunity = Opportunity.Create(
            new(OpportunityId.New(TimeProvider.System), name)
            {
                Account = AccountId.New(TimeProvider.System),
                Contact = ContactId.New(TimeProvider.System),
                Owner = Anna,
                Amount = new Money(amount, Currency.Cny),
                CloseDate = new DateOnly(2026, 12, 31),
                SourceLead = LeadId.New(TimeProvider.System),
                Source = LeadSource.PhoneConsultation,
                Description = LongText,
                Discovery = Discovery.Empty.With(Need.Implied("慢", At, "三天", "王", Anna)),
                ExternalKey = new ExternalKey("crm", Guid.NewGuid().ToString()),
                CustomFields = CustomFields.Empty.With("n", FieldValue.Of(0.0000000000000000000000000001m)),
            },
            pipeline,
            At,
            Anna);
        opportunity.SetProbability(new Probability(1.0 / 3), pipeline, At.AddTicks(1), Anna).EnsureSucceeded();
        opportunity.Lose("competition 竞争", pipeline, At.AddDays(3).AddTicks(7), Anna, "对手").EnsureSucceeded();
        return opportunity;
    }

    public static Account FullAccountOfItsOwn() => Account.FromSnapshot(FullAccount().ToSnapshot() with { ExternalKey = null });

    public static Account FullAccount() => Account.Create(
        new()
        {
            Id = AccountId.New(TimeProvider.System),
            Name = "深圳 Example 集团有限公司",
            Owner = Anna,
            Industry = "制造",
            Website = "https://例子.example",
            Phone = new PhoneNumber("０７５５-１２３４５６７８"),
            CreatedAt = At,
            ExternalKey = new ExternalKey("crm", "账户-1"),
            CustomFields = new Dictionary<string, FieldValue> { ["n"] = FieldValue.Of(LongNumber) },
        },
        Anna);

    public static Contact FullContact(AccountId? account = null) => Contact.Create(
        new()
        {
            Id = ContactId.New(TimeProvider.System),
            Name = new PersonName(null, "小红", "李"),
            Account = account ?? AccountId.New(TimeProvider.System),
            Title = "CFO 财务总监",
            Email = EmailAddress.Parse("li@例子.cn"),
            Phone = new PhoneNumber("010-8888 9999转12"),
            Owner = Anna,
            CreatedAt = At,
            ExternalKey = new ExternalKey("crm", "联系人-1"),
            CustomFields = new Dictionary<string, FieldValue> { ["f"] = FieldValue.Of(true) },
        },
        Anna);
}
