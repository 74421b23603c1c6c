namespace CrmCore.Conversion;

/// <summary>How many conversions of a bulk succeed or fail together.</summary>
public sealed record ConversionAtomicity
{
    private ConversionAtomicity(int size) => BatchSize = size;

    /// <summary>Each by itself, in a commit of its own.</summary>
    public static ConversionAtomicity Each { get; } = new(1);

    /// <summary>All in one commit, or where one is refused none.</summary>
    public static ConversionAtomicity All { get; } = new(int.MaxValue);

    /// <summary>How many are in one commit.</summary>
    public int BatchSize { get; }

    /// <summary>
    /// So many in one commit, which is much faster. Each is still judged by itself: a refused one does not keep the others, and where somebody else wrote first
    /// those of the batch are tried one by one.
    /// </summary>
    /// <param name="size">How many, at least 1; 500 is a good choice.</param>
    public static ConversionAtomicity Batches(int size = 500) => new(Guard.Against.NegativeOrZero(size));
}
