namespace CrmCore.Qualification.Icebergs;

/// <summary>A layer of the needs iceberg.</summary>
/// <param name="Key">The key.</param>
/// <param name="Name">The name for people.</param>
/// <param name="Depth">How deep it lies; explicit lies above the water.</param>
/// <param name="Aspects">The aspects of needs that belong here; none takes every need of its depth that no other layer claims.</param>
public sealed record IcebergLayer(string Key, LocalizedText Name, NeedLayer Depth, IReadOnlyList<string> Aspects);
