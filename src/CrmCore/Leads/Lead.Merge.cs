using System.Security.Cryptography;
using System.Text;
using CrmCore.Leads.Merging;

namespace CrmCore.Leads;

/// <content>Being merged with others; <see cref="LeadMerge"/> decides, this records.</content>
public sealed partial class Lead
{
    /// <summary>The merges into this lead that were not undone, oldest first.</summary>
    public IReadOnlyList<MergeRecord> Merges => _merges;

    internal MergedLead EndAsMerged(LeadId survivor, DateTimeOffset at, UserId? by)
    {
        LeadSnapshot before = ToSnapshot();
        MergedInto = survivor;
        SetStatus(LeadStatus.Merged, at, by, null);
        return new(Id, before, Fingerprint());
    }

    internal void Absorb(LeadSnapshot result, LeadSnapshot before, IReadOnlyList<MergedLead> merged, DateTimeOffset at, UserId? by)
    {
        TakeOver(result);
        foreach (MergedLead one in merged)
        {
            Discovery = Discovery.MergedWith(one.Before.Discovery ?? Qualification.Discovery.Empty);
        }

        Touch(at);
        Raise(new LeadsMerged(Id, [.. merged.Select(m => m.Lead)]) { Sequence = NextSequence(), At = at, By = by });
        _merges.Add(new(at, by, before, Fingerprint(), merged));
    }

    internal void Restore(LeadSnapshot before, DateTimeOffset at, UserId? by)
    {
        TakeOver(before);
        _merges.Clear();
        _merges.AddRange(before.Merges ?? []);
        Discovery = before.Discovery ?? Qualification.Discovery.Empty;
        Status = before.Status;
        WakeAt = before.WakeAt;
        MergedInto = before.MergedInto;
        Touch(at);
        Raise(new LeadMergeUndone(Id) { Sequence = NextSequence(), At = at, By = by });
    }

    /// <summary>A digest of everything but version, events, remembered merges and the instant of the last change, which undoing a later merge moves.</summary>
    internal string Fingerprint() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        (ToSnapshot() with { Version = 0, EventCount = 0, Merges = null, ChangedAt = default }).ToJson())));

    private void TakeOver(LeadSnapshot state)
    {
        Details = state.Details;
        CustomFields = CustomFields.From(state.CustomFields);
        _followUps.Clear();
        _followUps.AddRange(state.FollowUps ?? []);
        _touches.Clear();
        _touches.AddRange(state.Touches ?? []);
    }
}
