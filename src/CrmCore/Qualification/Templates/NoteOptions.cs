using System.Globalization;
using CrmCore.Qualification.Frameworks;
using CrmCore.Qualification.Icebergs;

namespace CrmCore.Qualification.Templates;

/// <summary>What a note is rendered with.</summary>
public sealed record NoteOptions
{
    /// <summary>The policy that gives verdict, findings and next questions; <see cref="ReadyPolicies.Default"/> unless set.</summary>
    public QualificationPolicy Policy { get; init; } = ReadyPolicies.Default;

    /// <summary>The framework of the scorecard; <see cref="ReadyFrameworks.Bant"/> unless set.</summary>
    public Framework Framework { get; init; } = ReadyFrameworks.Bant;

    /// <summary>The layers of the iceberg.</summary>
    public IcebergModel Iceberg { get; init; } = IcebergModel.Default;

    /// <summary>The language; null means the current UI culture.</summary>
    public CultureInfo? Culture { get; init; }

    /// <summary>The texts.</summary>
    public CrmTexts Texts { get; init; } = CrmTexts.Default;
}
