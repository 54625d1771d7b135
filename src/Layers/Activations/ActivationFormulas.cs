using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>Keras's activation functions as formulas. Source: <see href="https://keras.io/api/layers/activations/"/>.</summary>
internal static class ActivationFormulas
{
    // Klambauer et al., "Self-normalizing neural networks", 2017.
    private const double SeluAlpha = 1.6732632423543772;
    private const double SeluScale = 1.0507009873554805;

    // Also Keras's celu, which is the same where alpha is 1. The exponent stops at 0, so that the branch not taken cannot overflow into a
    // NaN gradient.
    public static Value Elu(Value x) => Where(x > 0, x, Exp(Min(x, 0)) - 1);

    public static Value Gelu(Value x)
    {
        var z = x * (1 / Math.Sqrt(2));
        // ONNX Runtime has the error function in float32 alone; a float64 layer gets that one, 1e-7 off at most.
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

    // ONNX Runtime's Relu is for floats; Keras's takes integers as well.
    public static Value Rectified(Value x) => x.Type.IsFloat() ? Relu(x) : Max(x, 0);

    public static Value Relu6(Value x) => Clip(x, 0, 6);

    public static Value Selu(Value x) => SeluScale * Where(x > 0, x, SeluAlpha * (Exp(Min(x, 0)) - 1));

    public static Value Silu(Value x) => x * Sigmoid(x);

    public static Value SoftShrink(Value x) => Where(x > 0.5, x - 0.5, Where(x < -0.5, x + 0.5, 0));

    /// <summary>ONNX Runtime has it in float32 alone. In float64 it is <c>max(x, 0) + ln(1 + e^−|x|)</c>; −ln sigmoid(−x) would be infinite
    /// from 37 on, where ONNX Runtime's sigmoid is 0.</summary>
    public static Value SoftplusOf(Value x) => x.Type == DType.Float64 ? Max(x, 0) + StableMath.Log1p(Exp(Min(-x, x))) : Softplus(x);

    public static Value Softsign(Value x) => x / (1 + Abs(x));

    public static Value SparsePlus(Value x) => Where(x <= -1, 0, Where(x < 1, Square(x + 1) / 4, x));

    public static Value SparseSigmoid(Value x) => Clip(0.5 * (x + 1), 0, 1);

    /// <summary>Keras's sparsemax along the last axis. It is that of Martins and Astudillo (2016) but for one step: its threshold comes
    /// from all the cumulative sums within the support, where theirs comes from the last one, so that only rows with a single element in
    /// the support add up to 1. Models that name it were trained with Keras's numbers.</summary>
    public static Value Sparsemax(Value x)
    {
        var size = x.Shape[^1].IsKnown ? x.Shape[^1].Size : throw Throw.SparsemaxNeedsASize(x);
        var sorted = TopK(x, size).Values;
        var ranks = Cast(Range(1, size + 1.0, 1), x.Type);
        var isInSupport = 1 + ranks * sorted > CumSum(sorted);
        var count = ReduceSum(Cast(isInSupport, x.Type), [-1]);
        var chosen = Cast(x > (ReduceSum(Where(isInSupport, sorted, 0), [-1]) - 1) / count, x.Type);
        // How many of the cumulative sums an element is in: as many as the support has elements not above it. Equal ones share theirs.
        var (own, other) = (Unsqueeze(x, -1), Unsqueeze(x, -2));
        var isBelow = Cast(other < own, x.Type) + 0.5 * Cast(Equal(other, own), x.Type);
        var times = chosen * (ReduceSum(isBelow * Unsqueeze(chosen, -2), [-1], keepDims: false) + 0.5);
        // Which elements are in the support is a choice and has no slope; the threshold that follows from it has one.
        var threshold = (ReduceSum(x * StopGradient(times), [-1]) - 1) / StopGradient(count);
        return Max(x - threshold, 0);
    }

    public static Value Squareplus(Value x) => (x + Sqrt(x * x + 4)) / 2;

    public static Value TanhShrink(Value x) => x - Tanh(x);
}
