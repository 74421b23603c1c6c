using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Privacy;
using CrmCore.Qualification;
using Microsoft.Data.Sqlite;

namespace CrmCore.EntityFrameworkCore.Tests;

/// <summary>A person who is forgotten is in no table and in no column of the file.</summary>
public sealed class PrivacyErasureTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_of_a_forgotten_person_is_in_the_tables()
    {
        string file = _folder.File("crm.db");
        Lead lead = Lead.Capture(
            LeadId.New(TimeProvider.System), new() { Name = new("Zarathustra Personal"), Company = "Blau", Email = EmailAddress.Parse("zara@personal.example"), Phone = new("+49 151 2345678") },
            LeadSource.Web, Custody.OwnedBy(new("anna")), Now, externalKey: new("form", "zara@personal.example"), customFields: CustomFields.Empty.With("mobile", FieldValue.Of(491512345678m)));
        Contact contact = Contact.Create(new() { Id = ContactId.New(TimeProvider.System), Name = new("Zarathustra Personal"), CreatedAt = Now });
        Opportunity deal = Opportunity.Create(
            new(OpportunityId.New(TimeProvider.System), "Zarathustra Personal") { Contact = contact.Id, SourceLead = lead.Id, Discovery = new([Need.Explicit("Zarathustra needs it", Now)]) }, ReadyPipelines.SolutionSale, Now);
        lead.Qualify(Now).EnsureSucceeded();
        lead.MarkConverted(new("request", null, contact.Id, deal.Id, Now, new("anna"))).EnsureSucceeded();
        using SqliteStore store = SqliteStore.Open(file);
        await using (IUnitOfWork unit = store.Begin())
        {
            unit.Leads.Add(lead);
            unit.Contacts.Add(contact);
            unit.Opportunities.Add(deal);
            await unit.CommitAsync();
        }

        Assert.Contains(Cells(file), IsPersonal);
        (await new PersonalDataService(store, TimeProvider.System).EraseAsync(lead.Id)).EnsureSucceeded();
        Assert.DoesNotContain(Cells(file), IsPersonal);

        Assert.Single(Cells(file), c => c.Contains("lead.erased", StringComparison.Ordinal));
        LeadSnapshot left = await store.ReadLeadsAsync().SingleAsync();
        Assert.Equal((lead.Version + 1, true, LeadStatus.Converted), (left.Version, left.ChangedAt > Now, left.Status));
    }

    private static bool IsPersonal(string cell) => ((string[])["zara", "personal", "2345678"]).Any(m => cell.Contains(m, StringComparison.OrdinalIgnoreCase));

    private static List<string> Cells(string file)
    {
        using SqliteConnection connection = new($"Data Source={file};Pooling=False");
        connection.Open();
        List<string> cells = [];
        foreach (string table in Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            cells.AddRange(Rows(connection, $"SELECT * FROM \"{table}\""));
        }

        return cells;
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> cells = [];
        while (reader.Read())
        {
            cells.AddRange(Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i)).Select(v => v is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : $"{v}"));
        }

        return cells;
    }
}
