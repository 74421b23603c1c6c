using System.Globalization;
using FsCheck.Xunit;

namespace CrmCore.Tests.Support;

/// <summary>
/// A law that holds for every value: a property run on 1,000 generated cases, or as many as the environment variable CRMCORE_CASES says. The cases are new
/// ones in each run, unless CRMCORE_LAW_SEED names a seed, as CI does so that a change is judged on the same cases as the one before.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed partial class LawAttribute : PropertyAttribute
{
    public LawAttribute()
    {
        MaxTest = Cases;
        QuietOnSuccess = true;
        if (Seed is { } seed)
        {
            Replay = seed;
        }

        Prepare();
    }

    /// <summary>How many cases a law gets.</summary>
    public static int Cases { get; } = int.TryParse(Environment.GetEnvironmentVariable("CRMCORE_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : 1000;

    /// <summary>The seed that the environment names, or null.</summary>
    public static string? Seed { get; } = Environment.GetEnvironmentVariable("CRMCORE_LAW_SEED") is { Length: > 0 } seed ? seed : null;

    /// <summary>What a test project adds, such as its generators.</summary>
    partial void Prepare();
}
