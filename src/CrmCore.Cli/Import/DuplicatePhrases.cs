using System.Globalization;
using CrmCore.Cli.Csv;
using CrmCore.Cli.Terminal;
using CrmCore.Matching;

namespace CrmCore.Cli.Import;

/// <summary>What is said of a row that may be a duplicate: of which lead, how surely, and why.</summary>
internal static class DuplicatePhrases
{
    /// <summary>Of which lead it is a duplicate, how surely, and the fields that speak for it, the weightiest first.</summary>
    public static Phrase Found(MatchCandidate found, KnownLead other)
    {
        string reasons = string.Join(CliTexts.Get("list.separator"), found.Reasons.Where(r => r.Similarity is not null && r.Weight > 0).OrderByDescending(r => r.Weight).Select(Reason));
        return Said(found.Class == MatchClass.Same
            ? CliTexts.Get("import.duplicate.same", ("lead", Name(other)), ("reasons", reasons))
            : CliTexts.Get("import.duplicate.likely", ("lead", Name(other)), ("reasons", reasons)));
    }

    private static string Name(KnownLead lead) => lead switch
    {
        { Line: { } line, Key: { } key } => CliTexts.Get("import.duplicate.line", ("name", lead.Name), ("key", key.Key), ("line", line.ToString(CultureInfo.InvariantCulture))),
        { Key: { } key } => CliTexts.Get("import.duplicate.stored", ("name", lead.Name), ("key", key.Key), ("source", key.System)),
        _ => lead.Name,
    };

    private static string Reason(MatchReason reason) => string.Create(CultureInfo.InvariantCulture, $"{Field(reason.Field)} {reason.Similarity:0.00}");

    private static string Field(string field) => field switch
    {
        MatchFields.Given => CliTexts.Get("field.given"),
        MatchFields.Family => CliTexts.Get("field.family"),
        MatchFields.Company => CliTexts.Get("field.company"),
        MatchFields.Email => CliTexts.Get("field.email"),
        MatchFields.Phone => CliTexts.Get("field.phone"),
        _ => field,
    };

    /// <summary>A text that is said at once, so in the language of now whichever is asked for.</summary>
    private static Phrase Said(string text) => new(text, text);
}
