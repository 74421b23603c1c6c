using CrmCore;
using CrmCore.Leads;
using CrmCore.Persistence;
using CrmCore.Pools;
using Microsoft.EntityFrameworkCore;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
IServiceCollection services = builder.Services;
string file = builder.Configuration["file"] ?? "crm.db";
string connection = $"Data Source={file}.own";
switch (builder.Configuration["storage"])
{
    case "file":
        services.AddCrmCore(crm => crm.UseSqliteFile(file));
        break;
    case "postgresql":
        string address = builder.Configuration["address"]!;
        services.AddCrmCore(crm => crm.UsePostgreSql(address));
        break;
    default:
        services.AddDbContext<ShopContext>(o => o.UseSqlite(connection)).AddCrmCore(crm => crm.UseEntityFrameworkCore<ShopContext>());
        break;
}

WebApplication app = builder.Build();
if (app.Services.CreateScope().ServiceProvider.GetService<ShopContext>() is { } context)
{
    context.Database.EnsureCreated();
}

app.MapPost("/leads", async (NewLead posted, IUnitOfWorkFactory storage, TimeProvider clock, CancellationToken cancellationToken) =>
{
    await using IUnitOfWork unit = storage.Begin();
    Lead lead = Lead.Capture(LeadId.New(clock), new() { Company = posted.Company }, LeadSource.Web, Custody.InPool(Pool.Default.Id), clock.GetUtcNow());
    unit.Leads.Add(lead);
    await unit.CommitAsync(cancellationToken);
    return Results.Created($"/leads/{lead.Id}", lead.Id.ToString());
});
app.MapGet("/leads/{id}", async (string id, IUnitOfWorkFactory storage, CancellationToken cancellationToken) =>
{
    await using IUnitOfWork unit = storage.Begin();
    return await unit.Leads.FindAsync(LeadId.Parse(id), cancellationToken) is { } lead ? Results.Text($"{lead.Status} {lead.Details.Company}") : Results.NotFound();
});
await app.RunAsync();

internal sealed record NewLead(string Company);

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddCrmCore();
}
