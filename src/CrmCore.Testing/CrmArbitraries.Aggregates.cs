using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Testing;

/// <content>Aggregates and pipelines.</content>
public static partial class CrmArbitraries
{
    /// <summary>Leads as they are captured, with an owner or in a pool.</summary>
    public static Arbitrary<Lead> Lead() => (
        from id in LeadId().Generator
        from name in PersonName().Generator
        from company in Optional(Word)
        from email in EmailAddress().Generator
        from owned in Gen.Elements(true, false)
        from owner in UserId().Generator
        from pool in PoolId().Generator
        from at in Instants
        select CrmCore.Leads.Lead.Capture(
            id,
            new LeadDetails { Name = name, Company = company, Email = email },
            LeadSource.Web,
            owned ? Custody.OwnedBy(owner) : Custody.InPool(pool),
            at)).ToArbitrary();

    /// <summary>Accounts.</summary>
    public static Arbitrary<Account> Account() => (
        from id in AccountId().Generator
        from name in Word
        from owner in UserId().Generator
        from at in Instants
        select CrmCore.Customers.Account.Create(new() { Id = id, Name = name, Owner = owner, CreatedAt = at })).ToArbitrary();

    /// <summary>Contacts.</summary>
    public static Arbitrary<Contact> Contact() => (
        from id in ContactId().Generator
        from name in PersonName().Generator
        from email in EmailAddress().Generator
        from at in Instants
        select CrmCore.Customers.Contact.Create(new() { Id = id, Name = name, Email = email, CreatedAt = at })).ToArbitrary();

    /// <summary>What new opportunities are made of, from hardly anything to everything.</summary>
    public static Arbitrary<NewOpportunity> NewOpportunity() => (
        from id in OpportunityId().Generator
        from name in Word
        from full in Gen.Elements(true, false)
        from amount in Money().Generator
        from owner in UserId().Generator
        from account in AccountId().Generator
        from contact in ContactId().Generator
        from fields in CustomFields().Generator
        select full
            ? new NewOpportunity(id, name) { Amount = amount, Owner = owner, Account = account, Contact = contact, CustomFields = fields, CloseDate = new(2026, 12, 31) }
            : new NewOpportunity(id, name)).ToArbitrary();

    /// <summary>Opportunities after a legal walk through the solution sale.</summary>
    public static Arbitrary<Opportunity> Opportunity() =>
        PipelineWalks.Legal(ReadyPipelines.SolutionSale).Generator.Select(w => CrmCore.Opportunities.Opportunity.FromSnapshot(w.End)).ToArbitrary();

    /// <summary>Valid pipelines with gates to enter and to leave, several ends, groups, and moves written out here and there.</summary>
    public static Arbitrary<Pipeline> Pipeline() => Definition.Where(d => CrmCore.Pipelines.Pipeline.Check(d).Count == 0).Select(d => new CrmCore.Pipelines.Pipeline(d)).ToArbitrary();

    private static Gen<PipelineDefinition> Definition =>
        from open in Gen.Choose(1, 6)
        from won in Gen.Choose(1, 2)
        from lost in Gen.Choose(1, 2)
        from invalid in Gen.Choose(0, 1)
        from gates in Gate().Generator.ListOf(4)
        from picks in Gen.Choose(0, 999).ListOf(200)
        from flags in Gen.Choose(0, 7)
        select Define(open, won, lost, invalid, [.. gates.DistinctBy(g => g.Key)], new Picks([.. picks]), flags);

    private static PipelineDefinition Define(int open, int won, int lost, int invalid, IReadOnlyList<Gate> gates, Picks picks, int flags)
    {
        (string Key, StageKind Kind)[] keys =
        [
            .. Keys("s", open, StageKind.Open), .. Keys("won", won, StageKind.Won), .. Keys("lost", lost, StageKind.Lost), .. Keys("invalid", invalid, StageKind.Invalid),
        ];
        List<StageDefinition> stages = [];
        for (int i = 0; i < keys.Length; i++)
        {
            (string key, StageKind kind) = keys[i];
            bool isOpen = kind == StageKind.Open;
            stages.Add(new()
            {
                Key = key,
                Name = key,
                Kind = kind,
                Probability = isOpen ? picks.Next(101) : null,
                Enter = picks.Next(3) == 0 ? Some(gates, picks) : [],
                Leave = picks.Next(4) == 0 ? Some(gates, picks) : null,
                Moves = isOpen && picks.Next(5) == 0 ? Explicit(keys, i, gates, picks) : null,
            });
        }

        bool grouped = open >= 2 && picks.Next(2) == 0;
        GroupDefinition[]? groups = !grouped ? null :
        [
            new()
            {
                Key = "group",
                Name = "Group",
                Stages = [.. keys.Take(1 + picks.Next(open))
                    .Where((_, i) => stages[i].Moves is null).Select(k => k.Key).DefaultIfEmpty("s0")],
                Moves = [.. keys.Select(k => k.Key).Where(_ => picks.Next(3) == 0).Select(k => new MoveDefinition { To = k, Gates = picks.Next(2) == 0 ? Some(gates, picks) : null })],
            },
        ];
        PipelineDefinition definition = new()
        {
            Key = "random",
            Version = 1,
            Name = "Random",
            ForbidSkipping = (flags & 1) != 0,
            ForbidGoingBack = (flags & 2) != 0,
            ForbidReopening = (flags & 4) != 0,
            Stages = stages,
            Groups = groups,
        };
        HashSet<string> used = [.. stages.SelectMany(s => (s.Enter ?? []).Concat(s.Leave ?? []).Concat((s.Moves ?? []).SelectMany(m => m.Gates ?? []))), .. (groups ?? []).SelectMany(g => (g.Moves ?? []).SelectMany(m => m.Gates ?? []))];
        return definition with
        {
            Gates = [.. gates.Where(g => used.Contains(g.Key)).Select(g => new GateDefinition { Key = g.Key, Condition = g.Condition, Advice = g.Advice })],
        };
    }

    private static IEnumerable<(string, StageKind)> Keys(string prefix, int count, StageKind kind) => Enumerable.Range(0, count).Select(i => ($"{prefix}{i}", kind));

    private static IReadOnlyList<string> Some(IReadOnlyList<Gate> gates, Picks picks) => [.. gates.Where(_ => picks.Next(2) == 0).Select(g => g.Key)];

    /// <summary>The next stage, one won, one lost, and some others.</summary>
    private static IReadOnlyList<MoveDefinition> Explicit((string Key, StageKind Kind)[] keys, int from, IReadOnlyList<Gate> gates, Picks picks) =>
    [
        .. keys
            .Where((k, to) => to != from && (to == from + 1 || k.Key is "won0" or "lost0" || picks.Next(3) == 0))
            .Select(k => new MoveDefinition { To = k.Key, Gates = picks.Next(2) == 0 ? Some(gates, picks) : null }),
    ];

    /// <summary>Numbers drawn beforehand, so that what is made of them prints and repeats.</summary>
    private sealed class Picks(IReadOnlyList<int> numbers)
    {
        private int _used;

        public int Next(int below) => numbers[_used++ % numbers.Count] % below;
    }
}
