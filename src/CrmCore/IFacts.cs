namespace CrmCore;

/// <summary>
/// What conditions look at: named facts of a lead, an opportunity, or anything of a host's. It is how a definition that knows nothing of an
/// aggregate (a gate, a qualification rule) judges one.
/// </summary>
public interface IFacts
{
    /// <summary>The value of a fact; <see cref="FieldValue.None"/> where it is blank or unknown. Must not change anything and must not throw.</summary>
    FieldValue Get(string fact);
}
