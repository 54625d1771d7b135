using System.Collections;

namespace Layers;

/// <summary>The columns of a table as what a model learns from: each feature is a column, or several, and the layers that they go
/// through.</summary>
/// <remarks>Inputs: one a column, <c>(batch, 1)</c>, under the column's name. Output: <c>(batch, columns)</c>, the features side by side in
/// ordinal order of their names and then the crosses, as in Keras, or an output a feature (<see cref="FeatureOutput"/>).
/// <para>It is a model: it is adapted, predicts by name, is saved and exported. It also stands first in a <see cref="Sequential"/>, is
/// called in a <see cref="Functional"/>, or gives one its <see cref="Inputs"/> and <see cref="Encoded"/>.</para>
/// <para><c>Adapt</c> learns all columns together, in as few passes over the rows as the layers allow, and leaves columns that the space
/// does not have alone. It also says of which type the columns are, where the layers take several.</para>
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

    // Null where features went or layers may have other names.
    private FeatureIndex? _index;

    /// <summary>A space without features, to be filled with a collection initializer or <c>Add</c>.</summary>
    /// <param name="output">One vector a row, the default, or an output a feature.</param>
    /// <param name="name">The model's name; <see langword="null"/> for <c>feature_space</c>.</param>
    public FeatureSpace(FeatureOutput output = FeatureOutput.Concat, string? name = null)
        : base(name)
    {
        if (!Enum.IsDefined(output)) throw new ArgumentOutOfRangeException(nameof(output), output, null);
        Output = output;
    }

    /// <summary>What it gives.</summary>
    public FeatureOutput Output { get; }

    /// <summary>The text that a missing text of a table becomes, because files and ONNX have no missing texts; <see langword="null"/>, the
    /// default, for the empty one, and then a column that has empty texts as well is refused.</summary>
    public string? MissingText { get; init; }

    /// <summary>What a file of Keras says of features that were named by their type.</summary>
    internal FeatureDefaults Defaults { get; init; } = new();

    /// <summary>How many features there are, crosses among them.</summary>
    public int Count => _features.Count;

    /// <summary>A feature.</summary>
    /// <param name="name">Its name: the column, or see <see cref="Feature.Name"/>.</param>
    /// <exception cref="ArgumentException">There is no such feature; the message has the nearest.</exception>
    public Feature this[string name] => _features[PlaceOf(name)];

    /// <summary>Adds a column.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="layers">The layers that it goes through, in order; none: a number as it is.</param>
    /// <exception cref="ArgumentException">The column is there already, or a layer is null or an input.</exception>
    public void Add(string column, params Layer[] layers) => Add(Feature.Of(column, layers));

    /// <summary>Adds several columns side by side, as one feature.</summary>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="layers">The layers that they go through together, in order; none: numbers as they are.</param>
    /// <exception cref="ArgumentException">There is no column, one is there already, or a layer is null or an input.</exception>
    public void Add(IReadOnlyList<string> columns, params Layer[] layers) => Add(Feature.Of(columns, layers));

    /// <summary>Adds a feature, as one of Keras's types or a cross.</summary>
    /// <param name="feature">A feature with a name and columns that are not there yet; the features that it crosses are.</param>
    /// <exception cref="ArgumentException">They are; or a feature that it crosses is not.</exception>
    public void Add(Feature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        RequireRoom(feature, null);
        foreach (var name in feature.Crossed)
            if (Index.Named(name) is not { IsCross: false }) throw Throw.CrossesUnknown(this, feature, name, [.. _features.Where(known => !known.IsCross).Select(known => known.Name)]);
        NameLayers(feature);
        _features.Add(feature);
        Index.Add(feature);
        Proposal?.Change(feature.Columns, feature, "added by hand");
        Changed();
    }

    /// <summary>The rows of a table as data for the <see cref="Inputs"/>, for <c>Predict</c> and <c>Fit</c> by name.</summary>
    /// <param name="rows">A table with the columns of the space, and maybe others.</param>
    /// <returns>A batch <c>(rows, 1)</c> for each input, by its name.</returns>
    /// <exception cref="ArgumentException">A column is not there, or its values do not go into the input; the message names it.</exception>
    /// <exception cref="InvalidOperationException">The types of the columns are not known: the space was not adapted.</exception>
    public IReadOnlyDictionary<string, TensorData> InputsOf(Table rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RequireTypes();
        return new ColumnSource(this, rows, null, default).ByName(rows);
    }

    /// <summary>Gives a feature other layers.</summary>
    /// <param name="feature">The feature's name.</param>
    /// <param name="layers">The layers that its columns go through, in order; none: numbers as they are.</param>
    /// <exception cref="ArgumentException">There is no such feature, it is a cross, or a layer is null or an input.</exception>
    public void Replace(string feature, params Layer[] layers) => Replace(feature, Feature.Of(this[feature].Columns, layers));

    /// <summary>Puts a feature in the place of another.</summary>
    /// <param name="feature">The name of the other.</param>
    /// <param name="by">A feature of the same name, or of a name and columns that no other feature has.</param>
    /// <exception cref="ArgumentException">There is no such feature, a cross is of it and the name is another, or a column is in another
    /// feature.</exception>
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

    /// <summary>Takes a feature out.</summary>
    /// <param name="feature">The feature's name.</param>
    /// <exception cref="ArgumentException">There is no such feature, or a cross is of it.</exception>
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

    /// <summary>The features in the order in which they were added.</summary>
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
        if (_features.Find(cross => cross.Crossed.Contains(feature)) is { } cross) throw Throw.CrossedStill(this, feature, cross);
    }

    // Layers that nobody named are named after their column; the space is where their column is known.
    private void NameLayers(Feature feature)
    {
        var taken = Index.LayerNames;
        foreach (var layer in feature.Layers)
        {
            if (layer.HasDefaultName && layer.NamesAround.Count == 0 && !Index.Has(layer))
                layer.Name = SafeNames.Free(layer.Name == layer.NameStem ? $"{SafeNames.Of(feature.Columns[0])}_{layer.NameStem}" : layer.Name, taken);
            taken.Add(layer.Name);
        }
    }
}
