using CrmCore.Matching;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Matching;

public class DuplicateIndexTests
{
    [Law]
    public void Who_finds_is_found_for_the_same_reasons(PersonName[] names, EmailAddress[] emails, PhoneNumber[] phones)
    {
        MatchRecord[] records = Records(names, emails, phones);
        DuplicateIndex index = new();
        Array.ForEach(records, index.Add);
        foreach (MatchRecord one in records)
        {
            foreach (MatchRecord other in records)
            {
                MatchCandidate there = index.Compare(one, other);
                MatchCandidate back = index.Compare(other, one);
                Assert.Equal(there.Score, back.Score, 9);
                Assert.Equal(there.Class, back.Class);
                Assert.Equal(there.Reasons, back.Reasons);
                Assert.Equal(index.Find(one).Any(c => c.Id == other.Id), index.Find(other).Any(c => c.Id == one.Id));
            }
        }
    }

    [Law]
    public void A_record_that_names_a_person_or_mailbox_matches_itself(PersonName name, EmailAddress email, PhoneNumber phone)
    {
        DuplicateIndex index = new();
        MatchRecord record = new(Some.Guid(1)) { GivenName = "Anna", FamilyName = name.Full, Company = "Blau GmbH", Email = email, Phone = phone };
        index.Add(record);
        Assert.Empty(index.Find(record));
        Assert.Equal(MatchClass.Same, index.Compare(record, record).Class);
    }

    [Law]
    public void Replacing_and_removing_leave_what_a_new_index_would_hold(PersonName[] names, EmailAddress[] emails, PhoneNumber[] phones)
    {
        MatchRecord[] records = Records(names, emails, phones);
        DuplicateIndex changed = new();
        Array.ForEach(records, changed.Add);
        foreach (MatchRecord record in records)
        {
            changed.Add(record with { Name = "Somebody Else", Email = null });
        }

        Assert.All(records, r => Assert.True(changed.Remove(r.Id)));
        Assert.Equal(0, changed.Count);
        Array.ForEach(records, changed.Add);
        DuplicateIndex fresh = new();
        Array.ForEach(records, fresh.Add);
        Assert.Equal(fresh.Pairs(), changed.Pairs());
    }

    [Fact]
    public void It_finds_by_mailbox_line_and_name_at_company_and_never_by_a_blank()
    {
        DuplicateIndex index = new();
        index.Add(new(Some.Guid(1)) { Name = "Clara Stein", Company = "Blau GmbH", Email = EmailAddress.Parse("clara+fair@blau.example"), Phone = new("+49 (0)89 1234567") });
        index.Add(new(Some.Guid(2)) { Company = "Rot AG" });
        MatchCandidate found = Assert.Single(index.Find(new(Some.Guid(3)) { Name = "STEIN, Clara", Company = "Blau", Email = EmailAddress.Parse("Clara@BLAU.example"), Phone = new("0049 89 1234567") }));
        Assert.Equal(MatchClass.Same, found.Class);
        Assert.Equal(["given", "family", "company", "email", "phone"], found.Reasons.Where(r => r.Similarity == 1).Select(r => r.Field));
        Assert.DoesNotContain(index.Find(new(Some.Guid(4)) { Name = "Somebody", Company = "Rot AG" }), c => c.Class > MatchClass.Possible);
        Assert.Empty(index.Find(new(Some.Guid(5))));
    }

    [Theory]
    [InlineData("王小明", "小米科技有限公司", "王小明", "小米科技股份有限公司")]
    [InlineData("陳國華", "臺灣電子有限公司", "陈国华", "台湾电子")]
    [InlineData("Bob Miller", "Acme Tools Ltd", "Robert Miller", "ACME Tools Limited")]
    [InlineData("Keller Anna", "Grün & Söhne GmbH", "Anna Keller", "Gruen und Soehne")]
    public void One_person_written_in_two_ways_is_found(string name, string company, string otherName, string otherCompany)
    {
        DuplicateIndex index = new();
        PhoneNumber phone = new("+8613800000000");
        index.Add(new(Some.Guid(1)) { Name = name, Company = company, Phone = phone });
        Assert.True(Assert.Single(index.Find(new(Some.Guid(2)) { Name = otherName, Company = otherCompany, Phone = phone })).Class >= MatchClass.Likely);
    }

    [Fact]
    public void A_spouse_is_never_the_same_nor_likely()
    {
        DuplicateIndex index = new();
        MatchRecord anna = new(Some.Guid(1)) { GivenName = "Anna", FamilyName = "Keller", Street = "Hauptstraße 12", City = "Ulm", Postcode = "89073" };
        index.Add(anna);
        MatchCandidate spouse = Assert.Single(index.Find(anna with { Id = Some.Guid(2), GivenName = "Peter" }));
        Assert.Equal(MatchClass.Possible, spouse.Class);
        Assert.Equal(["household"], spouse.Ceilings);
        Assert.Equal(MatchClass.Same, Assert.Single(index.Find(anna with { Id = Some.Guid(3), GivenName = "Keller", FamilyName = "Anna", Street = "12 Hauptstr." })).Class);
    }

    [Fact]
    public void A_key_that_too_many_share_is_ignored_and_reported()
    {
        DuplicateIndex index = new(ReadyMatchRules.For([MatchFields.Phone, MatchFields.Company]));
        for (int i = 1; i <= 21; i++)
        {
            index.Add(new(Some.Guid(i)) { Phone = new("+49 89 1234567") });
        }

        Assert.Empty(index.Pairs());
        OverusedKey key = Assert.Single(index.OverusedKeys());
        Assert.Equal(21, key.Records);
        Assert.Equal("phone:Ending(7)", key.Block.ToString());
        index.Remove(Some.Guid(21));
        Assert.Equal(190, index.Pairs().Count());
        Assert.Empty(index.OverusedKeys());
    }

    [Fact]
    public void A_chain_does_not_drift_into_one_cluster()
    {
        DuplicateIndex index = new();
        MatchRecord anna = new(Some.Guid(1)) { GivenName = "Anna", FamilyName = "Keller", HouseNumber = "12", Street = "Hauptstr.", City = "Ulm", Postcode = "89073" };
        index.Add(anna);
        index.Add(anna with { Id = Some.Guid(2), GivenName = null });
        index.Add(anna with { Id = Some.Guid(3), GivenName = "Peter" });
        index.Add(anna with { Id = Some.Guid(4) });
        Assert.Equal(MatchClass.Likely, index.Compare(Some.Guid(2), Some.Guid(3))!.Class);
        DuplicateCluster cluster = Assert.Single(index.Clusters());
        Assert.Equal([Some.Guid(1), Some.Guid(2), Some.Guid(4)], cluster);
        Assert.Equal(MatchClass.Likely, cluster.Weakest);
        Assert.True(cluster.RefusedLinks > 0);
    }

    private static MatchRecord[] Records(PersonName[] names, EmailAddress[] emails, PhoneNumber[] phones) =>
        [.. Enumerable.Range(0, Math.Min(5, Math.Max(names.Length, Math.Max(emails.Length, phones.Length)))).Select(i => new MatchRecord(Some.Guid(i + 1))
        {
            Name = names.ElementAtOrDefault(i)?.Full,
            Company = i % 2 == 0 ? "Blau GmbH" : "Blau AG",
            Email = emails.ElementAtOrDefault(i),
            Phone = phones.ElementAtOrDefault(i),
        })];
}
