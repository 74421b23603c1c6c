using System.Text.Json;
using CrmCore.Tests.Support;

namespace CrmCore.Tests;

public class IdTests
{
    [Law]
    public void What_an_id_writes_it_reads(LeadId lead, OpportunityId opportunity, AccountId account, ContactId contact)
    {
        Assert.Equal(lead, LeadId.Parse(lead.ToString()));
        Assert.Equal(opportunity, OpportunityId.Parse(opportunity.ToString()));
        Assert.Equal(account, AccountId.Parse(account.ToString()));
        Assert.Equal(contact, ContactId.Parse(contact.ToString()));
    }

    [Law]
    public void An_id_round_trips_through_json(LeadId id) => Assert.Equal(id, JsonSerializer.Deserialize<LeadId>(JsonSerializer.Serialize(id)));

    [Theory]
    [InlineData("")]
    [InlineData("lead-7")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void A_text_that_is_no_id_is_refused_by_name(string text)
    {
        FormatException e = Assert.Throws<FormatException>(() => LeadId.Parse(text));
        Assert.Contains("LeadId", e.Message, StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LeadId>($"\"{text}\""));
    }

    [Fact]
    public void The_empty_uuid_is_no_id()
    {
        Assert.Throws<ArgumentException>(() => LeadId.From(Guid.Empty));
        Assert.Throws<ArgumentException>(() => OpportunityId.From(Guid.Empty));
        Assert.Throws<ArgumentException>(() => AccountId.From(Guid.Empty));
        Assert.Throws<ArgumentException>(() => ContactId.From(Guid.Empty));
    }

    [Fact]
    public void Ids_made_later_come_later()
    {
        TestClock clock = new();
        LeadId first = LeadId.New(clock);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(first.CompareTo(LeadId.New(clock)) < 0);
    }

    [Law]
    public void A_name_gives_the_same_id_always_and_another_name_another_id(LeadId scope, int one, int two)
    {
        AccountId first = EntityId.FromName<AccountId>(scope.Value, $"name {one}");
        Assert.Equal(first, EntityId.FromName<AccountId>(scope.Value, $"name {one}"));
        Assert.Equal(one == two, first == EntityId.FromName<AccountId>(scope.Value, $"name {two}"));
        Assert.NotEqual(first, EntityId.FromName<AccountId>(first.Value, $"name {one}"));
        Assert.Equal(8, first.Value.Version);
    }

    [Fact]
    public void A_derived_id_stays_the_same_for_all_time()
    {
        AccountId id = EntityId.FromName<AccountId>(Guid.Parse("018f2f6e-7c00-7000-8000-000000000001"), "conversion/key/account");
        byte[] hash = System.Security.Cryptography.SHA256.HashData(
            [.. Convert.FromHexString("018f2f6e7c0070008000000000000001"), .. "conversion/key/account"u8]);
        string expected = Convert.ToHexStringLower(hash.AsSpan(0, 16));
        string actual = id.ToString().Replace("-", "", StringComparison.Ordinal);
        Assert.Equal(expected[..12], actual[..12]);
        Assert.Equal(expected[17..], actual[17..]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void A_blank_is_neither_user_nor_pool(string? text)
    {
        Assert.ThrowsAny<ArgumentException>(() => new UserId(text!));
        Assert.ThrowsAny<ArgumentException>(() => new PoolId(text!));
        Assert.ThrowsAny<ArgumentException>(() => new ExternalKey(text!, "1"));
        Assert.ThrowsAny<ArgumentException>(() => new ExternalKey("csv", text!));
    }

    [Fact]
    public void A_text_key_holds_at_most_200_characters()
    {
        Assert.Equal(200, new UserId(new('u', 200)).Value.Length);
        Assert.Throws<ArgumentException>(() => new UserId(new('u', 201)));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PoolId>($"\"{new string('p', 201)}\""));
    }

    [Fact]
    public void A_text_key_is_the_name_of_a_member_too()
    {
        Dictionary<UserId, int> counts = new() { [Support.Some.Anna] = 3 };
        string json = System.Text.Json.JsonSerializer.Serialize(counts);
        Assert.Equal("""{"anna":3}""", json);
        Assert.Equal(counts, System.Text.Json.JsonSerializer.Deserialize<Dictionary<UserId, int>>(json));
        Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize<Dictionary<UserId, int>>("""{" ":3}"""));
    }
}
