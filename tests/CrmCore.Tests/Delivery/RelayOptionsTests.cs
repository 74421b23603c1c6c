using CrmCore.Delivery;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Delivery;

public class RelayOptionsTests
{
    [Theory]
    [InlineData(1, "00:00:05")]
    [InlineData(2, "00:00:15")]
    [InlineData(3, "00:00:45")]
    [InlineData(4, "00:02:15")]
    [InlineData(8, "03:02:15")]
    [InlineData(9, "06:00:00")]
    [InlineData(1_000_000, "06:00:00")]
    public void The_default_waits_three_times_longer_each_time_up_to_six_hours(int failures, string delay) =>
        Assert.Equal(TimeSpan.Parse(delay, null), RelayOptions.Default.DelayAfter(failures));

    [Law]
    public void No_delay_is_shorter_than_the_one_before_or_longer_than_the_longest(byte failures, ushort first, byte factor, ushort maximum)
    {
        RelayOptions options = new() { FirstDelay = TimeSpan.FromSeconds(1 + first), DelayFactor = 1 + (factor / 10d), MaximumDelay = TimeSpan.FromSeconds(1 + maximum) };
        TimeSpan delay = options.DelayAfter(1 + failures);
        Assert.InRange(delay, TimeSpan.FromTicks(1), options.MaximumDelay);
        Assert.True(options.DelayAfter(2 + failures) >= delay);
    }

    [Fact]
    public void What_makes_no_sense_is_refused_when_it_is_set()
    {
        Assert.ThrowsAny<ArgumentException>(() => new RelayOptions { BatchSize = 0 });
        Assert.ThrowsAny<ArgumentException>(() => new RelayOptions { BatchSize = 1001 });
        Assert.ThrowsAny<ArgumentException>(() => new RelayOptions { LeaseDuration = TimeSpan.Zero });
        Assert.ThrowsAny<ArgumentException>(() => new RelayOptions { MaximumAttempts = 0 });
        Assert.ThrowsAny<ArgumentException>(() => new RelayOptions { DelayFactor = 0.5 });
        Assert.ThrowsAny<ArgumentException>(() => new RelayOptions { DelayFactor = double.NaN });
        Assert.ThrowsAny<ArgumentException>(() => new RelayOptions { Name = " " });
        Assert.ThrowsAny<ArgumentException>(() => RelayOptions.Default.DelayAfter(0));
    }
}
