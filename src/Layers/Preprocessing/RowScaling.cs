using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>A layer that divides each row by its norm: its length, the sum of its absolute values or its largest absolute value. Only the
/// proportions within a row remain.</summary>
/// <remarks>The input is <c>(batch, …, features)</c> of two or more axes; the output has the same shape. The features are on the last axis.
/// A row whose norm is below 2.22e-15, such as a row of zeros, stays unchanged; a row with a missing value (NaN) becomes NaN. The layer
/// learns nothing. Source: <see href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.Normalizer.html"/>. Keras's
/// <see cref="UnitNormalization"/> is nearly the same as division by the length: it treats a length below 1e-6 as 1e-6.
/// <para>Keras does not have this layer. Files store it as a nested model of Keras's operations, which every Keras release since 3.3 opens;
/// this library restores its own class.</para></remarks>
/// <example><code>
/// var shares = new RowScaling(RowNorm.L1);
/// shares.Predict(new[,] { { 1f, 3 } });   // 0.25 0.75
/// </code></example>
public sealed class RowScaling : Layer, IWrittenAsStock, ISavable<RowScaling>
{
    // Ten times the distance from 1 to the next double: scikit-learn does not divide by a smaller norm.
    private const double LeastSize = 2.220446049250313e-15;

    /// <summary>Creates the layer.</summary>
    /// <param name="norm">The norm of a row; default its length.</param>
    /// <param name="name">The name, unique within a model; <see langword="null"/> for <c>row_scaling</c>, numbered by the model.</param>
    /// <param name="dtype">The types of weights and arithmetic; <see langword="null"/> for float32.</param>
    public RowScaling(RowNorm norm = RowNorm.L2, string? name = null, DTypePolicy? dtype = null)
        : base(name, dtype)
    {
        if (!Enum.IsDefined(norm)) throw Throw.BadArgument(Name, nameof(norm), "one of L2, L1 and Max", norm);
        Norm = norm;
    }

    /// <summary>The norm of a row.</summary>
    public RowNorm Norm { get; }

    // Wide inputs are scaled before they are cast.
    internal override bool CastsInput => false;

    /// <inheritdoc/>
    protected override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(Shape inputShape) => LastAxis.Require(this, inputShape);

    /// <inheritdoc/>
    protected override Value Call(Value x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Type == DType.String) throw Throw.NeedsNumbers(this, x);
        return WideInput.Narrowed(((IWrittenAsStock)this).Formula(WideInput.Of(x, Policy)), Policy);
    }

    Value IWrittenAsStock.Formula(Value x)
    {
        var size = Norm switch
        {
            RowNorm.L1 => ReduceSum(Abs(x), [x.Shape.Rank - 1]),
            RowNorm.L2 => Sqrt(ReduceSum(x * x, [x.Shape.Rank - 1])),
            _ => Largest(Abs(x)),
        };
        return x / Where(size < LeastSize, Scalar(1, x.Type), size);
    }

    /// <inheritdoc/>
    public void WriteConfig(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("norm", SnakeCase.Of(Norm.ToString()));
    }

    /// <inheritdoc/>
    public static RowScaling FromConfig(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(Choice.Of<RowNorm>(config, "norm"), config.Name, config.Policy);
    }

    // Keras's Maximum takes two tensors, so the first half of the features is compared with the second half, repeatedly.
    private static Value Largest(Value x)
    {
        while (x.Shape[^1].Size > 1)
        {
            var (front, back) = LastAxis.Halves(x);
            x = Max(front, back);
        }
        return x;
    }
}
