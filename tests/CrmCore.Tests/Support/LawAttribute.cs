using FsCheck.Xunit;

namespace CrmCore.Tests.Support;

/// <summary>
/// A law that holds for every value: a property run on 1,000 generated cases of <see cref="Arbitraries"/>. The cases are new ones in each run, unless
/// the environment variable CRMCORE_LAW_SEED names a seed, as CI does so that a change is judged on the same cases as the one before.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LawAttribute : PropertyAttribute
{
    public LawAttribute()
    {
        Arbitrary = [typeof(Arbitraries)];
        MaxTest = 1000;
        QuietOnSuccess = true;
        if (Environment.GetEnvironmentVariable("CRMCORE_LAW_SEED") is { Length: > 0 } seed)
        {
            Replay = seed;
        }
    }
}
