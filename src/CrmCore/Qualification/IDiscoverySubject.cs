namespace CrmCore.Qualification;

/// <summary>What a policy judges: facts, and the discovery that some of them come from, so that notes after the instant of the verdict can be left out.</summary>
public interface IDiscoverySubject : IFacts
{
    /// <summary>What was found out about the buyer.</summary>
    Discovery Discovery { get; }
}
