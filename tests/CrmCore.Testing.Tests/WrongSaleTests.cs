using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Testing.Tests;

/// <summary>Sales made wrong on purpose: the right property catches each.</summary>
public class WrongSaleTests
{
    private static readonly Pipeline Sale = ReadyPipelines.SolutionSale;

    public static TheoryData<string, SaleUnderTest> Wrong() => new()
    {
        { nameof(PipelineProperties.NoWalkLeavesTheDefinition), new Tampered((before, after) => after with { Stage = "limbo" }) },
        { nameof(PipelineProperties.NoWalkLeavesTheDefinition), new Tampered((before, after) => after with { History = [.. after.History, after.History[^1]] }) },
        { nameof(PipelineProperties.EndsAreEnds), new Tampered((before, after) => after with { Closing = after.Closing is null ? null : after.Closing with { LastOpenStage = "inquiry" } }) },
        { nameof(PipelineProperties.EndsAreEnds), new AmountOfClosed() },
        { nameof(PipelineProperties.ARefusalSaysWhyAndChangesNothing), new Touchy() },
        { nameof(PipelineProperties.ARefusalSaysWhyAndChangesNothing), new Silent() },
        { nameof(PipelineProperties.GatesDecide), new OpenGates() },
        { nameof(PipelineProperties.HistoryReplaysToThePresent), new Tampered((before, after) => after with { History = [.. after.History.Take(after.History.Count - 1), after.History[^1] with { Amount = new Money(1, Currency.Usd) }] }) },
        { nameof(PipelineProperties.HistoryReplaysToThePresent), new Tampered((before, after) => after with { History = [after.History[0] with { Reason = "rewritten" }, .. after.History.Skip(1)] }) },
        { nameof(PipelineProperties.DurationsAddUpToTheAge), new Tampered((before, after) => after with { History = [.. after.History.Select(h => h with { Duration = h.Duration + TimeSpan.FromSeconds(1) })] }) },
        { nameof(PipelineProperties.ClosingAndReopeningAreInverse), new Tampered((before, after) => before.StageKind != StageKind.Open && after.StageKind == StageKind.Open ? after with { CloseDate = null } : after) },
        { nameof(PipelineProperties.ProbabilityFitsTheStage), new Tampered((before, after) => after with { Probability = before.Probability }) },
        { nameof(PipelineProperties.TheInterpretersAgree), new TwoMinds() },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_sale_is_caught_by_the_right_property(string property, SaleUnderTest sale)
    {
        Exception caught = Assert.ThrowsAny<Exception>(() => FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(3000), PipelineProperties.All[property](sale)));

        Assert.Contains("Falsifiable", caught.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_property_is_tried_on_a_wrong_sale() =>
        Assert.Empty(PipelineProperties.All.Keys.Except(Wrong().Select(row => (string)((object[])row)[0])));

    private sealed class Tampered(Func<OpportunitySnapshot, OpportunitySnapshot, OpportunitySnapshot> tamper) : SaleUnderTest(Sale)
    {
        public override (OpportunitySnapshot After, IReadOnlyList<Refusal> Refusals) Move(OpportunitySnapshot before, MoveRequest request)
        {
            (OpportunitySnapshot after, IReadOnlyList<Refusal> refusals) = base.Move(before, request);
            return (refusals.Count == 0 ? tamper(before, after) : after, refusals);
        }
    }

    private sealed class AmountOfClosed() : SaleUnderTest(Sale)
    {
        public override (OpportunitySnapshot After, IReadOnlyList<Refusal> Refusals) SetAmount(OpportunitySnapshot before, Money amount, DateTimeOffset at) => (before with { Amount = amount }, []);
    }

    private sealed class Touchy() : SaleUnderTest(Sale)
    {
        public override (OpportunitySnapshot After, IReadOnlyList<Refusal> Refusals) Move(OpportunitySnapshot before, MoveRequest request)
        {
            (OpportunitySnapshot after, IReadOnlyList<Refusal> refusals) = base.Move(before, request);
            return (refusals.Count > 0 ? after with { EventCount = after.EventCount + 1 } : after, refusals);
        }
    }

    private sealed class Silent() : SaleUnderTest(Sale)
    {
        public override (OpportunitySnapshot After, IReadOnlyList<Refusal> Refusals) Move(OpportunitySnapshot before, MoveRequest request) => (base.Move(before, request).After, []);
    }

    private sealed class OpenGates() : SaleUnderTest(Sale)
    {
        private static readonly Pipeline Ungated = new(Sale.Definition with { Gates = null, Stages = [.. Sale.Definition.Stages.Select(s => s with { Enter = [] })] });

        public override (OpportunitySnapshot After, IReadOnlyList<Refusal> Refusals) Move(OpportunitySnapshot before, MoveRequest request)
        {
            Opportunity opportunity = Opportunity.FromSnapshot(before);
            MoveResult result = opportunity.Move(request, Ungated);
            return (opportunity.ToSnapshot(), result.Refusals);
        }
    }

    private sealed class TwoMinds() : SaleUnderTest(Sale)
    {
        private static readonly Pipeline Other = new(Sale.Definition with { ForbidSkipping = true });

        public override MoveDecision Preview(string from, string to, IFacts facts) => Other.Preview(from, to, facts);
    }
}
