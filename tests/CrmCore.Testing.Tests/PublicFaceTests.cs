using CrmCore.Tests.Architecture;

namespace CrmCore.Testing.Tests;

public sealed class PublicFaceTests() : PublicFaceRules(typeof(SaleUnderTest).Assembly)
{
    /// <summary>A host whose own code moves deals derives from it; its documentation says so.</summary>
    protected override IReadOnlyList<Type> Open => [typeof(SaleUnderTest)];
}
