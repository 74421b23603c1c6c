namespace CrmCore;

/// <summary>The version of the form of all snapshots.</summary>
internal static class SnapshotVersion
{
    public const int Current = 1;

    /// <exception cref="ArgumentOutOfRangeException">It is a later version than this library knows.</exception>
    public static int Known(int version) => version is >= 1 and <= Current
        ? version
        : throw new ArgumentOutOfRangeException(nameof(version), version, $"This library knows schema versions up to {Current}; read it with a version of CrmCore that is as new as the one that wrote it.");
}
