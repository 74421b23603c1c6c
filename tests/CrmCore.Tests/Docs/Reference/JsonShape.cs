using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CrmCore.Qualification;
using CrmCore.Qualification.Frameworks;

namespace CrmCore.Tests.Docs.Reference;

/// <summary>How a type of CrmCore looks as JSON, as the serializer's own metadata tell it.</summary>
internal sealed class JsonShape(JsonSerializerOptions options)
{
    private static readonly Dictionary<Type, string> Simple = new()
    {
        [typeof(string)] = "text",
        [typeof(bool)] = "true or false",
        [typeof(int)] = "whole number",
        [typeof(long)] = "whole number",
        [typeof(decimal)] = "number",
        [typeof(double)] = "number",
        [typeof(DateTimeOffset)] = "instant with offset",
        [typeof(DateOnly)] = "date",
        [typeof(TimeOnly)] = "time",
        [typeof(TimeSpan)] = "duration",
        [typeof(Guid)] = "UUID",
        [typeof(Probability)] = "number, 0 to 1",
        [typeof(LocalizedText)] = "text, or texts by language",
        [typeof(Condition)] = "condition",
        [typeof(JsonElement)] = "condition",
        [typeof(FieldValue)] = "text, number, true or false, date, or list of texts",
    };

    /// <summary>Drafts are written and read in place of the public type, whose documentation says what their members are.</summary>
    private static readonly Dictionary<string, Type> Documented = new(StringComparer.Ordinal)
    {
        ["PolicyDraft"] = typeof(QualificationPolicy),
        ["RuleDraft"] = typeof(QualificationRule),
        ["FrameworkDraft"] = typeof(Framework),
        ["ElementDraft"] = typeof(FrameworkElement),
    };

    /// <summary>The members of a type: name in JSON, form in words, whether it must be there, what it is.</summary>
    public IEnumerable<(string Name, string Form, bool IsRequired, string What)> MembersOf(Type type)
    {
        PropertyInfo[] properties = type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        foreach (JsonPropertyInfo member in options.GetTypeInfo(type).Properties.Where(p => p.Get is not null && (p.Set is not null || p.AssociatedParameter is not null)))
        {
            PropertyInfo? property = properties.FirstOrDefault(p => NameOf(p) == member.Name);
            Type owner = Documented.GetValueOrDefault(type.Name, type);
            PropertyInfo? told = owner == type ? property : owner.GetProperty(property?.Name ?? "");
            yield return (member.Name, FormOf(member.PropertyType), member.IsRequired, told is null ? "" : XmlDocs.Of(told));
        }
    }

    /// <summary>The types that a type is made of and that have members of their own, each once, in the order they are met.</summary>
    public IReadOnlyList<Type> PartsOf(Type type)
    {
        List<Type> found = [type];
        for (int i = 0; i < found.Count; i++)
        {
            JsonTypeInfo info = options.GetTypeInfo(found[i]);
            IEnumerable<Type> next = info.Properties.Select(p => Inner(p.PropertyType)).Concat(info.PolymorphismOptions?.DerivedTypes.Select(d => d.DerivedType) ?? []);
            foreach (Type part in next.Where(p => HasMembers(p) && !found.Contains(p)))
            {
                found.Add(part);
            }
        }

        return found;
    }

    /// <summary>The name that tells a derived type in JSON; null for a type that is no family.</summary>
    public string? KindOf(Type type) => options.GetTypeInfo(type).PolymorphismOptions is { } family
        ? $"`{family.TypeDiscriminatorPropertyName}` says which: {string.Join(", ", family.DerivedTypes.Select(d => $"`{d.TypeDiscriminator}` ({d.DerivedType.Name})"))}."
        : null;

    private string FormOf(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (Simple.TryGetValue(plain, out string? simple))
        {
            return simple;
        }

        JsonTypeInfo info = options.GetTypeInfo(plain);
        return plain.IsEnum ? string.Join(", ", Enum.GetValues(plain).Cast<object>().Select(v => $"`{JsonSerializer.Serialize(v, info).Trim('"')}`"))
            : info.Kind == JsonTypeInfoKind.Dictionary ? $"by name: {FormOf(info.ElementType!)}"
            : info.Kind == JsonTypeInfoKind.Enumerable ? $"list: {FormOf(info.ElementType!)}"
            : info.Kind == JsonTypeInfoKind.Object ? plain.Name.Replace("Draft", "", StringComparison.Ordinal)
            : plain.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>)) ? "UUID"
            : "text";
    }

    private Type Inner(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return !Simple.ContainsKey(plain) && options.GetTypeInfo(plain).ElementType is { } element ? Inner(element) : plain;
    }

    private bool HasMembers(Type type) => !Simple.ContainsKey(type) && options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Object;

    private static string NameOf(PropertyInfo property) => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
