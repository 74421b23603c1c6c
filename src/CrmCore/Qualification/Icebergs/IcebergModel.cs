namespace CrmCore.Qualification.Icebergs;

/// <summary>The layers that needs are sorted into, from the top. Immutable, checked as a whole when made, safe to share between threads.</summary>
public sealed class IcebergModel
{
    private readonly IcebergLayer[] _layers;

    /// <summary>A model of layers.</summary>
    /// <param name="layers">The layers from the top; each depth has at least one, the depths in order.</param>
    /// <exception cref="DefinitionException">Something is wrong; every defect is listed.</exception>
    public IcebergModel(IReadOnlyList<IcebergLayer> layers)
    {
        _layers = [.. Guard.Against.Null(layers)];
        List<Defect> defects = [];
        for (int i = 0; i < _layers.Length; i++)
        {
            string path = $"layers[{i}]";
            Add(string.IsNullOrWhiteSpace(_layers[i].Key), path + ".key", "blank-key", "Give the layer a key.");
            Add(_layers.Take(i).Any(l => l.Key == _layers[i].Key), path + ".key", "duplicate-key", $"The key '{_layers[i].Key}' is used twice; keys are unique.");
            Add(i > 0 && _layers[i].Depth < _layers[i - 1].Depth, path + ".depth", "wrong-order", "Layers go from explicit over implied to deep.");
            foreach (string aspect in _layers[i].Aspects.Where(a => _layers.Take(i).Any(l => l.Aspects.Contains(a))))
            {
                Add(true, path + ".aspects", "duplicate-aspect", $"The aspect '{aspect}' belongs to two layers.");
            }
        }

        foreach (NeedLayer depth in Enum.GetValues<NeedLayer>().Where(d => _layers.All(l => l.Depth != d)))
        {
            Add(true, "layers", "missing-depth", $"No layer takes needs of depth {depth}.");
        }

        if (defects.Count > 0)
        {
            throw new DefinitionException("needs iceberg", defects);
        }

        void Add(bool wrong, string path, string code, string message)
        {
            if (wrong)
            {
                defects.Add(new(path, code, message));
            }
        }
    }

    /// <summary>
    /// Three layers: explicit (aspects product, price, quality) above the water; implied (relation, service, convenience) and deep (feeling, trust, personal
    /// win) below.
    /// </summary>
    public static IcebergModel Default { get; } = new(
        [
            new("explicit", new("Explicit needs: product, price, quality", "显性需求：产品、价格、质量"), NeedLayer.Explicit, ["product", "price", "quality"]),
            new("implied", new("Implied needs: relation, service, convenience", "隐性需求：关系、服务、便利"), NeedLayer.Implied, ["relation", "service", "convenience"]),
            new("deep", new("Deep needs: feeling, trust, personal win", "深层需求：感受、信任、个人收获"), NeedLayer.Deep, ["feeling", "trust", "personal-win"]),
        ]);

    /// <summary>The layers from the top.</summary>
    public IReadOnlyList<IcebergLayer> Layers => _layers;

    /// <summary>The layer of a need: the one of its depth that names its aspect, else the first of its depth.</summary>
    public IcebergLayer LayerOf(Need need)
    {
        Guard.Against.Null(need);
        IcebergLayer[] ofDepth = [.. _layers.Where(l => l.Depth == need.Layer)];
        return Array.Find(ofDepth, l => need.Aspect is not null && l.Aspects.Contains(need.Aspect)) ?? ofDepth[0];
    }
}
