using System.Globalization;
using System.Text;
using CrmCore.Pipelines.Internal;

namespace CrmCore.Leads;

/// <summary>
/// Which status may follow which. A converted or merged lead goes back only by reverting the conversion or undoing the merge, to the open status that it had. The
/// table is decided by the same kind of machine as the stages of a pipeline.
/// </summary>
public static class LeadLifecycle
{
    private static readonly DecisionMachine Machine = new(
        Enum.GetValues<LeadStatus>().Length,
        Transitions().Select(t => ((int)t.From, (int)t.To, (IReadOnlyList<(string, Func<IFacts, bool>)>)[])));

    /// <summary>Whether a lead may go from one status to another.</summary>
    public static bool Allows(LeadStatus from, LeadStatus to) => Machine.Decide((int)from, (int)to, NoFacts.Instance, out _);

    /// <summary>Every allowed change.</summary>
    public static IEnumerable<(LeadStatus From, LeadStatus To)> Transitions()
    {
        LeadStatus[] open = [LeadStatus.New, LeadStatus.Working, LeadStatus.Nurturing, LeadStatus.Qualified];
        foreach (LeadStatus from in open)
        {
            foreach (LeadStatus to in (LeadStatus[])[LeadStatus.Working, LeadStatus.Nurturing, LeadStatus.Qualified, LeadStatus.Disqualified, LeadStatus.Merged])
            {
                if (from != to)
                {
                    yield return (from, to);
                }
            }
        }

        yield return (LeadStatus.Qualified, LeadStatus.Converted);
        yield return (LeadStatus.Disqualified, LeadStatus.Working);
        foreach (LeadStatus before in open)
        {
            yield return (LeadStatus.Converted, before);
            yield return (LeadStatus.Merged, before);
        }
    }

    /// <summary>The table as a Mermaid state diagram.</summary>
    public static string ToMermaid()
    {
        StringBuilder diagram = new("stateDiagram-v2\n    [*] --> New\n");
        foreach ((LeadStatus from, LeadStatus to) in Transitions())
        {
            diagram.Append(CultureInfo.InvariantCulture, $"    {from} --> {to}\n");
        }

        return diagram.ToString();
    }

    private sealed class NoFacts : IFacts
    {
        public static readonly NoFacts Instance = new();

        public FieldValue Get(string fact) => FieldValue.None;
    }
}
