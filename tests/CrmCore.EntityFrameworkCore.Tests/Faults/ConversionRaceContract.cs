using System.Collections.Concurrent;
using CrmCore.Conversion;

namespace CrmCore.EntityFrameworkCore.Tests.Faults;

/// <summary>Sixteen workers convert the same 500 leads: each becomes one deal, whoever asks and however often.</summary>
public abstract class ConversionRaceContract(IStorageUnderTest storage) : StorageContract(storage)
{
    private const int Workers = 16;
    private const int Count = 500;

    [ContractFact]
    public async Task With_the_same_request_key_all_get_the_first_result()
    {
        ConcurrentBag<ConversionResult> results = await ConvertAllAsync(_ => "r-1");
        Assert.All(results, r => Assert.True(r.Succeeded));
        Assert.Equal(Count, results.Count(r => !r.IsRepeat));
        Assert.Equal(Count, results.Select(r => r.Conversion).Distinct().Count());
    }

    [ContractFact]
    public async Task With_different_request_keys_one_wins_and_the_others_are_told()
    {
        ConcurrentBag<ConversionResult> results = await ConvertAllAsync(worker => $"r-{worker}");
        Assert.Equal(Count, results.Count(r => r.Succeeded));
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal("conversion.already-converted", Assert.Single(r.Refusals).Code));
    }

    private async Task<ConcurrentBag<ConversionResult>> ConvertAllAsync(Func<int, string> key)
    {
        await Conversions.AddLeadsAsync(Units, Count);
        LeadId[] leads = [.. (await Leads.ReadLeadsAsync().ToListAsync()).Select(l => l.Id)];
        ConcurrentBag<ConversionResult> results = [];
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Factory.StartNew(
            async () =>
            {
                // Four groups begin at different leads, so that four at a time want the same one.
                foreach (LeadId lead in leads[(worker % 4 * Count / 4)..].Concat(leads[..(worker % 4 * Count / 4)]))
                {
                    results.Add(await ConvertingProcess.ServiceOn(Units).ConvertAsync(new(lead, key(worker), Samples.Anna)));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
        Assert.Equal(Workers * Count, results.Count);
        Assert.Equal(Count, await Conversions.CheckAsync(Leads, Opportunities, Customers, await OutboxAsync()));
        return results;
    }
}

public sealed class MemoryConversionRaceTests() : ConversionRaceContract(new MemoryUnderTest());

public sealed class SqliteConversionRaceTests() : ConversionRaceContract(new SqliteUnderTest());

[NeedsPostgreSql]
public sealed class PostgreSqlConversionRaceTests() : ConversionRaceContract(new PostgreSqlUnderTest());
