namespace CrmCore.Cli.Reporting;

/// <summary>A thin bar that is filled to a share, 0..1; the number stands beside it as text.</summary>
internal readonly record struct Meter(double? Share)
{
    private const int Width = 100;

    /// <summary>Filled part in hundredths.</summary>
    public int Filled => Share is { } share && double.IsFinite(share) ? (int)Math.Round(Math.Clamp(share, 0, 1) * Width) : 0;

    public bool IsOver => Share > 1;
}
