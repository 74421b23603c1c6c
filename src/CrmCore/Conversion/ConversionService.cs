using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Qualification;

namespace CrmCore.Conversion;

/// <summary>
/// Turns leads into accounts, contacts and opportunities in one commit: all of it or nothing, and never twice. The ids of what is created follow from
/// the lead and the request key. Thread-safe where its storage is.
/// </summary>
public sealed class ConversionService
{
    private const int Attempts = 5;

    private readonly IUnitOfWorkFactory _storage;
    private readonly PipelineCatalog _pipelines;
    private readonly QualificationPolicy _policy;
    private readonly TimeProvider _clock;

    /// <summary>A service on some storage.</summary>
    /// <param name="storage">Where leads and what they become are kept.</param>
    /// <param name="pipelines">The pipelines that opportunities start in.</param>
    /// <param name="policy">Says which leads are qualified.</param>
    /// <param name="clock">Tells the time.</param>
    public ConversionService(IUnitOfWorkFactory storage, PipelineCatalog pipelines, QualificationPolicy policy, TimeProvider clock)
    {
        _storage = Guard.Against.Null(storage);
        _pipelines = Guard.Against.Null(pipelines);
        _policy = Guard.Against.Null(policy);
        _clock = Guard.Against.Null(clock);
    }

    /// <summary>Converts a lead. Where somebody else writes at the same time, it reads and decides again.</summary>
    /// <returns>What the lead became, or every reason against it.</returns>
    /// <exception cref="ArgumentException">An id is <c>default</c>, the request key is blank, or the pipeline is not in the catalog.</exception>
    /// <exception cref="ConcurrencyConflictException">Others kept writing first; nothing was done.</exception>
    public async Task<ConversionResult> ConvertAsync(ConversionRequest request, CancellationToken cancellationToken = default)
    {
        Guard.Against.Null(request);
        Guard.Against.Default(request.Lead, nameof(request));
        Guard.Against.Default(request.By, nameof(request));
        Guard.Against.NullOrWhiteSpace(request.RequestKey, nameof(request));
        Pipeline pipeline = request.Pipeline is null
            ? _pipelines.Default
            : _pipelines.Newest(request.Pipeline) ?? throw new ArgumentException($"Pipeline '{request.Pipeline}' is not in the catalog.", nameof(request));
        for (int attempt = 1; ; attempt++)
        {
            await using IUnitOfWork unit = _storage.Begin();
            try
            {
                return await TryConvertAsync(unit, request, pipeline, cancellationToken).ConfigureAwait(false);
            }
            catch (ConcurrencyConflictException) when (attempt < Attempts)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task<ConversionResult> TryConvertAsync(IUnitOfWork unit, ConversionRequest request, Pipeline pipeline, CancellationToken cancellationToken)
    {
        if (await unit.Leads.FindAsync(request.Lead, cancellationToken).ConfigureAwait(false) is not { } lead)
        {
            return new([new Refusal("conversion.lead-not-found", ("lead", request.Lead))], null);
        }

        if (lead.Conversion is { } done)
        {
            return done.RequestKey == request.RequestKey
                ? new(done, isRepeat: true)
                : new([new Refusal("conversion.already-converted", ("lead", lead.Id), ("at", done.At), ("by", done.By), ("opportunity", done.Opportunity))], null);
        }

        DateTimeOffset at = _clock.GetUtcNow();
        ConversionDraft draft = new(lead, request, at);
        List<Refusal> refusals = draft.Refusals();
        QualificationVerdict verdict = _policy.Evaluate(lead, at);
        if (!verdict.IsQualified && string.IsNullOrWhiteSpace(request.OverrideReason))
        {
            refusals.Add(new Refusal("conversion.not-qualified", ("score", verdict.Score), ("findings", string.Join(", ", verdict.Findings.Select(f => f.Code)))));
        }

        Account? account = await draft.FindAccountAsync(unit, refusals, cancellationToken).ConfigureAwait(false);
        Contact? contact = await draft.FindContactAsync(unit, refusals, cancellationToken).ConfigureAwait(false);
        if (refusals.Count > 0)
        {
            return new(refusals, verdict);
        }

        account = Stage(unit.Accounts, account, draft.NewAccount, a => a.FillBlanks(lead.Details.Industry, null, null));
        contact = Stage(unit.Contacts, contact, () => draft.NewContact(account?.Id), c => c.FillBlanks(account?.Id, lead.Details.Title, lead.Details.Email, lead.Details.Phone));
        Opportunity? opportunity = draft.NewOpportunity(pipeline, account, contact);
        if (opportunity is not null)
        {
            unit.Opportunities.Add(opportunity);
        }

        if (lead.Status != LeadStatus.Qualified)
        {
            lead.Qualify(at, request.By).EnsureSucceeded();
        }

        LeadConversion conversion = new(request.RequestKey, account?.Id, contact?.Id, opportunity?.Id, at, request.By)
        {
            OverrideReason = verdict.IsQualified ? null : request.OverrideReason,
        };
        lead.MarkConverted(conversion).EnsureSucceeded();
        unit.Leads.Update(lead);
        await unit.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new(conversion, isRepeat: false);
    }

    private static TAggregate? Stage<TAggregate, TId>(IRepository<TAggregate, TId> repository, TAggregate? existing, Func<TAggregate?> create, Func<TAggregate, bool> fill)
        where TAggregate : Aggregate
        where TId : struct, IEntityId<TId>
    {
        if (existing is not null)
        {
            if (fill(existing))
            {
                repository.Update(existing);
            }

            return existing;
        }

        TAggregate? created = create();
        if (created is not null)
        {
            repository.Add(created);
        }

        return created;
    }
}
