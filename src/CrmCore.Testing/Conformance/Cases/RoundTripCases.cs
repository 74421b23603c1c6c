using System.Globalization;
using CrmCore.Customers;
using CrmCore.Leads;
using CrmCore.Opportunities;
using CrmCore.Pipelines;

namespace CrmCore.Testing.Conformance.Cases;

/// <summary>What is read equals what was written.</summary>
internal static class RoundTripCases
{
    private const int LongText = 4000;

    private static readonly string[] Texts =
    [
        "王小明 需求：报表要快", "🙂👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿 𠮷野家", "e\u0301 is not \u00e9", "Ｅｘａｍｐｌｅ ｶﾞ", "שלום مرحبا", " leading and trailing ", "a\u0001\u001f\t\r\nb", "'; DROP TABLE leads; --",
        "\"quoted\" \\ back\\u0041", "%_[]*?", "ß SS İ i ı I", "\uFEFFmark", "null", "<b>&amp;</b>", string.Concat(Enumerable.Repeat("需求🙂 \"q\" \\ ", 400))[..LongText], new string('长', LongText),
    ];

    private static readonly decimal[] Numbers =
    [
        0m, 0.1m, 0.3333333333333333333333333333m, 1.005m, 12345678901234567890.12345678m, 9999999999999999999999999999m, -0.0000000000000000000000000001m, decimal.MaxValue, decimal.MinValue,
        9007199254740993m, 0.30000000000000004m, 100.10m,
    ];

    private static readonly DateTimeOffset[] Instants =
    [
        FullAggregates.At,
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1),
        new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(1)).AddTicks(9_999_999),
        new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromMinutes(345)).AddTicks(10),
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(-11)).AddTicks(-1),
        new DateTimeOffset(1999, 12, 31, 23, 59, 59, TimeSpan.FromHours(14)),
        new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(9_999_999),
        new DateTimeOffset(1, 1, 2, 0, 0, 0, TimeSpan.Zero),
    ];

    public static IReadOnlyList<StoreCase> All { get; } =
    [
        new("absent-is-null", "Code that asks for what is not there gets an exception or an empty record instead of an answer.", AbsentAsync),
        new("every-field-comes-back", "A field that a mapping forgot is lost at the first save, and nobody notices for months.", EveryFieldAsync),
        new("texts-come-back-letter-by-letter", "Names and notes are cut, folded or trimmed: 4,000 characters, Chinese, emoji, control characters.", TextsAsync),
        new("decimals-keep-all-digits", "Amounts that go through floating point or a narrow column come back as other amounts.", DecimalsAsync),
        new("amounts-keep-the-digits-of-their-currency", "A column with two places turns 1.234 dinars into 1.23: currencies have 0 to 4 digits.", CurrenciesAsync),
        new("instants-keep-ticks-and-offset", "A clock cut to milliseconds, or turned into UTC, changes orders and days.", InstantsAsync),
        new("collections-come-back-empty-and-large", "A list that is empty becomes null, one with 2,000 entries is cut or reordered.", CollectionsAsync),
    ];

    private static async Task AbsentAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Guid unknown = kind.IdOf(kind.Make());
            await trial.IsAbsentAsync(kind, unknown, "an empty store").ConfigureAwait(false);
            Expect.Equal(0, (await trial.ReadAsync(u => kind.FindManyAsync(u, unknown)).ConfigureAwait(false)).Count, $"how many {kind.Name}s of an unknown id");
            Expect.Equal(0, (await trial.ReadAsync(u => kind.FindManyAsync(u)).ConfigureAwait(false)).Count, $"how many {kind.Name}s of no ids");
            Expect.Equal(0, (await trial.ReadAsync(u => kind.FindKeysAsync(u, new ExternalKey("a", "b"))).ConfigureAwait(false)).Count, $"how many {kind.Name}s of an unknown external key");
            Expect.Equal(0, (await trial.ReadAsync(u => kind.FindKeysAsync(u)).ConfigureAwait(false)).Count, $"how many {kind.Name}s of no external keys");
        }

        Expect.That(await trial.ReadAsync(u => u.Ledgers.FindAsync(OwnerLedgerId.Of(new("nobody")))).ConfigureAwait(false) is null, "no ledger of nobody", "one");
    }

    private static async Task EveryFieldAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate written = kind.Full();
            await trial.AddAsync(kind, written).ConfigureAwait(false);
            string json = kind.JsonOf(written);
            await trial.IsStoredAsync(kind, kind.IdOf(written), json, "every field").ConfigureAwait(false);
            IReadOnlyDictionary<Guid, Aggregate> many = await trial.ReadAsync(u => kind.FindManyAsync(u, kind.IdOf(written), kind.IdOf(written))).ConfigureAwait(false);
            Expect.SameText(json, many.Count == 1 ? kind.JsonOf(many[kind.IdOf(written)]) : $"{many.Count} found", $"every field, of several: the {kind.Name}");
        }

        OwnerLedger ledger = OwnerLedger.FromSnapshot(FullAggregates.Ledger(FullAggregates.Anna));
        await trial.CommitAsync(u => u.Ledgers.Add(ledger)).ConfigureAwait(false);
        OwnerLedger? found = await trial.ReadAsync(u => u.Ledgers.FindAsync(ledger.Id)).ConfigureAwait(false);
        Expect.SameText(ledger.ToSnapshot().ToJson(), found?.ToSnapshot().ToJson(), "every field: the ledger");
        if (trial.HasReaders)
        {
            await EveryFieldOfReadersAsync(trial).ConfigureAwait(false);
        }
    }

    private static async Task EveryFieldOfReadersAsync(Trial trial)
    {
        foreach (LeadSnapshot lead in await trial.Leads.ReadLeadsAsync().ToListAsync().ConfigureAwait(false))
        {
            Expect.SameText(lead.ToJson(), (await trial.ReadAsync(u => u.Leads.FindAsync(lead.Id)).ConfigureAwait(false))?.ToSnapshot().ToJson(), "a lead, read in bulk and by id");
        }

        foreach (OpportunitySnapshot deal in await trial.Opportunities.ReadOpportunitiesAsync().ToListAsync().ConfigureAwait(false))
        {
            Expect.SameText(deal.ToJson(), (await trial.ReadAsync(u => u.Opportunities.FindAsync(deal.Id)).ConfigureAwait(false))?.ToSnapshot().ToJson(), "an opportunity, read in bulk and by id");
        }

        foreach (AccountSnapshot account in await trial.Customers.ReadAccountsAsync().ToListAsync().ConfigureAwait(false))
        {
            Expect.SameText(account.ToJson(), (await trial.ReadAsync(u => u.Accounts.FindAsync(account.Id)).ConfigureAwait(false))?.ToSnapshot().ToJson(), "an account, read in bulk and by id");
        }

        foreach (ContactSnapshot contact in await trial.Customers.ReadContactsAsync().ToListAsync().ConfigureAwait(false))
        {
            Expect.SameText(contact.ToJson(), (await trial.ReadAsync(u => u.Contacts.FindAsync(contact.Id)).ConfigureAwait(false))?.ToSnapshot().ToJson(), "a contact, read in bulk and by id");
        }
    }

    private static async Task TextsAsync(Trial trial)
    {
        foreach (string text in Texts)
        {
            Lead lead = Sample(text: text);
            await trial.AddAsync(lead).ConfigureAwait(false);
            Lead found = await FindAsync(trial, lead.Id).ConfigureAwait(false);
            Expect.SameText(text, found.Details.Description, "a description");
            Expect.SameText(text, found.FollowUps[0].Note, "a note");
            Expect.SameText(text, found.CustomFields["text"].AsText, "a custom field");
        }
    }

    private static async Task DecimalsAsync(Trial trial)
    {
        foreach (decimal number in Numbers)
        {
            Opportunity deal = Opportunity.Create(
                new(OpportunityId.New(TimeProvider.System), "Deal") { Amount = new Money(Math.Abs(number), Currency.Eur), CustomFields = CustomFields.Empty.With("n", FieldValue.Of(number)) },
                ReadyPipelines.SolutionSale,
                FullAggregates.At);
            await trial.CommitAsync(u => u.Opportunities.Add(deal)).ConfigureAwait(false);
            Opportunity found = Expect.NotNull(await trial.ReadAsync(u => u.Opportunities.FindAsync(deal.Id)).ConfigureAwait(false), "the opportunity");
            SameNumber(Math.Abs(number), found.Amount?.Amount, "an amount");
            SameNumber(number, found.CustomFields["n"].AsNumber, "a number");
        }
    }

    private static async Task CurrenciesAsync(Trial trial)
    {
        foreach ((string code, decimal amount) in ((string, decimal)[])[("JPY", 1_234_567m), ("EUR", 1_234_567.89m), ("KWD", 1_234_567.891m), ("CLF", 1_234_567.8912m), ("XTS", 0.01m)])
        {
            Money money = new(amount, new Currency(code));
            Opportunity deal = Opportunity.Create(new(OpportunityId.New(TimeProvider.System), "Deal") { Amount = money }, ReadyPipelines.SolutionSale, FullAggregates.At);
            await trial.CommitAsync(u => u.Opportunities.Add(deal)).ConfigureAwait(false);
            Opportunity found = Expect.NotNull(await trial.ReadAsync(u => u.Opportunities.FindAsync(deal.Id)).ConfigureAwait(false), "the opportunity");
            Expect.Equal(money, found.Amount ?? default, "an amount");
            Expect.Equal(money, found.History[0].Amount ?? default, "an amount in the history");
        }
    }

    private static async Task InstantsAsync(Trial trial)
    {
        foreach (DateTimeOffset at in Instants)
        {
            Lead lead = Sample(at: at);
            await trial.AddAsync(lead).ConfigureAwait(false);
            Lead found = await FindAsync(trial, lead.Id).ConfigureAwait(false);
            SameInstant(at, found.CapturedAt, "when a lead was captured");
            SameInstant(at, found.FollowUps[0].At, "when a lead was followed up");
            SameInstant(at, found.Touches[0].At, "when a lead was touched");
        }
    }

    private static async Task CollectionsAsync(Trial trial)
    {
        foreach (int count in (int[])[0, 1, 2000])
        {
            Lead sample = Sample();
            Lead lead = Lead.FromSnapshot(sample.ToSnapshot() with
            {
                FollowUps = [.. Enumerable.Range(0, count).Select(i => new FollowUp(FullAggregates.At.AddSeconds(i), FullAggregates.Anna, FollowUpKind.Call, FollowUpOutcome.Reached, $"note {i}"))],
                Touches = [.. Enumerable.Range(0, count).Select(i => new SourceTouch(LeadSource.Web, FullAggregates.At.AddSeconds(i)))],
                CustomFields = Enumerable.Range(0, count / 10).ToDictionary(i => $"field {i}", i => FieldValue.Of(i)),
            });
            await trial.AddAsync(lead).ConfigureAwait(false);
            Lead found = await FindAsync(trial, lead.Id).ConfigureAwait(false);
            Expect.SameItems(lead.FollowUps, found.FollowUps, "follow-ups");
            Expect.SameItems(lead.Touches, found.Touches, "touches");
            Expect.SameItems(lead.CustomFields, found.CustomFields, "custom fields");
        }
    }

    private static Lead Sample(string text = "text", DateTimeOffset? at = null)
    {
        DateTimeOffset instant = at ?? FullAggregates.At;
        Lead lead = Lead.Capture(
            LeadId.New(TimeProvider.System),
            new() { Company = "Example", Description = text },
            LeadSource.Web,
            Custody.OwnedBy(FullAggregates.Anna),
            instant,
            customFields: CustomFields.Empty.With("text", FieldValue.Of(text)));
        lead.FollowUp(new(instant, FullAggregates.Anna, FollowUpKind.Call, FollowUpOutcome.Reached, text)).EnsureSucceeded();
        lead.TouchedBy(LeadSource.Web, instant).EnsureSucceeded();
        return lead;
    }

    private static async Task<Lead> FindAsync(Trial trial, LeadId id) =>
        Expect.NotNull(await trial.ReadAsync(u => u.Leads.FindAsync(id)).ConfigureAwait(false), $"the lead {id}");

    private static void SameNumber(decimal expected, decimal? actual, string what) =>
        Expect.That(expected == actual, $"{what}: {expected.ToString(CultureInfo.InvariantCulture)}", actual?.ToString(CultureInfo.InvariantCulture) ?? "nothing");

    private static void SameInstant(DateTimeOffset expected, DateTimeOffset actual, string what) => Expect.That(expected.EqualsExact(actual), $"{what}: {expected:O}", $"{actual:O}");
}
