namespace Layers.ScikitLearn;

/// <summary>An object that scikit-learn fitted: which columns it takes, what it makes of them, and what its results are called.</summary>
internal abstract class FittedObject
{
    /// <summary>Its class, without the module: <c>StandardScaler</c>.</summary>
    public required string ClassName { get; init; }

    /// <summary>The release of scikit-learn that wrote it; <see langword="null"/> where the file does not say.</summary>
    public string? Release { get; init; }

    /// <summary>How many columns it was fitted on.</summary>
    public abstract int Width { get; }

    /// <summary>The names of the columns it was fitted on, as many as <see cref="Width"/>; <see langword="null"/> where it was fitted
    /// without names.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The places of the columns that it reads; a ColumnTransformer reads some of them, everything else all.</summary>
    public virtual IReadOnlyList<int> Taken => [.. Enumerable.Range(0, Width)];

    /// <summary>Whether a column holds texts, integers or numbers.</summary>
    public abstract ColumnType TypeOf(int column);

    /// <summary>Whether a result is a text, an integer or a number; nearly every one is a number.</summary>
    public virtual ColumnType OutputTypeOf(int column) => ColumnType.Number;

    /// <summary>How many columns it gives.</summary>
    public abstract int OutputWidth { get; }

    /// <summary>What the results are called, as <c>get_feature_names_out</c> gives them for columns of these names.</summary>
    public abstract IReadOnlyList<string> OutputNames(IReadOnlyList<string> names);

    /// <summary>Writes what it computes into a model: its results for these columns, as many as <see cref="Width"/>.</summary>
    /// <param name="columns">The columns, in the order in which it was fitted. Those that are not <see cref="Taken"/> are not looked
    /// at.</param>
    /// <param name="dtype">The types of the layers; <see langword="null"/> for float32.</param>
    public abstract IReadOnlyList<ColumnOf> Apply(IReadOnlyList<ColumnOf> columns, DTypePolicy? dtype);

    /// <summary>Whether each result follows from the column of its place alone, so that some of its columns can be scaled without the
    /// others.</summary>
    public virtual bool IsColumnwise => false;

    /// <summary>Writes what it computes of some of its columns into a model; only where it <see cref="IsColumnwise"/>.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="places">Which of the columns that it was fitted on they are.</param>
    /// <param name="dtype">The types of the layers; <see langword="null"/> for float32.</param>
    public virtual IReadOnlyList<ColumnOf> Apply(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype) =>
        throw new NotSupportedException($"A {ClassName} takes all of its columns at once.");

    /// <summary>The words of a LabelEncoder or a LabelBinarizer, in the order of their numbers; <see langword="null"/> for everything
    /// else.</summary>
    public virtual CategoryList? Classes => null;

    /// <summary>Why its results cannot be turned back, as a sentence; <see langword="null"/> where they can.</summary>
    public virtual string? NoInverse => $"A {ClassName} has no inverse here.";

    /// <summary>Writes its inverse for some of its columns into a model: what brings scaled columns back to their own units.</summary>
    /// <param name="columns">The scaled columns.</param>
    /// <param name="places">Which of the columns that it was fitted on they are.</param>
    /// <param name="dtype">The types of the layers; <see langword="null"/> for float32.</param>
    /// <exception cref="NotSupportedException">It has no inverse.</exception>
    public IReadOnlyList<ColumnOf> Invert(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype) =>
        NoInverse is null ? Inverted(columns, places, dtype) : throw Throw.NoInverse(this);

    /// <summary>The inverse; only where there is one.</summary>
    protected virtual IReadOnlyList<ColumnOf> Inverted(IReadOnlyList<ColumnOf> columns, IReadOnlyList<int> places, DTypePolicy? dtype) =>
        throw Throw.NoInverse(this);
}
