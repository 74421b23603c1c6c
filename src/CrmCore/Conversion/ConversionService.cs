using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Fields;
using CrmCore.Conversion.Policies;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Conversion;

/// <summary>
/// Turns leads into accounts, contacts and opportunities in one commit: all of it or nothing, and never twice. The ids of what is created follow from
/// the lead and the request key. Thread-safe where its storage and checks are.
/// </summary>
public sealed partial class ConversionService
{
    /// <summary>Somebody always gets through, so this many conflicts in a row mean that storage is not keeping its promise.</summary>
    private const int MaximumAttempts = 100;

    private readonly IUnitOfWorkFactory _storage;
    private readonly PipelineCatalog _pipelines;
    private readonly ConversionPolicy _policy;
    private readonly ConversionIntake _intake;
    private readonly ConversionPlanner _planner;
    private readonly IDuplicateSearch? _duplicates;
    private readonly TimeProvider _clock;

    /// <summary>A service on some storage.</summary>
    /// <param name="storage">Where leads and what they become are kept.</param>
    /// <param name="pipelines">The pipelines that opportunities start in.</param>
    /// <param name="qualification">Says which leads are qualified.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="policy">What a conversion may do; null means <see cref="ConversionPolicy.Default"/>.</param>
    /// <param name="capacity">How full an owner is; null means that nothing limits them.</param>
    /// <param name="duplicates">Finds possible duplicates; null means that none are looked for.</param>
    /// <exception cref="DefinitionException">The policy names a pipeline or stage that the catalog lacks.</exception>
    public ConversionService(
        IUnitOfWorkFactory storage,
        PipelineCatalog pipelines,
        QualificationPolicy qualification,
        TimeProvider clock,
        ConversionPolicy? policy = null,
        IOwnerCapacity? capacity = null,
        IDuplicateSearch? duplicates = null)
    {
        _storage = Guard.Against.Null(storage);
        _pipelines = Guard.Against.Null(pipelines);
        _clock = Guard.Against.Null(clock);
        _policy = policy ?? ConversionPolicy.Default;
        _duplicates = duplicates;
        _intake = new(_policy, capacity);
        _planner = new(_policy, Guard.Against.Null(qualification), pipelines);
        if (_policy.CheckAgainst(pipelines) is { Count: > 0 } defects)
        {
            throw new DefinitionException($"conversion policy '{_policy.Key}'", defects);
        }
    }

    /// <summary>What a conversion would do, and everything that speaks against it. Changes nothing.</summary>
    /// <exception cref="ArgumentException">An id is <c>default</c>, the request key is blank, or the pipeline or a field is not known.</exception>
    public async Task<ConversionPlan> PlanAsync(ConversionRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        await using ConversionDesk desk = new(_storage.Begin(), _duplicates);
        return (await PlanAsync(desk, request, cancellationToken).ConfigureAwait(false)).Plan;
    }

    /// <summary>Does exactly what a plan says, or refuses.</summary>
    /// <returns>
    /// What the lead became; or every reason against it, also that a record of the plan has another version by now (<c>conversion.version-changed</c>), or that rules
    /// or checks decide otherwise (<c>conversion.plan-outdated</c>).
    /// </returns>
    /// <exception cref="ConcurrencyConflictException">Others kept writing first; nothing was done.</exception>
    public Task<ConversionResult> ExecuteAsync(ConversionPlan plan, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(plan);
        return RetryAsync(() => ConvertAloneAsync(plan.Request, plan, cancellationToken), cancellationToken);
    }

    /// <summary>Converts a lead. Where somebody else writes at the same time, it reads and decides again.</summary>
    /// <returns>What the lead became, or every reason against it.</returns>
    /// <exception cref="ArgumentException">An id is <c>default</c>, the request key is blank, or the pipeline or a field is not known.</exception>
    /// <exception cref="ConcurrencyConflictException">Others kept writing first; nothing was done.</exception>
    public Task<ConversionResult> ConvertAsync(ConversionRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        return RetryAsync(() => ConvertAloneAsync(request, null, cancellationToken), cancellationToken);
    }

    private static async Task<T> RetryAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (int attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (ConcurrencyConflictException) when (attempts < MaximumAttempts)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task<ConversionResult> ConvertAloneAsync(ConversionRequest request, ConversionPlan? agreed, CancellationToken cancellationToken)
    {
        await using ConversionDesk desk = new(_storage.Begin(), _duplicates);
        ConversionResult result = await ConvertAsync(desk, request, agreed, cancellationToken).ConfigureAwait(false);
        if (result is { Succeeded: true, IsRepeat: false })
        {
            await desk.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Converts a lead on a desk, without committing. Where it is refused, nothing on the desk has changed.</summary>
    private async Task<ConversionResult> ConvertAsync(ConversionDesk desk, ConversionRequest request, ConversionPlan? agreed, CancellationToken cancellationToken)
    {
        (ConversionPlan plan, ConversionCase? known) = await PlanAsync(desk, request, cancellationToken).ConfigureAwait(false);
        if (plan.Done is { } done)
        {
            return new(plan, done, isRepeat: true);
        }

        IReadOnlyList<Refusal> refusals = agreed is null ? plan.Blockers : [.. plan.Blockers, .. PlanChanges.Between(agreed, plan)];
        return refusals.Count > 0
            ? new(plan, refusals)
            : new(plan, new ConversionExecution(desk, known!, plan, _policy).Run(), isRepeat: false);
    }

    private async Task<(ConversionPlan Plan, ConversionCase? Case)> PlanAsync(ConversionDesk desk, ConversionRequest request, CancellationToken cancellationToken)
    {
        Lead? lead = await desk.Leads.FindAsync(request.Lead, cancellationToken).ConfigureAwait(false);
        if (lead is null)
        {
            return (new(request) { Blockers = [new("conversion.lead-not-found", ("lead", request.Lead))] }, null);
        }

        if (lead.Conversion is { } done)
        {
            return done.RequestKey == request.RequestKey
                ? (new(request) { LeadVersion = lead.Version, Done = done }, null)
                : (new(request) { LeadVersion = lead.Version, Blockers = [new("conversion.already-converted", ("lead", lead.Id), ("at", done.At), ("by", done.By), ("opportunity", done.Opportunity))] }, null);
        }

        ConversionCase known = await _intake.ReadAsync(desk, request, lead, _clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return (_planner.Plan(known), known);
    }

    private void Check(ConversionRequest request)
    {
        Guard.Against.Null(request);
        Guard.Against.Default(request.Lead, nameof(request));
        Guard.Against.Default(request.By, nameof(request));
        Guard.Against.NullOrWhiteSpace(request.RequestKey, nameof(request));
        if (request.Pipeline is { } pipeline && _pipelines.Newest(pipeline) is null)
        {
            throw new ArgumentException($"Pipeline '{pipeline}' is not in the catalog.", nameof(request));
        }

        if (request.Fields?.Keys.FirstOrDefault(k => RecordFieldSets.FormOf(k) is null) is { } unknown)
        {
            throw new ArgumentException($"There is no field '{unknown}'; there are {string.Join(", ", RecordFieldSets.Names)}.", nameof(request));
        }
    }
}
