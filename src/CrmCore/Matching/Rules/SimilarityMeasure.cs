using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore.Matching.Rules;

/// <summary>A way to say how alike two normal forms are, 0 to 1. All are symmetric, and 1 for equal texts.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<SimilarityMeasure>))]
public enum SimilarityMeasure
{
    /// <summary>1 where they are equal, else 0.</summary>
    Exact = 0,

    /// <summary>Jaro-Winkler, spaces left out, so that a missing one costs nothing.</summary>
    JaroWinkler = 1,

    /// <summary>The same words in any order.</summary>
    TokenSet = 2,

    /// <summary>0.9 where both sound alike (equal Soundex codes), else 0.</summary>
    Phonetic = 3,

    /// <summary>By letters typed wrongly; for numbers and codes.</summary>
    Edit = 4,

    /// <summary>Phone lines with and without country digits (0.97), else by letters.</summary>
    Phone = 5,

    /// <summary>0.95 where both are forms of one given name, such as Bob and Robert.</summary>
    Nickname = 6,

    /// <summary>0.9 where one is the other's first letter.</summary>
    Initial = 7,

    /// <summary>0.95 where all words of one are words of the other, and less the more are missing.</summary>
    Containment = 8,
}

/// <summary>Reads and writes the names of an enumeration as <c>jaro-winkler</c>.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class KebabCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
