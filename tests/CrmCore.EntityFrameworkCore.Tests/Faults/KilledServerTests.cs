using CrmCore.PostgreSql;
using CrmCore.Tests.PostgreSql;

namespace CrmCore.EntityFrameworkCore.Tests.Faults;

/// <summary>PostgreSQL itself is killed in the middle of conversions, and started again.</summary>
[Collection(nameof(KilledProcessTests))]
public sealed class KilledServerTests
{
    private const int Leads = 400;

    [OwnPostgreSqlFact]
    public async Task Conversions_outlive_a_crash_of_the_server()
    {
        using PostgreSqlServer server = PostgreSqlServer.StartOwn();
        using PostgreSqlStore store = PostgreSqlStore.Open(server.ConnectionString);
        await Conversions.AddLeadsAsync(store, Leads);
        List<LeadId> leads = await store.ReadLeadsAsync().Select(l => l.Id).ToListAsync();
        int done = 0;
        TaskCompletionSource begun = new();
        TaskCompletionSource killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task[] workers = [.. Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            foreach (LeadId lead in leads.Where((_, i) => i % 4 == worker))
            {
                (await ConvertingProcess.ServiceOn(store).ConvertAsync(new(lead, ConvertingProcess.RequestKey, Samples.Anna))).EnsureSucceeded();
                if (Interlocked.Increment(ref done) == Leads / 4)
                {
                    begun.SetResult();
                }

                if (Volatile.Read(ref done) >= Leads / 2)
                {
                    await killed.Task;
                }
            }
        }))];
        await Task.WhenAny(begun.Task, Task.WhenAll(workers));
        server.Kill();
        killed.SetResult();
        Assert.True(Volatile.Read(ref done) < Leads);
        server.Start();
        await Task.WhenAll(workers);
        Assert.Equal(Leads, await Conversions.CheckAsync(store));
    }
}

/// <summary>A case that stops and starts a server of its own, and is skipped, and says so, where it can't.</summary>
public sealed class OwnPostgreSqlFactAttribute : FactAttribute
{
    public OwnPostgreSqlFactAttribute() => Skip = PostgreSqlServer.SkipReasonOfOwn!;
}
