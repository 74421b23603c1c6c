using System.Globalization;
using CrmCore;
using CrmCore.InMemory;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Testing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace RobotSales;

/// <summary>What this company wants to be true of every sale, whatever people do.</summary>
public class RobotSaleTests
{
    /// <summary>100 cases of each property, new ones in each run; CRMCORE_LAW_SEED names two numbers that make a run repeatable.</summary>
    private static Config Config
    {
        get
        {
            Config config = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(100);
            return Environment.GetEnvironmentVariable("CRMCORE_LAW_SEED")?.Split(',') is [string seed, string gamma]
                ? config.WithReplay(new Replay(new Rnd(ulong.Parse(seed, CultureInfo.InvariantCulture), ulong.Parse(gamma, CultureInfo.InvariantCulture)), null))
                : config;
        }
    }

    // docs:begin test-ready-properties
    public static TheoryData<string> Ready => [.. PipelineProperties.All.Keys];

    [Theory]
    [MemberData(nameof(Ready))]
    public void Every_sale_through_the_pipeline_holds(string property) =>
        Check.One(property, Config, PipelineProperties.All[property](new SaleUnderTest(RobotSale.Pipeline)));
    // docs:end test-ready-properties

    // docs:begin test-own-code
    [Theory]
    [MemberData(nameof(Ready))]
    public void Every_sale_through_our_own_code_holds(string property) =>
        Check.One(property, Config, PipelineProperties.All[property](new DeskUnderTest(RobotSale.Pipeline)));

    private sealed class DeskUnderTest(Pipeline pipeline) : SaleUnderTest(pipeline)
    {
        public override (OpportunitySnapshot After, IReadOnlyList<Refusal> Refusals) Move(OpportunitySnapshot before, MoveRequest request)
        {
            return MoveAsync().GetAwaiter().GetResult();   // properties are synchronous, and so is storage in memory

            async Task<(OpportunitySnapshot, IReadOnlyList<Refusal>)> MoveAsync()
            {
                InMemoryStore store = new();
                await using IUnitOfWork unit = store.Begin();
                unit.Opportunities.Add(Opportunity.FromSnapshot(before with { Version = 0 }));
                await unit.CommitAsync();
                IReadOnlyList<Refusal> refusals = await new SalesDesk(store, Pipeline).MoveAsync(before.Id, request);
                Opportunity after = (await unit.Opportunities.FindAsync(before.Id))!;
                return (after.ToSnapshot() with { Version = before.Version }, refusals);
            }
        }
    }
    // docs:end test-own-code

    // docs:begin test-own-property
    [Fact]
    public void No_large_contract_is_won_without_the_board() => Check.One(
        Config,
        Prop.ForAll(PipelineWalks.Legal(RobotSale.Pipeline), walk => walk.Steps.All(step =>
            step.After.StageKind != StageKind.Won
            || step.Before.Amount is not { Amount: > 100_000 }
            || step.Request.Facts?.Get("host.board-approval").IsNone == false)));
    // docs:end test-own-property

    // docs:begin test-describe
    [Fact]
    public void The_pipeline_is_as_agreed_with_the_sales_team()
    {
        PipelineDescriptor description = RobotSale.Pipeline.Describe();
        Assert.Contains("contract -> won (Close) [amount, close-date, board-approves]", description.Moves);
    }
    // docs:end test-describe
}
