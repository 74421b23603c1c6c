using CrmCore.Tests.Support;
using FsCheck;

namespace CrmCore.Tests;

public class WorkingDaysTests
{
    private static readonly WorkingDays Office = new(WorkingCalendar.Office("office", "Asia/Shanghai") with
    {
        Holidays = [new(2026, 10, 1), new(2026, 10, 2), new(2026, 10, 3), new(2026, 10, 1)],
    });

    [Fact]
    public void Weekends_and_holidays_are_no_working_days()
    {
        Assert.Equal([true, false, false, true, false], ((int[])[25, 26, 27, 28, 1]).Select(d => Office.Contains(new(2026, d == 1 ? 10 : 9, d))));
        Assert.Equal(1, Office.Between(new(2026, 9, 25), new(2026, 9, 28)));
        Assert.Equal(-1, Office.Between(new(2026, 9, 28), new(2026, 9, 25)));
        Assert.Equal(3, Office.Between(new(2026, 9, 28), new(2026, 10, 5)));
        Assert.Equal(new(2026, 10, 5), Office.OnOrAfter(new(2026, 10, 1)));
        Assert.Equal(new(2026, 9, 29), Office.DayOf(new(2026, 9, 28, 16, 0, 0, TimeSpan.Zero)));
        Assert.Throws<ArgumentException>(() => new WorkingDays(new() { Key = "none", Hours = [] }));
    }

    [Law]
    public void Counting_is_the_same_as_looking_at_each_day(PositiveInt start, ushort length)
    {
        DateOnly from = new DateOnly(2026, 1, 1).AddDays(start.Get % 700);
        DateOnly to = from.AddDays(length % 900);
        Assert.Equal(Enumerable.Range(1, length % 900).Count(d => Office.Contains(from.AddDays(d))), Office.Between(from, to));
        DateOnly middle = from.AddDays(length % 900 / 3);
        Assert.Equal(Office.Between(from, to), Office.Between(from, middle) + Office.Between(middle, to));
    }
}
