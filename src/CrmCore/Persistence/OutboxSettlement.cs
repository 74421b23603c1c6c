namespace CrmCore.Persistence;

/// <summary>What came of a leased event.</summary>
public enum OutboxVerdict
{
    /// <summary>It was delivered, and is not delivered again.</summary>
    Delivered = 1,

    /// <summary>It was not tried; somebody else may lease it at once.</summary>
    Released = 2,

    /// <summary>It failed, and is due again at <see cref="OutboxSettlement.RetryAt"/>.</summary>
    Failed = 3,

    /// <summary>It failed and is given up: a dead letter, which holds nothing back.</summary>
    Dead = 4,
}

/// <summary>What came of one leased event; made by its factory methods.</summary>
public sealed record OutboxSettlement
{
    /// <summary>The longest text of an error that is kept; longer ones are cut.</summary>
    public const int MaximumErrorLength = 2000;

    private OutboxSettlement(OutboxDelivery delivery, OutboxVerdict verdict, DateTimeOffset at)
    {
        Delivery = Guard.Against.Null(delivery);
        Verdict = verdict;
        At = at;
    }

    /// <summary>The event.</summary>
    public OutboxDelivery Delivery { get; }

    /// <summary>What came of it.</summary>
    public OutboxVerdict Verdict { get; }

    /// <summary>When; storage may note the latest instant of those that are settled together.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What it failed of; null unless it failed.</summary>
    public string? Error { get; private init; }

    /// <summary>When it is due again; null unless it is to be tried again.</summary>
    public DateTimeOffset? RetryAt { get; private init; }

    /// <summary>It was delivered.</summary>
    public static OutboxSettlement Delivered(OutboxDelivery delivery, DateTimeOffset at) => new(delivery, OutboxVerdict.Delivered, at);

    /// <summary>It was not tried.</summary>
    public static OutboxSettlement Released(OutboxDelivery delivery, DateTimeOffset at) => new(delivery, OutboxVerdict.Released, at);

    /// <summary>It failed, and is to be tried again.</summary>
    public static OutboxSettlement Failed(OutboxDelivery delivery, DateTimeOffset at, string error, DateTimeOffset retryAt) =>
        new(delivery, OutboxVerdict.Failed, at) { Error = Cut(error), RetryAt = retryAt };

    /// <summary>It failed, and is given up.</summary>
    public static OutboxSettlement Dead(OutboxDelivery delivery, DateTimeOffset at, string error) => new(delivery, OutboxVerdict.Dead, at) { Error = Cut(error) };

    private static string Cut(string error)
    {
        Guard.Against.NullOrWhiteSpace(error);
        return error.Length <= MaximumErrorLength ? error : error[..(char.IsHighSurrogate(error[MaximumErrorLength - 1]) ? MaximumErrorLength - 1 : MaximumErrorLength)];
    }
}
