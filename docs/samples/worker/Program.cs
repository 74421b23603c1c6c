using Microsoft.Extensions.Hosting;
using WorkerSample;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddNightlyWork(builder.Configuration["Database"] ?? "crm.db");
await builder.Build().RunAsync();
