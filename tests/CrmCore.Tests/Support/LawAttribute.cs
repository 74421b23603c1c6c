using FsCheck.Xunit;

namespace CrmCore.Tests.Support;

/// <summary>A law that holds for every value: a property run on 1,000 generated cases of <see cref="Arbitraries"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LawAttribute : PropertyAttribute
{
    public LawAttribute()
    {
        Arbitrary = [typeof(Arbitraries)];
        MaxTest = 1000;
        QuietOnSuccess = true;
    }
}
