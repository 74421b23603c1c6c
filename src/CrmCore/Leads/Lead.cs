using CrmCore.Qualification;

namespace CrmCore.Leads;

/// <summary>
/// Raw information on somebody who may buy (线索): captured, pooled or owned, followed up, qualified, and converted into an opportunity. It decides by
/// itself what may happen to it; a refused change leaves it as it was. Not thread-safe.
/// </summary>
public sealed partial class Lead : Aggregate, IDiscoverySubject
{
    private readonly List<FollowUp> _followUps;
    private readonly List<SourceTouch> _touches;
    private readonly List<Merging.MergeRecord> _merges;
    private readonly List<HoldingPeriod> _holdings;

    private Lead(LeadSnapshot snapshot)
        : base(snapshot.Version, snapshot.EventCount)
    {
        Id = Guard.Against.Default(snapshot.Id, nameof(snapshot));
        Status = snapshot.Status;
        Details = Guard.Against.Null(snapshot.Details, nameof(snapshot));
        Source = Guard.Against.Null(snapshot.Source, nameof(snapshot));
        Custody = Guard.Against.Default(snapshot.Custody, nameof(snapshot));
        CustodySince = snapshot.CustodySince;
        CapturedAt = snapshot.CapturedAt;
        ChangedAt = snapshot.ChangedAt;
        _touches = [.. snapshot.Touches ?? []];
        _followUps = [.. snapshot.FollowUps ?? []];
        Discovery = snapshot.Discovery ?? Discovery.Empty;
        _holdings = [.. snapshot.Holdings ?? (Custody.Owner is { } owner ? [new HoldingPeriod(owner, CustodySince)] : [])];
        EnteredPoolAt = snapshot.EnteredPoolAt ?? (Custody.Pool is null ? null : CustodySince);
        Protection = snapshot.Protection;
        Lock = snapshot.Lock;
        WakeAt = snapshot.WakeAt;
        DisqualifiedReason = snapshot.DisqualifiedReason;
        MergedInto = snapshot.MergedInto;
        _merges = [.. snapshot.Merges ?? []];
        Conversion = snapshot.Conversion;
        ConversionTrace = snapshot.ConversionTrace;
        _reversals = [.. snapshot.Reversals ?? []];
        ExternalKey = snapshot.ExternalKey;
        CustomFields = CustomFields.From(snapshot.CustomFields);
    }

    /// <summary>The id.</summary>
    public LeadId Id { get; }

    /// <summary>Where it stands in its life.</summary>
    public LeadStatus Status { get; private set; }

    /// <summary>The person and company behind it.</summary>
    public LeadDetails Details { get; private set; }

    /// <summary>Where it first came from; later touches do not change it.</summary>
    public LeadSource Source { get; }

    /// <summary>Later touches, in the order they were recorded; a merge puts those of all leads in the order of their instants.</summary>
    public IReadOnlyList<SourceTouch> Touches => _touches;

    /// <summary>Whose it is: one owner's or one pool's.</summary>
    public Custody Custody { get; private set; }

    /// <summary>When it came to its present owner or pool.</summary>
    public DateTimeOffset CustodySince { get; private set; }

    /// <summary>The owner; null for a lead in a pool.</summary>
    public UserId? Owner => Custody.Owner;

    /// <summary>The pool; null for a lead with an owner.</summary>
    public PoolId? Pool => Custody.Pool;

    /// <summary>When it was captured.</summary>
    public DateTimeOffset CapturedAt { get; }

    /// <summary>When it last changed; it never moves back.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The follow-ups in the order they were recorded; a merge puts those of all leads in the order of their instants.</summary>
    public IReadOnlyList<FollowUp> FollowUps => _followUps;

    /// <summary>What was found out about the buyer.</summary>
    public Discovery Discovery { get; private set; }

    /// <summary>When it is to be woken; null unless it is nurtured.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    /// <summary>Why it was disqualified; null unless it is.</summary>
    public string? DisqualifiedReason { get; private set; }

    /// <summary>The lead that it was merged into; null unless it was.</summary>
    public LeadId? MergedInto { get; private set; }

    /// <summary>What it became; null unless it is converted.</summary>
    public LeadConversion? Conversion { get; private set; }

    /// <summary>Where it was imported from; null where it was captured here.</summary>
    public ExternalKey? ExternalKey { get; }

    /// <summary>The host's own fields.</summary>
    public CustomFields CustomFields { get; private set; }

    /// <summary>Whether it can still be worked on: not converted, disqualified or merged.</summary>
    public bool IsOpen => Status.IsOpen();

    /// <summary>A new lead.</summary>
    /// <param name="id">Its id, such as <see cref="LeadId.New"/> gives.</param>
    /// <param name="details">The person and company; they must name somebody.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="custody">Whose it is.</param>
    /// <param name="at">When it is captured.</param>
    /// <param name="by">Who captures it; null where no person does.</param>
    /// <param name="externalKey">Where it was imported from.</param>
    /// <param name="customFields">The host's own fields.</param>
    /// <exception cref="ArgumentException">The id or custody is <c>default</c>, or the details name nobody.</exception>
    public static Lead Capture(
        LeadId id,
        LeadDetails details,
        LeadSource source,
        Custody custody,
        DateTimeOffset at,
        UserId? by = null,
        ExternalKey? externalKey = null,
        CustomFields? customFields = null)
    {
        Guard.Against.Null(details);
        if (!details.NamesAnybody)
        {
            throw new ArgumentException("A lead names somebody: a person, a company, an e-mail address or a phone number.", nameof(details));
        }

        Lead lead = new(new LeadSnapshot
        {
            Id = id,
            Details = details,
            Source = source,
            Custody = custody,
            CustodySince = at,
            CapturedAt = at,
            ChangedAt = at,
            ExternalKey = externalKey,
            CustomFields = customFields?.ToDictionary(),
        });
        lead.Raise(new LeadCaptured(id, source, custody) { Sequence = lead.NextSequence(), At = at, By = by });
        return lead;
    }

    /// <summary>The lead that a snapshot describes.</summary>
    /// <exception cref="ArgumentException">The snapshot lacks an id, details, a source or a custody.</exception>
    public static Lead FromSnapshot(LeadSnapshot snapshot) => new(Guard.Against.Null(snapshot));

    /// <summary>Its state as plain data.</summary>
    public LeadSnapshot ToSnapshot() => new()
    {
        Id = Id,
        Version = Version,
        EventCount = EventCount,
        Status = Status,
        Details = Details,
        Source = Source,
        Touches = _touches.Count == 0 ? null : [.. _touches],
        Custody = Custody,
        CustodySince = CustodySince,
        CapturedAt = CapturedAt,
        ChangedAt = ChangedAt,
        FollowUps = _followUps.Count == 0 ? null : [.. _followUps],
        Discovery = Discovery.IsEmpty ? null : Discovery,
        Holdings = _holdings.Count == 0 ? null : [.. _holdings],
        EnteredPoolAt = EnteredPoolAt,
        Protection = Protection,
        Lock = Lock,
        WakeAt = WakeAt,
        DisqualifiedReason = DisqualifiedReason,
        MergedInto = MergedInto,
        Merges = _merges.Count == 0 ? null : [.. _merges],
        Conversion = Conversion,
        ConversionTrace = ConversionTrace,
        Reversals = _reversals.Count == 0 ? null : [.. _reversals],
        ExternalKey = ExternalKey,
        CustomFields = CustomFields.Count == 0 ? null : CustomFields.ToDictionary(),
    };

    /// <summary>
    /// Its facts for rules: <c>email</c>, <c>phone</c>, <c>name</c>, <c>company</c>, <c>title</c>, <c>industry</c>, <c>city</c>, <c>country</c>, <c>source</c>,
    /// <c>campaign</c>, <c>status</c>, <c>owner</c>, <c>pool</c>, <c>follow-ups</c>, <c>custom.KEY</c>, and those of its discovery.
    /// </summary>
    public FieldValue Get(string fact) => fact switch
    {
        "email" => FieldValue.Of(Details.Email?.Address),
        "phone" => FieldValue.Of(Details.Phone?.MatchForm),
        "name" => FieldValue.Of(Details.Name?.Full),
        "company" => FieldValue.Of(Details.Company),
        "title" => FieldValue.Of(Details.Title),
        "industry" => FieldValue.Of(Details.Industry),
        "city" => FieldValue.Of(Details.City),
        "country" => FieldValue.Of(Details.Country),
        "source" => FieldValue.Of(Source.Kind.ToString()),
        "campaign" => FieldValue.Of(Source.Campaign),
        "status" => FieldValue.Of(Status.ToString()),
        "owner" => FieldValue.Of(Owner?.Value),
        "pool" => FieldValue.Of(Pool?.Value),
        "follow-ups" => FieldValue.Of(_followUps.Count),
        _ when Guard.Against.Null(fact).StartsWith("custom.", StringComparison.Ordinal) => CustomFields[fact["custom.".Length..]],
        _ => Discovery.Get(fact),
    };
}
