namespace CrmCore.Leads;

/// <content>Being converted and being taken back; the conversion decides, this records.</content>
public sealed partial class Lead
{
    private readonly List<ConversionReversal> _reversals;

    /// <summary>What it needs to be taken back; null unless it is converted.</summary>
    public ConversionTrace? ConversionTrace { get; private set; }

    /// <summary>The conversions that were reverted, oldest first.</summary>
    public IReadOnlyList<ConversionReversal> Reversals => _reversals;

    internal void MarkConverted(LeadConversion conversion, ConversionTrace trace)
    {
        if (Status != LeadStatus.Qualified)
        {
            Qualify(conversion.At, conversion.By).EnsureSucceeded();
        }

        MarkConverted(conversion).EnsureSucceeded();
        ConversionTrace = trace;
        if (trace.MovedFollowUps is not null)
        {
            _followUps.Clear();
        }

        if (trace.MovedDiscovery is not null)
        {
            Discovery = Qualification.Discovery.Empty;
        }
    }

    internal void RevertConversion(ConversionReversal reversal)
    {
        ConversionTrace trace = ConversionTrace!;
        _followUps.InsertRange(0, trace.MovedFollowUps ?? []);
        Discovery = trace.MovedDiscovery ?? Discovery;
        Conversion = null;
        ConversionTrace = null;
        _reversals.Add(reversal);
        SetStatus(trace.Status, reversal.At, reversal.By, reversal.Reason);
        WakeAt = trace.WakeAt;
        Raise(new LeadConversionReverted(Id, reversal.Conversion.RequestKey, reversal.IsForced, reversal.Reason) { Sequence = NextSequence(), At = reversal.At, By = reversal.By });
    }
}
