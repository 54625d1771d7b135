namespace Layers;

/// <summary>A feature of a <see cref="FeatureSpace"/>: a column of a table, or several side by side, and the layers that they go through;
/// or a cross of other features.</summary>
/// <remarks>Keras's own features are <see cref="FloatNormalized"/>, <see cref="StringCategorical"/> and the others here; any other chain of
/// layers is <see cref="Of(string, Layer[])"/>.</remarks>
public sealed partial class Feature
{
    // How many places its layers gave when the graph of the space was made.
    private IReadOnlyList<long?> _places = [];

    private Feature(string name, IReadOnlyList<string> columns, IReadOnlyList<Layer> layers, DType? type = null, bool isOneHot = false)
    {
        (Name, Columns, Layers, Type, IsOneHot) = (name, columns, layers, type, isOneHot);
        if (columns.Count > 1) Joined = new Concatenate { IsNamedLast = true };
    }

    /// <summary>What outputs and messages call it: the column; several columns with <c>, </c> between them; the features of a cross with
    /// <c>_X_</c> between them, as in Keras.</summary>
    public string Name { get; }

    /// <summary>The columns, in order; none for a cross.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The layers that the columns go through, in order; none for a cross. Indices that become one-hot do so after them.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The names of the features that a cross joins, in order; none for another feature.</summary>
    public IReadOnlyList<string> Crossed { get; private init; } = [];

    /// <summary>Whether it is a cross of other features.</summary>
    public bool IsCross => Crossed.Count > 0;

    /// <summary>The type of the columns where the feature itself says it.</summary>
    internal DType? Type { get; }

    /// <summary>Whether the indices that the layers give become one-hot.</summary>
    internal bool IsOneHot { get; }

    /// <summary>How many bins a cross has.</summary>
    internal long CrossingDim => Crosser!.NumBins;

    /// <summary>Puts several columns side by side; null for one.</summary>
    internal Concatenate? Joined { get; set; }

    /// <summary>Puts the values of a cross into bins; null for another feature.</summary>
    internal HashedCrossing? Crosser { get; private init; }

    /// <summary>Makes indices one-hot; null before their number is known, and where they stay.</summary>
    internal CategoryEncoding? Encoder { get; set; }

    /// <summary>Whether what was made for it is for another number of categories, or places, than there is now.</summary>
    internal bool IsStale => (IsOneHot && Encoder?.NumTokens != Cardinality) || !Layers.Select(layer => layer.LearnedPlaces).SequenceEqual(_places);

    /// <summary>How many indices its layers give; null where they do not say.</summary>
    internal long? Cardinality => IsCross ? CrossingDim : Layers.Count > 0 ? Cardinalities.Of(Layers[^1]) : null;

    /// <summary>The layers as tables and messages show them.</summary>
    internal string LayersText => string.Join(", ", Layers.Select(layer => layer is TFDIdentity ? "as it is" : layer.GetType().Name));

    /// <summary>A column and the layers that it goes through.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="layers">The layers, in order: the first takes the column as <c>(batch, 1)</c>. None: a number as it is.</param>
    /// <exception cref="ArgumentException">The name is empty, or a layer is null or an input.</exception>
    public static Feature Of(string column, params Layer[] layers) => Of([column], layers);

    /// <summary>Several columns side by side and the layers that they go through.</summary>
    /// <param name="columns">The names of the columns, each once: the first layer takes them as <c>(batch, columns)</c>, in this
    /// order.</param>
    /// <param name="layers">The layers, in order. None: numbers as they are.</param>
    /// <exception cref="ArgumentException">There is no column, a name is empty or comes twice, or a layer is null or an input.</exception>
    public static Feature Of(IReadOnlyList<string> columns, params Layer[] layers)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(layers);
        if (columns.Count == 0) throw Throw.FeatureWithoutColumns();
        foreach (var column in columns) ArgumentException.ThrowIfNullOrEmpty(column, nameof(columns));
        if (columns.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice) throw Throw.ColumnInOneFeatureTwice(twice.Key);
        if (Array.Exists(layers, layer => layer is null or Input)) throw Throw.NoLayerOfAFeature(columns[0]);
        return new(string.Join(", ", columns), [.. columns], layers.Length == 0 ? [new TFDIdentity()] : [.. layers]);
    }

    /// <summary>Notes that what was made for it is for what its layers give now.</summary>
    internal void Remember() => _places = [.. Layers.Select(layer => layer.LearnedPlaces)];

    /// <summary>The name, and the layers or what it crosses.</summary>
    public override string ToString() => IsCross ? $"{Name}: cross into {CrossingDim}" : $"{Name}: {LayersText}";

    /// <summary>A feature of a file.</summary>
    internal static Feature Read(IReadOnlyList<string> columns, IReadOnlyList<Layer> layers, DType? type, bool isOneHot) => new(string.Join(", ", columns), columns, layers, type, isOneHot);
}
