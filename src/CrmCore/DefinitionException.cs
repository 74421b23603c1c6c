namespace CrmCore;

/// <summary>A definition is wrong. It lists every defect that was found, not only the first.</summary>
public sealed class DefinitionException : ArgumentException
{
    /// <summary>A definition with its defects.</summary>
    /// <param name="definition">What was being defined, such as <c>pipeline 'solution-sale'</c>.</param>
    /// <param name="defects">Everything wrong with it.</param>
    public DefinitionException(string definition, IReadOnlyList<Defect> defects)
        : base(Describe(definition, defects)) => Defects = defects;

    /// <summary>Everything wrong with the definition, in the order of its parts.</summary>
    public IReadOnlyList<Defect> Defects { get; }

    private static string Describe(string definition, IReadOnlyList<Defect> defects) =>
        $"The definition of {definition} has {defects.Count} defect{(defects.Count == 1 ? "" : "s")}:{Environment.NewLine}{string.Join(Environment.NewLine, defects.Select(d => "  " + d))}";
}
