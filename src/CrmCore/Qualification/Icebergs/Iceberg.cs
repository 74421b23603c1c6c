namespace CrmCore.Qualification.Icebergs;

/// <summary>The needs of a discovery sorted into layers (需求冰山): what the buyer says lies above the water, most of it below. Immutable.</summary>
public sealed class Iceberg
{
    private Iceberg(IcebergModel model, IReadOnlyList<Need> needs)
    {
        Model = model;
        Needs = needs;
    }

    /// <summary>The layers.</summary>
    public IcebergModel Model { get; }

    /// <summary>The needs, in the order they were noted.</summary>
    public IReadOnlyList<Need> Needs { get; }

    /// <summary>The deepest layer that a need was found in; null where there is none.</summary>
    public IcebergLayer? DepthReached => Needs.Count == 0 ? null : Model.Layers.Last(l => In(l).Any());

    /// <summary>The implied and deep needs that were not promoted to an explicit one yet.</summary>
    public IEnumerable<Need> Unspoken => Needs.Where(n => n.Layer != NeedLayer.Explicit && Needs.All(p => p.PromotedFrom != n.Id));

    /// <summary>The iceberg of a discovery.</summary>
    /// <param name="discovery">The discovery.</param>
    /// <param name="model">The layers; null takes <see cref="IcebergModel.Default"/>.</param>
    public static Iceberg Of(Discovery discovery, IcebergModel? model = null) => new(model ?? IcebergModel.Default, Guard.Against.Null(discovery).Needs);

    /// <summary>The needs of a layer.</summary>
    public IEnumerable<Need> In(IcebergLayer layer) => Needs.Where(n => Model.LayerOf(n) == layer);

    /// <summary>The needs that lie directly under one.</summary>
    public IEnumerable<Need> Under(Need need)
    {
        string id = Guard.Against.Null(need).Id;
        return Needs.Where(n => n.Under == id);
    }
}
