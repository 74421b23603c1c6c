using System.Reflection;

namespace CrmCore.Tests.Architecture;

public sealed class PublicFaceTests() : PublicFaceRules(typeof(Money).Assembly)
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Type[] PublicTypes = typeof(Money).Assembly.GetExportedTypes();

    /// <summary>Hosts derive from it to replace texts; its documentation says so.</summary>
    protected override IReadOnlyList<Type> Open => [typeof(CrmTexts)];

    [Fact]
    public void Aggregates_have_no_public_setters()
    {
        Type[] aggregates = [.. PublicTypes.Where(t => t.IsSubclassOf(typeof(Aggregate))), typeof(Aggregate)];
        Assert.True(aggregates.Length >= 5);
        Assert.Empty(aggregates.SelectMany(a => a.GetProperties()).Where(p => p.SetMethod is { IsPublic: true }).Select(p => $"{p.DeclaringType}.{p.Name}"));
        Assert.Empty(aggregates.SelectMany(a => a.GetFields()).Select(f => $"{f.DeclaringType}.{f.Name}"));
    }

    [Fact]
    public void No_type_of_a_package_is_in_a_public_signature()
    {
        List<string> found = [];
        foreach (Type type in PublicTypes)
        {
            bool mayInject = type.Namespace == "Microsoft.Extensions.DependencyInjection";
            foreach (MemberInfo member in type.GetMembers(Declared).Append(type))
            {
                found.AddRange(References.OfSignature(member)
                    .Where(t => !IsOwnOrFramework(t) && !(mayInject && t.Assembly.GetName().Name == "Microsoft.Extensions.DependencyInjection.Abstractions"))
                    .Select(t => $"{type.FullName}.{member.Name} shows {t.FullName}"));
            }
        }

        Assert.Empty(found);
    }

    [Fact]
    public void Equality_of_values_comes_with_its_operators()
    {
        Type[] values = [.. PublicTypes.Where(t => t is { IsValueType: true, IsEnum: false })];
        Assert.All(values, t => Assert.True(t.GetMethod("op_Equality") is not null, $"{t} has no =="));
        Assert.All(values.Where(t => !t.IsGenericType), t => Assert.Contains(typeof(IEquatable<>).MakeGenericType(t), t.GetInterfaces()));
    }

    private static bool IsOwnOrFramework(Type type) =>
        type.Assembly == typeof(Money).Assembly || type.Assembly.Location.StartsWith(Path.GetDirectoryName(typeof(object).Assembly.Location)!, StringComparison.Ordinal);
}
