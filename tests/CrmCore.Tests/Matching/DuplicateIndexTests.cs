using CrmCore.Matching;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Matching;

public class DuplicateIndexTests
{
    [Law]
    public void Who_finds_is_found_for_the_same_reasons(PersonName[] names, EmailAddress[] emails, PhoneNumber[] phones)
    {
        MatchRecord[] records = [.. Enumerable.Range(0, Math.Max(names.Length, Math.Max(emails.Length, phones.Length))).Select(i => new MatchRecord(Some.Guid(i + 1))
        {
            Name = names.ElementAtOrDefault(i)?.Full,
            Company = i % 2 == 0 ? "Blau GmbH" : "Blau AG",
            Email = emails.ElementAtOrDefault(i),
            Phone = phones.ElementAtOrDefault(i),
        })];
        DuplicateIndex index = new();
        Array.ForEach(records, index.Add);
        Dictionary<Guid, Dictionary<Guid, MatchReason[]>> found =
            records.ToDictionary(r => r.Id, r => index.Find(r).ToDictionary(c => c.Id, c => c.Reasons.ToArray()));
        foreach ((Guid id, Dictionary<Guid, MatchReason[]> others) in found)
        {
            Assert.DoesNotContain(id, others.Keys);
            Assert.All(others, o => Assert.Equal(o.Value, found[o.Key][id]));
        }
    }

    [Fact]
    public void It_finds_by_mailbox_line_and_name_at_company_and_never_by_a_blank()
    {
        DuplicateIndex index = new();
        index.Add(new(Some.Guid(1)) { Name = "Clara Stein", Company = "Blau GmbH", Email = EmailAddress.Parse("clara+fair@blau.example"), Phone = new("+49 (0)89 1234567") });
        index.Add(new(Some.Guid(2)) { Company = "Rot AG" });
        MatchCandidate same = Assert.Single(index.Find(new(Some.Guid(3)) { Name = "STEIN, Clara", Company = "Blau", Email = EmailAddress.Parse("Clara@BLAU.example"), Phone = new("0049 89 1234567") }));
        Assert.Equal(MatchClass.Same, same.Class);
        Assert.Contains(same.Reasons, r => r.Similarity == 1);
        Assert.Empty(index.Find(new(Some.Guid(4)) { Name = "Somebody", Company = "Rot AG" }));
        Assert.Empty(index.Find(new(Some.Guid(5))));
    }
}
