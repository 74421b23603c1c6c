using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using CrmCore.Conversion;
using CrmCore.Delivery;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Pools;
using CrmCore.Qualification;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>A person whose every word is marked takes the whole journey in a host that logs everything, traces everything and measures everything: no mark is found there.</summary>
public sealed class PrivacyTests : IDisposable
{
    private static readonly string[] Marks =
        ["Zarathustra", "zara.personal", "+8613912345678", "13912345678", "MarkedCompany", "MarkedNote", "MarkedNeed", "MarkedAnswer", "MarkedField", "MarkedTitle", "MarkedStep"];

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _told = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_of_a_person_is_in_logs_traces_measurements_or_conflicts()
    {
        using MeterListener meters = Measuring();
        using ActivityListener traces = Tracing();
        List<string> events = await TravelAsync(tellsParameters: false);

        Assert.Contains(_told, t => t.Contains("INSERT INTO", StringComparison.Ordinal));
        Assert.Contains(_told, t => t.StartsWith("measured crmcore.outbox.delivered", StringComparison.Ordinal));
        Assert.Contains(_told, t => t.StartsWith("measured crmcore.outbox.dead_letters", StringComparison.Ordinal));
        Assert.Contains(_told, t => t.StartsWith("conflict", StringComparison.Ordinal));
        Assert.DoesNotContain(_told, t => Marks.Any(m => t.Contains(m, StringComparison.OrdinalIgnoreCase)));

        // Of all that happened, an event tells ids, stages, amounts and reasons; and the name of a company where one was created.
        Assert.True(events.Count > 10);
        Assert.All(events, e => Assert.DoesNotContain(Marks, m => e.Contains(m, StringComparison.OrdinalIgnoreCase) && !(m == "MarkedCompany" && e.Contains("account.created", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_host_that_lets_parameters_be_logged_finds_the_person_in_its_logs()
    {
        await TravelAsync(tellsParameters: true);
        Assert.Contains(_told, t => t.Contains("Zarathustra", StringComparison.Ordinal));
    }

    private async Task<List<string>> TravelAsync(bool tellsParameters)
    {
        Recorder recorder = new(_told);
        await using ServiceProvider provider = new ServiceCollection()
            .AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(recorder))
            .AddDbContext<HostContextTests.HostContext>(o => o.UseSqlite($"Data Source={_folder.File("host.db")};Pooling=False").EnableSensitiveDataLogging(tellsParameters))
            .AddCrmCore(crm => crm.UseEntityFrameworkCore<HostContextTests.HostContext>().UseRelay(RelayOptions.Default with { MaximumAttempts = 1 }).AddEventHandler<Failing>())
            .BuildServiceProvider(validateScopes: true);
        await using AsyncServiceScope scope = provider.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<HostContextTests.HostContext>().Database.EnsureCreated();
        return await TravelAsync(scope.ServiceProvider);
    }

    private async Task<List<string>> TravelAsync(IServiceProvider services)
    {
        IUnitOfWorkFactory storage = services.GetRequiredService<IUnitOfWorkFactory>();
        Pipeline sale = services.GetRequiredService<PipelineCatalog>().Default;
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        UserId anna = new("anna");
        LeadId id = LeadId.New(TimeProvider.System);
        Lead lead = Lead.Capture(
            id,
            new()
            {
                Name = new("Zarathustra Personal"),
                Email = EmailAddress.Parse("zara.personal@example.com"),
                Phone = new PhoneNumber("+86 139 1234 5678", "+8613912345678"),
                Company = "MarkedCompany",
                Title = "MarkedTitle",
                Description = "MarkedNote",
            },
            LeadSource.Web,
            Custody.InPool(Pool.Default.Id),
            now,
            externalKey: new("form", "4711"),
            customFields: CustomFields.Empty.With("note", FieldValue.Of("MarkedField")));
        await StoreAsync(storage, unit => unit.Leads.Add(lead));
        (await services.GetRequiredService<PoolService>().ClaimAsync(id, Pool.Default, anna)).EnsureSucceeded();

        await using IUnitOfWork first = storage.Begin();
        Lead read = (await first.Leads.FindAsync(id))!;
        read.FollowUp(new(now, anna, FollowUpKind.Call, FollowUpOutcome.Reached, "MarkedNote", "MarkedStep", now.AddDays(2))).EnsureSucceeded();
        read.ChangeDetails(read.Details with { Title = "MarkedTitle of Zarathustra", City = "MarkedCompany" }, now, anna).EnsureSucceeded();
        read.SetCustomField("note", FieldValue.Of("MarkedField again"), now, anna).EnsureSucceeded();
        read.Discover(Need.Explicit("MarkedNeed", now, quote: "MarkedNeed in words")).EnsureSucceeded();
        read.Discover(new Answer(Answer.Budget, AnswerLevel.Confirmed, "MarkedAnswer", now)).EnsureSucceeded();
        first.Leads.Update(read);
        await first.CommitAsync();
        await ConflictAsync(storage, lead);

        ConversionResult converted = await services.GetRequiredService<ConversionService>().ConvertAsync(new(id, "request-1", anna));
        converted.EnsureSucceeded();
        now = TimeProvider.System.GetUtcNow();
        await using IUnitOfWork second = storage.Begin();
        Opportunity deal = (await second.Opportunities.FindAsync(converted.Conversion!.Opportunity!.Value))!;
        deal.MoveTo("quotation", sale, now, anna);
        deal.SetAmount(new Money(5, Currency.Eur), sale, now, anna).EnsureSucceeded();
        deal.SetCloseDate(new(2030, 1, 1), sale, now, anna).EnsureSucceeded();
        deal.Rename("Zarathustra's MarkedCompany", now, anna).EnsureSucceeded();
        deal.SetDescription("MarkedNote", now, anna).EnsureSucceeded();
        deal.PlanNextStep(new("MarkedStep", new(2030, 1, 1)), now, anna).EnsureSucceeded();
        deal.Win(sale, now, anna).EnsureSucceeded();
        second.Opportunities.Update(deal);
        await second.CommitAsync();

        List<string> events = await services.GetRequiredService<HostContextTests.HostContext>().Set<OutboxRow>().AsNoTracking().Select(r => r.Payload).ToListAsync();
        await services.GetRequiredService<OutboxRelay>().DrainAsync();
        return events;
    }

    /// <summary>Somebody else's change of a version that is gone, and an id and key that are taken.</summary>
    private async Task ConflictAsync(IUnitOfWorkFactory storage, Lead stale)
    {
        stale.FollowUp(new(TimeProvider.System.GetUtcNow(), new("bo"), FollowUpKind.Call, FollowUpOutcome.Reached, "MarkedNote"));
        ConcurrencyConflictException updated = await Assert.ThrowsAsync<ConcurrencyConflictException>(() => StoreAsync(storage, unit => unit.Leads.Update(stale)));
        Lead again = Lead.Capture(LeadId.New(TimeProvider.System), stale.Details, LeadSource.Web, Custody.InPool(Pool.Default.Id), stale.CapturedAt, externalKey: stale.ExternalKey);
        ConcurrencyConflictException taken = await Assert.ThrowsAsync<ConcurrencyConflictException>(() => StoreAsync(storage, unit => unit.Leads.Add(again)));
        _told.Enqueue($"conflict {updated}");
        _told.Enqueue($"conflict {taken}");
    }

    private static async Task StoreAsync(IUnitOfWorkFactory storage, Action<IUnitOfWork> stage)
    {
        await using IUnitOfWork unit = storage.Begin();
        stage(unit);
        await unit.CommitAsync();
    }

    private MeterListener Measuring()
    {
        MeterListener listener = new() { InstrumentPublished = static (instrument, l) => l.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Measured(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Measured(i, value, tags));
        listener.Start();
        return listener;

        void Measured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => _told.Enqueue(
            $"measured {instrument.Name} {instrument.Description} {value.ToString(CultureInfo.InvariantCulture)} {string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}");
    }

    private ActivityListener Tracing()
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => _told.Enqueue($"traced {a.DisplayName} {string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}"))}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private sealed class Failing : IDomainEventHandler
    {
        public Task HandleAsync(DomainEvent fact, CancellationToken cancellationToken) =>
            fact is LeadFollowedUp ? throw new InvalidOperationException("the host's own words") : Task.CompletedTask;
    }

    private sealed class Recorder(ConcurrentQueue<string> told) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            told.Enqueue($"scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            told.Enqueue($"logged {logLevel} {eventId} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
