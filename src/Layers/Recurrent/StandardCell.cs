using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The base class of Keras's recurrent cells: an input kernel, a recurrent kernel, a bias, and dropout of features and
/// state.</summary>
public abstract class StandardCell : RecurrentCell
{
    private readonly int _gates;

    private protected StandardCell(int gates, CellSettings settings, string? name, DTypePolicy? dtype)
        : base(name, dtype)
    {
        if (settings.Units < 1) throw Throw.BadArgument(Name, "units", "1 or more", settings.Units);
        if (double.IsNaN(settings.Dropout)) throw Throw.DropoutIsNaN(Name, "dropout");
        if (double.IsNaN(settings.RecurrentDropout)) throw Throw.DropoutIsNaN(Name, "recurrentDropout");
        _gates = gates;
        Units = settings.Units;
        Activation = settings.Activation ?? global::Layers.Activation.Tanh;
        UseBias = settings.UseBias;
        KernelInitializer = settings.KernelInitializer ?? Initializer.GlorotUniform;
        RecurrentInitializer = settings.RecurrentInitializer ?? Initializer.Orthogonal;
        BiasInitializer = settings.BiasInitializer ?? Initializer.Zeros;
        KernelRegularizer = settings.KernelRegularizer;
        RecurrentRegularizer = settings.RecurrentRegularizer;
        BiasRegularizer = settings.BiasRegularizer;
        KernelConstraint = settings.KernelConstraint;
        RecurrentConstraint = settings.RecurrentConstraint;
        BiasConstraint = settings.BiasConstraint;
        Dropout = Math.Clamp(settings.Dropout, 0, 1);
        RecurrentDropout = Math.Clamp(settings.RecurrentDropout, 0, 1);
        NoiseSeed = settings.Seed;
    }

    /// <summary>The number of elements of the state.</summary>
    public int Units { get; }

    /// <summary>The activation function of the candidate for the next state, or of the next state itself in a
    /// <see cref="SimpleRNNCell"/>.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>Whether the cell adds a bias to each sum.</summary>
    public bool UseBias { get; }

    /// <summary>The initializer of the input kernel.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The initializer of the recurrent kernel.</summary>
    public Initializer RecurrentInitializer { get; }

    /// <summary>The initializer of the bias.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>The regularizer of the input kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>The regularizer of the recurrent kernel.</summary>
    public Regularizer? RecurrentRegularizer { get; }

    /// <summary>The regularizer of the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>The constraint on the input kernel, applied after each training step.</summary>
    public WeightConstraint? KernelConstraint { get; }

    /// <summary>The constraint on the recurrent kernel, applied after each training step.</summary>
    public WeightConstraint? RecurrentConstraint { get; }

    /// <summary>The constraint on the bias, applied after each training step.</summary>
    public WeightConstraint? BiasConstraint { get; }

    /// <summary>The share of the features that is set to 0 in training, the same features in every step of a sequence. From 0 to 1; a share
    /// of 1 drops nothing, as in Keras.</summary>
    public double Dropout { get; }

    /// <summary>The share of the state that is set to 0 in training, with the rules of <see cref="Dropout"/>.</summary>
    public double RecurrentDropout { get; }

    /// <summary>The seed of dropout, which also depends on the training's seed; <see langword="null"/>, the default, is the same as
    /// 0.</summary>
    public long? NoiseSeed { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<int> StateSizes => [Units];

    internal override bool TakesFloats => true;

    internal override bool OutputIsState => true;

    private protected Weight Kernel { get; private set; } = null!;

    private protected Weight RecurrentKernel { get; private set; } = null!;

    private protected Weight? Bias { get; private set; }

    private protected virtual Shape BiasShape => [_gates * Units];

    private protected virtual Initializer BiasStart => BiasInitializer;

    /// <summary>The size of each gate on the last axis.</summary>
    private protected long[] GateSizes => [.. Enumerable.Repeat((long)Units, _gates)];

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        if (inputShape.Rank != 2) throw Throw.WrongRank(this, "one step, of rank 2", inputShape);
        if (!inputShape[1].IsKnown) throw Throw.UnknownFeatures(this, 1, inputShape);
        Kernel = AddWeight("kernel", [inputShape[1], _gates * Units], KernelInitializer, regularizer: KernelRegularizer,
            constraint: KernelConstraint);
        RecurrentKernel = AddWeight("recurrent_kernel", [Units, _gates * Units], RecurrentInitializer, regularizer: RecurrentRegularizer,
            constraint: RecurrentConstraint);
        if (UseBias) Bias = AddWeight("bias", BiasShape, BiasStart, regularizer: BiasRegularizer, constraint: BiasConstraint);
    }

    /// <summary>Returns a kernel in the layout of ONNX's operators: <c>(directions, units, features)</c>.</summary>
    private protected static Value ToOnnxKernel(Value kernel) => Unsqueeze(Transpose(kernel), 0);

    /// <summary>Returns the biases in the layout of ONNX's operators, which also have a bias for the product of the state.</summary>
    /// <param name="bias">The bias of the product of the features; null for none.</param>
    private protected Value ToOnnxBiases(Value? bias)
    {
        var none = Constant(TensorData.Zeros(Policy.ArithmeticType, [_gates * Units]));
        return Unsqueeze(Concat([bias ?? none, none], 0), 0);
    }

    /// <summary>Returns an initial state in the layout of ONNX's operators; null for zeros.</summary>
    private protected static Value? ToOnnxState(IReadOnlyList<Value>? states, int index) =>
        states is null ? null : Unsqueeze(states[index], 0);

    /// <summary>Returns the product of the features and the input kernel.</summary>
    private protected Value FeatureProduct(Value x, CallContext call)
    {
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        if (x.Shape[^1] != Kernel.Shape[0]) throw Throw.WrongFeatures(this, x.Shape.Rank - 1, Kernel.Shape[0], x.Shape);
        return Product(Cast(x, Policy.ArithmeticType), Kernel, Patterns(x, Dropout, call));
    }

    /// <summary>Returns the product of the state and the recurrent kernel.</summary>
    private protected Value StateProduct(Value h, CallContext call) => Product(h, RecurrentKernel, Patterns(h, RecurrentDropout, call));

    /// <summary>Returns the state after dropout for each gate; one value if the state is the same for all gates.</summary>
    private protected IReadOnlyList<Value> DroppedState(Value h, CallContext call) =>
        [.. Patterns(h, RecurrentDropout, call).Select(pattern => h * pattern).DefaultIfEmpty(h)];

    // Keras draws one pattern for all gates, or one for each gate if the state has dropout.
    private Value[] Patterns(Value x, double rate, CallContext call) => !call.IsTraining || rate is 0 or 1 ? []
        : [.. Enumerable.Range(0, RecurrentDropout == 0 ? 1 : _gates)
            .Select(_ => Where(call.RandomUniform(ShapeOf(x), NoiseSeed) >= rate, Scalar(1 / (1 - rate), Policy.ArithmeticType), 0))];

    private Value Product(Value x, Value kernel, Value[] patterns) => patterns.Length switch
    {
        0 => MatMul(x, kernel),
        1 => MatMul(x * patterns[0], kernel),
        _ => Concat([.. Split(kernel, GateSizes).Select((part, gate) => MatMul(x * patterns[gate], part))], -1),
    };

    private protected void WriteCommon(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("units", Units).Set("activation", Activation).Set("use_bias", UseBias)
            .Set("kernel_initializer", KernelInitializer).Set("recurrent_initializer", RecurrentInitializer)
            .Set("bias_initializer", BiasInitializer)
            .Set("kernel_regularizer", KernelRegularizer).Set("recurrent_regularizer", RecurrentRegularizer)
            .Set("bias_regularizer", BiasRegularizer)
            .Set("kernel_constraint", KernelConstraint).Set("recurrent_constraint", RecurrentConstraint)
            .Set("bias_constraint", BiasConstraint)
            .Set("dropout", Dropout).Set("recurrent_dropout", RecurrentDropout).Set("seed", NoiseSeed);
    }
}
