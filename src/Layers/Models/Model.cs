namespace Layers;

/// <summary>Layers put together: compiled, trained, evaluated, saved, and itself a layer of a larger model.</summary>
/// <remarks>What reads the weights is thread-safe: <c>Predict</c>, <c>Evaluate</c>, <c>Check</c>, saving and exporting. When it starts
/// while another thread changes weights, by <c>Fit</c>, <c>Adapt</c> or loading them, it sees them as they were before or as they are
/// after, whole: never some of each. While it trains, a model predicts with the weights it had before; the new ones are set together when
/// training ends, and where a callback asks for it (<see cref="TrainingRun.UpdateModel"/>).
/// <para>What changes a model is for one call at a time: <c>Fit</c>, <c>Adapt</c> and <c>Update</c> (of the model or of one of its layers),
/// <c>LoadWeights</c> and <c>Compile</c>. A second one, on another thread or in a callback of the first, throws
/// <see cref="InvalidOperationException"/> and changes nothing; so does <c>Fit</c> of another model that trains one of the same layers or
/// has the same optimizer. Models may be trained at the same time that share layers which no training changes: frozen ones, and adaptive
/// ones such as <see cref="Normalization"/>.</para></remarks>
public abstract partial class Model : Layer, IDisposable
{
    private protected Model(string? name)
        : base(name)
    {
    }

    /// <summary>The layers in order, without inputs, as Keras lists them.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    /// <summary>The weights of all layers, in order; a layer that is shared has its weights here once, as in Keras.</summary>
    public override IReadOnlyList<Weight> Weights => [.. Layers.SelectMany(layer => layer.Weights).Distinct()];

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> TrainableWeights => Trainable ? [.. Layers.SelectMany(layer => layer.TrainableWeights).Distinct()] : [];

    /// <summary>Where the data comes in; none while the model does not know.</summary>
    public abstract IReadOnlyList<Input> Inputs { get; }

    /// <summary>Where the data comes in, where there is one place; otherwise <see langword="null"/>.</summary>
    public Input? Input => Inputs is [var only] ? only : null;

    /// <summary>What the outputs are called, in logs and in exported graphs: the layers that give them.</summary>
    internal abstract override IReadOnlyList<string> OutputNames { get; }

    /// <summary>Whether <c>Predict</c>, <c>Fit</c> and <c>Evaluate</c>, and <c>Adapt</c> and <c>Check</c> on the way to adaptive layers,
    /// refuse values that a layer cannot compute with, as an index that an <see cref="Embedding"/> has no row for. Default
    /// <see langword="true"/> for a model that was made here. Files of this library keep it; it is <see langword="false"/> for a model from
    /// any other file, which computes as in Keras. A model within another follows that one.</summary>
    public bool ChecksValues { get; set; } = true;

    /// <summary>Whether <c>Fit</c> ends with an error as soon as the loss of a batch is no longer a finite number, which no later step can
    /// mend. Default <see langword="true"/>;
    /// <see cref="TerminateOnNaN"/> ends training without an error then, and <see langword="false"/> lets it go on, as Keras does. It is
    /// not saved.</summary>
    public bool ChecksLoss { get; set; } = true;

    /// <summary>What <c>Model.Load</c> found in the file of this model, what it left out, and what saving will change;
    /// <see langword="null"/> for a model that was not loaded.</summary>
    public LoadReport? LoadReport { get; internal set; }

    /// <summary>Each layer at which a mask ends because it does not support masking, so that the layers after it count every step: one
    /// sentence each, as Keras warns. Empty where there is none, and while the model does not know its input.</summary>
    public IReadOnlyList<string> MaskWarnings
    {
        get
        {
            if (Inputs.Count == 0) return [];
            var record = CallRecord.ForPrediction();
            _ = ApplyAll(Symbols(), record);
            return [.. record.MasksEndAt.Distinct().Select(layer => $"{layer} does not support masking: the mask of its input ends there, and the layers after it count every step.")];
        }
    }

    /// <summary>What is doubtful about the losses that it was compiled with, as a crossentropy over an output without softmax or sigmoid:
    /// one sentence each, with what to do. Empty where
    /// there is nothing, and while the model is not compiled or does not know its input. <see cref="Summary"/> and the <see
    /// cref="History"/> of <c>Fit</c> have them, too.</summary>
    public IReadOnlyList<string> LossWarnings => Inputs.Count == 0 || Objective is not { } objective ? []
        : [.. objective.Outputs.Zip(ApplyAll(Symbols(), CallRecord.ForPrediction()), OutputRules.Warning).OfType<string>()];

    /// <summary>Whether its inputs are columns of a table, which are found by their names.</summary>
    internal virtual bool TakesColumns => Inputs.Count > 1 || Inputs is [{ Column: not null }];

    /// <summary>Whether <c>Adapt</c> tells it the types of its columns, where there is nothing else to learn.</summary>
    internal virtual bool LearnsTypes => false;

    /// <summary>Whether it knows what it gives, which may wait for what its layers are to learn.</summary>
    internal virtual bool KnowsOutput => true;

    /// <summary>Tells it of which type the columns are that it takes; the result takes that back.</summary>
    /// <exception cref="ArgumentException">One that it takes is not there.</exception>
    internal virtual Action Declare(IReadOnlyDictionary<string, ColumnType> columns) => () => { };

    /// <summary>What its table of layers is of; itself by default.</summary>
    internal virtual Model Shown => this;

    /// <summary>What stands below its table of layers; null for nothing.</summary>
    internal virtual string? Remark => null;

    internal override IReadOnlyList<Layer> Children => Layers;

    private protected sealed override bool RefusesValues => ChecksValues;

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> ArgumentNames => ["mask"];

    // Keras makes no masks of what a model within the model gives until it runs.
    internal sealed override KerasTensor? MaskTensor(LayerCall call) => null;

    // Its layers cast their inputs; the model itself passes wide inputs through.
    internal override bool CastsInput => false;

    /// <summary>Predicts rows.</summary>
    /// <param name="x">Raw rows <c>(batch, features)</c>: whatever the model normalizes, it normalizes inside.</param>
    /// <returns><c>(batch, outputs)</c>, float32.</returns>
    /// <exception cref="LayerException">A layer cannot work on rows of that shape, or was not adapted.</exception>
    /// <exception cref="InvalidOperationException">The model's output has another rank than 2.</exception>
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
    /// <exception cref="ArgumentException">A row has another length than the first.</exception>
    public float[,] Predict(float[][] x) => Matrix(Predict((TensorData)x));

    /// <summary>Predicts a batch of any rank.</summary>
    /// <param name="x">With the batch first.</param>
    /// <returns>With the batch first.</returns>
    /// <exception cref="LayerException">A layer cannot work on an input of that shape, or was not adapted.</exception>
    public System.Numerics.Tensors.Tensor<float> Predict(System.Numerics.Tensors.Tensor<float> x) =>
        Casting.Cast(Predict((TensorData)x), DType.Float32).ToTensor<float>();

    /// <summary>Predicts from several inputs, by name.</summary>
    /// <param name="x">A batch for each of <see cref="Inputs"/>, all of the same number of rows.</param>
    /// <returns>Each output under the name of the layer that gives it.</returns>
    /// <exception cref="ArgumentException">An input is missing or there is no such input.</exception>
    /// <exception cref="LayerException">A layer cannot work on inputs of those shapes, or was not adapted.</exception>
    public IReadOnlyDictionary<string, TensorData> Predict(IReadOnlyDictionary<string, TensorData> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        RequireAdapted();
        Declare(x);
        x = InRank(x);
        Require(x, mayBeLeftOut: true);
        TensorData?[] tensors = [.. Inputs.Select(input => x.GetValueOrDefault(input.Name))];
        return OutputNames.Zip(Predict(Symbols(), tensors)).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The graph that <c>Predict</c> runs, and that an exported ONNX file holds: raw rows in, predictions out, everything between
    /// inside.</summary>
    /// <returns>Its inputs are <see cref="Inputs"/> in their order, without those that are optional and that no output needs, with the
    /// batch open and named <c>batch</c>; its outputs are named after the layers that give them, with <c>/output</c> behind where an input
    /// has that name; the weights are constants, as they are now.</returns>
    /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
    /// <exception cref="LayerException">A layer was not adapted.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public Graph ToGraph()
    {
        RequireNotDisposed();
        var declared = Inputs;
        if (declared.Count == 0) throw Throw.NotBuilt(this);
        RequireAdapted();
        var symbols = Symbols();
        List<KeyValuePair<string, Value>> outputs = [.. Apart(OutputNames, symbols).Zip(ApplyAll(symbols), KeyValuePair.Create)];
        var read = Graph.Of(outputs).Inputs.ToHashSet();
        return Predictor.Freeze(this, outputs, inputs: [.. symbols.Where((symbol, i) => !declared[i].IsOptional || read.Contains(symbol))]);
    }

    /// <summary>A table of the layers with their output shapes and numbers of parameters, as Keras prints it.</summary>
    /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
    /// <example><code>
    /// Console.WriteLine(model.Summary());
    /// </code></example>
    public string Summary() => ModelSummary.Of(this);

    /// <summary>Frees what prediction compiled. Predictions and a <c>Fit</c> that are under way go on to their end; whatever would use the
    /// model later, to predict, train, measure,
    /// check, save or export, throws <see cref="ObjectDisposedException"/>. Its weights and its summary can still be read.</summary>
    public void Dispose()
    {
        Predictor.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected sealed override Value Call(Value x) => Apply(x);

    // The layers inside gave their outputs the masks that they have.
    private protected sealed override IReadOnlyList<Value> WithMasks(IReadOnlyList<Value> outputs, IReadOnlyList<Value> inputs, CallContext call) => outputs;

    /// <summary>The inputs of a call with its masks, which its layers look for.</summary>
    private protected static Value[] Masked(IReadOnlyList<Value> inputs, CallContext call) => [.. inputs.Select(x =>
    {
        if (call.MaskOf(x) is not { } mask || ReferenceEquals(call.Record.MaskOf(x), mask)) return x;
        // A mask that is given in the call is this model's alone.
        x = Ops.Identity(x);
        call.Record.SetMask(x, mask);
        return x;
    })];

    /// <summary>Refuses to compute with a model that was disposed.</summary>
    internal void RequireNotDisposed()
    {
        if (Predictor.IsDisposed) throw Throw.Disposed(this);
    }

    /// <summary>The graph inputs that data goes into.</summary>
    internal Value[] Symbols() => [.. Inputs.Select(input => Ops.Input(input.Name, input.Shape, input.Type))];

    internal override Value InputFor(TensorData x)
    {
        if (Input is not { } input) throw Throw.SeveralInputs(this);
        if (OutputNames.Count > 1) throw Throw.SeveralOutputs(this, OutputNames);
        RequireFit(input, x);
        return Ops.Input(input.Name, input.Shape, input.Type);
    }

    /// <summary>Refuses data that does not fit an input: texts for numbers, another rank, or another number of features.</summary>
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
