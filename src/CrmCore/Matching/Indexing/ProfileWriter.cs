using CrmCore.Matching.Forms;
using CrmCore.Matching.Rules;

namespace CrmCore.Matching.Indexing;

/// <summary>Makes the normal forms of records. Not thread-safe: it has one buffer.</summary>
internal sealed class ProfileWriter
{
    /// <summary>Longer normal forms are cut to this length.</summary>
    private const int LongestForm = 200;

    private readonly (string Name, FieldForm Form)[] _fields;
    private readonly char[] _buffer;

    public ProfileWriter(MatchRules rules)
    {
        _fields = [.. rules.Fields.Select(f => (f.Key, f.Value))];
        _buffer = new char[_fields.Length * (LongestForm + 1)];
    }

    public int Fields => _fields.Length;

    /// <summary>The profile of a record, in memory that the next call overwrites.</summary>
    public ReadOnlySpan<char> Write(MatchRecord record)
    {
        (string? given, string? family, bool split) = (record.GivenName ?? Other(record, MatchFields.Given), record.FamilyName ?? Other(record, MatchFields.Family), false);
        if (string.IsNullOrWhiteSpace(given) && string.IsNullOrWhiteSpace(family) && !string.IsNullOrWhiteSpace(record.Name))
        {
            ((given, family), split) = (PersonForm.Split(record.Name), true);
        }

        string? number = record.HouseNumber ?? Other(record, MatchFields.HouseNumber);
        string? street = record.Street ?? Other(record, MatchFields.Street);
        if (string.IsNullOrWhiteSpace(number) && !string.IsNullOrWhiteSpace(street))
        {
            (number, street) = StreetForm.Split(street);
        }

        int end = _fields.Length;
        for (int i = 0; i < _fields.Length; i++)
        {
            (string name, FieldForm form) = _fields[i];
            string value = name switch
            {
                MatchFields.Given => split ? given! : Form(form, given),
                MatchFields.Family => split ? family! : Form(form, family),
                MatchFields.Company => Form(form, record.Company ?? Other(record, name)),
                MatchFields.Email => Form(form, record.Email?.Entered ?? Other(record, name)),
                MatchFields.Phone => record.Phone is { } phone && form == FieldForm.Phone ? PhoneForm.Of(phone) : Form(form, record.Phone?.Entered ?? Other(record, name)),
                MatchFields.HouseNumber => Form(form, number),
                MatchFields.Street => Form(form, street),
                MatchFields.Street2 => Form(form, record.Street2 ?? Other(record, name)),
                MatchFields.City => Form(form, record.City ?? Other(record, name)),
                MatchFields.Postcode => Form(form, record.Postcode ?? Other(record, name)),
                MatchFields.State => Form(form, record.State ?? Other(record, name)),
                MatchFields.Country => Form(form, record.Country ?? Other(record, name)),
                _ => Form(form, Other(record, name)),
            };
            int length = Math.Min(value.Length, LongestForm);
            _buffer[i] = (char)length;
            value.AsSpan(0, length).CopyTo(_buffer.AsSpan(end));
            end += length;
        }

        return _buffer.AsSpan(0, end);
    }

    private static string? Other(MatchRecord record, string field) => record.Other.Count > 0 ? record.Other.GetValueOrDefault(field) : null;

    private static string Form(FieldForm form, string? value) => string.IsNullOrWhiteSpace(value)
        ? ""
        : form switch
        {
            FieldForm.PersonName => PersonForm.Part(value),
            FieldForm.Company => CompanyForm.Of(value),
            FieldForm.Email => EmailForm.Of(value),
            FieldForm.Phone => PhoneForm.Of(value),
            FieldForm.Street => StreetForm.Of(value),
            FieldForm.Code => TextFold.Fold(value).Replace(" ", "", StringComparison.Ordinal),
            _ => TextFold.Fold(value),
        };
}
