namespace CrmCore;

/// <summary>Where a record came from: the system it was imported from and its key there. The same pair is the same record, which makes an import repeatable.</summary>
/// <param name="System">The system or file, such as <c>salesforce</c>; at most 100 characters.</param>
/// <param name="Key">The record's key in it; at most 200 characters.</param>
public sealed record ExternalKey(string System, string Key)
{
    /// <summary>The system or file.</summary>
    public string System { get; } = Checked(System, 100, nameof(System));

    /// <summary>The record's key in it.</summary>
    public string Key { get; } = Checked(Key, 200, nameof(Key));

    /// <summary>System and key, with a slash between.</summary>
    public override string ToString() => $"{System}/{Key}";

    private static string Checked(string value, int maximum, string name)
    {
        Guard.Against.NullOrWhiteSpace(value, name);
        Guard.Against.StringTooLong(value, maximum, name);
        return value;
    }
}
