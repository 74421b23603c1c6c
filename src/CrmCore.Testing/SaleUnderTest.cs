using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Testing;

/// <summary>
/// What the ready properties try: how opportunities move through a pipeline. As it is, it tries CrmCore itself on the pipeline given. A host whose own
/// code stands between (a service, a mapping, a storage) derives from it and goes through that code.
/// </summary>
public class SaleUnderTest
{
    /// <summary>A sale through a pipeline.</summary>
    public SaleUnderTest(Pipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        Pipeline = pipeline;
    }

    /// <summary>The pipeline.</summary>
    public Pipeline Pipeline { get; }

    /// <summary>Makes a move.</summary>
    /// <param name="before">The opportunity before.</param>
    /// <param name="request">The move.</param>
    /// <returns>The opportunity after, which is as before where it was refused; and the refusals.</returns>
    public virtual (OpportunitySnapshot After, IReadOnlyList<Refusal> Refusals) Move(OpportunitySnapshot before, MoveRequest request)
    {
        Opportunity opportunity = Opportunity.FromSnapshot(before);
        MoveResult result = opportunity.Move(request, Pipeline);
        return (opportunity.ToSnapshot(), result.Refusals);
    }

    /// <summary>Sets the amount, as the example of a change that is no move.</summary>
    /// <param name="before">The opportunity before.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="at">When.</param>
    /// <returns>The opportunity after, and the refusals.</returns>
    public virtual (OpportunitySnapshot After, IReadOnlyList<Refusal> Refusals) SetAmount(OpportunitySnapshot before, Money amount, DateTimeOffset at)
    {
        Opportunity opportunity = Opportunity.FromSnapshot(before);
        opportunity.SetLineItems([], at);
        OpportunityChange change = opportunity.SetAmount(amount, Pipeline, at);
        return (change.Succeeded ? opportunity.ToSnapshot() : before, change.Refusals);
    }

    /// <summary>Decides about a move by the stage machine.</summary>
    public virtual MoveDecision Decide(string from, string to, IFacts facts) => Pipeline.Decide(from, to, facts);

    /// <summary>Decides about a move by the compiled table.</summary>
    public virtual MoveDecision Preview(string from, string to, IFacts facts) => Pipeline.Preview(from, to, facts);
}
