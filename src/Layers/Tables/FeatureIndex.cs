namespace Layers;

/// <summary>The features of a space by their names and columns, and the names that their layers have.</summary>
internal sealed class FeatureIndex
{
    private readonly Dictionary<string, Feature> _byName = [], _byColumn = [];
    private readonly HashSet<Layer> _layers = [];

    public FeatureIndex(IEnumerable<Feature> features)
    {
        foreach (var feature in features) Add(feature);
    }

    /// <summary>The names that layers have.</summary>
    public HashSet<string> LayerNames { get; } = [];

    /// <summary>The feature of a name; null where there is none.</summary>
    public Feature? Named(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The feature that has a column; null where none does.</summary>
    public Feature? With(string column) => _byColumn.GetValueOrDefault(column);

    /// <summary>Whether a feature has a layer.</summary>
    public bool Has(Layer layer) => _layers.Contains(layer);

    public void Add(Feature feature)
    {
        _byName[feature.Name] = feature;
        foreach (var column in feature.Columns) _byColumn[column] = feature;
        foreach (var layer in feature.Layers)
        {
            _layers.Add(layer);
            LayerNames.Add(layer.Name);
        }
    }
}
