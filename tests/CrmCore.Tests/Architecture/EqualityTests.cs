using System.Reflection;
using System.Runtime.CompilerServices;
using CrmCore.Conversion;
using CrmCore.Opportunities;

namespace CrmCore.Tests.Architecture;

/// <summary>Equal parts make equal values, and every part counts: found by reflection, so that a new record or a new member can't be forgotten.</summary>
public class EqualityTests
{
    private const BindingFlags AllFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Parts that are no part of what a value says, each with the reason.</summary>
    private static readonly (Type Type, string Part)[] BesideThePoint =
    [
        (typeof(PlannedRecord), nameof(PlannedRecord.Version)), // two plans do the same whatever the version of the record they would change
    ];

    public static TheoryData<Type> Values { get; } =
        [.. typeof(Money).Assembly.GetExportedTypes().Where(t => !t.IsAbstract && !t.IsEnum && (t.IsValueType || IsRecord(t))).Select(Closed)];

    [Theory]
    [MemberData(nameof(Values))]
    public void Values_of_equal_parts_are_equal(Type type)
    {
        object one = Specimen.Of(type, 1);
        object same = Specimen.Of(type, 1);
        if (IsComparedByReference(type, []) && !HasOwnEquality(type))
        {
            return;
        }

        Assert.True(one.Equals(same), $"{type}: equal parts, but not equal.");
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.False(one.Equals(null));
        Assert.False(one.Equals("a text"));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Every_part_of_a_value_counts(Type type)
    {
        List<string> ignored = [];
        foreach (PropertyInfo property in Specimen.Settable(type).Where(p => !typeof(Delegate).IsAssignableFrom(p.PropertyType) && !BesideThePoint.Contains((type, p.Name))))
        {
            object one = Specimen.Of(type, 1);
            object other = Specimen.Of(type, 1);
            object? before = property.GetValue(other);
            if (Specimen.TrySet(property, other, 2) && !Equals(property.GetValue(other), before) && one.Equals(other))
            {
                ignored.Add(property.Name);
            }
        }

        Assert.Empty(ignored);
    }

    [Fact]
    public void Events_refusals_and_conditions_have_value_equality()
    {
        Type[] values = [typeof(Refusal), typeof(LocalizedText), .. typeof(Money).Assembly.GetExportedTypes().Where(t => !t.IsAbstract && (t.IsSubclassOf(typeof(DomainEvent)) || t.IsSubclassOf(typeof(Condition))))];
        Assert.True(values.Length > 20);
        Assert.DoesNotContain(values, t => IsComparedByReference(t, []) && !HasOwnEquality(t));
    }

    /// <summary>
    /// A snapshot, a definition, a report or a result that holds a list or a function is compared in that part by reference, as .NET's lists are: such
    /// data is read or stored, and compared by its JSON where it has one. Nothing else may differ when its parts are equal.
    /// </summary>
    private static bool IsComparedByReference(Type type, HashSet<Type> seen)
    {
        Type part = Nullable.GetUnderlyingType(type) ?? type;
        if (part == typeof(string) || !seen.Add(part) || HasOwnEquality(part))
        {
            return false;
        }

        return typeof(System.Collections.IEnumerable).IsAssignableFrom(part) || typeof(Delegate).IsAssignableFrom(part) || (part.IsInterface && part.Namespace!.StartsWith("CrmCore", StringComparison.Ordinal))
            || (part.Assembly == typeof(Money).Assembly && !part.IsEnum
                && (!(part.IsValueType || IsRecord(part)) || part.GetFields(AllFields).Concat(part.BaseType?.GetFields(AllFields) ?? []).Any(f => IsComparedByReference(f.FieldType, seen))));
    }

    /// <summary>Whether its equality was written, rather than made by the compiler.</summary>
    private static bool HasOwnEquality(Type type) =>
        type.GetMethod("Equals", [type]) is { } typed && typed.DeclaringType == type
        && (typed.GetCustomAttribute<CompilerGeneratedAttribute>() is null || (type.BaseType is { } parent && type.GetFields(AllFields | BindingFlags.DeclaredOnly).Length == 0 && HasOwnEquality(parent)));

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static Type Closed(Type type) => !type.IsGenericTypeDefinition ? type
        : type.MakeGenericType([.. type.GetGenericArguments().Select(a => a.GetGenericParameterConstraints().Length > 0 ? typeof(LeadId) : typeof(OpportunitySnapshot))]);
}
