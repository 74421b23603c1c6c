using System.Text.Json;
using CrmCore.Delivery;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Delivery;

public class CloudEventTests
{
    private const string Source = "https://crm.example.com/eu";

    [Fact]
    public void The_attributes_are_those_of_the_specification()
    {
        Lead lead = Some.PooledLead();
        using JsonDocument json = JsonDocument.Parse(CloudEvent.From(lead.PendingEvents[0], Source).ToJson());
        Assert.Equal(
            ["specversion", "id", "source", "type", "subject", "time", "sequence", "datacontenttype", "data"],
            json.RootElement.EnumerateObject().Select(m => m.Name));
        Assert.Equal("1.0", json.RootElement.GetProperty("specversion").GetString());
        Assert.Equal($"{lead.Id}/1", json.RootElement.GetProperty("id").GetString());
        Assert.Equal(Source, json.RootElement.GetProperty("source").GetString());
        Assert.Equal("crmcore.lead.captured", json.RootElement.GetProperty("type").GetString());
        Assert.Equal(lead.Id.ToString(), json.RootElement.GetProperty("subject").GetString());
        Assert.Equal("2026-01-05T09:00:00.0000000+00:00", json.RootElement.GetProperty("time").GetString());
        Assert.Equal("1", json.RootElement.GetProperty("sequence").GetString());
        Assert.Equal("application/json", json.RootElement.GetProperty("datacontenttype").GetString());
        Assert.Equal("lead.captured", json.RootElement.GetProperty("data").GetProperty("type").GetString());
    }

    [Law]
    public void Events_of_leads_come_back(Lead lead) => Assert.All(lead.PendingEvents, ComesBack);

    [Law]
    public void Events_of_opportunities_come_back(Opportunity opportunity) => Assert.All(opportunity.PendingEvents, ComesBack);

    [Fact]
    public void Events_of_other_systems_are_read_with_their_extensions()
    {
        CloudEvent read = CloudEvent.FromJson(
            """{"specversion":"1.0","id":"A234","source":"/my-context","type":"com.example.some","time":"2018-04-05T17:31:00Z","comexampleflag":true,"comexamplenumber":5,"traceparent":"00-1","unset":null,"data":null}""");
        Assert.Equal(("A234", "/my-context", "com.example.some", null, null), (read.Id, read.Source, read.Type, read.Subject, read.Data));
        Assert.Equal(new DateTimeOffset(2018, 4, 5, 17, 31, 0, TimeSpan.Zero), read.Time);
        Assert.Equal(("true", "5", "00-1", 3), (read.Extensions["comexampleflag"], read.Extensions["comexamplenumber"], read.Extensions["traceparent"], read.Extensions.Count));
        Assert.Throws<JsonException>(() => read.ToEvent());
    }

    [Theory]
    [InlineData("""{"specversion":"0.3","id":"1","source":"/","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","source":"/","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"","source":"/","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/"}""")]
    [InlineData("""{"specversion":"1.0","id":1,"source":"/","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/","type":"t","time":"soon"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/","type":"t","data_base64":"AAAA"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/","type":"t","x":{}}""")]
    [InlineData("[]")]
    [InlineData("not json")]
    public void What_is_no_cloud_event_is_refused_as_wrong_json(string json) => Assert.ThrowsAny<JsonException>(() => CloudEvent.FromJson(json));

    [Fact]
    public void Names_of_extensions_are_checked_when_written()
    {
        CloudEvent own = CloudEvent.From(Some.PooledLead().PendingEvents[0], Source);
        Assert.Throws<JsonException>(() => (own with { Extensions = new Dictionary<string, string> { ["Trace-Id"] = "1" } }).ToJson());
        Assert.Throws<JsonException>(() => (own with { Extensions = new Dictionary<string, string> { ["id"] = "1" } }).ToJson());
        Assert.ThrowsAny<ArgumentException>(() => own with { Source = " " });
    }

    [Theory]
    [InlineData("""{"note":"\ud800"}""")]
    [InlineData("not json")]
    public void Data_that_is_no_json_is_refused_when_written(string data) =>
        Assert.ThrowsAny<JsonException>(() => (CloudEvent.From(Some.PooledLead().PendingEvents[0], Source) with { Data = data }).ToJson());

    private static void ComesBack(DomainEvent fact)
    {
        CloudEvent read = CloudEvent.FromJson(CloudEvent.From(fact, Source).ToJson());
        Assert.Equal(CloudEvent.From(fact, Source).ToJson(), read.ToJson());
        Assert.Equal(OutboxMessage.From(fact).Payload, OutboxMessage.From(read.ToEvent()).Payload);
        Assert.Equal((fact.EventId, fact.AggregateId.ToString()), (read.Id, read.Subject));
        Assert.True(read.Time!.Value.EqualsExact(fact.At));
    }
}
