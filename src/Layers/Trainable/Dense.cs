using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A fully connected layer: <c>y = activation(x · kernel + bias)</c>.</summary>
/// <remarks>Input <c>(batch, …, features)</c> of rank 2 or more; output <c>(batch, …, units)</c>.
/// Source: <see href="https://keras.io/api/layers/core_layers/dense/"/>.</remarks>
/// <example><code>
/// using var model = new Sequential { new Input(9), new Dense(64, Activation.Relu), new Dense(1) };
/// </code></example>
public sealed class Dense : Layer, ISavable<Dense>
{
    private Weight _kernel = null!;
    private Weight? _bias;

    /// <summary>Creates a fully connected layer.</summary>
    /// <param name="units">The number of outputs, 1 or more.</param>
    /// <param name="activation">The activation function of the output; <see langword="null"/> for none.</param>
    /// <param name="useBias">Whether the layer adds a bias to each output; default true.</param>
    /// <param name="kernelInitializer">The initializer of the kernel; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="biasInitializer">The initializer of the bias; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="kernelRegularizer">The regularizer of the kernel; <see langword="null"/> for none.</param>
    /// <param name="biasRegularizer">The regularizer of the bias; <see langword="null"/> for none.</param>
    /// <param name="activityRegularizer">The regularizer of the output; <see langword="null"/> for none. Its penalty is divided by the
    /// number of rows and added to the loss.</param>
    /// <param name="kernelConstraint">The constraint on the kernel, applied after each training step; <see langword="null"/> for
    /// none.</param>
    /// <param name="biasConstraint">The constraint on the bias, applied after each training step; <see langword="null"/> for none.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>dense</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="units"/> is less than 1.</exception>
    public Dense(int units, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null,
            WeightConstraint? kernelConstraint = null, WeightConstraint? biasConstraint = null, string? name = null,
            DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (units < 1) throw Throw.BadArgument(Name, nameof(units), "1 or more", units);
        Units = units;
        Activation = activation ?? global::Layers.Activation.Linear;
        UseBias = useBias;
        KernelInitializer = kernelInitializer ?? Initializer.GlorotUniform;
        BiasInitializer = biasInitializer ?? Initializer.Zeros;
        KernelRegularizer = kernelRegularizer;
        BiasRegularizer = biasRegularizer;
        ActivityRegularizer = activityRegularizer;
        KernelConstraint = kernelConstraint;
        BiasConstraint = biasConstraint;
    }

    /// <summary>The number of outputs.</summary>
    public int Units { get; }

    /// <summary>The activation function of the output.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>Whether the layer adds a bias to each output.</summary>
    public bool UseBias { get; }

    /// <summary>The initializer of the kernel.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The initializer of the bias.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>The regularizer of the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>The regularizer of the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>The constraint on the kernel, applied after each training step.</summary>
    public WeightConstraint? KernelConstraint { get; }

    /// <summary>The constraint on the bias, applied after each training step.</summary>
    public WeightConstraint? BiasConstraint { get; }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        if (inputShape.Rank < 2) throw Throw.WrongRank(this, "rank 2 or more", inputShape);
        if (!inputShape[^1].IsKnown) throw Throw.UnknownFeatures(this, inputShape.Rank - 1, inputShape);
        _kernel = AddWeight("kernel", [inputShape[^1], Units], KernelInitializer, regularizer: KernelRegularizer,
            constraint: KernelConstraint);
        if (UseBias) _bias = AddWeight("bias", [Units], BiasInitializer, regularizer: BiasRegularizer, constraint: BiasConstraint);
    }

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        if (x.Shape.Rank < 2) throw Throw.WrongRank(this, "rank 2 or more", x.Shape);
        if (x.Shape[^1] != _kernel.Shape[0]) throw Throw.WrongFeatures(this, x.Shape.Rank - 1, _kernel.Shape[0], x.Shape);
        var y = MatMul(Cast(x, Policy.ArithmeticType), _kernel);
        return Activation.Apply(_bias is null ? y : y + _bias);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("units", Units).Set("activation", Activation).Set("use_bias", UseBias)
            .Set("kernel_initializer", KernelInitializer).Set("bias_initializer", BiasInitializer)
            .Set("kernel_regularizer", KernelRegularizer).Set("bias_regularizer", BiasRegularizer)
            .Set("kernel_constraint", KernelConstraint).Set("bias_constraint", BiasConstraint);
    }

    /// <inheritdoc/>
    public static Dense FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(config.Whole("units"), config.Activation("activation"), config.Flag("use_bias", true),
            config.Initializer("kernel_initializer", Initializer.GlorotUniform), config.Initializer("bias_initializer", Initializer.Zeros),
            config.Regularizer("kernel_regularizer"), config.Regularizer("bias_regularizer"), config.Regularizer("activity_regularizer"),
            config.Constraint("kernel_constraint"), config.Constraint("bias_constraint"), config.Name, config.Policy);
    }
}
