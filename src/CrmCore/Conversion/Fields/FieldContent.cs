using System.Text.Json;

namespace CrmCore.Conversion.Fields;

/// <summary>
/// What a field holds, exactly: a text, name, address, number, amount, date or custom value. The plain value that people and conditions see loses how
/// something was entered; this does not, so a record can be restored letter by letter.
/// </summary>
internal readonly record struct FieldContent(object? Value)
{
    public static FieldContent Blank => default;

    public bool IsBlank => Shown.IsNone;

    /// <summary>The plain value.</summary>
    public FieldValue Shown => Value switch
    {
        string text => FieldValue.Of(text),
        PersonName name => FieldValue.Of(name.Full),
        EmailAddress email => FieldValue.Of(email.Address),
        PhoneNumber phone => FieldValue.Of(phone.ToString()),
        Money money => FieldValue.Of(money.ToString()),
        DateOnly date => FieldValue.Of(date),
        Guid id => FieldValue.Of(id.ToString()),
        FieldValue value => value,
        _ => FieldValue.None,
    };

    public FieldKind Kind => Value is Money ? FieldKind.Number : Shown.Kind;

    /// <summary>Its JSON form; null for blank.</summary>
    public string? ToJson() => Value switch
    {
        string text when !IsBlank => ContentJsonContext.Json.Write(text),
        PersonName name => ContentJsonContext.Json.Write(name),
        EmailAddress email => ContentJsonContext.Json.Write(email),
        PhoneNumber phone => ContentJsonContext.Json.Write(phone),
        Money money => ContentJsonContext.Json.Write(money),
        DateOnly date => ContentJsonContext.Json.Write(date),
        Guid id => ContentJsonContext.Json.Write(id),
        FieldValue { IsNone: false } value => ContentJsonContext.Json.Write(value),
        _ => null,
    };

    /// <exception cref="JsonException">The text is no such content.</exception>
    public static FieldContent FromJson(string? json, FieldForm form) => json is null ? Blank : new(form switch
    {
        FieldForm.Text => ContentJsonContext.Json.Read<string>(json),
        FieldForm.Name => ContentJsonContext.Json.Read<PersonName>(json),
        FieldForm.Email => ContentJsonContext.Json.Read<EmailAddress>(json),
        FieldForm.Phone => ContentJsonContext.Json.Read<PhoneNumber>(json),
        FieldForm.Money => ContentJsonContext.Json.Read<Money>(json),
        FieldForm.Date => ContentJsonContext.Json.Read<DateOnly>(json),
        FieldForm.Link => ContentJsonContext.Json.Read<Guid>(json),
        _ => ContentJsonContext.Json.Read<FieldValue>(json),
    });

    /// <summary>The same content in the form of another field; null where it does not fit. An amount needs a currency.</summary>
    public FieldContent? In(FieldForm form, Currency? currency)
    {
        FieldValue shown = Shown;
        return (form, Value) switch
        {
            (_, null) => Blank,
            (FieldForm.Name, PersonName) or (FieldForm.Email, EmailAddress) or (FieldForm.Phone, PhoneNumber) or (FieldForm.Money, Money) or (FieldForm.Link, Guid) => this,
            (FieldForm.Any, _) => new(shown),
            (FieldForm.Text, _) => shown.AsText is { } text ? new(text) : null,
            (FieldForm.Name, _) => shown.AsText is { Length: <= 400 } name ? new(new PersonName(name)) : null,
            (FieldForm.Email, _) => EmailAddress.TryParse(shown.AsText, out EmailAddress? email) ? new(email) : null,
            (FieldForm.Phone, _) => PhoneNumber.TryParse(shown.AsText, out PhoneNumber? phone) ? new(phone) : null,
            (FieldForm.Money, _) => shown.AsNumber is { } amount && currency is { } unit ? new(new Money(amount, unit)) : null,
            (FieldForm.Date, _) => shown.AsDate is { } date ? new(date) : null,
            _ => null,
        };
    }

    public bool Equals(FieldContent other) => ToJson() == other.ToJson();

    public override int GetHashCode() => Shown.GetHashCode();
}
