using System.Diagnostics;
using CrmCore.Conversion;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.PostgreSql;
using CrmCore.Qualification;

namespace CrmCore.EntityFrameworkCore.Tests.Faults;

/// <summary>Converts every lead of a store, in a process of its own that can be killed: <c>dotnet THIS.dll sqlite|postgresql PLACE</c>. It begins when it is told
/// by a line, and says a word when the first is done.</summary>
public static class ConvertingProcess
{
    public const string RequestKey = "all";

    public static async Task<int> Main(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args[0] == RelayingProcess.Kind)
        {
            return await RelayingProcess.RunAsync(args[1], args[2]);
        }

        RelationalStore store = args[0] == "sqlite" ? SqliteStore.Open(args[1]) : PostgreSqlStore.Open(args[1]);
        using IDisposable closing = (IDisposable)store;
        await store.ReadLeadsAsync(new() { Limit = 1 }).CountAsync();
        await Console.In.ReadLineAsync();
        bool isFirst = true;
        await foreach (LeadSnapshot lead in store.ReadLeadsAsync(new() { Statuses = Open }))
        {
            ConversionResult result = await ServiceOn(store).ConvertAsync(new(lead.Id, RequestKey, Samples.Anna));
            result.EnsureSucceeded();
            if (isFirst)
            {
                isFirst = false;
                Console.WriteLine("begun");
            }
        }

        return 0;
    }

    public static HashSet<LeadStatus> Open { get; } = [LeadStatus.New, LeadStatus.Working, LeadStatus.Qualified];

    public static ConversionService ServiceOn(IUnitOfWorkFactory units) => new(units, new PipelineCatalog(ReadyPipelines.SolutionSale), ReadyPolicies.Default, TimeProvider.System);

    /// <summary>A lead that the default policy finds qualified, of a company of its own.</summary>
    public static Lead QualifiedLead(int number)
    {
        Lead lead = Lead.Capture(
            LeadId.New(TimeProvider.System),
            new() { Name = new PersonName($"Person {number}"), Company = $"Company {number} Ltd", Email = EmailAddress.Parse($"p{number}@company{number}.example") },
            LeadSource.Web,
            Custody.OwnedBy(Samples.Anna),
            Samples.At);
        Samples.Qualify(lead);
        return lead;
    }

    public static Process Start(string kind, string place)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true, ArgumentList = { typeof(ConvertingProcess).Assembly.Location, kind, place } };
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }
}
