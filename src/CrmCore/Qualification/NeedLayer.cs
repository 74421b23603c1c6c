namespace CrmCore.Qualification;

/// <summary>How deep a need lies in the needs iceberg (需求冰山): what the buyer says lies above the water, most of it below.</summary>
public enum NeedLayer
{
    /// <summary>Said as a want: product, price, quality (显性需求).</summary>
    Explicit = 0,

    /// <summary>Felt as a problem: relation, service, convenience (隐性需求).</summary>
    Implied = 1,

    /// <summary>Hardly spoken of: feeling, trust, a personal win (深层需求).</summary>
    Deep = 2,
}
