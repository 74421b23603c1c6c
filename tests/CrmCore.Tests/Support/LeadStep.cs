using CrmCore.Leads;
using CrmCore.Qualification;
using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Tests.Support;

public enum LeadAct
{
    FollowUp, Discover, Answer, Nurture, Work, Qualify, Disqualify, Reopen, Assign, Release, Convert, Correct, SetField, Touch,
}

/// <summary>Something that is tried on a lead, permitted or not.</summary>
public sealed record LeadStep(LeadAct Act, UserId User, PoolId Pool, string? Text, int Hours)
{
    public static Gen<LeadStep> Generator { get; } =
        from act in Gen.Elements(Enum.GetValues<LeadAct>())
        from user in Generators.Users
        from pool in Generators.Pools
        from text in Gen.Frequency((1, Gen.Elements<string?>(null, " ")), (5, Generators.Texts.Select(t => (string?)t)))
        from hours in Gen.Choose(-30, 30)
        select new LeadStep(act, user, pool, text, hours);

    public LeadChange ApplyTo(Lead lead)
    {
        DateTimeOffset at = lead.ChangedAt.AddHours(Hours);
        switch (Act)
        {
            case LeadAct.FollowUp:
                return lead.FollowUp(new(at, User, FollowUpKind.Call, FollowUpOutcome.Reached, Text));
            case LeadAct.Discover:
                return lead.Discover(Need.Explicit("Faster reports", at, Text, "buyer", User));
            case LeadAct.Answer:
                return lead.Discover(new Answer(Answer.Budget, AnswerLevel.Weak, "Some", at, Text, User));
            case LeadAct.Nurture:
                return lead.Nurture(lead.ChangedAt.AddHours(10), at, User);
            case LeadAct.Work:
                return lead.Work(at, User);
            case LeadAct.Qualify:
                return lead.Qualify(at, User);
            case LeadAct.Disqualify:
                return lead.Disqualify(Text!, at, User);
            case LeadAct.Reopen:
                return lead.Reopen(at, User);
            case LeadAct.Assign:
                return lead.AssignTo(User, Text!, at, User);
            case LeadAct.Release:
                return lead.ReleaseTo(Pool, Text!, at, User);
            case LeadAct.Convert:
                return lead.MarkConverted(new("key", null, null, OpportunityId.From(Some.Guid(Math.Abs(Hours) + 1)), at, User));
            case LeadAct.Correct:
                return lead.ChangeDetails(lead.Details with { Title = lead.Details.Title is null ? $"{Text}." : null }, at, User);
            case LeadAct.SetField:
                return lead.SetCustomField("step", lead.CustomFields["step"].IsNone ? FieldValue.Of(Hours) : FieldValue.None, at, User);
            default:
                return lead.TouchedBy(new(LeadSourceKind.Referral, Text), at, User);
        }
    }
}
