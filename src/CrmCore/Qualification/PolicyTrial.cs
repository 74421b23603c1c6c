namespace CrmCore.Qualification;

/// <summary>What would change for one lead if another policy were switched on.</summary>
/// <typeparam name="TId">What the leads are named by.</typeparam>
/// <param name="Id">The lead.</param>
/// <param name="Before">What the present policy says.</param>
/// <param name="After">What the tried policy says.</param>
public sealed record PolicyTrialRow<TId>(TId Id, QualificationVerdict Before, QualificationVerdict After)
{
    /// <summary>Whether the tried policy would qualify a lead that the present one does not, or the other way round.</summary>
    public bool Changes => Before.IsQualified != After.IsQualified;
}

/// <summary>Tries a policy on stored leads before it is switched on.</summary>
public static class PolicyTrial
{
    /// <summary>Judges each lead by both policies, one by one as they come; nothing is changed.</summary>
    /// <param name="present">The present policy.</param>
    /// <param name="tried">The policy to try.</param>
    /// <param name="leads">The leads.</param>
    /// <param name="at">The instant.</param>
    public static IEnumerable<PolicyTrialRow<TId>> Run<TId>(QualificationPolicy present, QualificationPolicy tried, IEnumerable<(TId Id, IFacts Facts)> leads, DateTimeOffset at)
    {
        Guard.Against.Null(present);
        Guard.Against.Null(tried);
        return Guard.Against.Null(leads).Select(l => new PolicyTrialRow<TId>(l.Id, present.Evaluate(l.Facts, at), tried.Evaluate(l.Facts, at)));
    }
}
