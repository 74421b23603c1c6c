using CrmCore.Leads;

namespace CrmCore.Testing.Conformance.Cases;

/// <summary>Nothing is shared between what is read and what is stored.</summary>
internal static class SharingCases
{
    public static IReadOnlyList<StoreCase> All { get; } =
    [
        new("what-is-read-is-not-shared", "Two requests change one object, or a change that was refused is stored by the next commit of another.", ReadAsync),
        new("what-was-written-is-not-shared", "A record goes on changing in storage with the object that it was written from.", WrittenAsync),
    ];

    private static async Task ReadAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate written = kind.Make();
            await trial.AddAsync(kind, written).ConfigureAwait(false);
            string stored = kind.JsonOf(written);
            Aggregate first = Expect.NotNull(await trial.FindAsync(kind, kind.IdOf(written)).ConfigureAwait(false), $"the {kind.Name}");
            Aggregate second = Expect.NotNull(await trial.FindAsync(kind, kind.IdOf(written)).ConfigureAwait(false), $"the {kind.Name}");
            Expect.That(!ReferenceEquals(first, second), $"an object of its own for each reading of a {kind.Name}", "the same object twice");
            kind.Change(first, 1);
            Expect.SameText(stored, kind.JsonOf(second), $"the other object of the {kind.Name}");
            await trial.IsStoredAsync(kind, kind.IdOf(written), stored, "after a change that was not committed").ConfigureAwait(false);
            (Aggregate? one, Aggregate? other) = await trial.ReadAsync(async u =>
                (await kind.FindAsync(u, kind.IdOf(written)).ConfigureAwait(false), await kind.FindAsync(u, kind.IdOf(written)).ConfigureAwait(false))).ConfigureAwait(false);
            Expect.That(!ReferenceEquals(one, other), $"an object of its own for each reading of a {kind.Name}, also within one unit", "the same object twice");
        }
    }

    private static async Task WrittenAsync(Trial trial)
    {
        foreach (AggregateKind kind in AggregateKind.All)
        {
            Aggregate written = kind.Make();
            await trial.AddAsync(kind, written).ConfigureAwait(false);
            string stored = kind.JsonOf(written);
            kind.Change(written, 1);
            await trial.IsStoredAsync(kind, kind.IdOf(written), stored, "after the object that it was written from changed").ConfigureAwait(false);
        }

        Dictionary<string, FieldValue> fields = new() { ["a"] = FieldValue.Of("before") };
        List<FollowUp> followUps = [new(FullAggregates.At, FullAggregates.Anna, FollowUpKind.Call, FollowUpOutcome.Reached, "before")];
        Lead lead = Lead.FromSnapshot(FullAggregates.Lead(LeadId.New(TimeProvider.System), new("crm", "shared")) with { CustomFields = fields, FollowUps = followUps });
        await trial.AddAsync(lead).ConfigureAwait(false);
        fields["a"] = FieldValue.Of("after");
        followUps.Clear();
        Lead found = Expect.NotNull(await trial.ReadAsync(u => u.Leads.FindAsync(lead.Id)).ConfigureAwait(false), "the lead");
        Expect.Equal("before", found.CustomFields["a"].AsText, "a custom field, after the host changed its dictionary");
        Expect.Equal(1, found.FollowUps.Count, "how many follow-ups, after the host cleared its list");
    }
}
