namespace CrmCore.Forecasting;

/// <summary>An owner's part of a deal.</summary>
/// <param name="Owner">Whose; null for nobody.</param>
/// <param name="Amount">How much.</param>
public readonly record struct OwnerAmount(UserId? Owner, Money Amount);

/// <summary>An open deal as the outlook of a period sees it: its amount, all or nothing, by its chance to be won in the period. Immutable.</summary>
/// <param name="Id">The deal.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Amount">Its amount, not negative.</param>
/// <param name="Chance">The chance that it is won in the period, 0 to 1.</param>
public sealed record PeriodDeal(OpportunityId Id, string Name, Money Amount, double Chance)
{
    /// <summary>Its amount.</summary>
    public Money Amount { get; init => field = Checked(value); } = Checked(Amount);

    /// <summary>The chance that it is won in the period, 0 to 1.</summary>
    public double Chance { get; init => field = Checked(value); } = Checked(Chance);

    /// <summary>The chance that it is won at all, 0 to 1.</summary>
    public double EverChance { get; init => field = Checked(value); } = Checked(Chance);

    /// <summary>The chance that it is won in the period if everything takes as many days longer as the outlook says, 0 to 1.</summary>
    public double ChanceIfSlipped { get; init => field = Checked(value); }

    /// <summary>The owners' parts, which add up to the amount; none for nobody's.</summary>
    public IReadOnlyList<OwnerAmount> Owners { get; init; } = [];

    /// <summary>Whether it is not there yet but expected, from what came in the past.</summary>
    public bool IsExpected { get; init; }

    private static Money Checked(Money amount) =>
        amount.Amount >= 0 ? amount : throw new ArgumentOutOfRangeException(nameof(amount), amount, "The amount of a deal is not negative.");

    private static double Checked(double chance) =>
        chance is >= 0 and <= 1 ? chance : throw new ArgumentOutOfRangeException(nameof(chance), chance, "A chance lies between 0 and 1.");
}
