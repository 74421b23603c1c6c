using System.Globalization;
using FsCheck.Xunit;

namespace CrmCore.Testing.Tests;

/// <summary>How many cases a property gets: 1,000, or what the environment variable <c>CRMCORE_CASES</c> says.</summary>
internal static class Cases
{
    public static int Count { get; } = int.TryParse(Environment.GetEnvironmentVariable("CRMCORE_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : 1000;
}

/// <summary>A property of random pipelines.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LawAttribute : PropertyAttribute
{
    public LawAttribute()
    {
        MaxTest = Cases.Count;
        QuietOnSuccess = true;
    }
}
