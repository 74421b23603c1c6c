namespace CrmCore.Delivery;

/// <summary>How a relay works. Immutable; every value is checked when it is set.</summary>
public sealed record RelayOptions
{
    /// <summary>The options of a host that chooses none.</summary>
    public static RelayOptions Default { get; } = new();

    /// <summary>What the relay is called in its leases, at most 60 characters; it need not be unique.</summary>
    public string Name
    {
        get;
        init => field = Guard.Against.StringTooLong(Guard.Against.NullOrWhiteSpace(value), 60, nameof(Name));
    } = "relay";

    /// <summary>How many events are leased at once, 1 to 1,000. After a crash so many may come again.</summary>
    public int BatchSize
    {
        get;
        init => field = Guard.Against.OutOfRange(value, nameof(BatchSize), 1, 1000);
    } = 100;

    /// <summary>How long a lease lasts: what a crashed relay had leased is taken by others after it. The handlers of one event should need less than half of it.</summary>
    public TimeSpan LeaseDuration
    {
        get;
        init => field = Guard.Against.NegativeOrZero(value, nameof(LeaseDuration));
    } = TimeSpan.FromMinutes(1);

    /// <summary>How long <see cref="OutboxRelay.RunAsync"/> waits when nothing is due.</summary>
    public TimeSpan PollInterval
    {
        get;
        init => field = Guard.Against.NegativeOrZero(value, nameof(PollInterval));
    } = TimeSpan.FromSeconds(1);

    /// <summary>How often <see cref="OutboxRelay.RunAsync"/> measures what waits, for the figures of the meter.</summary>
    public TimeSpan FiguresInterval
    {
        get;
        init => field = Guard.Against.NegativeOrZero(value, nameof(FiguresInterval));
    } = TimeSpan.FromSeconds(30);

    /// <summary>How often an event is tried before it is given up, from 1.</summary>
    public int MaximumAttempts
    {
        get;
        init => field = Guard.Against.NegativeOrZero(value, nameof(MaximumAttempts));
    } = 10;

    /// <summary>How long to wait after the first failure.</summary>
    public TimeSpan FirstDelay
    {
        get;
        init => field = Guard.Against.NegativeOrZero(value, nameof(FirstDelay));
    } = TimeSpan.FromSeconds(5);

    /// <summary>How many times longer to wait after each further failure, from 1.</summary>
    public double DelayFactor
    {
        get;
        init => field = value >= 1 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(DelayFactor), value, "The factor is a number from 1 up.");
    } = 3;

    /// <summary>The longest to wait.</summary>
    public TimeSpan MaximumDelay
    {
        get;
        init => field = Guard.Against.NegativeOrZero(value, nameof(MaximumDelay));
    } = TimeSpan.FromHours(6);

    /// <summary>How long to wait after so many failures: <c>min(MaximumDelay, FirstDelay × DelayFactor^(failures − 1))</c>.</summary>
    /// <param name="failures">How many failures there were, from 1.</param>
    public TimeSpan DelayAfter(int failures)
    {
        Guard.Against.NegativeOrZero(failures);
        double ticks = FirstDelay.Ticks * Math.Pow(DelayFactor, failures - 1);
        return ticks < MaximumDelay.Ticks ? TimeSpan.FromTicks((long)ticks) : MaximumDelay;
    }
}
