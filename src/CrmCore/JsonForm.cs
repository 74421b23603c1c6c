using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CrmCore;

/// <summary>
/// What the JSON of every room has in common: the letters of all scripts as they are, a bounded depth, no number beyond what can be written again, and no record
/// without a part that it is made of.
/// </summary>
internal static class JsonForm
{
    /// <summary>The options of a room's source-generated context with that added.</summary>
    public static JsonSerializerOptions OptionsOf(JsonSerializerContext room) => new(room.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = DefinitionReader.MaximumDepth,
        RespectNullableAnnotations = true,
        Converters = { new FiniteNumberConverter() },
        TypeInfoResolver = room.WithAddedModifier(RequireParts),
    };

    /// <summary>A part that a constructor takes or that is marked as required, may not be null and has no default, has to be there and not null. Parts that may be null are left out where they are.</summary>
    private static void RequireParts(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } part && (property.IsRequired || !part.IsMemberInitializer))
            {
                property.Set ??= static (_, _) => { }; // never called, since the constructor takes the value; without it no property may be required
                property.IsRequired = true;
            }
            else if (!property.PropertyType.IsValueType)
            {
                property.IsSetNullable = true;
            }
        }
    }
}
