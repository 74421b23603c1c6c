using System.Globalization;
using System.Text;
using System.Text.Json;
using CrmCore.Conversion.Fields;
using CrmCore.Conversion.Policies;
using CrmCore.Leads;

namespace CrmCore.Conversion;

/// <summary>Writes a plan for people.</summary>
internal sealed class ConversionPlanText(ConversionPlan plan, CultureInfo culture)
{
    private readonly StringBuilder _text = new();

    public string Write()
    {
        if (plan.Done is { } done)
        {
            return Text("plan-done", ("lead", plan.Request.Lead), ("at", done.At));
        }

        Line(0, Text("plan-lead", ("lead", plan.Request.Lead), ("version", plan.LeadVersion), ("owner", plan.Owner?.Value ?? "-")));
        foreach (PlannedRecord record in plan.Records)
        {
            Line(0, Headline(record) + Because(record.Reason));
            foreach (PlannedField field in record.Fields)
            {
                Line(1, Of(field));
            }
        }

        if (plan.Carried is { } carried)
        {
            Line(0, Text("plan-carried", ("followups", carried.FollowUpCount), ("followupsrule", Word(carried.FollowUps)), ("notes", carried.NoteCount), ("notesrule", Word(carried.Discovery))));
            if (carried.NextStep is { } step)
            {
                Line(1, Text("plan-next-step", ("step", step)));
            }
        }

        Tell("plan-blocker", plan.Blockers);
        Tell("plan-overridden", plan.Overridden);
        Tell("plan-warning", plan.Warnings);
        return _text.ToString().TrimEnd();
    }

    private string Headline(PlannedRecord record)
    {
        string name = Text(record.Kind switch { ConvertedKind.Account => "plan-account", ConvertedKind.Contact => "plan-contact", _ => "plan-opportunity" });
        return (record.Action, record.Kind) switch
        {
            (RecordAction.None, _) => Text("plan-none", ("record", name)),
            (RecordAction.Create, ConvertedKind.Opportunity) =>
                Text("plan-start", ("record", name), ("name", record.Name), ("id", record.Id), ("pipeline", plan.Pipeline), ("stage", plan.Stage)),
            (RecordAction.Create, _) => Text("plan-create", ("record", name), ("name", record.Name), ("id", record.Id)),
            (_, ConvertedKind.Opportunity) => Text("plan-attach", ("record", name), ("name", record.Name), ("id", record.Id), ("version", record.Version)),
            _ => Text("plan-link", ("record", name), ("name", record.Name), ("id", record.Id), ("version", record.Version)),
        };
    }

    private string Because(RecordReason reason) => reason switch
    {
        RecordReason.Requested => $" ({Text("plan-reason-requested")})",
        RecordReason.Duplicate => $" ({Text("plan-reason-duplicate")})",
        RecordReason.OfOpportunity => $" ({Text("plan-reason-of-opportunity")})",
        RecordReason.NothingKnown => $" ({Text("plan-reason-nothing-known")})",
        _ => "",
    };

    private string Of(PlannedField field)
    {
        string code = field.Change switch
        {
            FieldChange.Filled => "plan-filled",
            FieldChange.Overwritten => "plan-overwritten",
            FieldChange.Concatenated => "plan-concatenated",
            _ => field.Before == field.Offered ? "plan-same" : "plan-kept",
        };
        string text = Text(code, ("field", field.Field), ("source", field.Source), ("before", field.Before), ("offered", field.Offered), ("after", field.After));
        return field.Rule is { } rule ? $"{text} ({Text("plan-rule", ("rule", JsonNamingPolicy.KebabCaseLower.ConvertName(rule.ToString())))})" : text;
    }

    private string Word(CarryOver carry) => Text(carry switch { CarryOver.Copy => "plan-copy", CarryOver.Move => "plan-move", _ => "plan-leave" });

    private void Tell(string code, IEnumerable<Refusal> refusals)
    {
        foreach (Refusal refusal in refusals)
        {
            Line(0, Text(code, ("text", refusal.Describe(culture)), ("reason", plan.Request.OverrideReason)));
        }
    }

    private void Line(int indent, string text) => _text.Append(' ', 2 * indent).Append(text).Append('\n');

    private string Text(string key, params ReadOnlySpan<(string, object?)> parameters) => new Refusal("conversion." + key, parameters).Describe(culture);
}
