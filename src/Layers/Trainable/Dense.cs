using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Every output sees every input: <c>y = activation(x · kernel + bias)</c>.</summary>
/// <remarks>Input <c>(batch, …, features)</c> of rank 2 or more; output <c>(batch, …, units)</c>.
/// Source: <see href="https://keras.io/api/layers/core_layers/dense/"/>.</remarks>
/// <example><code>
/// using var model = new Sequential { new Input(9), new Dense(64, Activation.Relu), new Dense(1) };
/// </code></example>
public sealed class Dense : Layer, ISavable<Dense>
{
    private Weight _kernel = null!;
    private Weight? _bias;

    /// <summary>A densely connected layer.</summary>
    /// <param name="units">How many outputs, 1 or more.</param>
    /// <param name="activation">The function of the sum; <see langword="null"/> for none.</param>
    /// <param name="useBias">Whether a number is added to each output; default true.</param>
    /// <param name="kernelInitializer">What the kernel starts as; <see langword="null"/> for
    /// <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="biasInitializer">What the bias starts as; <see langword="null"/> for <see cref="Initializer.Zeros"/>.</param>
    /// <param name="kernelRegularizer">What is added to the loss for the kernel; <see langword="null"/> for nothing.</param>
    /// <param name="biasRegularizer">What is added to the loss for the bias; <see langword="null"/> for nothing.</param>
    /// <param name="activityRegularizer">What is added to the loss for the output, by row; <see langword="null"/> for nothing.</param>
    /// <param name="kernelConstraint">What the kernel is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="biasConstraint">What the bias is brought back to after each step; <see langword="null"/> for nothing.</param>
    /// <param name="name">Unique within a model; <see langword="null"/> for <c>dense</c>, numbered.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    /// <exception cref="LayerException"><paramref name="units"/> is less than 1.</exception>
    public Dense(int units, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null, Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null, Regularizer? activityRegularizer = null, WeightConstraint? kernelConstraint = null, WeightConstraint? biasConstraint = null, string? name = null, DTypePolicy? dtype = null)
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

    /// <summary>How many outputs.</summary>
    public int Units { get; }

    /// <summary>The function of the sum.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>Whether a number is added to each output.</summary>
    public bool UseBias { get; }

    /// <summary>What the kernel starts as.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>What the bias starts as.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>What is added to the loss for the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>What is added to the loss for the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>What the kernel is brought back to after each step.</summary>
    public WeightConstraint? KernelConstraint { get; }

    /// <summary>What the bias is brought back to after each step.</summary>
    public WeightConstraint? BiasConstraint { get; }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        if (inputShape.Rank < 2) throw Throw.WrongRank(this, "rank 2 or more", inputShape);
        if (!inputShape[^1].IsKnown) throw Throw.UnknownFeatures(this, inputShape.Rank - 1, inputShape);
        _kernel = AddWeight("kernel", [inputShape[^1], Units], KernelInitializer, regularizer: KernelRegularizer, constraint: KernelConstraint);
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
