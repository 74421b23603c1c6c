using System.Diagnostics.CodeAnalysis;
using PhoneNumbers;

namespace CrmCore.PhoneNumbers;

/// <summary>Reads phone numbers as people write them in a country and gives them their international form (E.164). Immutable, safe to share between threads.</summary>
public sealed class PhoneNumberReader
{
    private readonly PhoneNumberUtil _numbers = PhoneNumberUtil.GetInstance();

    /// <summary>A reader for a country.</summary>
    /// <param name="country">Where numbers without an international prefix are from: two letters of ISO 3166, such as <c>CN</c>; in any case.</param>
    /// <exception cref="ArgumentException">There is no such country among those that have phone numbers.</exception>
    public PhoneNumberReader(string country)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(country);
        Country = country.Trim().ToUpperInvariant();
        if (!_numbers.GetSupportedRegions().Contains(Country))
        {
            throw new ArgumentException($"'{country}' is not a country with phone numbers; name two letters such as CN, DE or US.", nameof(country));
        }
    }

    /// <summary>The country, two capital letters.</summary>
    public string Country { get; }

    /// <summary>
    /// Reads a number. Where it is valid in the country, or has an international prefix and is valid there, it has its international form; else it keeps
    /// the plain form of the core. Null texts and texts that are no number give false.
    /// </summary>
    public bool TryRead([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PhoneNumber? number)
    {
        if (!PhoneNumber.TryParse(text, out number))
        {
            return false;
        }

        try
        {
            global::PhoneNumbers.PhoneNumber parsed = _numbers.Parse(text, Country);
            if (_numbers.IsValidNumber(parsed))
            {
                number = new(text!, _numbers.Format(parsed, PhoneNumberFormat.E164));
            }
        }
        catch (NumberParseException)
        {
            // What the library can't read keeps the plain form.
        }

        return true;
    }
}
