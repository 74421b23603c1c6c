using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WorkerSample;

// docs:begin worker-loop
/// <summary>Runs a night at two o'clock (UTC), every day, each in a scope of its own. The time comes from the clock it is given, so that a test need not wait.</summary>
public sealed partial class NightlyWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<NightlyWorker> log) : BackgroundService
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            DateTimeOffset now = clock.GetUtcNow();
            DateTimeOffset today = new(now.UtcDateTime.Date + Hour, TimeSpan.Zero);
            await Task.Delay((today > now ? today : today.AddDays(1)) - now, clock, stoppingToken);
            try
            {
                await using AsyncServiceScope scope = scopes.CreateAsyncScope();
                NightResult night = await scope.ServiceProvider.GetRequiredService<Night>().RunAsync(clock.GetUtcNow(), stoppingToken);
                LogDone(night);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);   // what was done is committed; the next night does the rest
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "The night is done: {Night}")]
    private partial void LogDone(NightResult night);

    [LoggerMessage(LogLevel.Error, "The night was broken off")]
    private partial void LogFailed(Exception failure);
}
// docs:end worker-loop
