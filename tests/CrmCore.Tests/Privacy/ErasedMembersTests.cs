using System.Reflection;
using System.Text.Json.Serialization;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;

namespace CrmCore.Tests.Privacy;

/// <summary>Of every member that can hold what somebody typed it is said here what an erasure does with it, so that a new one can't be forgotten.</summary>
public class ErasedMembersTests
{
    /// <summary>Gone, with all that is in it.</summary>
    private static readonly string[] Dropped =
    [
        "LeadSnapshot.Details.Name", "LeadSnapshot.Details.Title", "LeadSnapshot.Details.Email", "LeadSnapshot.Details.Phone", "LeadSnapshot.Details.Description",
        "LeadSnapshot.Source.Detail", "LeadSnapshot.Touches.Source.Detail", "LeadSnapshot.FollowUps.Note", "LeadSnapshot.FollowUps.NextStep", "LeadSnapshot.Discovery",
        "LeadSnapshot.Merges", "LeadSnapshot.ConversionTrace", "LeadSnapshot.Reversals.Undone", "LeadSnapshot.Reversals.Left",
        "ContactSnapshot.Name", "ContactSnapshot.Title", "ContactSnapshot.Email", "ContactSnapshot.Phone",
    ];

    /// <summary>Gone, unless it is a key, doesn't name the person, or the host keeps it.</summary>
    private static readonly string[] Weighed =
    [
        "LeadSnapshot.DisqualifiedReason", "LeadSnapshot.Holdings.Reason", "LeadSnapshot.Lock.Reason", "LeadSnapshot.Reversals.Reason",
        "LeadSnapshot.Conversion.OverrideReason", "LeadSnapshot.Reversals.Conversion.OverrideReason", "LeadSnapshot.Source.Campaign", "LeadSnapshot.Touches.Source.Campaign",
        "LeadSnapshot.ExternalKey", "LeadSnapshot.CustomFields", "ContactSnapshot.ExternalKey", "ContactSnapshot.CustomFields",
        "AccountSnapshot.Website", "AccountSnapshot.Phone", "AccountSnapshot.ExternalKey", "AccountSnapshot.CustomFields",
        "OpportunitySnapshot.Description", "OpportunitySnapshot.Source.Detail", "OpportunitySnapshot.Source.Campaign", "OpportunitySnapshot.Closing.Reason",
        "OpportunitySnapshot.Discovery", "OpportunitySnapshot.BuyingRoles.Person", "OpportunitySnapshot.Activities.Note", "OpportunitySnapshot.NextStep.What",
        "OpportunitySnapshot.History.Reason", "OpportunitySnapshot.ExternalKey", "OpportunitySnapshot.CustomFields",
    ];

    /// <summary>Kept, without the person's name.</summary>
    private static readonly string[] Redacted =
    [
        "LeadSnapshot.Details.Company", "AccountSnapshot.Name", "OpportunitySnapshot.Name", "OpportunitySnapshot.Closing.Competitor",
        "OpportunitySnapshot.Competitors.Name", "OpportunitySnapshot.Competitors.Strengths", "OpportunitySnapshot.Competitors.Weaknesses",
    ];

    /// <summary>Kept as it is: keys, codes, products, and where a company is.</summary>
    private static readonly string[] Kept =
    [
        "LeadSnapshot.Details.Industry", "LeadSnapshot.Details.City", "LeadSnapshot.Details.Country", "LeadSnapshot.Conversion.RequestKey", "LeadSnapshot.Conversion.Overridden",
        "LeadSnapshot.Reversals.Conversion.RequestKey", "LeadSnapshot.Reversals.Conversion.Overridden", "AccountSnapshot.Industry",
        "OpportunitySnapshot.Pipeline.Key", "OpportunitySnapshot.Stage", "OpportunitySnapshot.Closing.LastOpenStage", "OpportunitySnapshot.LineItems.Product",
        "OpportunitySnapshot.Activities.Kind", "OpportunitySnapshot.History.From", "OpportunitySnapshot.History.To", "OpportunitySnapshot.History.Skipped",
    ];

    private static readonly Type[] Texts = [typeof(string), typeof(PersonName), typeof(EmailAddress), typeof(PhoneNumber), typeof(ExternalKey), typeof(FieldValue)];

    private static readonly string[] Said = [.. Dropped, .. Weighed, .. Redacted, .. Kept];

    [Fact]
    public void Of_every_text_it_is_said_what_becomes_of_it()
    {
        string[] found = [.. ((Type[])[typeof(LeadSnapshot), typeof(ContactSnapshot), typeof(AccountSnapshot), typeof(OpportunitySnapshot)]).SelectMany(t => TextsOf(t, t.Name, 0))];
        Assert.True(found.Length > 50);
        Assert.Equal([], found.Except(Said));
        Assert.Equal([], Said.Except(found));
        Assert.Equal(Said.Length, Said.Distinct().Count());
    }

    /// <summary>The paths of texts, and of what is named as a whole above.</summary>
    private static IEnumerable<string> TextsOf(Type type, string path, int depth)
    {
        Assert.True(depth < 8, $"{path} goes on without end: say what becomes of it.");
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always }))
        {
            string name = $"{path}.{property.Name}";
            Type held = Inner(property.PropertyType);
            if (Said.Contains(name) || Texts.Contains(held))
            {
                yield return name;
            }
            else if (held.Assembly == typeof(LeadSnapshot).Assembly && !held.IsEnum && !IsKey(held))
            {
                foreach (string inner in TextsOf(held, name, depth + 1))
                {
                    yield return inner;
                }
            }
        }
    }

    private static Type Inner(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? Inner(value) : type.IsGenericType && type.GetGenericArguments() is { } held && type.Namespace!.StartsWith("System.Collections", StringComparison.Ordinal) ? Inner(held[^1]) : type;

    private static bool IsKey(Type type) =>
        type.IsValueType && (type == typeof(Money) || type == typeof(Currency) || type == typeof(Probability) || type.GetInterfaces().Any(i => i.IsGenericType && (i.GetGenericTypeDefinition() == typeof(IEntityId<>) || i.GetGenericTypeDefinition() == typeof(ITextKey<>))));
}
