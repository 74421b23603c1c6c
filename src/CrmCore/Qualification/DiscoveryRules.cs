namespace CrmCore.Qualification;

/// <summary>What a note must meet before it is added to a discovery.</summary>
internal static class DiscoveryRules
{
    public static IReadOnlyList<Refusal> Check(Discovery discovery, DiscoveryNote note)
    {
        List<Refusal> refusals = [];
        if (note.Key is { } key && discovery.Find(key) is not null)
        {
            refusals.Add(new Refusal("qualification.duplicate-key", ("key", key)));
        }

        foreach (string? reference in References(note))
        {
            if (reference is not null && discovery.Find(reference) is null)
            {
                refusals.Add(new Refusal("qualification.unknown-note", ("note", reference)));
            }
        }

        if (note is Need { PromotedFrom: { } origin } need)
        {
            if (need.Quote is null || need.Layer != NeedLayer.Explicit)
            {
                refusals.Add(new Refusal("qualification.promotion-without-quote", ("need", need.Statement)));
            }

            if (discovery.Find(origin) is Need { Layer: NeedLayer.Explicit })
            {
                refusals.Add(new Refusal("qualification.promotion-of-explicit", ("need", origin)));
            }
        }

        if (note is CallNote { Outcome: CallOutcome.Advance } call && (call.Action is null || call.ActionBy is null || call.ActionDue is null))
        {
            refusals.Add(new Refusal("qualification.advance-without-action"));
        }

        return refusals;
    }

    private static string?[] References(DiscoveryNote note) => note switch
    {
        Need need => [need.PromotedFrom, need.Under, need.RaisedBy],
        SpinNote spin => [spin.Need],
        FabeNote fabe => [fabe.Need],
        Correction correction => [correction.Note],
        _ => [],
    };
}
