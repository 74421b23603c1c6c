using CrmCore.Conversion;
using CrmCore.Conversion.Checks;
using CrmCore.Conversion.Policies;
using CrmCore.Customers;
using CrmCore.InMemory;
using CrmCore.Leads;
using CrmCore.Matching;
using CrmCore.Opportunities;
using CrmCore.Persistence;
using CrmCore.Pipelines;
using CrmCore.Qualification;
using CrmCore.Tests.Support;

namespace CrmCore.Tests.Conversion;

public class DuplicateHandlingTests
{
    private readonly InMemoryStore _store = new();
    private readonly Lead _lead = Some.QualifiedLead();
    private readonly Account _account = Account.Create(new() { Id = AccountId.From(Some.Guid(50)), Name = "Blau", CreatedAt = Some.Start });

    [Theory]
    [InlineData(DuplicateHandling.Allow, 0, 0)]
    [InlineData(DuplicateHandling.Warn, 1, 0)]
    [InlineData(DuplicateHandling.Block, 0, 1)]
    public async Task A_likely_duplicate_is_allowed_warned_of_or_blocks(DuplicateHandling likely, int warnings, int blockers)
    {
        FoundDuplicate[] found = [new(DuplicateKind.Account, Some.Guid(60), MatchClass.Likely, 9), new(DuplicateKind.Account, Some.Guid(61), MatchClass.Likely, 8), new(DuplicateKind.Account, Some.Guid(62), MatchClass.Different, 1)];
        await _store.SaveAsync(Stored(60), Stored(61));
        ConversionPlan plan = await PlanAsync(new() { Accounts = new(DuplicateHandling.Link, likely) }, found);
        Assert.Equal((warnings, blockers), (plan.Warnings.Count, plan.Blockers.Count));
        Assert.Equal(RecordAction.Create, plan.Account.Action);
        Assert.All(plan.Warnings.Concat(plan.Blockers), r => Assert.Equal(new Refusal("conversion.duplicates", ("kind", "account"), ("records", $"{Some.Guid(60)}, {Some.Guid(61)}")), r));
    }

    [Fact]
    public async Task Two_that_are_the_same_are_not_linked_but_block()
    {
        await _store.SaveAsync(Person(60), Person(61));
        ConversionPlan plan = await PlanAsync(new(), [new(DuplicateKind.Contact, Some.Guid(60), MatchClass.Same, 9), new(DuplicateKind.Contact, Some.Guid(61), MatchClass.Same, 9)]);
        Assert.Equal(("contact", $"{Some.Guid(60)}, {Some.Guid(61)}"), Assert.Single(plan.Blockers).Parameters is var told ? (told["kind"], told["records"]) : default);
        Assert.Empty(plan.Warnings);
    }

    [Fact]
    public async Task One_that_is_the_same_is_linked_and_a_likely_one_of_its_kind_is_not_spoken_of()
    {
        ConversionPlan plan = await PlanAsync(new(), [new(DuplicateKind.Account, _account.Id.Value, MatchClass.Same, 9), new(DuplicateKind.Account, Some.Guid(61), MatchClass.Likely, 8)]);
        Assert.Equal((RecordAction.Link, RecordReason.Duplicate, _account.Id.Value), (plan.Account.Action, plan.Account.Reason, plan.Account.Id));
        Assert.Empty(plan.Warnings.Concat(plan.Blockers));
    }

    [Theory]
    [InlineData(null, RecordAction.Link)]
    [InlineData(50, RecordAction.Link)]
    [InlineData(51, RecordAction.Create)]
    public async Task A_contact_of_another_account_is_not_linked_but_warned_of(int? belongsTo, RecordAction action)
    {
        Contact contact = Contact.Create(new()
        {
            Id = ContactId.From(Some.Guid(70)),
            Name = Some.Details.Name!,
            Account = belongsTo is { } number ? AccountId.From(Some.Guid(number)) : null,
            CreatedAt = Some.Start,
        });
        await _store.SaveAsync(contact);
        FoundDuplicate[] found = [new(DuplicateKind.Account, _account.Id.Value, MatchClass.Same, 9), new(DuplicateKind.Contact, contact.Id.Value, MatchClass.Same, 9)];
        ConversionPlan plan = await PlanAsync(new(), found);
        Assert.Equal(action, plan.Contact.Action);
        Assert.Equal(action == RecordAction.Create ? 1 : 0, plan.Warnings.Count);
        Assert.Empty(plan.Blockers);
    }

    [Theory]
    [InlineData(DuplicateKind.Lead, MatchClass.Same)]
    [InlineData(DuplicateKind.Account, MatchClass.Same)]
    [InlineData(DuplicateKind.Account, MatchClass.Likely)]
    [InlineData(DuplicateKind.Contact, MatchClass.Same)]
    public async Task What_is_gone_is_passed_over_with_a_warning(DuplicateKind kind, MatchClass sure)
    {
        ConversionPlan plan = await PlanAsync(new() { Accounts = new(DuplicateHandling.Link, DuplicateHandling.Block) }, [new(kind, Some.Guid(70), sure, 9)]);
        Assert.Empty(plan.Blockers);
        Assert.Equal((RecordAction.Create, RecordAction.Create), (plan.Account.Action, plan.Contact.Action));
        Refusal warning = Assert.Single(plan.Warnings);
        Assert.Equal(new Refusal("conversion.duplicate-gone", ("kind", kind.ToString().ToLowerInvariant()), ("records", Some.Guid(70))), warning);
    }

    [Fact]
    public async Task A_lead_that_ended_since_keeps_nobody()
    {
        Lead ended = Some.OwnedLead(70);
        ended.Disqualify("junk", Some.Start).EnsureSucceeded();
        await _store.SaveAsync(ended);
        ConversionPlan plan = await PlanAsync(new(), [new(DuplicateKind.Lead, ended.Id.Value, MatchClass.Same, 9)]);
        Assert.Equal((0, "conversion.duplicate-gone"), (plan.Blockers.Count, Assert.Single(plan.Warnings).Code));
    }

    [Fact]
    public async Task Of_two_that_are_the_same_the_one_that_is_there_is_linked()
    {
        ConversionPlan plan = await PlanAsync(new(), [new(DuplicateKind.Account, Some.Guid(70), MatchClass.Same, 9), new(DuplicateKind.Account, _account.Id.Value, MatchClass.Same, 9)]);
        Assert.Equal((RecordAction.Link, _account.Id.Value), (plan.Account.Action, plan.Account.Id));
        Assert.Equal(Some.Guid(70).ToString(), Assert.Single(plan.Warnings).Parameters["records"]);
        Assert.Empty(plan.Blockers);
    }

    [Fact]
    public async Task What_the_request_names_must_be_there_all_the_same()
    {
        await _store.SaveAsync(_lead);
        ConversionPlan plan = await new ConversionService(_store, new(Some.Sale), ReadyPolicies.Default, new TestClock(), duplicates: new Known([]))
            .PlanAsync(new(_lead.Id, "r1", Some.Bo) { Account = ConversionTarget<AccountId>.Link(AccountId.From(Some.Guid(70))) });
        Assert.Equal("conversion.account-not-found", Assert.Single(plan.Blockers).Code);
    }

    [Fact]
    public async Task A_search_is_told_after_the_commit_and_of_what_is_linked_too()
    {
        await _store.SaveAsync(_lead, _account, Some.QualifiedLead(2));
        Known search = new([]);
        Contended storage = new(_store, 1) { Ahead = () => Assert.Empty(search.Told) };
        ConversionService service = new(storage, new(Some.Sale), ReadyPolicies.Default, new TestClock(), duplicates: search);
        ConversionResult linked = await service.ConvertAsync(new(_lead.Id, "r1", Some.Bo) { Account = ConversionTarget<AccountId>.Link(_account.Id) });
        Assert.Equal([_account.Id.Value, linked.Conversion!.Contact!.Value.Value, _lead.Id.Value], search.Told);
        search.Told.Clear();
        ConversionRequest second = new(LeadId.From(Some.Guid(2)), "r1", Some.Bo);
        IReadOnlyList<ConversionResult> refused = await service.ConvertAllAsync([second, new(LeadId.From(Some.Guid(3)), "r1", Some.Bo)], ConversionAtomicity.All);
        Assert.All(refused, r => Assert.False(r.Succeeded));
        Assert.Empty(search.Told);
    }

    [Fact]
    public async Task A_pipeline_that_the_request_names_is_taken_without_a_rule()
    {
        Pipeline other = Pipeline.Define("other", "Other").Open("first", "First", 10).Won("won", "Won").Lost("lost", "Lost").Build();
        await _store.SaveAsync(_lead);
        ConversionPlan plan = await new ConversionService(_store, new(Some.Sale, other), ReadyPolicies.Default, new TestClock()).PlanAsync(new(_lead.Id, "r1", Some.Bo) { Pipeline = "other" });
        Assert.Equal(("other", "first"), (plan.Pipeline!.Value.Key, plan.Stage));
    }

    [Fact]
    public async Task Leads_become_one_deal_only_if_one_is_wanted()
    {
        ConversionService service = new(_store, new(Some.Sale), ReadyPolicies.Default, new TestClock());
        ConversionRequest request = new(_lead.Id, "r1", Some.Bo);
        ArgumentException wrong = await Assert.ThrowsAsync<ArgumentException>(() => service.ConvertTogetherAsync(request with { Opportunity = ConversionTarget<OpportunityId>.None }, []));
        Assert.Equal("first", wrong.ParamName);
        await Assert.ThrowsAsync<ArgumentNullException>(() => service.ConvertTogetherAsync(request, null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => service.ConvertTogetherAsync(null!, []));
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public async Task A_conversion_that_others_get_ahead_of_is_tried_a_hundred_times(int conflicts, bool succeeds)
    {
        await _store.SaveAsync(_lead);
        Contended storage = new(_store, conflicts);
        ConversionService service = new(storage, new(Some.Sale), ReadyPolicies.Default, new TestClock());
        Exception? failure = await Record.ExceptionAsync(() => service.ConvertAsync(new(_lead.Id, "r1", Some.Bo)));
        Assert.Equal(succeeds, failure is null);
        Assert.True(succeeds || failure is ConcurrencyConflictException);
        Assert.Equal(100, storage.Commits);
    }

    private static Account Stored(int number) => Account.Create(new() { Id = AccountId.From(Some.Guid(number)), Name = $"Account {number}", CreatedAt = Some.Start });

    private static Contact Person(int number) => Contact.Create(new() { Id = ContactId.From(Some.Guid(number)), Name = new($"Person {number}"), CreatedAt = Some.Start });

    private async Task<ConversionPlan> PlanAsync(DuplicateRules rules, FoundDuplicate[] found)
    {
        await _store.SaveAsync(_lead, _account);
        ConversionPolicy policy = new(ConversionPolicy.Default.Definition with { Duplicates = rules });
        return await new ConversionService(_store, new(Some.Sale), ReadyPolicies.Default, new TestClock(), policy, duplicates: new Known(found)).PlanAsync(new(_lead.Id, "r1", Some.Bo));
    }

    private sealed class Known(FoundDuplicate[] found) : IDuplicateSearch
    {
        public Task<IReadOnlyList<FoundDuplicate>> FindAsync(Lead lead, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<FoundDuplicate>>(found);

        public List<Guid> Told { get; } = [];

        public void Add(AccountSnapshot account) => Told.Add(account.Id.Value);

        public void Add(ContactSnapshot contact) => Told.Add(contact.Id.Value);

        public void Add(LeadSnapshot lead) => Told.Add(lead.Id.Value);

        public void Remove(Guid id) => Told.Add(id);
    }

    /// <summary>Storage in which others are ahead the first times.</summary>
    private sealed class Contended(IUnitOfWorkFactory inner, int conflicts) : IUnitOfWorkFactory
    {
        public int Commits { get; private set; }

        public Action Ahead { get; init; } = () => { };

        private bool IsAhead
        {
            get
            {
                Ahead();
                return ++Commits <= conflicts;
            }
        }

        public IUnitOfWork Begin() => new Unit(this, inner.Begin());

        private sealed class Unit(Contended storage, IUnitOfWork inner) : IUnitOfWork
        {
            public ILeadRepository Leads => inner.Leads;

            public IOpportunityRepository Opportunities => inner.Opportunities;

            public IAccountRepository Accounts => inner.Accounts;

            public IContactRepository Contacts => inner.Contacts;

            public IOwnerLedgerRepository Ledgers => inner.Ledgers;

            public Task CommitAsync(CancellationToken cancellationToken = default) =>
                storage.IsAhead ? throw new ConcurrencyConflictException(["lead"]) : inner.CommitAsync(cancellationToken);

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
