using CrmCore;
using CrmCore.Conversion;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Qualification;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace MinimalApi;

/// <summary>Leads, until they are converted.</summary>
public static class LeadEndpoints
{
    public static void MapLeads(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder leads = app.MapGroup("/leads").WithTags("Leads");
        leads.MapPost("/", CaptureAsync);
        leads.MapGet("/{id:guid}", GetAsync);
        leads.MapPost("/{id:guid}/needs", (Guid id, NewNeed need, IUnitOfWorkFactory storage, TimeProvider clock, CancellationToken token) =>
            DiscoverAsync(id, Need.Explicit(need.Statement, clock.GetUtcNow(), quote: need.Quote), storage, token)).ProducesProblem(StatusCodes.Status409Conflict);
        leads.MapPost("/{id:guid}/answers", (Guid id, NewAnswer answer, IUnitOfWorkFactory storage, TimeProvider clock, CancellationToken token) =>
            DiscoverAsync(id, new Answer(answer.Element, answer.Level, answer.Statement, clock.GetUtcNow()), storage, token)).ProducesProblem(StatusCodes.Status409Conflict);
        leads.MapPost("/{id:guid}/verdict", QualifyAsync).ProducesProblem(StatusCodes.Status409Conflict);
        leads.MapPost("/{id:guid}/conversion", ConvertAsync).ProducesProblem(StatusCodes.Status409Conflict);
    }

    // docs:begin api-capture
    private static async Task<Results<Created<LeadView>, ValidationProblem>> CaptureAsync(
        NewLead body, [FromHeader(Name = "X-User")] Caller caller, IUnitOfWorkFactory storage, TimeProvider clock, CancellationToken token)
    {
        (LeadDetails details, Dictionary<string, string[]> faults) = body.Read();
        if (faults.Count > 0)
        {
            return TypedResults.ValidationProblem(faults);
        }

        Lead lead = Lead.Capture(LeadId.New(clock), details, new LeadSource(body.Source), Custody.OwnedBy(caller.User), clock.GetUtcNow());
        await using IUnitOfWork unit = storage.Begin();
        unit.Leads.Add(lead);
        await unit.CommitAsync(token);
        return TypedResults.Created($"/leads/{lead.Id}", LeadView.Of(lead));
    }
    // docs:end api-capture

    private static async Task<Results<Ok<LeadView>, NotFound>> GetAsync(Guid id, IUnitOfWorkFactory storage, CancellationToken token)
    {
        await using IUnitOfWork unit = storage.Begin();
        return await unit.FindLeadAsync(id, token) is { } lead ? TypedResults.Ok(LeadView.Of(lead)) : TypedResults.NotFound();
    }

    // docs:begin api-discover
    private static async Task<Results<Ok<LeadView>, NotFound, ProblemHttpResult>> DiscoverAsync(
        Guid id, DiscoveryNote note, IUnitOfWorkFactory storage, CancellationToken token)
    {
        await using IUnitOfWork unit = storage.Begin();
        if (await unit.FindLeadAsync(id, token) is not { } lead)
        {
            return TypedResults.NotFound();
        }

        LeadChange change = lead.Discover(note);
        if (!change.Succeeded)
        {
            return Problems.Refused(change);
        }

        unit.Leads.Update(lead);
        await unit.CommitAsync(token);
        return TypedResults.Ok(LeadView.Of(lead));
    }
    // docs:end api-discover

    private static async Task<Results<Ok<VerdictView>, NotFound, ProblemHttpResult>> QualifyAsync(
        Guid id, [FromHeader(Name = "X-User")] Caller caller, IUnitOfWorkFactory storage, QualificationPolicy policy, TimeProvider clock, CancellationToken token)
    {
        await using IUnitOfWork unit = storage.Begin();
        if (await unit.FindLeadAsync(id, token) is not { } lead)
        {
            return TypedResults.NotFound();
        }

        QualificationVerdict verdict = policy.Evaluate(lead, clock.GetUtcNow());
        if (verdict.IsQualified && lead.Status != LeadStatus.Qualified)
        {
            LeadChange change = lead.Qualify(clock.GetUtcNow(), caller.User);
            if (!change.Succeeded)
            {
                return Problems.Refused(change);
            }

            unit.Leads.Update(lead);
            await unit.CommitAsync(token);
        }

        return TypedResults.Ok(VerdictView.Of(verdict));
    }

    // docs:begin api-convert
    private static async Task<Results<Ok<ConversionView>, ProblemHttpResult>> ConvertAsync(
        Guid id,
        [FromHeader(Name = "Idempotency-Key")] string key,
        [FromHeader(Name = "X-User")] Caller caller,
        ConversionService conversion,
        CancellationToken token)
    {
        ConversionResult result = await conversion.ConvertAsync(new(LeadId.From(id), key, caller.User), token);
        return result.Conversion is { } done
            ? TypedResults.Ok(new ConversionView(done.Account?.Value, done.Contact?.Value, done.Opportunity?.Value, result.IsRepeat))
            : Problems.Refused(result);
    }
    // docs:end api-convert

    private static async Task<Lead?> FindLeadAsync(this IUnitOfWork unit, Guid id, CancellationToken token) =>
        id == Guid.Empty ? null : await unit.Leads.FindAsync(LeadId.From(id), token);
}
