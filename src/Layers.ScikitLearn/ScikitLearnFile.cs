namespace Layers.ScikitLearn;

/// <summary>What scikit-learn fitted and Python saved: a scaler, an encoder, a pipeline or a table of them, as a file of <c>pickle</c> or
/// <c>joblib</c> has it.</summary>
/// <remarks>Files of scikit-learn 0.22 to 1.9 are read, and of a newer release where the fields are there. They are read as data: nothing
/// in a file is ever run, and what is not known is an error
/// that names it. Each of scikit-learn's classes becomes layers that compute the same; docs/scikit-learn.md has the table of them.
/// <para>A pickled Keras model, also that of a <c>History</c>, holds a whole <c>.keras</c> file, which <see cref="OpenModel"/>
/// opens.</para></remarks>
/// <example><code>
/// var file = ScikitLearnFile.Read("scaler.pkl");
/// Console.WriteLine(file);                               // StandardScaler of scikit-learn 1.5.2: age, income
/// using var scaler = file.ToModel();
/// var scaled = scaler.Predict(new[,] { { 38.0, 51000 } });
/// </code></example>
public sealed class ScikitLearnFile
{
    private readonly FittedObject? _fitted;
    private readonly PickledModel? _model;

    /// <summary>What a reader gave.</summary>
    internal ScikitLearnFile(string path, object? value)
    {
        Path = path;
        _model = PickledModel.Find(value);
        if (_model is null) _fitted = FittedObjects.Of(value, System.IO.Path.GetFileName(path));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">A file of <c>pickle</c> (protocols 0 to 5) or <c>joblib</c>, compressed or not, whatever its name.</param>
    /// <returns>What it holds, read whole: the file is closed.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no such file, is damaged, or what it holds was never fitted, or lacks a field that its
    /// class has.</exception>
    /// <exception cref="NotSupportedException">It holds a class, or a setting, for which there is no layer. The message names it and says
    /// what to do.</exception>
    public static ScikitLearnFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ScikitLearnFile(path, PickleFile.Read(path));
    }

    /// <summary>Where it was read from, as given.</summary>
    public string Path { get; }

    /// <summary>The class of what it holds, without its module: <c>StandardScaler</c>, or <c>Sequential</c> for a Keras model.</summary>
    public string ClassName => _fitted?.ClassName ?? _model!.ClassName;

    /// <summary>The release of scikit-learn that wrote it; <see langword="null"/> where the file does not say, and for a Keras
    /// model.</summary>
    public string? Release => _fitted?.Release;

    /// <summary>Whether it holds a Keras model, which <see cref="OpenModel"/> opens.</summary>
    public bool IsKerasModel => _model is not null;

    /// <summary>The names of the columns that it was fitted on, in order; <see langword="null"/> where it was fitted without names, and for
    /// a Keras model.</summary>
    public IReadOnlyList<string>? InputNames => _fitted?.Names;

    /// <summary>What each column that it was fitted on holds: texts, integers or numbers. Empty for a Keras model.</summary>
    public IReadOnlyList<ColumnType> InputTypes => _fitted is { } fitted
        ? [.. Enumerable.Range(0, fitted.Width).Select(fitted.TypeOf)] : [];

    /// <summary>What its results are called, as <c>get_feature_names_out</c> gives them; columns without names are <c>x0</c>, <c>x1</c> and
    /// so on there. Empty for a Keras model.</summary>
    public IReadOnlyList<string> OutputNames => _fitted?.OutputNames(NamesOf(_fitted)) ?? [];

    /// <summary>The classes of a <c>LabelEncoder</c> or a <c>LabelBinarizer</c>, in the order of their numbers; <see langword="null"/> for
    /// everything else.</summary>
    public CategoryList? Classes => _fitted?.Classes;

    /// <summary>What it computes, as a model of its own.</summary>
    /// <param name="dtype">The types of its layers; <see langword="null"/> for float32. Numbers go in as float64 either way, as
    /// scikit-learn takes them.</param>
    /// <returns>A model with one input for each column, of shape <c>(batch, 1)</c> and of the column's name, <c>x0</c> and so on where it
    /// has none; names of inputs have <c>_</c> for <c>/</c>, while tables and records go by the column's own name. Where it was fitted
    /// without names on numbers alone, it
    /// has one input, <c>x</c>, of shape <c>(batch, columns)</c>. Columns that nothing reads are not among the inputs. Its output is
    /// <c>(batch, results)</c>, in the order of
    /// <see cref="OutputNames"/>; results of different types are one output each.</returns>
    /// <exception cref="InvalidOperationException">It holds a Keras model.</exception>
    public Functional ToModel(DTypePolicy? dtype = null)
    {
        var fitted = Fitted();
        var taken = fitted.Taken;
        var isTable = fitted.Names is null && taken.Count == fitted.Width
            && taken.All(column => fitted.TypeOf(column) == ColumnType.Number);
        if (isTable)
        {
            var x = new Input(fitted.Width, DType.Float64, "x");
            return ModelOf([x], fitted.Apply(Columns.Of(x), dtype), dtype);
        }
        var names = NamesOf(fitted);
        var safe = new SafeName([]);
        var inputs = taken.ToDictionary(column => column, column => safe.InputOf(names[column], column, [1], TypeOf(fitted, column)));
        // Columns that nothing reads are not looked at.
        ColumnOf[] columns = [.. Enumerable.Range(0, fitted.Width).Select(column =>
            new ColumnOf(inputs.GetValueOrDefault(column) ?? inputs[taken[0]], 0))];
        return ModelOf([.. taken.Select(column => inputs[column])], fitted.Apply(columns, dtype), dtype);
    }

    /// <summary>What turns its results back, as a model of its own: scaled numbers into their own units, numbers of classes into
    /// classes.</summary>
    /// <param name="dtype">The types of its layers; <see langword="null"/> for float32.</param>
    /// <returns>A model with one input, <c>y</c>, of shape <c>(batch, results)</c>, and one output <c>(batch, columns)</c>.</returns>
    /// <exception cref="NotSupportedException">It has no inverse.</exception>
    /// <exception cref="InvalidOperationException">It holds a Keras model.</exception>
    public Functional ToInverseModel(DTypePolicy? dtype = null)
    {
        var fitted = Fitted();
        var y = new Input(fitted.OutputWidth, DType.Float64, "y");
        return ModelOf([y], fitted.Invert(Columns.Of(y), [.. Enumerable.Range(0, fitted.Width)], dtype), dtype);
    }

    /// <summary>Opens the Keras model that it holds.</summary>
    /// <param name="compile">Whether loss, metrics and optimizer are restored as well; default true. Without them it predicts.</param>
    /// <returns>The model, as <c>Model.Load</c> gives it.</returns>
    /// <exception cref="InvalidOperationException">It holds no Keras model.</exception>
    /// <exception cref="InvalidDataException">Whatever is wrong with the model's file.</exception>
    public Model OpenModel(bool compile = true) => (_model ?? throw Throw.NoKerasModel(this)).Open(Path, compile);

    /// <summary>In one line: its class, its release and its columns.</summary>
    public override string ToString()
    {
        if (_fitted is null) return $"{ClassName} of Keras";
        var columns = InputNames is { } names ? string.Join(", ", names)
            : _fitted.Width == 1 ? "1 column" : $"{Throw.Invariant(_fitted.Width)} columns";
        return $"{ClassName}{(Release is { } release ? $" of scikit-learn {release}" : "")}: {columns}";
    }

    /// <summary>What it holds.</summary>
    /// <exception cref="InvalidOperationException">It holds a Keras model.</exception>
    internal FittedObject Fitted() => _fitted ?? throw Throw.IsKerasModel(this);

    private static IReadOnlyList<string> NamesOf(FittedObject fitted) => fitted.Names
        ?? [.. Enumerable.Range(0, fitted.Width).Select(column => $"x{Throw.Invariant(column)}")];

    private static DType TypeOf(FittedObject fitted, int column) => fitted.TypeOf(column) switch
    {
        ColumnType.Text => DType.String,
        ColumnType.Integer or ColumnType.Boolean => DType.Int64,
        _ => DType.Float64,
    };

    private static Functional ModelOf(IReadOnlyList<Input> inputs, IReadOnlyList<ColumnOf> results, DTypePolicy? dtype)
    {
        // Texts and numbers stand in no tensor together.
        var kinds = results.GroupBy(result => result.Tensor.Type == DType.String);
        KerasTensor[] outputs = [.. kinds.Select(kind => Columns.Join([.. kind], dtype))];
        // What is passed through as it came is in no type of the model's, and would be no output of a layer.
        var type = (dtype ?? DTypePolicy.Float32).ComputeType;
        for (var i = 0; i < outputs.Length; i++)
            if (outputs[i].Layer is Input || (outputs[i].Type != type
                && outputs[i].Type is DType.Float32 or DType.Float64)) outputs[i] = new Identity(dtype: dtype).Apply(outputs[i]);
        return new Functional(inputs, outputs);
    }
}
