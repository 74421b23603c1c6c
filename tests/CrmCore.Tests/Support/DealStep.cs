using CrmCore.Opportunities;
using FsCheck;
using FsCheck.Fluent;

namespace CrmCore.Tests.Support;

public enum DealAct
{
    Move, Reopen, SetAmount, SetCloseDate, SetProbability, Assign,
}

/// <summary>Something that is tried on an opportunity, permitted or not.</summary>
public sealed record DealStep(DealAct Act, string Stage, Money? Amount, DateOnly? Date, Probability? Chance, UserId User, string? Reason, int Hours)
{
    public static Gen<DealStep> Generator { get; } =
        from act in Gen.Frequency((4, Gen.Constant(DealAct.Move)), (5, Gen.Elements(Enum.GetValues<DealAct>())))
        from stage in Gen.Elements("inquiry", "quotation", "evaluation", "won", "lost", "invalid", "nowhere")
        from amount in Gen.Choose(-10, 100_000).Select(a => new Money(a, Currency.Eur)).OrNone()
        from date in Generators.Dates.OrNone()
        from chance in Generators.Probabilities.OrNone()
        from user in Generators.Users
        from reason in Gen.Elements(null, "price", "they came back", " ")
        from hours in Gen.Choose(-5, 50)
        select new DealStep(act, stage, amount, date, chance, user, reason, hours);

    public Outcome ApplyTo(Opportunity deal)
    {
        DateTimeOffset at = deal.ChangedAt.AddHours(Hours);
        return Act switch
        {
            DealAct.Move => deal.Move(new(Stage, at, User) { Reason = Reason }, Some.Sale),
            DealAct.Reopen => deal.Reopen(Some.Sale, at, User, Reason),
            DealAct.SetAmount => deal.SetAmount(Amount, Some.Sale, at, User),
            DealAct.SetCloseDate => deal.SetCloseDate(Date, Some.Sale, at, User),
            DealAct.SetProbability => deal.SetProbability(Chance, Some.Sale, at, User),
            _ => deal.AssignTo(User, Some.Sale, at, User),
        };
    }
}
