namespace CrmCore.Cli.Terminal;

/// <summary>A clock that stands where it is set, for replaying what happened and for <c>--as-of</c>.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
