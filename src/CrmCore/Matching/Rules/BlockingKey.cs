using System.Text.Json.Serialization;

namespace CrmCore.Matching.Rules;

/// <summary>What of a field goes into a key.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<KeyForm>))]
public enum KeyForm
{
    /// <summary>The normal form without spaces.</summary>
    Whole = 0,

    /// <summary>Its Soundex code; for texts without Latin letters the whole form.</summary>
    Soundex = 1,

    /// <summary>Its first letters, as many as the length says.</summary>
    Beginning = 2,

    /// <summary>Its last letters, as many as the length says; a shorter form gives none.</summary>
    Ending = 3,

    /// <summary>Each of its words of at least 2 letters, up to 6 of them; each makes a key of its own.</summary>
    EachWord = 4,

    /// <summary>Its words in the order of the alphabet.</summary>
    SortedWords = 5,

    /// <summary>For an e-mail address: the part before the @ without digits and signs.</summary>
    MailboxName = 6,
}

/// <summary>A part of a key.</summary>
/// <param name="Field">The field.</param>
/// <param name="Form">What of it.</param>
/// <param name="Length">How many letters, for a beginning or an ending; else 0.</param>
public sealed record KeyPart(string Field, KeyForm Form, int Length = 0)
{
    /// <summary>Field and form, such as <c>family:soundex</c>.</summary>
    public override string ToString() => Length > 0 ? $"{Field}:{Form}({Length})" : $"{Field}:{Form}";
}

/// <summary>
/// A key by which records are found before they are compared: only records that share one are. A record in which a part is blank has no such key.
/// </summary>
/// <param name="Parts">The parts; all of them must agree.</param>
/// <param name="Unordered">Whether the parts agree in any order, which finds swapped names.</param>
public sealed record BlockingKey(IReadOnlyList<KeyPart> Parts, bool Unordered = false)
{
    /// <summary>The parts, joined by a plus sign.</summary>
    public override string ToString() => string.Join(" + ", Parts);
}
