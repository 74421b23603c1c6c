namespace CrmCore.Qualification.Fabe;

/// <summary>A feature of a product as the host's catalogue has it.</summary>
/// <param name="Product">The product's key.</param>
/// <param name="Feature">What the product has.</param>
/// <param name="Topics">Words that needs met by it contain, in any language, such as <c>error</c> and <c>差错</c>.</param>
public sealed record ProductFeature(string Product, string Feature, IReadOnlyList<string> Topics)
{
    /// <summary>What it makes possible; null where the catalogue doesn't say.</summary>
    public string? Advantage { get; init; }

    /// <summary>What proves it; null where the catalogue doesn't say.</summary>
    public string? Proof { get; init; }

    /// <summary>What kind of proof that is.</summary>
    public EvidenceKind ProofKind { get; init; }

    /// <summary>Where the proof comes from; null where the catalogue doesn't say.</summary>
    public string? ProofSource { get; init; }
}
