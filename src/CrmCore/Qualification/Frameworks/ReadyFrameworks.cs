using static CrmCore.Qualification.Frameworks.ReadyElements;

namespace CrmCore.Qualification.Frameworks;

/// <summary>
/// Frameworks that people know. What their letters stand for is common knowledge of the trade; the weights are this library's and no more than a
/// start: an element that decides counts 2, others 1.
/// </summary>
public static class ReadyFrameworks
{
    /// <summary>Budget, authority, need, timing.</summary>
    public static Framework Bant { get; } = new("bant", 1, new("BANT", "BANT（预算、决策权、需求、时间）"), [Budget, Authority, ReadyElements.Need with { Weight = 2 }, Timing]);

    /// <summary>Authority, need, urgency, money.</summary>
    public static Framework Anum { get; } = new(
        "anum",
        1,
        new("ANUM", "ANUM（决策权、需求、紧迫性、资金）"),
        [
            Authority with { Weight = 2 },
            ReadyElements.Need,
            Timing with { Name = new("Urgency", "紧迫性") },
            Budget with { Name = new("Money", "资金") },
        ]);

    /// <summary>Challenges, authority, money, prioritization.</summary>
    public static Framework Champ { get; } = new(
        "champ",
        1,
        new("CHAMP", "CHAMP（挑战、决策权、资金、优先级）"),
        [Challenges with { Weight = 2 }, Authority, Budget with { Name = new("Money", "资金") }, Priority]);

    /// <summary>Metrics, economic buyer, decision criteria, decision process, identified pain, champion.</summary>
    public static Framework Meddic { get; } = new("meddic", 1, new("MEDDIC", "MEDDIC"), [.. MeddicElements()]);

    /// <summary>MEDDIC and competition.</summary>
    public static Framework Meddicc { get; } = new("meddicc", 1, new("MEDDICC", "MEDDICC"), [.. MeddicElements(), Competition]);

    /// <summary>MEDDIC, paper process and competition.</summary>
    public static Framework Meddpicc { get; } = new("meddpicc", 1, new("MEDDPICC", "MEDDPICC"), [.. MeddicElements(), PaperProcess, Competition]);

    /// <summary>Goals, plans, challenges, timeline, budget, authority, negative consequences and positive implications.</summary>
    public static Framework Gpctba { get; } = new(
        "gpctba-ci",
        1,
        new("GPCTBA/C&I", "GPCTBA/C&I"),
        [
            Goals with { Weight = 2 },
            Plans,
            Challenges,
            Timing with { Name = new("Timeline", "时间表") },
            Budget,
            Authority,
            NegativeConsequences,
            PositiveImplications,
        ]);

    /// <summary>Situation, pain, impact, critical event, decision.</summary>
    public static Framework Spiced { get; } = new("spiced", 1, new("SPICED", "SPICED"), [Situation, Pain with { Weight = 2 }, Impact, CriticalEvent, Decision]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Framework> All { get; } = [Bant, Anum, Champ, Meddic, Meddicc, Meddpicc, Gpctba, Spiced];

    private static FrameworkElement[] MeddicElements() =>
        [Metrics, EconomicBuyer with { Weight = 2 }, DecisionCriteria, DecisionProcess, Pain with { Weight = 2 }, Champion];
}
