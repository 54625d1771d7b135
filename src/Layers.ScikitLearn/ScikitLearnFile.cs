namespace Layers.ScikitLearn;

/// <summary>A fitted scikit-learn object in a file of <c>pickle</c> or <c>joblib</c>: a scaler, an encoder, a pipeline or a
/// ColumnTransformer.</summary>
/// <remarks>Reads files of scikit-learn 0.22 to 1.9, and of newer releases that have the same fields. They are read as data: no code in a
/// file is ever run, and an unknown name is an error that names it. Each class of scikit-learn becomes layers that compute the same;
/// docs/scikit-learn.md has the table.
/// <para>A pickled Keras model, also one in a <c>History</c>, has a whole <c>.keras</c> file, which <see cref="OpenModel"/>
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

    /// <summary>The value that the pickle reader returned.</summary>
    internal ScikitLearnFile(string path, object? value)
    {
        Path = path;
        _model = PickledModel.Find(value);
        if (_model is null) _fitted = FittedObjects.Of(value, System.IO.Path.GetFileName(path));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">A file of <c>pickle</c> (protocols 0 to 5) or <c>joblib</c>, compressed or not, with any name.</param>
    /// <returns>The object, read completely; the file is closed.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is not a pickle or is damaged, or its object was never fitted or lacks a field of
    /// its class.</exception>
    /// <exception cref="NotSupportedException">There is no layer for a class or a setting in the file. The message names it and says what
    /// to do.</exception>
    public static ScikitLearnFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ScikitLearnFile(path, PickleFile.Read(path));
    }

    /// <summary>The path, as it was given.</summary>
    public string Path { get; }

    /// <summary>The class of the object, without its module: <c>StandardScaler</c>, or <c>Sequential</c> for a Keras model.</summary>
    public string ClassName => _fitted?.ClassName ?? _model!.ClassName;

    /// <summary>The release of scikit-learn that wrote the file; <see langword="null"/> if the file does not say, and for a Keras
    /// model.</summary>
    public string? Release => _fitted?.Release;

    /// <summary>Whether the file has a Keras model, which <see cref="OpenModel"/> opens.</summary>
    public bool IsKerasModel => _model is not null;

    /// <summary>The names of the columns of the fit, in order; <see langword="null"/> if it was fitted without names, and for a Keras
    /// model.</summary>
    public IReadOnlyList<string>? InputNames => _fitted?.Names;

    /// <summary>The type of each column of the fit: text, integer or number. Empty for a Keras model.</summary>
    public IReadOnlyList<ColumnType> InputTypes => _fitted is { } fitted
        ? [.. Enumerable.Range(0, fitted.Width).Select(fitted.TypeOf)] : [];

    /// <summary>The names of the results, as <c>get_feature_names_out</c> returns them; columns without names are <c>x0</c>, <c>x1</c> and
    /// so on. Empty for a Keras model.</summary>
    public IReadOnlyList<string> OutputNames => _fitted?.OutputNames(NamesOf(_fitted)) ?? [];

    /// <summary>The classes of a <c>LabelEncoder</c> or a <c>LabelBinarizer</c>, in the order of their numbers; <see langword="null"/> for
    /// any other object.</summary>
    public CategoryList? Classes => _fitted?.Classes;

    /// <summary>Makes a model that computes the same as the fitted object.</summary>
    /// <param name="dtype">The dtype policy of its layers; <see langword="null"/>, the default, for float32. The inputs are float64 in any
    /// case, as in scikit-learn.</param>
    /// <returns>A model with one input for each column, of shape <c>(batch, 1)</c> and with the column's name, or <c>x0</c> and so on if it
    /// has none. In the names of inputs, <c>_</c> replaces <c>/</c>, but tables and records use the column's own name. If the object was
    /// fitted without names on numbers only, the model has one input, <c>x</c>, of shape <c>(batch, columns)</c>. Columns that nothing
    /// reads are not inputs. The output is <c>(batch, results)</c>, in the order of <see cref="OutputNames"/>; results of different types
    /// are separate outputs.</returns>
    /// <exception cref="InvalidOperationException">The file has a Keras model.</exception>
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
        // Columns that nothing reads are not computed.
        ColumnOf[] columns = [.. Enumerable.Range(0, fitted.Width).Select(column =>
            new ColumnOf(inputs.GetValueOrDefault(column) ?? inputs[taken[0]], 0))];
        return ModelOf([.. taken.Select(column => inputs[column])], fitted.Apply(columns, dtype), dtype);
    }

    /// <summary>Makes a model of the inverse: from scaled numbers to their own units, or from numbers of classes to classes.</summary>
    /// <param name="dtype">The dtype policy of its layers; <see langword="null"/>, the default, for float32.</param>
    /// <returns>A model with one input, <c>y</c>, of shape <c>(batch, results)</c>, and one output <c>(batch, columns)</c>.</returns>
    /// <exception cref="NotSupportedException">There is no inverse.</exception>
    /// <exception cref="InvalidOperationException">The file has a Keras model.</exception>
    public Functional ToInverseModel(DTypePolicy? dtype = null)
    {
        var fitted = Fitted();
        var y = new Input(fitted.OutputWidth, DType.Float64, "y");
        return ModelOf([y], fitted.Invert(Columns.Of(y), [.. Enumerable.Range(0, fitted.Width)], dtype), dtype);
    }

    /// <summary>Opens the Keras model in the file.</summary>
    /// <param name="compile">Whether to restore loss, metrics and optimizer; default true. Without them the model only predicts.</param>
    /// <returns>The model, as <c>Model.Load</c> returns it.</returns>
    /// <exception cref="InvalidOperationException">The file has no Keras model.</exception>
    /// <exception cref="InvalidDataException">The file of the model is damaged or cannot be opened.</exception>
    public Model OpenModel(bool compile = true) => (_model ?? throw Throw.NoKerasModel(this)).Open(Path, compile);

    /// <summary>Returns the class, the release and the number of columns, as one line.</summary>
    public override string ToString()
    {
        if (_fitted is null) return $"{ClassName} of Keras";
        var columns = InputNames is { } names ? string.Join(", ", names)
            : Figures.Count(_fitted.Width, "column");
        return $"{ClassName}{(Release is { } release ? $" of scikit-learn {release}" : "")}: {columns}";
    }

    /// <summary>The fitted object.</summary>
    /// <exception cref="InvalidOperationException">The file has a Keras model.</exception>
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
        // Texts and numbers cannot be in one tensor.
        var kinds = results.GroupBy(result => result.Tensor.Type == DType.String);
        KerasTensor[] outputs = [.. kinds.Select(kind => Columns.Join([.. kind], dtype))];
        // A column that passes through unchanged does not have the model's dtype, and a model's output must come from a layer.
        var type = (dtype ?? DTypePolicy.Float32).ComputeType;
        for (var i = 0; i < outputs.Length; i++)
            if (outputs[i].Layer is Input || (outputs[i].Type != type
                && outputs[i].Type is DType.Float32 or DType.Float64)) outputs[i] = new Identity(dtype: dtype).Apply(outputs[i]);
        return new Functional(inputs, outputs);
    }
}
