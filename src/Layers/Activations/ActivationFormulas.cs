using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Keras's activation functions as formulas. Source: <see href="https://keras.io/api/layers/activations/"/>.</summary>
internal static class ActivationFormulas
{
    // Klambauer et al., "Self-normalizing neural networks", 2017.
    private const double SeluAlpha = 1.6732632423543772;
    private const double SeluScale = 1.0507009873554805;

    // This is also Keras's celu, which is the same for alpha = 1. The exponent is at most 0, so that the branch that is not selected cannot
    // overflow and make the gradient NaN.
    public static Value Elu(Value x) => Where(x > 0, x, Exp(Min(x, 0)) - 1);

    public static Value Gelu(Value x)
    {
        var z = x * (1 / Math.Sqrt(2));
        // ONNX Runtime has the error function only in float32; a float64 layer uses it with an error of at most 1e-7.
        return 0.5 * x * (1 + (z.Type == DType.Float64 ? Cast(Erf(Cast(z, DType.Float32)), DType.Float64) : Erf(z)));
    }

    public static Value Glu(Value x)
    {
        var size = x.Shape[^1].IsKnown && x.Shape[^1].Size % 2 == 0 ? x.Shape[^1].Size / 2 : throw Throw.GluNeedsHalves(x);
        var halves = Split(x, [size, size]);
        return halves[0] * Sigmoid(halves[1]);
    }

    public static Value HardShrink(Value x) => Where(Abs(x) > 0.5, x, 0);

    public static Value HardSigmoid(Value x) => Clip(x / 6 + 0.5, 0, 1);

    public static Value HardSilu(Value x) => x * HardSigmoid(x);

    public static Value HardTanh(Value x) => Clip(x, -1, 1);

    public static Value LeakyRelu(Value x, double negativeSlope) => Where(x > 0, x, negativeSlope * x);

    public static Value LogSigmoid(Value x) => -SoftplusOf(-x);

    public static Value Mish(Value x) => x * Tanh(SoftplusOf(x));

    // ONNX Runtime's Relu takes only floats; Keras's also takes integers.
    public static Value Rectified(Value x) => x.Type.IsFloat() ? Relu(x) : Max(x, 0);

    public static Value Relu6(Value x) => Clip(x, 0, 6);

    public static Value Selu(Value x) => SeluScale * Where(x > 0, x, SeluAlpha * (Exp(Min(x, 0)) - 1));

    public static Value Silu(Value x) => x * Sigmoid(x);

    public static Value SoftShrink(Value x) => Where(x > 0.5, x - 0.5, Where(x < -0.5, x + 0.5, 0));

    /// <summary>Computes softplus. ONNX Runtime has this operator only in float32. In float64 the formula is <c>max(x, 0) + ln(1 +
    /// e^−|x|)</c>, because −ln sigmoid(−x) would be infinite from 37 on, where ONNX Runtime's sigmoid is 0.</summary>
    public static Value SoftplusOf(Value x) => x.Type == DType.Float64 ? Max(x, 0) + StableMath.Log1p(Exp(Min(-x, x))) : Softplus(x);

    public static Value Softsign(Value x) => x / (1 + Abs(x));

    public static Value SparsePlus(Value x) => Where(x <= -1, 0, Where(x < 1, Square(x + 1) / 4, x));

    public static Value SparseSigmoid(Value x) => Clip(0.5 * (x + 1), 0, 1);

    /// <summary>Computes Keras's sparsemax along the last axis. It differs from the sparsemax of Martins and Astudillo (2016) in one step:
    /// it computes the threshold from all cumulative sums within the support, and they compute it from the last one. So only rows with a
    /// single element in the support have the sum 1. Models with this function were trained with Keras's numbers.</summary>
    public static Value Sparsemax(Value x)
    {
        var size = x.Shape[^1].IsKnown ? x.Shape[^1].Size : throw Throw.SparsemaxNeedsASize(x);
        var sorted = TopK(x, size).Values;
        var ranks = Cast(Range(1, size + 1.0, 1), x.Type);
        var isInSupport = 1 + ranks * sorted > CumSum(sorted);
        var count = ReduceSum(Cast(isInSupport, x.Type), [-1]);
        var chosen = Cast(x > (ReduceSum(Where(isInSupport, sorted, 0), [-1]) - 1) / count, x.Type);
        // The number of cumulative sums that contain an element: the number of elements of the support that are not above it. Equal
        // elements all have the mean of their numbers.
        var (own, other) = (Unsqueeze(x, -1), Unsqueeze(x, -2));
        var isBelow = Cast(other < own, x.Type) + 0.5 * Cast(Equal(other, own), x.Type);
        var times = chosen * (ReduceSum(isBelow * Unsqueeze(chosen, -2), [-1], keepDims: false) + 0.5);
        // The choice of the support has no gradient; the threshold that is computed from it has one.
        var threshold = (ReduceSum(x * StopGradient(times), [-1]) - 1) / StopGradient(count);
        return Max(x - threshold, 0);
    }

    public static Value Squareplus(Value x) => (x + Sqrt(x * x + 4)) / 2;

    public static Value TanhShrink(Value x) => x - Tanh(x);
}
