namespace Layers;

/// <summary>An index of the features of a space by name, by column and by layer.</summary>
internal sealed class FeatureIndex
{
    private readonly Dictionary<string, Feature> _byName = [], _byColumn = [];
    private readonly HashSet<Layer> _layers = [];

    public FeatureIndex(IEnumerable<Feature> features)
    {
        foreach (var feature in features) Add(feature);
    }

    /// <summary>The names of all layers.</summary>
    public HashSet<string> LayerNames { get; } = [];

    /// <summary>Returns the feature of a name; null if there is none.</summary>
    public Feature? Named(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Returns the feature that has a column; null if there is none.</summary>
    public Feature? With(string column) => _byColumn.GetValueOrDefault(column);

    /// <summary>Returns whether a feature has a layer.</summary>
    public bool Has(Layer layer) => _layers.Contains(layer);

    /// <summary>Adds a feature with its columns and layers.</summary>
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
