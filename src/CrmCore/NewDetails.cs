namespace CrmCore;

/// <summary>Checks the data that a new aggregate is made of.</summary>
internal static class NewDetails
{
    public static T Checked<T>(T? details, long? version, long? eventCount)
        where T : class
    {
        Guard.Against.Null(details);
        return version is 0 && eventCount is 0
            ? details
            : throw new ArgumentException($"A new record has version 0 and no events; use FromSnapshot for one that was stored (version {version}).", nameof(details));
    }
}
