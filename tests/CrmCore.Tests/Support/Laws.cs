namespace CrmCore.Tests.Support;

/// <summary>The laws of the core get their cases from <see cref="Arbitraries"/>.</summary>
public sealed partial class LawAttribute
{
    partial void Prepare() => Arbitrary = [typeof(Arbitraries)];
}
