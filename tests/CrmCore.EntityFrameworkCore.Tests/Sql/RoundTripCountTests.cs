using System.Data.Common;
using CrmCore.EntityFrameworkCore.Tests.Faults;
using CrmCore.Leads;
using CrmCore.PostgreSql;
using CrmCore.Tests.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit.Abstractions;

namespace CrmCore.EntityFrameworkCore.Tests.Sql;

/// <summary>How often a conversion waits for PostgreSQL: each command once, and the commit; the driver sends the beginning of a transaction with its first command.</summary>
public sealed class RoundTripCountTests(ITestOutputHelper output)
{
    private const int Most = 6;

    [PostgreSqlFact]
    public async Task A_conversion_makes_six_round_trips_at_most()
    {
        using PostgreSqlSchemaUnderTest schema = new();
        using PostgreSqlStore store = PostgreSqlStore.Open(schema.ConnectionString);
        await Conversions.AddLeadsAsync(store, 1);
        Lead lead = (await store.Begin().Leads.FindAsync((await store.ReadLeadsAsync().SingleAsync()).Id))!;
        RoundTrips trips = new();
        await using CrmDbContext context = new(new DbContextOptionsBuilder<CrmDbContext>()
            .UseNpgsql(schema.ConnectionString, o => o.EnableRetryOnFailure()).AddInterceptors(trips, trips.Commits).Options);
        (await ConvertingProcess.ServiceOn(new ContextStore<CrmDbContext>(context)).ConvertAsync(new(lead.Id, "r", Samples.Anna))).EnsureSucceeded();
        output.WriteLine($"{trips.Count} round trips");
        Assert.InRange(trips.Count, 3, Most);
        Assert.Equal(1, await Conversions.CheckAsync(store));
    }

    private sealed class RoundTrips : DbCommandInterceptor
    {
        public RoundTrips() => Commits = new(this);

        public int Count { get; private set; }

        public CommitTrips Commits { get; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        internal sealed class CommitTrips(RoundTrips trips) : DbTransactionInterceptor
        {
            public override ValueTask<InterceptionResult> TransactionCommittingAsync(
                DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
            {
                trips.Count++;
                return base.TransactionCommittingAsync(transaction, eventData, result, cancellationToken);
            }

            public override ValueTask<InterceptionResult> CreatingSavepointAsync(
                DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
            {
                trips.Count++;
                return base.CreatingSavepointAsync(transaction, eventData, result, cancellationToken);
            }
        }
    }
}
