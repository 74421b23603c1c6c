using System.Globalization;
using CrmCore.Cli.Csv;
using CrmCore.Tests.Support;

namespace CrmCore.Cli.Tests.Csv;

public sealed class DateTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("2024-03-05", "2024-03-05T00:00:00+00:00")]
    [InlineData("2024/3/5", "2024-03-05T00:00:00+00:00")]
    [InlineData("2024.03.05", "2024-03-05T00:00:00+00:00")]
    [InlineData("20240305", "2024-03-05T00:00:00+00:00")]
    [InlineData("2024年3月5日", "2024-03-05T00:00:00+00:00")]
    [InlineData("2024年03月05日 14:30", "2024-03-05T14:30:00+00:00")]
    [InlineData("2024年3月5号 下午2:30", "2024-03-05T14:30:00+00:00")]
    [InlineData("2024/3/5 上午12:05", "2024-03-05T00:05:00+00:00")]
    [InlineData("２０２４－０３－０５", "2024-03-05T00:00:00+00:00")]
    [InlineData("2024-03-05T14:30:15Z", "2024-03-05T14:30:15+00:00")]
    [InlineData("2024-03-05T14:30:15.123+08:00", "2024-03-05T14:30:15.123+08:00")]
    [InlineData("2024-03-05T14:30:15.000+0000", "2024-03-05T14:30:15+00:00")]
    [InlineData("2024-03-05 14:30 -0530", "2024-03-05T14:30:00-05:30")]
    [InlineData("2024-03-05 14:30:00 UTC", "2024-03-05T14:30:00+00:00")]
    [InlineData("25/03/2024", "2024-03-25T00:00:00+00:00")]
    [InlineData("03/25/2024", "2024-03-25T00:00:00+00:00")]
    [InlineData("03/25/2024 2:05 PM", "2024-03-25T14:05:00+00:00")]
    [InlineData("3/25/24, 12:05 AM", "2024-03-25T00:05:00+00:00")]
    [InlineData("5.3.2024", "2024-03-05T00:00:00+00:00")]
    [InlineData("05.03.2024 14:30", "2024-03-05T14:30:00+00:00")]
    [InlineData("05/05/2024", "2024-05-05T00:00:00+00:00")]
    [InlineData("5 Mar 2024", "2024-03-05T00:00:00+00:00")]
    [InlineData("05-Mar-24", "2024-03-05T00:00:00+00:00")]
    [InlineData("March 5, 2024", "2024-03-05T00:00:00+00:00")]
    [InlineData("Sept 5 2024 09:00", "2024-09-05T09:00:00+00:00")]
    [InlineData("29/02/2024", "2024-02-29T00:00:00+00:00")]
    [InlineData("31/12/1999", "1999-12-31T00:00:00+00:00")]
    public void A_date_is_read_as_written(string text, string expected)
    {
        Assert.Null(new DateReader(DateOrder.Unknown, TimeZoneInfo.Utc).TryRead(text, out DateTimeOffset instant));
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), instant);
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).Offset, instant.Offset);
    }

    [Theory]
    [InlineData("2024-02-30")]
    [InlineData("2023-02-29")]
    [InlineData("31.04.2024")]
    [InlineData("2024-13-01")]
    [InlineData("31/31/2024")]
    [InlineData("0000-00-00")]
    [InlineData("20241340")]
    [InlineData("0202-03-05")]
    [InlineData("2024-03-05 25:00")]
    [InlineData("2024-03-05 12:61")]
    [InlineData("2024年2月30日")]
    [InlineData("soon")]
    [InlineData("2024-03")]
    [InlineData("45356")]
    [InlineData("12:30")]
    [InlineData("2024-03-05 or later")]
    [InlineData("2024-03-05T14:30+99:00")]
    [InlineData("1/2/3/2024")]
    [InlineData("-")]
    [InlineData("５")]
    public void What_is_no_date_is_a_fault(string text) =>
        Assert.Equal(FaultKind.BadDate, new DateReader(DateOrder.Unknown, TimeZoneInfo.Utc).TryRead(text, out _)?.Kind);

    [Fact]
    public void Day_and_month_are_told_by_the_column_or_not_at_all()
    {
        Assert.Equal(FaultKind.AmbiguousDate, Read("03/04/2024", DateOrder.Unknown).Fault?.Kind);
        Assert.Equal(4, Read("03/04/2024", DateOrder.DayFirst).Instant.Month);
        Assert.Equal(3, Read("03/04/2024", DateOrder.MonthFirst).Instant.Month);
        Assert.Equal(FaultKind.BadDate, Read("25/03/2024", DateOrder.MonthFirst).Fault?.Kind);
        Assert.Equal(4, Read("03.04.2024", DateOrder.MonthFirst).Instant.Month);
    }

    [Fact]
    public void A_date_without_offset_is_of_the_stated_zone()
    {
        Assert.Null(new DateReader(DateOrder.Unknown, Shanghai).TryRead("2024-03-05 08:00", out DateTimeOffset local));
        Assert.Equal(new DateTimeOffset(2024, 3, 5, 0, 0, 0, TimeSpan.Zero), local);
        Assert.Null(new DateReader(DateOrder.Unknown, Shanghai).TryRead("2024-03-05 08:00Z", out DateTimeOffset utc));
        Assert.Equal(TimeSpan.Zero, utc.Offset);
    }

    [Theory]
    [InlineData("45356", "2024-03-05T00:00:00")]
    [InlineData("45356.5", "2024-03-05T12:00:00")]
    [InlineData("61", "1900-03-01T00:00:00")]
    public void A_serial_number_is_a_date_where_the_map_says_so(string text, string expected) =>
        Assert.Equal(DateTime.Parse(expected, CultureInfo.InvariantCulture), Read(text, DateOrder.Excel).Instant.DateTime);

    [Theory]
    [InlineData("2024-03-05")]
    [InlineData("5")]
    [InlineData("-3")]
    [InlineData("9999999")]
    [InlineData("NaN")]
    public void What_is_no_serial_number_is_a_fault(string text) => Assert.Equal(FaultKind.BadDate, Read(text, DateOrder.Excel).Fault?.Kind);

    [Law(MaxTest = 500)]
    public void Every_day_is_read_in_every_form(ushort seed)
    {
        DateTime day = new DateTime(1950, 1, 1).AddDays(seed % 50_000);
        foreach (string format in (string[])["yyyy-MM-dd", "yyyyMMdd", "yyyy年M月d日", "d.M.yyyy", "dd MMM yyyy", "MMMM d, yyyy", "yyyy/M/d H:mm"])
        {
            Assert.Equal(day, Read(day.ToString(format, CultureInfo.InvariantCulture), DateOrder.Unknown).Instant.DateTime);
        }

        Assert.Equal(day, Read(day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), DateOrder.DayFirst).Instant.DateTime);
        Assert.Equal(day, Read(day.ToString("M/d/yyyy", CultureInfo.InvariantCulture), DateOrder.MonthFirst).Instant.DateTime);
    }

    [Law]
    public void Nothing_throws(string? text) => Read(text ?? "", DateOrder.Unknown);

    private static (Fault? Fault, DateTimeOffset Instant) Read(string text, DateOrder order)
    {
        Fault? fault = new DateReader(order, TimeZoneInfo.Utc).TryRead(text, out DateTimeOffset instant);
        return (fault, instant);
    }
}
