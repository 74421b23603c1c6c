using System.Text.Json.Serialization;

namespace CrmCore.Matching.Rules;

/// <summary>How the normal form of a field is made, before anything is compared. All of them fold case, accents, full width and traditional Chinese.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<FieldForm>))]
public enum FieldForm
{
    /// <summary>Folded text.</summary>
    Text = 0,

    /// <summary>A part of a person's name, without titles.</summary>
    PersonName = 1,

    /// <summary>A company's name without its legal form.</summary>
    Company = 2,

    /// <summary>An e-mail address without what its provider ignores.</summary>
    Email = 3,

    /// <summary>The digits of a phone line.</summary>
    Phone = 4,

    /// <summary>A street with its short words written out.</summary>
    Street = 5,

    /// <summary>A number or code: letters and digits without anything between.</summary>
    Code = 6,
}
