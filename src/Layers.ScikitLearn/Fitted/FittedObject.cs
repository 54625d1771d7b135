namespace Layers.ScikitLearn;

/// <summary>An object that scikit-learn fitted: its columns, its computation, and the names of its results.</summary>
internal abstract class FittedObject
{
    /// <summary>The class, without the module: <c>StandardScaler</c>.</summary>
    public required string ClassName { get; init; }

    /// <summary>The release of scikit-learn that wrote the object; <see langword="null"/> if the file does not say.</summary>
    public string? Release { get; init; }

    /// <summary>The number of columns of the fit.</summary>
    public abstract int Width { get; }

    /// <summary>The names of the columns of the fit, as many as <see cref="Width"/>; <see langword="null"/> if it was fitted without
    /// names.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The indices of the columns that it reads: some in a ColumnTransformer, all in any other object.</summary>
    public virtual IReadOnlyList<int> Taken => [.. Enumerable.Range(0, Width)];

    /// <summary>Returns whether a column has texts, integers or numbers.</summary>
    public abstract ColumnType TypeOf(int column);

    /// <summary>Returns whether a result is a text, an integer or a number. Nearly all results are numbers.</summary>
    public virtual ColumnType OutputTypeOf(int column) => ColumnType.Number;

    /// <summary>The number of results.</summary>
    public abstract int OutputWidth { get; }

    /// <summary>Returns the names of the results, as <c>get_feature_names_out</c> does for columns with these names.</summary>
    public abstract IReadOnlyList<string> OutputNames(IReadOnlyList<string> names);

    /// <summary>Adds the computation to a model, and returns the results for these columns, as many as <see cref="Width"/>.</summary>
    /// <param name="columns">The columns, in the order of the fit. Those that are not in <see cref="Taken"/> are not read.</param>
    /// <param name="dtype">The dtype policy of the layers; <see langword="null"/> for float32.</param>
    public abstract IReadOnlyList<ColumnOf> Apply(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype);

    /// <summary>Whether each result depends only on the column of the same index, so that some columns can be scaled without the
    /// others.</summary>
    public virtual bool IsColumnwise => false;

    /// <summary>Adds the computation for some columns to a model; only if <see cref="IsColumnwise"/>.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="places">The indices of the columns in the fit.</param>
    /// <param name="dtype">The dtype policy of the layers; <see langword="null"/> for float32.</param>
    public virtual IReadOnlyList<ColumnOf> Apply(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype) =>
        throw new NotSupportedException($"A {ClassName} takes all of its columns at once.");

    /// <summary>The classes of a LabelEncoder or a LabelBinarizer, in the order of their numbers; <see langword="null"/> for any other
    /// object.</summary>
    public virtual CategoryList? Classes => null;

    /// <summary>The reason why there is no inverse, as a sentence; <see langword="null"/> if there is one.</summary>
    public virtual string? NoInverse => $"A {ClassName} has no inverse here.";

    /// <summary>Adds the inverse for some columns to a model: from scaled columns to their own units.</summary>
    /// <param name="columns">The scaled columns.</param>
    /// <param name="places">The indices of the columns in the fit.</param>
    /// <param name="dtype">The dtype policy of the layers; <see langword="null"/> for float32.</param>
    /// <exception cref="NotSupportedException">There is no inverse.</exception>
    public IReadOnlyList<ColumnOf> Invert(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype) =>
        NoInverse is null ? Inverted(columns, places, dtype) : throw Throw.NoInverse(this);

    /// <summary>Adds the inverse; called only if there is one.</summary>
    protected virtual IReadOnlyList<ColumnOf> Inverted(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype) =>
        throw Throw.NoInverse(this);
}
