using System.Text.Json.Serialization;
using CrmCore.Pipelines;
using CrmCore.Qualification;
using Microsoft.EntityFrameworkCore;
using MinimalApi;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

// docs:begin api-services
builder.Services.AddDbContext<AppDbContext>((services, options) =>
    options.UseSqlite(services.GetRequiredService<IConfiguration>().GetConnectionString("Crm") ?? "Data Source=crm.db"));
builder.Services.AddCrmCore(crm => crm
    .UsePipeline(ReadyPipelines.SolutionSale)
    .UseQualification(ReadyPolicies.Default)
    .UseEntityFrameworkCore<AppDbContext>());
builder.Services.AddScoped<Desk>();
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<FailureHandler>();
builder.Services.AddOpenApi();
// docs:end api-services
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));

WebApplication app = builder.Build();

// docs:begin api-pipeline
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = failure => failure is BadHttpRequestException unreadable ? unreadable.StatusCode : StatusCodes.Status500InternalServerError,
});
app.UseStatusCodePages();
app.UseRequestLocalization(options =>
{
    options.AddSupportedUICultures("en", "zh-Hans").AddSupportedCultures("en", "zh-Hans").SetDefaultCulture("en");
    options.ApplyCurrentCultureToResponseHeaders = true;
});
if (app.Environment.IsDevelopment())
{
    app.MapOpenApi();
}

app.MapLeads();
app.MapDeals();
app.MapForecast();
// docs:end api-pipeline

await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.EnsureCreatedAsync();   // a product runs migrations instead
}

await app.RunAsync();
