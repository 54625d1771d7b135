namespace Layers;

/// <summary>A feature of a <see cref="FeatureSpace"/>: one or more columns of a table and the layers that process them, or a cross of other
/// features.</summary>
/// <remarks>Keras's own features are created by <see cref="FloatNormalized"/>, <see cref="StringCategorical"/> and the other methods here.
/// Any other chain of layers is created by <see cref="Of(string, Layer[])"/>.</remarks>
public sealed partial class Feature
{
    // The learned widths of the layers when the graph of the space was built.
    private IReadOnlyList<long?> _places = [];

    private Feature(string name, IReadOnlyList<string> columns, IReadOnlyList<Layer> layers, DType? type = null, bool isOneHot = false)
    {
        (Name, Columns, Layers, Type, IsOneHot) = (name, columns, layers, type, isOneHot);
        if (columns.Count > 1) Joined = new Concatenate { IsNamedLast = true };
    }

    /// <summary>The name of the feature in outputs and messages: the column; several columns joined with <c>, </c>; or the features of a
    /// cross joined with <c>_X_</c>, as in Keras.</summary>
    public string Name { get; }

    /// <summary>The columns, in order; empty for a cross.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The layers that process the columns, in order; empty for a cross. A one-hot encoding of indices comes after these
    /// layers.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The names of the crossed features, in order; empty for other features.</summary>
    public IReadOnlyList<string> Crossed { get; private init; } = [];

    /// <summary>Whether this is a cross of other features.</summary>
    public bool IsCross => Crossed.Count > 0;

    /// <summary>The type of the columns; null if the feature does not determine it.</summary>
    internal DType? Type { get; }

    /// <summary>Whether the indices that the layers return are encoded as one-hot.</summary>
    internal bool IsOneHot { get; }

    /// <summary>The number of bins of a cross.</summary>
    internal long CrossingDim => Crosser!.NumBins;

    /// <summary>The layer that concatenates several columns; null for a single column.</summary>
    internal Concatenate? Joined { get; set; }

    /// <summary>The layer that hashes the values of a cross into bins; null for other features.</summary>
    internal HashedCrossing? Crosser { get; private init; }

    /// <summary>The layer that encodes indices as one-hot; null before their number is known, and if indices are not encoded.</summary>
    internal CategoryEncoding? Encoder { get; set; }

    /// <summary>Whether the layers that the space added to the feature fit an earlier number of categories or output columns.</summary>
    internal bool IsStale =>
        (IsOneHot && Encoder?.NumTokens != Cardinality) || !Layers.Select(layer => layer.LearnedPlaces).SequenceEqual(_places);

    /// <summary>The number of indices that the layers return; null if they do not determine it.</summary>
    internal long? Cardinality => IsCross ? CrossingDim : Layers.Count > 0 ? Cardinalities.Of(Layers[^1]) : null;

    /// <summary>The layers, as they appear in tables and messages.</summary>
    internal string LayersText => string.Join(", ", Layers.Select(layer => layer is TFDIdentity ? "unchanged" : layer.GetType().Name));

    /// <summary>Creates a feature of a column and the layers that process it.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="layers">The layers, in order. The first layer receives the column as <c>(batch, 1)</c>. Without layers the column is an
    /// unchanged number.</param>
    /// <exception cref="ArgumentException">The name is empty or contains U+0000 or half of a surrogate pair, or a layer is null or an
    /// input.</exception>
    public static Feature Of(string column, params Layer[] layers) => Of([column], layers);

    /// <summary>Creates a feature of several concatenated columns and the layers that process them.</summary>
    /// <param name="columns">The names of the columns, without duplicates. The first layer receives them as <c>(batch, columns)</c>, in
    /// this order.</param>
    /// <param name="layers">The layers, in order. Without layers the columns are unchanged numbers.</param>
    /// <exception cref="ArgumentException">There is no column, a name is empty or a duplicate or contains U+0000 or half of a surrogate
    /// pair, or a layer is null or an input.</exception>
    public static Feature Of(IReadOnlyList<string> columns, params Layer[] layers)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(layers);
        if (columns.Count == 0) throw Throw.FeatureWithoutColumns();
        foreach (var column in columns) RequireName(column, nameof(columns));
        if (columns.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Throw.RepeatedColumnOfFeature(twice.Key);
        if (Array.Exists(layers, layer => layer is null or Input)) throw Throw.BadLayerOfFeature(columns[0]);
        return new(string.Join(", ", columns), [.. columns], layers.Length == 0 ? [new TFDIdentity()] : [.. layers]);
    }

    private static void RequireName(string column, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(column, parameter);
        if (!Utf8Text.IsName(column)) throw Throw.NotAName("The name of a feature's column", column, parameter);
    }

    /// <summary>Records the present widths of the layers, after the graph was built for them.</summary>
    internal void Remember() => _places = [.. Layers.Select(layer => layer.LearnedPlaces)];

    /// <summary>Returns the name, followed by the layers or the size of the cross.</summary>
    public override string ToString() => IsCross ? $"{Name}: cross into {CrossingDim}" : $"{Name}: {LayersText}";

    /// <summary>Creates a feature that was read from a file.</summary>
    internal static Feature Read(IReadOnlyList<string> columns, IReadOnlyList<Layer> layers, DType? type, bool isOneHot) =>
        new(string.Join(", ", columns), columns, layers, type, isOneHot);
}
