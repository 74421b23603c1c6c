namespace CrmCore.Matching.Forms;

/// <summary>The mailbox behind an e-mail address, by what its provider ignores.</summary>
internal static class EmailForm
{
    /// <summary>
    /// Lower case, without a plus-tag; at Gmail (and its name googlemail.com) also without full stops, at Yahoo without what follows a hyphen. A text that is
    /// no address is folded to lower case without spaces. Applying it twice changes nothing.
    /// </summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        if (!EmailAddress.TryParse(text, out EmailAddress? address))
        {
            return string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        }

        string mailbox = address.MatchForm;
        int at = mailbox.LastIndexOf('@');
        string local = mailbox[..at];
        string domain = address.Domain;
        return domain switch
        {
            "gmail.com" or "googlemail.com" => $"{local.Replace(".", "", StringComparison.Ordinal)}@gmail.com",
            _ when domain.StartsWith("yahoo.", StringComparison.Ordinal) && local.IndexOf('-', StringComparison.Ordinal) is > 0 and int hyphen => $"{local[..hyphen]}@{domain}",
            _ => mailbox,
        };
    }
}
