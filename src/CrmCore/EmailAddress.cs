using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmCore;

/// <summary>
/// An e-mail address: the form that was entered is kept, and a normal form is used for delivery and equality (trimmed, full-width letters folded, a display name
/// removed, the domain in lower case). Only what can't be an address is refused; whether somebody reads it, nobody can tell from its letters.
/// </summary>
[JsonConverter(typeof(EmailAddressJsonConverter))]
public sealed record EmailAddress
{
    private const int MaximumLength = 254;

    private EmailAddress(string entered, string local, string domain)
    {
        Entered = entered;
        LocalPart = local;
        Domain = domain;
        Address = $"{local}@{domain}";
    }

    /// <summary>What was typed in, unchanged.</summary>
    public string Entered { get; }

    /// <summary>The normal form, <c>local@domain</c>.</summary>
    public string Address { get; }

    /// <summary>The part before the @, in the letters that were entered.</summary>
    public string LocalPart { get; }

    /// <summary>The part after the @, in lower case.</summary>
    public string Domain { get; }

    /// <summary>The form for finding the same mailbox: lower case and without a plus-tag. Not for delivery.</summary>
    public string MatchForm
    {
        get
        {
            int plus = LocalPart.IndexOf('+', StringComparison.Ordinal);
            return $"{(plus > 0 ? LocalPart[..plus] : LocalPart).ToLowerInvariant()}@{Domain}";
        }
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It can't be an e-mail address; the text says so.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out EmailAddress? address)
            ? address
            : throw new FormatException($"'{text}' is not an e-mail address: expected a form such as anna@example.com.");

    /// <summary>Reads an address without throwing. A display name (<c>Anna &lt;anna@example.com&gt;</c>) is recognised.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        if (string.IsNullOrWhiteSpace(text) || text.Length > 2 * MaximumLength)
        {
            return false;
        }

        ReadOnlySpan<char> bare = Bare(text);
        int at = bare.LastIndexOf('@');
        if (at is < 1 or > 64 || bare.Length > MaximumLength || !IsLocalPart(bare[..at]) || !IsDomain(bare[(at + 1)..]))
        {
            return false;
        }

        address = new(text, bare[..at].ToString(), bare[(at + 1)..].ToString().ToLowerInvariant());
        return true;
    }

    /// <summary>Whether both are the same address in normal form.</summary>
    public bool Equals(EmailAddress? other) => other is not null && string.Equals(Address, other.Address, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode(StringComparison.Ordinal);

    /// <summary>The normal form.</summary>
    public override string ToString() => Address;

    private static ReadOnlySpan<char> Bare(string text)
    {
        ReadOnlySpan<char> trimmed = WellFormedText.Of(text).Normalize(NormalizationForm.FormKC).AsSpan().Trim();
        int open = trimmed.LastIndexOf('<');
        return open >= 0 && trimmed[^1] == '>' ? trimmed[(open + 1)..^1].Trim() : trimmed;
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local[0] == '.' || local[^1] == '.')
        {
            return false;
        }

        foreach (char letter in local)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '@' or '<' or '>' or '(' or ')' or '[' or ']' or ',' or ';' or ':' or '\\' or '"')
            {
                return false;
            }
        }

        return local.IndexOf("..") < 0;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.IndexOf('.') < 1 || domain[^1] is '.' or '-' || domain[0] == '-' || domain.IndexOf("..") >= 0)
        {
            return false;
        }

        foreach (char letter in domain)
        {
            if (!char.IsLetterOrDigit(letter) && letter is not ('.' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Writes an address as it was entered, so that nothing is lost.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EmailAddressJsonConverter : JsonConverter<EmailAddress>
{
    /// <inheritdoc/>
    public override EmailAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && EmailAddress.TryParse(reader.GetString(), out EmailAddress? address)
            ? address
            : throw new JsonException("Expected an e-mail address.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EmailAddress value, JsonSerializerOptions options) => Guard.Against.Null(writer).WriteStringValue(value.Entered);
}
