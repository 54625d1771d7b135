namespace Layers.ScikitLearn;

/// <summary>A Keras model, the fitted scikit-learn objects beside it, and what only the training script knew: together one model that takes
/// raw columns.</summary>
/// <remarks>
/// A fitted object knows the columns that it takes and what its results are called, where it was fitted on a DataFrame. Equal names
/// connect, and the model comes last, so the order of the calls means nothing. What stays open is asked by <see cref="ToModel"/>, all at
/// once. Nothing is guessed from the name of a file.
/// <para>Each call gives a new adoption and leaves this one as it is.</para>
/// </remarks>
/// <example><code>
/// using Layers;
/// using Layers.ScikitLearn;
///
/// using var churn = Model.Adopt("churn/model.keras")
///     .Use("label_encoder_gender.pkl", "Gender")      // paths are relative to the model's folder
///     .Use("onehot_encoder_geo.pkl")
///     .Use("scaler.pkl")
///     .ToModel();
/// churn.Save("churn.keras");                          // one file, which takes Country and Gender as words
/// </code></example>
public sealed class Adoption
{
    private readonly string _path;
    private readonly BesideModel _beside;
    private readonly (Part Part, string? Column)? _target;

    // What Use added, and the files that stand in Concatenate alone.
    private IReadOnlyList<Part> _used = [];
    private IReadOnlyList<Part> _ordered = [];

    /// <summary>Begins with the model.</summary>
    /// <param name="path">The model: a file that <c>Model.Load</c> opens, or a pickle of a Keras model or of the <c>History</c> of its
    /// training. Files beside it are found in its folder.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no model, or is damaged.</exception>
    public Adoption(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (_path, _beside) = (path, new BesideModel(path));
        using var model = Open();
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        Ends = ModelEnds.Of(model, name);
        File = System.IO.File.Exists(path) ? new SourceFile(name, "a Keras model", BesideModel.Hash(path)) : null;
    }

    private Adoption(Adoption other, Part target, string? column)
        : this(other) => _target = (target, column);

    private Adoption(Adoption other)
    {
        (_path, _beside, File, Ends) = (other._path, other._beside, other.File, other.Ends);
        (_used, _ordered, Order, _target, Answer, Window) = (other._used, other._ordered, other.Order, other._target, other.Answer,
            other.Window);
    }

    internal ModelEnds Ends { get; }

    /// <summary>The model's file; null where it is a folder.</summary>
    internal SourceFile? File { get; }

    internal IReadOnlyList<Part> Parts => [.. _used, .. _ordered.Where(part => _used.All(used => used.Name != part.Name))];

    /// <summary>Files and columns in the order in which they stand side by side; null where it was not said.</summary>
    internal IReadOnlyList<string>? Order { get; private init; }

    /// <summary>What scales the answer back, and its column where the user said it; a file that is used for the inputs too has its columns
    /// there.</summary>
    internal (Part Part, string? Column)? Target => _target is { } target ? (Parts.FirstOrDefault(part => part.Name == target.Part.Name) ?? target.Part, target.Column) : null;

    internal AnswerWords? Answer { get; private init; }

    internal int? Window { get; private init; }

    /// <summary>Adds a fitted object.</summary>
    /// <param name="file">A pickle or joblib file, relative to the model's folder.</param>
    /// <param name="columns">The columns that it takes, only where it was fitted without names, in the order of fitting. A file that is
    /// used as well stands for all columns that it gives; so <c>Use("scaler.pkl", "imputer.pkl")</c> says that the imputer comes
    /// first.</param>
    /// <returns>The adoption with it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is damaged or hostile, or its object was never fitted.</exception>
    /// <exception cref="NotSupportedException">Its class or a setting has no counterpart here; the message names it.</exception>
    /// <exception cref="ArgumentException">The file is used already, a name is blank or there twice, or there are more or fewer columns
    /// than it was fitted on.</exception>
    public Adoption Use(string file, params string[] columns) =>
        With(_beside.Read(file, columns is { Length: 0 } ? null : columns));

    /// <summary>Adds a fitted object whose results the script gave other names, as <c>df["Gender_code"] =
    /// encoder.transform(df["Gender"])</c> does.</summary>
    /// <inheritdoc cref="Use(string, string[])"/>
    /// <param name="file">A pickle or joblib file, relative to the model's folder.</param>
    /// <param name="columns">The columns that it takes, in the order of fitting; none where it knows them.</param>
    /// <param name="outputs">What its results are called, as many as it gives.</param>
    public Adoption Use(string file, IReadOnlyList<string> columns, IReadOnlyList<string> outputs)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(outputs);
        return With(_beside.Read(file, columns.Count == 0 ? null : columns, outputs));
    }

    /// <summary>Adds a layer: what a pickle must not bring along, a class of the user's own, written as a layer here.</summary>
    /// <param name="layer">The layer. It has learned already what it needs.</param>
    /// <param name="columns">The columns that it takes, one or more, in its order; files as in <see cref="Use(string, string[])"/>.</param>
    /// <returns>The adoption with it.</returns>
    /// <exception cref="ArgumentException">There is no column, a name is blank or there twice, or something of the layer's name is used
    /// already.</exception>
    public Adoption Use(Layer layer, params string[] columns) => With(layer, columns, null);

    /// <summary>Adds a layer whose results have names of their own, as <c>pd.get_dummies</c> gives them.</summary>
    /// <inheritdoc cref="Use(Layer, string[])"/>
    /// <param name="layer">The layer. It has learned already what it needs.</param>
    /// <param name="columns">The columns that it takes, one or more, in its order; files as in <see cref="Use(string, string[])"/>.</param>
    /// <param name="outputs">What its results are called, as many as it gives.</param>
    public Adoption Use(Layer layer, IReadOnlyList<string> columns, IReadOnlyList<string> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return With(layer, columns, Throw.Names(outputs, nameof(outputs)));
    }

    private Adoption With(Layer layer, IReadOnlyList<string> columns, IReadOnlyList<string>? outputs)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0) throw Throw.NoColumnsOf(layer);
        return With(new Part(layer.Name, new FittedLayer(layer, columns.Count), Throw.Names(columns, nameof(columns)), outputs, null));
    }

    /// <summary>Says in which order columns stand side by side before the model, as <c>np.hstack</c> or <c>pd.concat</c> has it in the
    /// training script.</summary>
    /// <param name="blocks">Files, which stand for all columns that they give, and names of columns. A file that is not used yet is
    /// used.</param>
    /// <returns>The adoption with it.</returns>
    /// <inheritdoc cref="Use(string, string[])" path="/exception"/>
    public Adoption Concatenate(params string[] blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (blocks.Length == 0) throw new ArgumentException("Say which files or columns stand side by side.", nameof(blocks));
        Throw.Names(blocks, nameof(blocks));
        var ordered = new List<Part>();
        foreach (var block in blocks)
            if (_used.All(part => part.Name != block) && (_beside.Has(block) || BesideModel.IsPickleName(block)))
                ordered.Add(_beside.Read(block));
        return new(this) { _ordered = ordered, Order = [.. blocks] };
    }

    /// <summary>Says that a label encoder gave the model its class numbers, so that predictions are words.</summary>
    /// <param name="file">A pickle or joblib file with a LabelEncoder or a LabelBinarizer, relative to the model's folder.</param>
    /// <returns>The adoption with it.</returns>
    /// <exception cref="ArgumentException">The file holds something else.</exception>
    /// <inheritdoc cref="Use(string, string[])" path="/exception"/>
    public Adoption WithLabels(string file)
    {
        var part = _beside.Read(file);
        return part.Fitted.Classes is { } classes
            ? new(this) { Answer = new(file, [.. Enumerable.Range(0, classes.Count).Select(classes.TextOf)], part.File) }
            : throw Throw.KnowsNoClasses(part);
    }

    /// <summary>Says the classes that the model tells apart, where no file has them.</summary>
    /// <param name="words">The classes in the order of their numbers.</param>
    /// <returns>The adoption with them.</returns>
    /// <exception cref="ArgumentException">There are fewer than two, or one is blank or there twice.</exception>
    public Adoption WithClasses(params string[] words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Length < 2) throw new ArgumentException("A model tells at least two classes apart.", nameof(words));
        return new(this) { Answer = new(null, Throw.Names(words, nameof(words)), null) };
    }

    /// <summary>Says that the model learned a scaled target, so that its predictions are scaled back to the target's own units.</summary>
    /// <param name="file">A pickle or joblib file with a scaler, relative to the model's folder; it may be one that is used for the
    /// inputs.</param>
    /// <param name="column">Which of its columns the model predicts, where it scales more of them.</param>
    /// <returns>The adoption with it.</returns>
    /// <inheritdoc cref="Use(string, string[])" path="/exception"/>
    public Adoption WithTarget(string file, string? column = null) =>
        new(this, Parts.FirstOrDefault(part => part.Name == file) ?? _beside.Read(file), column);

    /// <summary>Says that the model takes the last values of one column, oldest first, where its shape does not show it: <c>(batch,
    /// steps)</c> or <c>(batch, 1, steps)</c>.</summary>
    /// <param name="steps">How many values, 1 or more.</param>
    /// <returns>The adoption with it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no step.</exception>
    public Adoption WithWindow(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return new(this) { Window = steps };
    }

    /// <summary>Puts it together: a model that takes the raw columns by name and gives what the training script's predictions
    /// were.</summary>
    /// <returns>An ordinary model, with an input <c>(batch, 1)</c> a column, or <c>(batch, steps, 1)</c> where the model takes windows.
    /// Where no file knows names, the model has one input <c>(batch, columns)</c>. It is not compiled: its loss would be in other
    /// units.</returns>
    /// <exception cref="AdoptException">Something is open, or does not fit; the message has all of it.</exception>
    /// <exception cref="FileNotFoundException">The model's file is no longer there.</exception>
    public Functional ToModel()
    {
        var wiring = Linker.Link(this);
        var model = Open();
        try
        {
            return new Assembly(wiring, model).Build();
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>What connects to what, a line a file; what is open stands below.</summary>
    public override string ToString() => Linker.Describe(this);

    // A model that was pickled, also inside its History, has its whole archive in the pickle.
    private Model Open()
    {
        if (!IsPickled()) return Model.Load(_path, compile: false);
        var file = ScikitLearnFile.Read(_path);
        return file.IsKerasModel ? file.OpenModel(compile: false)
            : throw Throw.NoModel(_path, file.ClassName);
    }

    private bool IsPickled()
    {
        if (Path.GetExtension(_path).ToUpperInvariant() is ".PKL" or ".PICKLE" or ".JOBLIB") return true;
        if (!System.IO.File.Exists(_path)) return false;
        using var stream = System.IO.File.OpenRead(_path);
        // The mark of a pickle, and its protocol.
        return stream.ReadByte() == 0x80 && stream.ReadByte() is >= 2 and <= 5;
    }

    internal Adoption With(Part part)
    {
        if (_used.Any(other => other.Name == part.Name)) throw Throw.UsedTwice(part);
        return new(this) { _used = [.. _used, part] };
    }
}
