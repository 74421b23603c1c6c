using CrmCore;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Probabilities;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace MinimalApi;

public sealed record DealTerms(decimal Amount, string Currency, DateOnly? CloseDate);

public sealed record NewMove(string Stage, string? Reason);

public sealed record MoveView(string Stage, string Name, bool IsPermitted, IReadOnlyList<RefusalView> Unmet);

public sealed record DealView(Guid Id, string Name, string Stage, decimal? Amount, string? Currency, DateOnly? CloseDate, double Probability, string Why, IReadOnlyList<MoveView> Moves)
{
    public static DealView Of(Opportunity deal, Pipeline pipeline, IWinProbabilityCalculator calculator)
    {
        WinProbability chance = calculator.Estimate(deal);
        MoveView[] moves = [.. deal.PossibleMoves(pipeline).Where(m => m.Move is not null).Select(m => new MoveView(
            m.Move!.To.Key, m.Move.To.Name.In(), m.IsPermitted, [.. m.Refusals.Select(r => new RefusalView(r.Code, r.Describe(), r.Parameters))]))];
        return new(
            deal.Id.Value, deal.Name, deal.Stage, deal.Amount?.Amount, deal.Amount?.Currency.ToString(), deal.CloseDate, chance.Value.Value,
            string.Join(" ", chance.Reasons.Select(r => r.Text.In())), moves);
    }
}

/// <summary>Deals and their moves through the pipeline.</summary>
public static class DealEndpoints
{
    private static readonly LocalizedText WrongCurrency = new("Write the code of a currency, such as EUR.", "请填写货币代码，例如 CNY。");

    public static void MapDeals(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder deals = app.MapGroup("/deals/{id:guid}").WithTags("Deals").ProducesProblem(StatusCodes.Status409Conflict);
        deals.MapGet("/", (Guid id, Desk desk, CancellationToken token) => desk.ChangeAsync(id, null, token));
        deals.MapPut("/terms", SetTermsAsync);
        deals.MapPost("/moves", (Guid id, NewMove move, [FromHeader(Name = "X-User")] Caller caller, Desk desk, CancellationToken token) => desk.ChangeAsync(
            id,
            (deal, pipeline, at) => deal.Move(new(move.Stage, at, caller.User) { Reason = move.Reason }, pipeline),
            token));
    }

    private static async Task<Results<Ok<DealView>, NotFound, ValidationProblem, ProblemHttpResult>> SetTermsAsync(
        Guid id, DealTerms terms, [FromHeader(Name = "X-User")] Caller caller, Desk desk, CancellationToken token) =>
        Currency.TryParse(terms.Currency, out Currency currency)
            ? await desk.ChangeAsync(
                id,
                (deal, pipeline, at) => deal.SetAmount(new Money(terms.Amount, currency), pipeline, at, caller.User) is { Succeeded: false } refused
                    ? refused
                    : deal.SetCloseDate(terms.CloseDate, pipeline, at, caller.User),
                token)
            : TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["currency"] = [WrongCurrency.In()] });
}

// docs:begin api-desk
/// <summary>Reads a deal, changes it, stores it; or says why not.</summary>
public sealed class Desk(IUnitOfWorkFactory storage, PipelineCatalog pipelines, IWinProbabilityCalculator calculator, TimeProvider clock)
{
    public async Task<Results<Ok<DealView>, NotFound, ValidationProblem, ProblemHttpResult>> ChangeAsync(
        Guid id, Func<Opportunity, Pipeline, DateTimeOffset, Outcome>? change, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = storage.Begin();
        if (id == Guid.Empty || await unit.Opportunities.FindAsync(OpportunityId.From(id), cancellationToken) is not { } deal)
        {
            return TypedResults.NotFound();
        }

        Pipeline pipeline = pipelines.Get(deal.Pipeline);
        if (change is not null)
        {
            if (change(deal, pipeline, clock.GetUtcNow()) is { Succeeded: false } refused)
            {
                return Problems.Refused(refused);
            }

            unit.Opportunities.Update(deal);
            await unit.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(DealView.Of(deal, pipeline, calculator));
    }
}
// docs:end api-desk
