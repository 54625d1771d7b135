using System.Collections;

namespace Layers;

/// <summary>A model that turns the columns of a table into features: each feature is one or more columns and the layers that process
/// them.</summary>
/// <remarks>Inputs: one for each column, <c>(batch, 1)</c>, under the column's name. Output: <c>(batch, columns)</c>, the features in
/// ordinal order of their names and then the crosses, as in Keras; or a separate output for each feature (<see cref="FeatureOutput"/>).
/// <para>A space is a model: it can be adapted, saved and exported, and it predicts by name. It can also be the first layer of a
/// <see cref="Sequential"/>, be called in a <see cref="Functional"/> model, or provide its <see cref="Inputs"/> and <see cref="Encoded"/>
/// to such a model.</para>
/// <para><c>Adapt</c> learns all columns together, in as few passes over the rows as the layers allow. It ignores columns that the space
/// does not have. It also determines the type of each column whose layers take several types.</para>
/// Source: <see href="https://keras.io/api/utils/feature_space/"/>.</remarks>
/// <example><code>
/// var space = new FeatureSpace
/// {
///     { ["Beak Length (mm)", "Body Mass (g)"], new Imputation(), new Normalization() },
///     Feature.StringCategorical("Island"),
///     Feature.StringCategorical("Sex"),
///     Feature.Cross(["Island", "Sex"], 8),
/// };
/// space.Adapt(birds);
/// var model = new Sequential { space, new Dense(3, Activation.Softmax) };
/// </code></example>
public sealed partial class FeatureSpace : Model, IEnumerable<Feature>
{
    private readonly List<Feature> _features = [];

    // Null after features were removed or layers may have been renamed.
    private FeatureIndex? _index;

    /// <summary>Creates a space without features. Add them with a collection initializer or <c>Add</c>.</summary>
    /// <param name="output">The form of the output: one vector for each row, the default, or a separate output for each feature.</param>
    /// <param name="name">The model's name; <see langword="null"/> for <c>feature_space</c>.</param>
    public FeatureSpace(FeatureOutput output = FeatureOutput.Concat, string? name = null)
        : base(name)
    {
        if (!Enum.IsDefined(output)) throw new ArgumentOutOfRangeException(nameof(output), output, null);
        Output = output;
    }

    /// <summary>The form of the output.</summary>
    public FeatureOutput Output { get; }

    /// <summary>The text that replaces a missing text of a table, because files and ONNX have no missing texts. With
    /// <see langword="null"/>, the default, it is the empty text, and a column that also has empty texts is refused.</summary>
    public string? MissingText { get; init; }

    /// <summary>The default sizes for Keras features that are given only by the name of their type.</summary>
    internal FeatureDefaults Defaults { get; init; } = new();

    /// <summary>The number of features, including crosses.</summary>
    public int Count => _features.Count;

    /// <summary>The feature of a given name.</summary>
    /// <param name="name">The name: the column, or see <see cref="Feature.Name"/>.</param>
    /// <exception cref="ArgumentException">There is no such feature; the message suggests the nearest name.</exception>
    public Feature this[string name] => _features[PlaceOf(name)];

    /// <summary>Adds a column.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="layers">The layers that process the column, in order. Without layers the column is an unchanged number.</param>
    /// <exception cref="ArgumentException">The space already has the column, or a layer is null or an input.</exception>
    public void Add(string column, params Layer[] layers) => Add(Feature.Of(column, layers));

    /// <summary>Adds several columns as one feature.</summary>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="layers">The layers that process the columns together, in order. Without layers the columns are unchanged
    /// numbers.</param>
    /// <exception cref="ArgumentException">There is no column, the space already has one of them, or a layer is null or an
    /// input.</exception>
    public void Add(IReadOnlyList<string> columns, params Layer[] layers) => Add(Feature.Of(columns, layers));

    /// <summary>Adds a feature, for example one of Keras's types or a cross.</summary>
    /// <param name="feature">A feature whose name and columns are not yet in the space. If it is a cross, its features must be in the
    /// space.</param>
    /// <exception cref="ArgumentException">The space already has the name or a column, or it does not have a crossed feature.</exception>
    public void Add(Feature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        RequireRoom(feature, null);
        foreach (var name in feature.Crossed)
            if (Index.Named(name) is not { IsCross: false })
                throw Throw.CrossesUnknown(this, feature, name, [.. _features.Where(known => !known.IsCross).Select(known => known.Name)]);
        NameLayers(feature);
        _features.Add(feature);
        Index.Add(feature);
        Proposal?.Change(feature.Columns, feature, "added by hand");
        Changed();
    }

    /// <summary>Converts the rows of a table to data for the <see cref="Inputs"/>, for <c>Predict</c> and <c>Fit</c> by name.</summary>
    /// <param name="rows">A table with the columns of the space; it may have others.</param>
    /// <returns>A batch <c>(rows, 1)</c> for each input, by its name.</returns>
    /// <exception cref="ArgumentException">A column is missing, or its values do not fit the type of the input; the message names the
    /// column.</exception>
    /// <exception cref="InvalidOperationException">The types of the columns are not known, because the space is not adapted.</exception>
    public IReadOnlyDictionary<string, TensorData> InputsOf(Table rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RequireTypes();
        return new ColumnSource(this, rows, null, default).ByName(rows);
    }

    /// <summary>Replaces the layers of a feature.</summary>
    /// <param name="feature">The feature's name.</param>
    /// <param name="layers">The layers that process its columns, in order. Without layers the columns are unchanged numbers.</param>
    /// <exception cref="ArgumentException">There is no such feature, it is a cross, or a layer is null or an input.</exception>
    public void Replace(string feature, params Layer[] layers) => Replace(feature, Feature.Of(this[feature].Columns, layers));

    /// <summary>Replaces a feature with another.</summary>
    /// <param name="feature">The name of the feature to replace.</param>
    /// <param name="by">The new feature: of the same name, or of a name and columns that no other feature has.</param>
    /// <exception cref="ArgumentException">There is no such feature, a cross uses it and the new name is different, or a column is in
    /// another feature.</exception>
    public void Replace(string feature, Feature by)
    {
        ArgumentNullException.ThrowIfNull(by);
        var place = PlaceOf(feature);
        RequireRoom(by, _features[place]);
        if (by.Name != feature || by.IsCross) RequireUncrossed(feature);
        Forget(_features[place]);
        _features.RemoveAt(place);
        _index = null;
        NameLayers(by);
        _features.Insert(place, by);
        Index.Add(by);
        Proposal?.Change(by.Columns, by, "replaced by hand");
        Changed();
    }

    /// <summary>Removes a feature.</summary>
    /// <param name="feature">The feature's name.</param>
    /// <exception cref="ArgumentException">There is no such feature, or a cross uses it.</exception>
    public void Remove(string feature)
    {
        var place = PlaceOf(feature);
        RequireUncrossed(feature);
        Forget(_features[place]);
        Proposal?.Change(_features[place].Columns, null, "removed by hand");
        _features.RemoveAt(place);
        _index = null;
        Changed();
    }

    /// <summary>Returns the features in the order in which they were added.</summary>
    public IEnumerator<Feature> GetEnumerator() => _features.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private FeatureIndex Index => _index ??= new FeatureIndex(_features);

    private int PlaceOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var place = _features.FindIndex(feature => feature.Name == name);
        return place >= 0 ? place : throw Throw.NoSuchFeature(this, name, [.. _features.Select(feature => feature.Name)]);
    }

    private void RequireRoom(Feature feature, Feature? beside)
    {
        if (Index.Named(feature.Name) is { } same && same != beside) throw Throw.FeatureTwice(this, feature.Name);
        foreach (var column in feature.Columns)
            if (Index.With(column) is { } known && known != beside) throw Throw.ColumnTaken(this, column, known);
    }

    private void RequireUncrossed(string feature)
    {
        if (_features.Find(cross => cross.Crossed.Contains(feature)) is { } cross) throw Throw.FeatureIsCrossed(this, feature, cross);
    }

    // Layers with a default name are named after their column, which is known here.
    private void NameLayers(Feature feature)
    {
        var taken = Index.LayerNames;
        foreach (var layer in feature.Layers)
        {
            if (layer.HasDefaultName && layer.NamesAround.Count == 0 && !Index.Has(layer))
                layer.Name = SafeNames.Free(layer.Name == layer.NameStem
                    ? $"{SafeNames.Of(feature.Columns[0])}_{layer.NameStem}" : layer.Name, taken);
            taken.Add(layer.Name);
        }
    }
}
