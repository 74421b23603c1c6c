using CrmCore.Leads;

namespace CrmCore.Conversion.Fields;

/// <summary>
/// Which fields of a lead go into which fields of its account, contact and opportunity. Immutable, checked as a whole when made (unknown fields, kinds that
/// don't fit), safe to share between threads. Where several mappings have one target they apply in order, so that a later one can fill what an earlier left blank.
/// </summary>
public sealed class FieldMap
{
    /// <summary>A map of mappings.</summary>
    /// <param name="mappings">The mappings, in the order in which they apply.</param>
    /// <param name="currency">The currency of numbers that become amounts; needed only for those.</param>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public FieldMap(IReadOnlyList<FieldMapping> mappings, Currency? currency = null)
    {
        Mappings = [.. Guard.Against.Null(mappings)];
        Currency = currency;
        if (FieldMapChecks.Check(Mappings, currency) is { Count: > 0 } defects)
        {
            throw new DefinitionException("the field map", defects);
        }
    }

    /// <summary>
    /// Company and industry to the account; name (else what stands before the @ of the e-mail address, never the company), job title, e-mail and phone to the contact;
    /// description and custom fields to the opportunity. Blanks are filled, nothing is overwritten; a description is added to the one that is there.
    /// </summary>
    public static FieldMap Default { get; } = new(
    [
        new("company", "account.name"),
        new("industry", "account.industry"),
        new("name", "contact.name"),
        new("email-local-part", "contact.name"),
        new("title", "contact.title"),
        new("email", "contact.email"),
        new("phone", "contact.phone"),
        new("description", "opportunity.description") { Merge = MergeRule.Concatenate },
        new("custom.*", "opportunity.custom.*"),
    ]);

    /// <summary>The mappings, in the order in which they apply.</summary>
    public IReadOnlyList<FieldMapping> Mappings { get; }

    /// <summary>The currency of numbers that become amounts; null where none do.</summary>
    public Currency? Currency { get; }

    /// <summary>The mappings into one kind of record, <c>custom.*</c> written out for a lead.</summary>
    internal IEnumerable<FieldMapping> For(string record, Lead lead)
    {
        foreach (FieldMapping mapping in Mappings.Where(m => m.To.StartsWith(record, StringComparison.Ordinal) && m.To[record.Length] == '.'))
        {
            if (mapping.From != LeadField.EachCustom)
            {
                yield return mapping;
                continue;
            }

            foreach ((string key, FieldValue _) in lead.CustomFields)
            {
                yield return mapping with { From = LeadField.CustomPrefix + key, To = $"{record}.custom.{key}" };
            }
        }
    }
}
