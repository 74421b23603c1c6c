using System.Collections;
using System.Globalization;
using System.Reflection;
using CrmCore.Forecasting;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;
using CrmCore.Probabilities.Features;
using CrmCore.Probabilities.Timing;
using CrmCore.Qualification;
using CrmCore.Qualification.Frameworks;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Architecture;

/// <summary>
/// Makes a value of any public type, with everything filled in that can be given. The same number makes an equal value, another number one that differs
/// in every part that can differ.
/// </summary>
internal static class Specimen
{
    private const int MaximumDepth = 3;

    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly Dictionary<Type, Func<int, object>> Makers = new()
    {
        [typeof(string)] = n => $"word-{n}",
        [typeof(object)] = n => $"word-{n}",
        [typeof(int)] = n => n,
        [typeof(long)] = n => (long)n,
        [typeof(double)] = n => n < 10 ? 1.0 / (n + 1) : n,
        [typeof(float)] = n => 1.0f / (n + 1),
        [typeof(decimal)] = n => n < 10 ? 0.1m * n : n,
        [typeof(bool)] = n => n % 2 == 1,
        [typeof(Guid)] = n => Some.Guid(n),
        [typeof(DateTimeOffset)] = n => Some.Day(n),
        [typeof(DateOnly)] = n => new DateOnly(2026, 1, 5).AddDays(n),
        [typeof(TimeOnly)] = n => new TimeOnly(9 + n, 0),
        [typeof(TimeSpan)] = n => TimeSpan.FromHours(n),
        [typeof(CultureInfo)] = n => CultureInfo.GetCultureInfo(n % 2 == 1 ? "en" : "zh-Hans"),
        [typeof(TimeZoneInfo)] = n => n % 2 == 1 ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
        [typeof(Currency)] = n => n % 2 == 1 ? Currency.Eur : Currency.Cny,
        [typeof(Money)] = n => Some.Eur(n),
        [typeof(Probability)] = n => Probability.FromPercent(n),
        [typeof(EmailAddress)] = n => EmailAddress.Parse($"anna{n}@example.com"),
        [typeof(PhoneNumber)] = n => new PhoneNumber($"+49 30 123456{n}"),
        [typeof(PersonName)] = n => new PersonName($"Anna{n} Keller"),
        [typeof(LocalizedText)] = n => new LocalizedText($"text {n}", $"文本 {n}"),
        [typeof(FieldValue)] = n => FieldValue.Of($"value {n}"),
        [typeof(CustomFields)] = n => CustomFields.Empty.With("size", FieldValue.Of(n)),
        [typeof(Condition)] = n => Condition.Present($"fact-{n}"),
        [typeof(IFacts)] = n => new TestFacts(new Dictionary<string, FieldValue> { ["fact"] = FieldValue.Of(n) }),
        [typeof(Custody)] = n => n % 2 == 1 ? Custody.OwnedBy(Some.Anna) : Custody.InPool(Some.Pool),
        [typeof(Discovery)] = n => Discovery.Empty.With(Need.Explicit($"Reports {n}", Some.Day(n))),
        [typeof(DiscoveryNote)] = n => Need.Explicit($"Reports {n}", Some.Day(n)),
        [typeof(Framework)] = n => ReadyFrameworks.All[n],
        [typeof(ForecastGrouping)] = n => n % 2 == 1 ? ForecastGrouping.Owner : ForecastGrouping.Stage,
        [typeof(TimeAwareModel)] = _ => new TimeAwareModel(["inquiry"], 1, [[3, 2]], [[[0, 0], [1, 1], [0, 0]]]),
        [typeof(FeatureReader<OpportunitySnapshot>)] = _ => (FeatureReader<OpportunitySnapshot>)(static (record, _) => FieldValue.Of(record.Name)),
        [typeof(Pipeline)] = n => n % 2 == 1 ? ReadyPipelines.SolutionSale : ReadyPipelines.Light,
    };

    /// <summary>A value of a type that must be there; throws when none can be made.</summary>
    public static object Of(Type type, int number) =>
        Make(type, number, 0) ?? throw new NotSupportedException($"No specimen of {type} is known.");

    private static object? Make(Type type, int number, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return depth > MaximumDepth ? null : Make(inner, number, depth);
        }

        if (Makers.TryGetValue(type, out Func<int, object>? maker))
        {
            return maker(number);
        }

        if (type.IsEnum)
        {
            Array values = Enum.GetValues(type);
            return values.GetValue(number % values.Length);
        }

        if (IdOf(type, number) is { } id)
        {
            return id;
        }

        return MakeCollection(type, number, depth) ?? MakeDelegate(type) ?? (type.IsInterface || type.IsAbstract ? MakeDerived(type, number, depth) : MakeObject(type, number, depth));
    }

    private static object? IdOf(Type type, int number)
    {
        bool Is(Type key) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == key);
        return Is(typeof(IEntityId<>)) ? type.GetMethod("From", [typeof(Guid)])!.Invoke(null, [Some.Guid(number)])
            : Is(typeof(ITextKey<>)) ? type.GetMethod("From", [typeof(string)])!.Invoke(null, [$"key-{number}"])
            : null;
    }

    private static object? MakeCollection(Type type, int number, int depth)
    {
        if (type.IsArray)
        {
            return Filled(type.GetElementType()!, number, depth);
        }

        if (!type.IsGenericType || !typeof(IEnumerable).IsAssignableFrom(type))
        {
            return null;
        }

        Type[] arguments = type.GetGenericArguments();
        Type made = arguments.Length == 2 ? typeof(Dictionary<,>).MakeGenericType(arguments)
            : type.GetGenericTypeDefinition() == typeof(IReadOnlySet<>) ? typeof(HashSet<>).MakeGenericType(arguments)
            : arguments[0].MakeArrayType();
        if (!type.IsAssignableFrom(made))
        {
            return null;
        }

        if (made.IsArray)
        {
            return Filled(arguments[0], number, depth);
        }

        object collection = Activator.CreateInstance(made)!;
        if (depth <= MaximumDepth)
        {
            made.GetMethod("Add", arguments)!.Invoke(collection, [.. arguments.Select(a => Make(a, number, depth + 1))]);
        }

        return collection;
    }

    private static Array Filled(Type element, int number, int depth)
    {
        Array array = Array.CreateInstance(element, depth > MaximumDepth ? 0 : 1);
        if (array.Length == 1)
        {
            array.SetValue(Make(element, number, depth + 1), 0);
        }

        return array;
    }

    /// <summary>Functions differ by reference only, so every one is the same: none at all.</summary>
    private static object? MakeDelegate(Type type) => typeof(Delegate).IsAssignableFrom(type) ? throw new NotSupportedException($"{type} is a function.") : null;

    private static object? MakeDerived(Type type, int number, int depth)
    {
        Type? derived = type.Assembly.GetExportedTypes().FirstOrDefault(t => t is { IsAbstract: false, IsInterface: false, IsGenericTypeDefinition: false } && type.IsAssignableFrom(t));
        return derived is null ? null : Make(derived, number, depth);
    }

    private static object MakeObject(Type type, int number, int depth)
    {
        ConstructorInfo? constructor = type.GetConstructors(Instance)
            .Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type)
            .OrderBy(c => c.IsPublic ? 0 : 1).ThenByDescending(c => c.GetParameters().Length).FirstOrDefault();
        object made = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(p => Part(p.ParameterType, number, depth, IsOptional(p)))]);
        foreach (PropertyInfo property in Settable(type).Where(p => constructor is null || !constructor.GetParameters().Any(c => string.Equals(c.Name, p.Name, StringComparison.OrdinalIgnoreCase))))
        {
            bool isOptional = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
            TrySet(property, made, number, n => Part(property.PropertyType, n, depth, isOptional));
        }

        return made;
    }

    /// <summary>Sets a property to another specimen, the first of some that it accepts; false where it accepts none.</summary>
    public static bool TrySet(PropertyInfo property, object owner, int number, Func<int, object?>? make = null)
    {
        foreach (int candidate in (int[])[number, number * 10, number * 2048])
        {
            try
            {
                property.SetValue(owner, make is null ? Of(property.PropertyType, candidate) : make(candidate));
                return true;
            }
            catch (TargetInvocationException e) when (e.InnerException is ArgumentException)
            {
            }
        }

        return false;
    }

    /// <summary>The properties that are given when a value is made.</summary>
    public static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0);

    private static bool IsOptional(ParameterInfo parameter) => new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    private static object? Part(Type type, int number, int depth, bool isOptional) =>
        isOptional && (depth >= MaximumDepth || typeof(Delegate).IsAssignableFrom(type)) ? null : Make(type, number, depth + 1);
}
