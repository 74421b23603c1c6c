namespace CrmCore.Opportunities;

/// <summary>A product or service that is to be sold. Immutable.</summary>
/// <param name="Product">What: a product's key or name, 1 to 200 characters.</param>
/// <param name="Quantity">How many; above 0.</param>
/// <param name="UnitPrice">The price of one, not negative.</param>
/// <param name="DiscountPercent">The discount on it, 0 to 100.</param>
public sealed record LineItem(string Product, decimal Quantity, Money UnitPrice, decimal DiscountPercent = 0)
{
    /// <summary>What.</summary>
    public string Product { get; } = DetailTexts.Checked(Product, 200, nameof(Product));

    /// <summary>How many.</summary>
    public decimal Quantity { get; } = Quantity > 0 ? Quantity : throw new ArgumentOutOfRangeException(nameof(Quantity), Quantity, "A quantity is above 0.");

    /// <summary>The price of one.</summary>
    public Money UnitPrice { get; } = UnitPrice.Amount >= 0 && UnitPrice.Currency != default
        ? UnitPrice
        : throw new ArgumentOutOfRangeException(nameof(UnitPrice), UnitPrice, "A unit price is not negative and has a currency.");

    /// <summary>The discount in percent.</summary>
    public decimal DiscountPercent { get; } = DiscountPercent is >= 0 and <= 100
        ? DiscountPercent
        : throw new ArgumentOutOfRangeException(nameof(DiscountPercent), DiscountPercent, "A discount lies between 0 and 100 percent.");

    /// <summary>Quantity times unit price less the discount, rounded half to even to the currency's smallest unit.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Money Total => (UnitPrice * Quantity * (1 - (DiscountPercent / 100))).Round();
}

/// <summary>Revenue that comes again and again. Immutable.</summary>
/// <param name="Amount">The amount of one period, not negative.</param>
/// <param name="Months">How many months a period has, from 1.</param>
public sealed record RecurringRevenue(Money Amount, int Months)
{
    /// <summary>The amount of one period.</summary>
    public Money Amount { get; } = Amount.Amount >= 0 && Amount.Currency != default
        ? Amount
        : throw new ArgumentOutOfRangeException(nameof(Amount), Amount, "A recurring amount is not negative and has a currency.");

    /// <summary>How many months a period has.</summary>
    public int Months { get; } = Months >= 1 ? Months : throw new ArgumentOutOfRangeException(nameof(Months), Months, "A period has at least one month.");

    /// <summary>The amount of one month, not rounded.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Money Monthly => new(Amount.Amount / Months, Amount.Currency);
}

/// <summary>An owner's share of a deal. The shares of a deal add up to 100 percent.</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Percent">How much, above 0 and up to 100.</param>
public sealed record OwnerSplit(UserId Owner, decimal Percent)
{
    /// <summary>Whose.</summary>
    public UserId Owner { get; } = Guard.Against.Default(Owner, nameof(Owner));

    /// <summary>How much, in percent.</summary>
    public decimal Percent { get; } = Percent is > 0 and <= 100
        ? Percent
        : throw new ArgumentOutOfRangeException(nameof(Percent), Percent, "A share lies above 0 and up to 100 percent.");
}
