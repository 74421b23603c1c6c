using CrmCore.Conversion.Fields;
using CrmCore.Leads;

namespace CrmCore.Conversion.Reverting;

/// <summary>Gives fields the values that they had before a conversion, where they still have those that it gave them.</summary>
internal static class FieldRestorer
{
    public static T Restore<T>(RecordFields<T> fields, T record, string name, IEnumerable<ConvertedField>? changed, List<string> undone, List<string> left)
    {
        foreach (ConvertedField change in changed ?? [])
        {
            RecordField<T> field = fields.Find(change.Field)!;
            string told = $"{name} {change.Field[(fields.Record.Length + 1)..]}";
            if (field.Of(record).ToJson() == change.After)
            {
                record = field.With(record, FieldContent.FromJson(change.Before, field.Form));
                undone.Add(told);
            }
            else
            {
                left.Add(told);
            }
        }

        return record;
    }
}
