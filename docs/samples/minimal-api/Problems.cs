using CrmCore;
using CrmCore.Persistence;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace MinimalApi;

/// <summary>A rule that was not met: its stable code, and its text in the language of the request.</summary>
public sealed record RefusalView(string Code, string Text, IReadOnlyDictionary<string, string> Parameters);

// docs:begin api-problems
/// <summary>What CrmCore refuses, as problem details (RFC 9457). The language is that of Accept-Language, which request localization made the current one.</summary>
public static class Problems
{
    private static readonly LocalizedText RefusedTitle = new("The rules refuse this.", "规则不允许这样做。");
    private static readonly LocalizedText UnacceptedTitle = new("A value can't be accepted.", "某个值无法接受。");
    private static readonly LocalizedText ConflictTitle = new("Somebody else wrote first. Read again and decide again.", "其他人已先行修改，请重新读取后再决定。");

    public static ProblemHttpResult Refused(Outcome outcome)
    {
        RefusalView[] refusals = [.. outcome.Refusals.Select(r => new RefusalView(r.Code, r.Describe(), r.Parameters))];
        return TypedResults.Problem(new ProblemDetails
        {
            Type = "urn:crmcore:refused",
            Title = RefusedTitle.In(),
            Status = StatusCodes.Status409Conflict,
            Detail = string.Join(" ", refusals.Select(r => r.Text)),
            Extensions = { ["refusals"] = refusals },
        });
    }

    public static ProblemDetails Conflict(ConcurrencyConflictException conflict) => new()
    {
        Type = "urn:crmcore:conflict",
        Title = ConflictTitle.In(),
        Status = StatusCodes.Status409Conflict,
        Extensions = { ["conflicts"] = conflict.Conflicts },
    };

    public static ProblemDetails Unaccepted(ArgumentException fault) => new()
    {
        Type = "urn:crmcore:unaccepted",
        Title = UnacceptedTitle.In(),
        Status = StatusCodes.Status400BadRequest,
        Detail = fault.Message,
    };
}

/// <summary>What CrmCore throws and is no failure of the server: somebody else wrote first, or a value is empty, too long, out of range.</summary>
public sealed class FailureHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        ProblemDetails? problem = exception switch
        {
            ConcurrencyConflictException conflict => Problems.Conflict(conflict),
            ArgumentException fault => Problems.Unaccepted(fault),
            _ => null,
        };
        if (problem is null)
        {
            return false;
        }

        httpContext.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem });
    }
}
// docs:end api-problems
