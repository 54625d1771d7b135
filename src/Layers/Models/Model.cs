namespace Layers;

/// <summary>A model: layers that are compiled, trained, evaluated and saved together. A model is itself a layer and can be part of a larger
/// model.</summary>
/// <remarks>All methods that only read the weights are thread-safe: <c>Predict</c>, <c>Evaluate</c>, <c>Check</c>, saving and exporting.
/// Another thread may change weights at the same time, by <c>Fit</c>, <c>Adapt</c> or <c>LoadWeights</c>. These methods then use either all
/// of the old weights or all of the new weights, never a mixture. During training, a model predicts with the weights that it had before.
/// The new weights are set together when training ends, and when a callback calls <see cref="TrainingRun.UpdateModel"/>.
/// <para>Methods that change a model must not overlap: <c>Fit</c>, <c>Adapt</c> and <c>Update</c> (of the model or of one of its layers),
/// <c>LoadWeights</c> and <c>Compile</c>. A second call, on another thread or in a callback of the first, throws
/// <see cref="InvalidOperationException"/> and changes nothing. The same is true for <c>Fit</c> of another model that trains one of the
/// same layers or has the same optimizer. Models that share only layers which training does not change can be trained at the same time:
/// frozen layers, and adaptive layers such as <see cref="Normalization"/>.</para></remarks>
public abstract partial class Model : Layer, IDisposable
{
    private protected Model(string? name)
        : base(name)
    {
    }

    /// <summary>The layers without inputs, in the order of Keras.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    /// <summary>The weights of all layers, in order. The weights of a shared layer occur once, as in Keras.</summary>
    public override IReadOnlyList<Weight> Weights => [.. Layers.SelectMany(layer => layer.Weights).Distinct()];

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> TrainableWeights =>
        Trainable ? [.. Layers.SelectMany(layer => layer.TrainableWeights).Distinct()] : [];

    /// <summary>The inputs of the model; empty while the model does not know them.</summary>
    public abstract IReadOnlyList<Input> Inputs { get; }

    /// <summary>The input of a model with a single input; otherwise <see langword="null"/>.</summary>
    public Input? Input => Inputs is [var only] ? only : null;

    /// <summary>The names of the outputs in logs and in exported graphs: the names of the layers that produce them.</summary>
    internal abstract override IReadOnlyList<string> OutputNames { get; }

    /// <summary>Whether <c>Predict</c>, <c>Fit</c> and <c>Evaluate</c> refuse values that a layer cannot compute with, such as an index
    /// without a row in an <see cref="Embedding"/>. <c>Adapt</c> and <c>Check</c> do the same in the layers before adaptive layers. The
    /// default is <see langword="true"/> for a model created in code. Files of this library store the setting. It is
    /// <see langword="false"/> for a model from any other file, which computes as in Keras. A nested model uses the setting of the outer
    /// model.</summary>
    public bool ChecksValues { get; set; } = true;

    /// <summary>Whether <c>Fit</c> throws as soon as the loss of a batch is no longer a finite number, which no later step can repair. The
    /// default is <see langword="true"/>. With <see cref="TerminateOnNaN"/>, training ends without an exception. With
    /// <see langword="false"/>, training continues, as in Keras. The setting is not saved.</summary>
    public bool ChecksLoss { get; set; } = true;

    /// <summary>The report of <c>Model.Load</c>: the content of the file, the parts that were ignored, and the changes that saving will
    /// make. <see langword="null"/> for a model that was not loaded.</summary>
    public LoadReport? LoadReport { get; internal set; }

    /// <summary>The layers that end a mask because they do not support masking, so that the layers after them count every step. There is
    /// one sentence for each layer, as in Keras's warnings. Empty if there are none, and while the model does not know its input.</summary>
    public IReadOnlyList<string> MaskWarnings
    {
        get
        {
            if (Inputs.Count == 0) return [];
            var record = CallRecord.ForPrediction();
            _ = ApplyAll(Symbols(), record);
            return [.. record.MasksEndAt.Distinct()
                .Select(layer => $"{layer} does not support masking: the mask of its input ends there, and the layers after it count " +
                "every step.")];
        }
    }

    /// <summary>Doubtful combinations of losses and outputs, such as a crossentropy on an output without softmax or sigmoid. There is one
    /// sentence with a remedy for each. Empty if there are none, and while the model is not compiled or does not know its input.
    /// <see cref="Summary"/> and the <see cref="History"/> of <c>Fit</c> include them.</summary>
    public IReadOnlyList<string> LossWarnings => Inputs.Count == 0 || Objective is not { } objective ? []
        : [.. objective.Outputs.Zip(ApplyAll(Symbols(), CallRecord.ForPrediction()), OutputRules.Warning).OfType<string>()];

    /// <summary>Whether the model's inputs are columns of a table, which are found by their names.</summary>
    internal virtual bool TakesColumns => Inputs.Count > 1 || Inputs is [{ Column: not null }];

    /// <summary>Whether <c>Adapt</c> declares the types of the columns even if there is nothing else to learn.</summary>
    internal virtual bool LearnsTypes => false;

    /// <summary>Whether the model knows its output, which may depend on what its layers have yet to learn.</summary>
    internal virtual bool KnowsOutput => true;

    /// <summary>Declares the types of the columns that the model takes. The returned action undoes the declaration.</summary>
    /// <exception cref="ArgumentException">A column that the model takes is missing.</exception>
    internal virtual Action Declare(IReadOnlyDictionary<string, ColumnType> columns) => () => { };

    /// <summary>The model whose layers its summary lists; by default the model itself.</summary>
    internal virtual Model Shown => this;

    /// <summary>The remark below the summary's table of layers; null for none.</summary>
    internal virtual string? Remark => null;

    internal override IReadOnlyList<Layer> Children => Layers;

    private protected sealed override bool RefusesValues => ChecksValues;

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["mask"];

    // Keras does not create masks for the outputs of a nested model before the model runs.
    internal sealed override KerasTensor? MaskTensor(LayerCall call) => null;

    // The layers inside cast their inputs. The model itself passes wide inputs on.
    internal override bool CastsInput => false;

    /// <summary>Predicts rows.</summary>
    /// <param name="x">Raw rows <c>(batch, features)</c>. A model with a <see cref="Normalization"/> layer normalizes them itself.</param>
    /// <returns>The predictions <c>(batch, outputs)</c>, float32.</returns>
    /// <exception cref="LayerException">A layer cannot take rows of that shape, or is not adapted.</exception>
    /// <exception cref="InvalidOperationException">The rank of the model's output is not 2.</exception>
    /// <example><code>
    /// float[,] answers = model.Predict(new float[,] { { 4, 40 }, { 5, 30 } });     // raw rows: the model normalizes them
    /// float first = answers[0, 0];
    /// </code></example>
    public float[,] Predict(float[,] x) => Matrix(Predict((TensorData)x));

    /// <summary>Predicts rows of float64 numbers.</summary>
    /// <inheritdoc cref="Predict(float[,])"/>
    public float[,] Predict(double[,] x) => Matrix(Predict((TensorData)x));

    /// <summary>Predicts rows that are arrays of equal length.</summary>
    /// <inheritdoc cref="Predict(float[,])"/>
    /// <exception cref="ArgumentException">A row and the first row have different lengths.</exception>
    public float[,] Predict(float[][] x) => Matrix(Predict((TensorData)x));

    /// <summary>Predicts a batch of any rank.</summary>
    /// <param name="x">The batch, with the batch axis first.</param>
    /// <returns>The predictions, with the batch axis first.</returns>
    /// <exception cref="LayerException">A layer cannot take an input of that shape, or is not adapted.</exception>
    public System.Numerics.Tensors.Tensor<float> Predict(System.Numerics.Tensors.Tensor<float> x) =>
        Casting.Cast(Predict((TensorData)x), DType.Float32).ToTensor<float>();

    /// <summary>Predicts from several inputs, by name.</summary>
    /// <param name="x">A batch for each of <see cref="Inputs"/>, all with the same number of rows.</param>
    /// <returns>The outputs, by the name of the layer that produces them.</returns>
    /// <exception cref="ArgumentException">An input is missing, or a name is not the name of an input.</exception>
    /// <exception cref="LayerException">A layer cannot take inputs of those shapes, or is not adapted.</exception>
    public IReadOnlyDictionary<string, TensorData> Predict(IReadOnlyDictionary<string, TensorData> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireAdapted();
        Declare(x);
        x = WithColumns(x);
        Require(x, mayBeLeftOut: true);
        TensorData?[] tensors = [.. Inputs.Select(input => x.GetValueOrDefault(input.Name))];
        return OutputNames.Zip(Predict(Symbols(), tensors)).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>Returns the graph that <c>Predict</c> runs and that an ONNX file holds. It takes raw rows and returns predictions, and
    /// includes everything between them.</summary>
    /// <returns>The graph. Its inputs are <see cref="Inputs"/> in their order, without optional inputs that no output needs; the batch axis
    /// is open and named <c>batch</c>. Its outputs are named after the layers that produce them, with the suffix <c>/output</c> if an input
    /// has the same name. The weights are constants with their current values.</returns>
    /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
    /// <exception cref="LayerException">A layer is not adapted.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public Graph ToGraph()
    {
        RequireNotDisposed();
        var declared = Inputs;
        if (declared.Count == 0) throw Throw.NotBuilt(this);
        RequireAdapted();
        var symbols = Symbols();
        List<KeyValuePair<string, Value>> outputs = [.. WithoutInputNames(OutputNames, symbols)
            .Zip(ApplyAll(symbols), KeyValuePair.Create)];
        var read = Graph.Of(outputs).Inputs.ToHashSet();
        return Predictor.Freeze(this, outputs, inputs: [.. symbols.Where((symbol, i) => !declared[i].IsOptional || read.Contains(symbol))]);
    }

    /// <summary>Returns a table of the layers with their output shapes and numbers of parameters, in the format of Keras.</summary>
    /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
    /// <example><code>
    /// Console.WriteLine(model.Summary());
    /// </code></example>
    public string Summary() => ModelSummary.Of(this);

    /// <summary>Frees the compiled forms for prediction. Running predictions and a running <c>Fit</c> continue to their end. All later
    /// calls that predict, train, evaluate, check, save or export throw <see cref="ObjectDisposedException"/>. The weights and the summary
    /// can still be read.</summary>
    public void Dispose()
    {
        Predictor.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected sealed override Value Call(Value x) => Apply(x);

    // The layers inside have already set the masks of the outputs.
    private protected sealed override IReadOnlyList<Value> WithMasks(IReadOnlyList<Value> outputs, IReadOnlyList<Value> inputs,
        CallContext call) => outputs;

    /// <summary>Returns the inputs of a call, with the masks of the call attached.</summary>
    private protected static Value[] Masked(IReadOnlyList<Value> inputs, CallContext call) => [.. inputs.Select(x =>
    {
        if (call.MaskOf(x) is not { } mask || ReferenceEquals(call.Record.MaskOf(x), mask)) return x;
        // A mask that is passed in the call belongs to this call only, so it is attached to a copy of the input.
        x = Ops.Identity(x);
        call.Record.SetMask(x, mask);
        return x;
    })];

    /// <summary>Throws if the model was disposed.</summary>
    internal void RequireNotDisposed()
    {
        if (Predictor.IsDisposed) throw Throw.Disposed(this);
    }

    /// <summary>Returns the inputs as values of a graph.</summary>
    internal Value[] Symbols() => [.. Inputs.Select(input => Ops.Input(input.Name, input.Shape, input.Type))];

    internal override Value InputFor(TensorData x)
    {
        if (Input is not { } input) throw Throw.SeveralInputs(this);
        if (OutputNames.Count > 1) throw Throw.SeveralOutputs(this, OutputNames);
        RequireFit(input, x);
        return Ops.Input(input.Name, input.Shape, input.Type);
    }

    /// <summary>Throws if data does not fit an input: texts for numbers, another rank, or another number of features.</summary>
    private protected void RequireFit(Input input, TensorData x)
    {
        if ((x.Type == DType.String) != (input.Type == DType.String)) throw Throw.WrongInputType(this, input, x.Type);
        if (x.Shape.Rank != input.Shape.Rank) throw Throw.WrongInputRank(this, input, x.Shape);
        for (var axis = 1; axis < x.Shape.Rank; axis++)
            if (input.Shape[axis].IsKnown && input.Shape[axis] != x.Shape[axis])
                throw Throw.WrongInputFeatures(this, input, axis, x.Shape);
    }

    private protected override void MoveWeights()
    {
        foreach (var layer in Layers) layer.Scope = IsNested ? Path + "/" : "";
    }

    private protected void Own(Layer layer)
    {
        Hold(layer);
        layer.Scope = IsNested ? Path + "/" : "";
    }

    private float[,] Matrix(TensorData y)
    {
        if (y.Shape.Rank != 2) throw Throw.NotAMatrix(this, y.Shape);
        var matrix = new float[y.Shape[0].Size, y.Shape[1].Size];
        Casting.Convert(y, 0, matrix, 0, y.Length);
        return matrix;
    }
}
