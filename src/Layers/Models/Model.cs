namespace Layers;

/// <summary>Layers put together: compiled, trained, evaluated, saved, and itself a layer of a larger model.</summary>
/// <remarks>Predicting is thread-safe; everything else is for one thread at a time. A prediction that starts while another thread changes
/// weights, by <c>Fit</c>, <c>Adapt</c> or loading them, sees the weights as they were before or as they are after, whole: never some of
/// each. While it trains, a model predicts with the weights it had before; the new ones are set together when training ends, and where a
/// callback asks for it (<see cref="TrainingRun.UpdateModel"/>).</remarks>
public abstract partial class Model : Layer, IDisposable
{
    private readonly Predictor _predictor = new();
    private volatile Compiled? _ready;

    private protected Model(string? name)
        : base(name)
    {
    }

    /// <summary>The layers in order, without inputs, as Keras lists them.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => [.. Layers.SelectMany(layer => layer.Weights)];

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> TrainableWeights => Trainable ? [.. Layers.SelectMany(layer => layer.TrainableWeights)] : [];

    /// <summary>Where the data comes in; none while the model does not know.</summary>
    public abstract IReadOnlyList<Input> Inputs { get; }

    /// <summary>Where the data comes in, where there is one place; otherwise <see langword="null"/>.</summary>
    public Input? Input => Inputs is [var only] ? only : null;

    /// <summary>What the outputs are called, in logs and in exported graphs: the layers that give them.</summary>
    internal abstract IReadOnlyList<string> OutputNames { get; }

    /// <summary>What a file could not restore although the model predicts as it did when it was saved; empty for a model that was not loaded.</summary>
    public IReadOnlyList<string> LoadWarnings { get; internal set; } = [];

    /// <summary>Whether it is a layer of another model, so that its weights carry its name.</summary>
    internal bool IsNested { get; set; }

    internal override IReadOnlyList<Layer> Children => Layers;

    // Its layers cast their inputs; the model itself passes wide inputs through.
    internal override bool CastsInput => false;

    /// <summary>Predicts rows.</summary>
    /// <param name="x">Raw rows <c>(batch, features)</c>: whatever the model normalizes, it normalizes inside.</param>
    /// <returns><c>(batch, outputs)</c>, float32.</returns>
    /// <exception cref="LayerException">A layer cannot work on rows of that shape, or was not adapted.</exception>
    /// <exception cref="InvalidOperationException">The model's output has another rank than 2.</exception>
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
        ByName(x);
        var compiled = _predictor.For(this, new TensorType(Inputs[0].Type, Inputs[0].Shape), PredictionGraph);
        return OutputNames.Zip(IndexFaults.Named(this, () => compiled.Run(input => Casting.Cast(x[input.Name!], input.Type)))).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>A table of the layers with their output shapes and numbers of parameters, as Keras prints it.</summary>
    /// <exception cref="InvalidOperationException">The model does not know its input yet.</exception>
    public string Summary() => ModelSummary.Of(this);

    /// <summary>Frees what prediction compiled.</summary>
    public void Dispose()
    {
        DisposePredictor();
        _predictor.Dispose();
        GC.SuppressFinalize(this);
    }

    internal override string OutputName => OutputNames[0];

    /// <summary>What Predict runs: the declared inputs, the weights as constants, the outputs named after the layers that give them.</summary>
    internal Graph PredictionGraph() => PredictionGraph(null);

    private Graph PredictionGraph(Freshness? freshness)
    {
        var symbols = Symbols();
        return Predictor.Freeze(this, OutputNames.Zip(ApplyAll(symbols, null), KeyValuePair.Create), freshness, symbols);
    }

    private protected override void ForgetPredictions()
    {
        base.ForgetPredictions();
        _predictor.Forget();
        _ready = null;
    }

    /// <summary>The graph inputs that data goes into.</summary>
    internal Value[] Symbols() => [.. Inputs.Select(input => Ops.Input(input.Name, input.Shape, input.Type))];

    internal override Value InputFor(TensorData x)
    {
        if (Input is not { } input) throw Throw.WrongInputCount(this, Inputs.Count, 1);
        if (OutputNames.Count > 1) throw Throw.SeveralOutputs(this, OutputNames);
        RequireFit(input, x);
        return Ops.Input(input.Name, input.Shape, input.Type);
    }

    /// <summary>Refuses data that does not fit an input: another rank, or another number of features.</summary>
    private protected void RequireFit(Input input, TensorData x)
    {
        if (x.Shape.Rank != input.Shape.Rank) throw Throw.WrongRank(this, $"shape {input.Shape}", x.Shape);
        for (var axis = 1; axis < x.Shape.Rank; axis++)
            if (input.Shape[axis].IsKnown && input.Shape[axis] != x.Shape[axis])
                throw Throw.WrongFeatures(this, axis, input.Shape[axis], x.Shape);
    }

    /// <summary>Gives a layer with a default name another number where the name is taken.</summary>
    private protected void NameUniquely(Layer layer, HashSet<string> taken)
    {
        if (!taken.Contains(layer.Name)) return;
        if (!layer.HasDefaultName) throw Throw.LayerNameTaken(this, layer);
        var number = 1;
        while (taken.Contains($"{layer.NameStem}_{number}")) number++;
        layer.Name = $"{layer.NameStem}_{number}";
    }

    private protected override void MoveWeights()
    {
        foreach (var layer in Layers) layer.Scope = IsNested ? Path + "/" : "";
    }

    private protected void Own(Layer layer)
    {
        if (layer is Model model) model.IsNested = true;
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
