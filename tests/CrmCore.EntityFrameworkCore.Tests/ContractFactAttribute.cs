using CrmCore.Tests.PostgreSql;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>A case of a contract. It is skipped, and says so, in a class marked by <see cref="NeedsPostgreSqlAttribute"/> where there is no server.</summary>
[XunitTestCaseDiscoverer("CrmCore.EntityFrameworkCore.Tests.ContractFactDiscoverer", "CrmCore.EntityFrameworkCore.Tests")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>Marks a class whose cases need a PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgreSqlAttribute : Attribute;

public sealed class ContractFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new ContractTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

public sealed class ContractTestCase : XunitTestCase
{
    [Obsolete("For the test framework, which reads cases back.")]
    public ContractTestCase()
    {
    }

    public ContractTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) => base.GetSkipReason(factAttribute)
        ?? (TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgreSqlAttribute).AssemblyQualifiedName!).Any() ? PostgreSqlServer.SkipReason : null);
}

/// <summary>A case that needs a PostgreSQL server, and is skipped, and says so, where there is none.</summary>
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = PostgreSqlServer.SkipReason!;
}
