namespace Layers.ScikitLearn;

/// <summary>A Keras model, the fitted scikit-learn objects beside it, and facts that only the training script knew. Together they become
/// one model that takes raw columns.</summary>
/// <remarks>A fitted object knows the names of its columns and results if it was fitted on a DataFrame. Equal names connect, and the model
/// comes last, so the order of the calls has no meaning. <see cref="ToModel"/> asks all open questions at once. Nothing is guessed from the
/// name of a file.
/// <para>Each call returns a new adoption and does not change this one.</para>
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

    // The objects that Use added, and the files that only Concatenate names.
    private IReadOnlyList<Part> _used = [];
    private IReadOnlyList<Part> _ordered = [];

    /// <summary>Starts an adoption with the model.</summary>
    /// <param name="path">The model: a file that <c>Model.Load</c> opens, or a pickle of a Keras model or of the <c>History</c> of its
    /// training. The other files are relative to its folder.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is not a model, or is damaged.</exception>
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

    /// <summary>The model's file; null if it is a folder.</summary>
    internal SourceFile? File { get; }

    internal IReadOnlyList<Part> Parts => [.. _used, .. _ordered.Where(part => _used.All(used => used.Name != part.Name))];

    /// <summary>The files and columns in the order in which they are concatenated; null if Concatenate was not called.</summary>
    internal IReadOnlyList<string>? Order { get; private init; }

    /// <summary>The object that scales the predictions back, and its column if the user named it. If its file is also used for the inputs,
    /// this is the same part, with the columns that were given for the inputs.</summary>
    internal (Part Part, string? Column)? Target => _target is { } target ? (Parts.FirstOrDefault(part => part.Name == target.Part.Name)
        ?? target.Part, target.Column) : null;

    internal AnswerWords? Answer { get; private init; }

    internal int? Window { get; private init; }

    /// <summary>Adds a fitted object.</summary>
    /// <param name="file">A pickle or joblib file, relative to the model's folder.</param>
    /// <param name="columns">The columns that the object takes, in the order of fitting; needed only if it was fitted without names. The
    /// name of another used file stands for all results of that file, so <c>Use("scaler.pkl", "imputer.pkl")</c> means that the imputer
    /// comes before the scaler.</param>
    /// <returns>A new adoption with the object.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or hostile, or its object was never fitted.</exception>
    /// <exception cref="NotSupportedException">The class or a setting has no equivalent in Layers; the message names it.</exception>
    /// <exception cref="ArgumentException">The file is used already, a name is blank or occurs twice, or the number of columns differs from
    /// that of the fit.</exception>
    public Adoption Use(string file, params string[] columns) =>
        With(_beside.Read(file, columns is { Length: 0 } ? null : columns));

    /// <summary>Adds a fitted object whose results the script renamed, as <c>df["Gender_code"] = encoder.transform(df["Gender"])</c>
    /// does.</summary>
    /// <inheritdoc cref="Use(string, string[])"/>
    /// <param name="file">A pickle or joblib file, relative to the model's folder.</param>
    /// <param name="columns">The columns that the object takes, in the order of fitting; empty if it was fitted with names.</param>
    /// <param name="outputs">The names of the results, one for each.</param>
    public Adoption Use(string file, IReadOnlyList<string> columns, IReadOnlyList<string> outputs)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(outputs);
        return With(_beside.Read(file, columns.Count == 0 ? null : columns, outputs));
    }

    /// <summary>Adds a layer, in place of a class of the training script that a pickle cannot contain.</summary>
    /// <param name="layer">The layer, already adapted.</param>
    /// <param name="columns">The columns that the layer takes, one or more, in order. They may be names of files, as in
    /// <see cref="Use(string, string[])"/>.</param>
    /// <returns>A new adoption with the layer.</returns>
    /// <exception cref="ArgumentException">There is no column, a name is blank or occurs twice, or the name of the layer is used
    /// already.</exception>
    public Adoption Use(Layer layer, params string[] columns) => With(layer, columns, null);

    /// <summary>Adds a layer whose results have their own names, like those of <c>pd.get_dummies</c>.</summary>
    /// <inheritdoc cref="Use(Layer, string[])"/>
    /// <param name="layer">The layer, already adapted.</param>
    /// <param name="columns">The columns that the layer takes, one or more, in order. They may be names of files, as in
    /// <see cref="Use(string, string[])"/>.</param>
    /// <param name="outputs">The names of the results, one for each.</param>
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

    /// <summary>Sets the order in which columns are concatenated before the model, as <c>np.hstack</c> or <c>pd.concat</c> does in the
    /// training script.</summary>
    /// <param name="blocks">Names of columns and of files, in order. A file stands for all of its results, and is added if it is not used
    /// yet.</param>
    /// <returns>A new adoption with the order.</returns>
    /// <inheritdoc cref="Use(string, string[])" path="/exception"/>
    public Adoption Concatenate(params string[] blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        if (blocks.Length == 0) throw new ArgumentException("Name the files or columns to concatenate.", nameof(blocks));
        Throw.Names(blocks, nameof(blocks));
        var ordered = new List<Part>();
        foreach (var block in blocks)
            if (_used.All(part => part.Name != block) && (_beside.Has(block) || BesideModel.IsPickleName(block)))
                ordered.Add(_beside.Read(block));
        return new(this) { _ordered = ordered, Order = [.. blocks] };
    }

    /// <summary>Adds the label encoder that gave the model its class numbers, so that predictions are words.</summary>
    /// <param name="file">A pickle or joblib file with a LabelEncoder or a LabelBinarizer, relative to the model's folder.</param>
    /// <returns>A new adoption with the classes.</returns>
    /// <exception cref="ArgumentException">The file has another object.</exception>
    /// <inheritdoc cref="Use(string, string[])" path="/exception"/>
    public Adoption WithLabels(string file)
    {
        var part = _beside.Read(file);
        return part.Fitted.Classes is { } classes
            ? new(this) { Answer = new(file, [.. Enumerable.Range(0, classes.Count).Select(classes.TextOf)], part.File) }
            : throw Throw.KnowsNoClasses(part);
    }

    /// <summary>Sets the classes of the model's output, if no file has them.</summary>
    /// <param name="words">The classes in the order of their numbers.</param>
    /// <returns>A new adoption with the classes.</returns>
    /// <exception cref="ArgumentException">There are fewer than two classes, or one is blank or occurs twice.</exception>
    public Adoption WithClasses(params string[] words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Length < 2) throw new ArgumentException("A model needs at least two classes.", nameof(words));
        return new(this) { Answer = new(null, Throw.Names(words, nameof(words)), null) };
    }

    /// <summary>Adds the scaler of the target that the model learned, so that predictions are scaled back to the target's own
    /// units.</summary>
    /// <param name="file">A pickle or joblib file with a scaler, relative to the model's folder. It may also be used for the
    /// inputs.</param>
    /// <param name="column">The column of the scaler that the model predicts; <see langword="null"/>, the default, if the model predicts
    /// all columns of the scaler.</param>
    /// <returns>A new adoption with the scaler.</returns>
    /// <inheritdoc cref="Use(string, string[])" path="/exception"/>
    public Adoption WithTarget(string file, string? column = null) =>
        new(this, Parts.FirstOrDefault(part => part.Name == file) ?? _beside.Read(file), column);

    /// <summary>Sets that the model takes a window: the last values of one column, oldest first. Needed if the shape of its input does not
    /// show it: <c>(batch, steps)</c> or <c>(batch, 1, steps)</c>.</summary>
    /// <param name="steps">The number of values, 1 or more.</param>
    /// <returns>A new adoption with the window.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public Adoption WithWindow(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return new(this) { Window = steps };
    }

    /// <summary>Builds the model. It takes the raw columns by name and returns the predictions of the training script.</summary>
    /// <returns>A model with an input <c>(batch, 1)</c> for each column, or <c>(batch, steps, 1)</c> if the model takes windows. If no file
    /// knows names, the model has one input <c>(batch, columns)</c>. It is not compiled, because its loss would be in other
    /// units.</returns>
    /// <exception cref="AdoptException">A question is open, or something does not fit; the message has all of them.</exception>
    /// <exception cref="FileNotFoundException">The model's file was deleted.</exception>
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

    /// <summary>The connections, one line for each file, and below them the open questions.</summary>
    public override string ToString() => Linker.Describe(this);

    // The pickle of a model, or of its History, contains the model's whole archive.
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
        // The first byte of a pickle, and its protocol.
        return stream.ReadByte() == 0x80 && stream.ReadByte() is >= 2 and <= 5;
    }

    internal Adoption With(Part part)
    {
        if (_used.Any(other => other.Name == part.Name)) throw Throw.UsedTwice(part);
        return new(this) { _used = [.. _used, part] };
    }
}
