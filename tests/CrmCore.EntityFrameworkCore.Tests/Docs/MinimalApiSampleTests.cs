using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmCore.Tests.Pages;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MinimalApi;

namespace CrmCore.EntityFrameworkCore.Tests.Docs;

/// <summary>The sample docs/samples/minimal-api, as its users meet it.</summary>
public sealed class MinimalApiSampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplicationFactory<AppDbContext> _api;
    private readonly HttpClient _client;

    public MinimalApiSampleTests()
    {
        string connection = $"Data Source={_folder.File("api.db")};Pooling=False";
        _api = new WebApplicationFactory<AppDbContext>().WithWebHostBuilder(host => host
            .UseContentRoot(_folder.Path)
            .UseSetting("ConnectionStrings:Crm", connection)
            .UseSetting("Logging:LogLevel:Default", "Critical")
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(new StandingClock())));
        _client = _api.CreateClient();
        _client.DefaultRequestHeaders.Add("X-User", "anna");
    }

    public void Dispose()
    {
        _client.Dispose();
        _api.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_lead_goes_the_whole_way_to_the_forecast()
    {
        string lead = await CapturedAsync();
        JsonElement poor = await PostAsync($"{lead}/verdict", new { });
        Assert.False(poor.GetProperty("isQualified").GetBoolean());
        Assert.NotEqual(0, poor.GetProperty("findings").GetArrayLength());

        await PostAsync($"{lead}/needs", new { statement = "Reports in minutes", quote = "Our reports take three days." });
        await PostAsync($"{lead}/answers", new { element = "budget", level = "Confirmed", statement = "50,000 a year are approved" });
        Assert.True((await PostAsync($"{lead}/verdict", new { })).GetProperty("isQualified").GetBoolean());

        JsonElement first = await ConvertAsync(lead, "form-1");
        JsonElement second = await ConvertAsync(lead, "form-1");
        string deal = $"/deals/{first.GetProperty("opportunity").GetString()}";
        Assert.Equal(first.GetProperty("opportunity").GetString(), second.GetProperty("opportunity").GetString());
        Assert.True(second.GetProperty("isRepeat").GetBoolean());
        Assert.Equal("Converted", (await _client.GetFromJsonAsync<JsonElement>(lead)).GetProperty("status").GetString());

        using HttpResponseMessage terms = await _client.PutAsJsonAsync($"{deal}/terms", new { amount = 48_000, currency = "EUR", closeDate = "2026-03-20" });
        Assert.Equal(HttpStatusCode.OK, terms.StatusCode);
        JsonElement moved = await PostAsync($"{deal}/moves", new { stage = "quotation" });
        Assert.Equal(("quotation", 0.4), (moved.GetProperty("stage").GetString(), moved.GetProperty("probability").GetDouble()));
        JsonElement read = await _client.GetFromJsonAsync<JsonElement>(deal);
        Assert.Equal(moved.GetRawText(), read.GetRawText());

        JsonElement forecast = await _client.GetFromJsonAsync<JsonElement>("/forecast?period=2026-Q1&currency=EUR");
        Assert.Equal((19_200m, 0m), (forecast.GetProperty("weighted").GetDecimal(), forecast.GetProperty("won").GetDecimal()));
        Assert.Equal(19_200m, forecast.GetProperty("expectedByOwner").GetProperty("anna").GetDecimal());
    }

    [Theory]
    [InlineData("en", "en", "Set the amount of the deal.")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.5", "zh-Hans", "请填写商机金额。")]
    [InlineData("fr", "en", "Set the amount of the deal.")]
    public async Task A_refusal_is_a_problem_that_lists_every_rule_in_the_language_of_the_reader(string accepted, string answered, string text)
    {
        string deal = await DealAsync();
        using HttpRequestMessage request = new(HttpMethod.Post, $"{deal}/moves") { Content = JsonContent.Create(new { stage = "evaluation" }) };
        request.Headers.Add("Accept-Language", accepted);
        using HttpResponseMessage response = await _client.SendAsync(request);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal([answered], response.Content.Headers.ContentLanguage);
        Assert.Equal(("urn:crmcore:refused", 409), (problem.GetProperty("type").GetString(), problem.GetProperty("status").GetInt32()));
        JsonElement[] refusals = [.. problem.GetProperty("refusals").EnumerateArray()];
        Assert.Equal(["gate.amount", "gate.close-date"], refusals.Select(r => r.GetProperty("code").GetString()!).Order(StringComparer.Ordinal));
        Assert.Contains(refusals, r => r.GetProperty("text").GetString() == text);
        Assert.Contains(text, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("inquiry", (await _client.GetFromJsonAsync<JsonElement>(deal)).GetProperty("stage").GetString());
    }

    [Fact]
    public async Task The_problem_is_as_the_page_shows_it()
    {
        string page = GeneratedPage.Read("docs/how-to/embed-in-aspnet-core.md");
        int start = page.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        JsonObject shown = JsonNode.Parse(page[start..page.IndexOf("\n```", start, StringComparison.Ordinal)])!.AsObject();
        using HttpRequestMessage request = new(HttpMethod.Post, $"{await DealAsync()}/moves") { Content = JsonContent.Create(new { stage = "evaluation" }) };
        request.Headers.Add("Accept-Language", "zh-CN");
        using HttpResponseMessage response = await _client.SendAsync(request);
        JsonObject answered = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        answered.Remove("traceId");
        Assert.True(JsonNode.DeepEquals(shown, answered), answered.ToJsonString());
    }

    [Fact]
    public async Task A_lead_without_an_address_becomes_reachable_by_a_correction()
    {
        using HttpResponseMessage created = await _client.PostAsJsonAsync("/leads", new { company = "Blau", source = "Web" });
        string lead = created.Headers.Location!.ToString();
        Assert.Contains("reachable", await BlockersAsync());
        using HttpResponseMessage corrected = await _client.PutAsJsonAsync(lead, new { name = "Clara Stein", company = "Blau", email = "clara@blau.example" });
        Assert.Equal(HttpStatusCode.OK, corrected.StatusCode);
        Assert.Equal("Clara Stein", (await corrected.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("name").GetString());
        Assert.DoesNotContain("reachable", await BlockersAsync());

        using HttpResponseMessage wrong = await _client.PutAsJsonAsync(lead, new { email = "not an address" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using HttpResponseMessage nobody = await _client.PutAsJsonAsync($"/leads/{Guid.NewGuid()}", new { name = "Clara" });
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        await PostAsync($"{lead}/needs", new { statement = "Reports in minutes", quote = "Our reports take three days." });
        await PostAsync($"{lead}/answers", new { element = "budget", level = "Confirmed", statement = "Approved" });
        await ConvertAsync(lead, "form-1");
        using HttpResponseMessage late = await _client.PutAsJsonAsync(lead, new { name = "Clara" });
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal("lead.not-open", (await late.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("refusals")[0].GetProperty("code").GetString());

        async Task<string> BlockersAsync() => (await PostAsync($"{lead}/verdict", new { })).GetRawText();
    }

    [Fact]
    public async Task Wrong_input_is_told_apart_from_refusals()
    {
        using HttpResponseMessage wrong = await _client.PostAsJsonAsync("/leads", new { name = "Clara", email = "not an address", source = "Web" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.True((await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("email", out _));

        using HttpResponseMessage nobody = await _client.GetAsync($"/leads/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);

        using HttpResponseMessage noCurrency = await _client.PutAsJsonAsync($"{await DealAsync()}/terms", new { amount = 1, currency = "Euros" });
        Assert.Equal(HttpStatusCode.BadRequest, noCurrency.StatusCode);

        using HttpResponseMessage noPeriod = await _client.GetAsync("/forecast?period=soon&currency=EUR");
        Assert.Equal(HttpStatusCode.BadRequest, noPeriod.StatusCode);

        _client.DefaultRequestHeaders.Remove("X-User");
        using HttpResponseMessage anonymous = await _client.PostAsJsonAsync("/leads", new { name = "Clara", source = "Web" });
        Assert.Equal(HttpStatusCode.BadRequest, anonymous.StatusCode);
    }

    [Fact]
    public async Task A_value_that_is_not_accepted_is_the_callers_fault()
    {
        string lead = await CapturedAsync();
        string tooLong = new('x', 5000);
        (string Path, object Body)[] wrong =
        [
            ($"{lead}/needs", new { statement = "" }), ($"{lead}/needs", new { statement = tooLong }), ($"{lead}/answers", new { element = "", level = "Confirmed", statement = "Approved" }),
            ("/leads", new { name = tooLong, source = "Web" }), ($"{await DealAsync()}/moves", new { stage = (string?)null }),
        ];
        foreach ((string path, object body) in wrong)
        {
            using HttpResponseMessage response = await _client.PostAsJsonAsync(path, body);
            JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((path, 400, "urn:crmcore:unaccepted"), (path, (int)response.StatusCode, problem.GetProperty("type").GetString()));
            Assert.NotEqual("", problem.GetProperty("detail").GetString());
        }

        using HttpRequestMessage nobody = new(HttpMethod.Post, $"/leads/{Guid.Empty}/conversion") { Headers = { { "Idempotency-Key", "k" } } };
        using HttpResponseMessage none = await _client.SendAsync(nobody);
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        _client.DefaultRequestHeaders.Remove("X-User");
        _client.DefaultRequestHeaders.Add("X-User", new string('x', 500));
        using HttpResponseMessage caller = await _client.PostAsJsonAsync("/leads", new { name = "Clara", source = "Web" });
        Assert.Equal(HttpStatusCode.BadRequest, caller.StatusCode);
    }

    [Fact]
    public async Task A_conflict_of_writers_is_a_problem_too()
    {
        using WebApplicationFactory<AppDbContext> api = _api.WithWebHostBuilder(host => host.ConfigureTestServices(
            services => services.AddScoped<CrmCore.Persistence.IUnitOfWorkFactory>(_ => throw new CrmCore.Persistence.ConcurrencyConflictException(["Lead 1"]))));
        using HttpClient client = api.CreateClient();
        using HttpResponseMessage response = await client.GetAsync($"/leads/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("urn:crmcore:conflict", "Lead 1"), (problem.GetProperty("type").GetString(), problem.GetProperty("conflicts")[0].GetString()));
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_every_endpoint()
    {
        JsonElement document = await _client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["/deals/{id}", "/deals/{id}/moves", "/deals/{id}/terms", "/forecast", "/leads", "/leads/{id}", "/leads/{id}/answers", "/leads/{id}/conversion", "/leads/{id}/needs", "/leads/{id}/verdict"],
            document.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        JsonElement move = document.GetProperty("paths").GetProperty("/deals/{id}/moves").GetProperty("post").GetProperty("responses");
        Assert.True(move.GetProperty("409").GetProperty("content").TryGetProperty("application/problem+json", out _));
        Assert.True(move.GetProperty("200").GetProperty("content").TryGetProperty("application/json", out _));
    }

    private async Task<string> CapturedAsync()
    {
        using HttpResponseMessage created = await _client.PostAsJsonAsync(
            "/leads", new { name = "Clara Stein", company = "Blau Logistik GmbH", email = "clara@blau.example", source = "PhoneConsultation" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        return created.Headers.Location!.ToString();
    }

    private async Task<string> DealAsync()
    {
        string lead = await CapturedAsync();
        await PostAsync($"{lead}/needs", new { statement = "Reports in minutes", quote = "Our reports take three days." });
        await PostAsync($"{lead}/answers", new { element = "budget", level = "Confirmed", statement = "Approved" });
        return $"/deals/{(await ConvertAsync(lead, "form-1")).GetProperty("opportunity").GetString()}";
    }

    private async Task<JsonElement> ConvertAsync(string lead, string key)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"{lead}/conversion") { Headers = { { "Idempotency-Key", key } } };
        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using HttpResponseMessage response = await _client.PostAsJsonAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 2, 2, 9, 0, 0, TimeSpan.Zero);
    }
}
