using System.Text.Json.Serialization;

namespace CrmCore.Matching;

/// <summary>How sure it is that two records are the same.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MatchClass>))]
public enum MatchClass
{
    /// <summary>Nothing speaks for it.</summary>
    Different = 0,

    /// <summary>A person should look, expecting a no: a spouse, a colleague, a namesake.</summary>
    Possible = 1,

    /// <summary>More likely the same than not: a person should look, expecting a yes.</summary>
    Likely = 2,

    /// <summary>The same; fit to be merged without asking.</summary>
    Same = 3,
}
