using static Layers.ActivationFormulas;

namespace Layers;

public sealed partial class Activation
{
    private static List<ActivationFunction>? s_all;

    /// <summary><c>max(x, 0) + min(eˣ − 1, 0)</c>.</summary>
    public static ActivationFunction Celu { get; } = Known("celu", ActivationFormulas.Elu);

    /// <summary><c>x</c> above 0, <c>eˣ − 1</c> below.</summary>
    public static ActivationFunction Elu { get; } = Known("elu", ActivationFormulas.Elu);

    /// <summary><c>eˣ</c>.</summary>
    public static ActivationFunction Exponential { get; } = Known("exponential", Ops.Exp);

    /// <summary><c>x · Φ(x)</c>, with the exact normal distribution function.</summary>
    public static ActivationFunction Gelu { get; } = Known("gelu", ActivationFormulas.Gelu);

    /// <summary>The first half of the last axis times the sigmoid of the second.</summary>
    public static ActivationFunction Glu { get; } = Known("glu", ActivationFormulas.Glu);

    /// <summary><c>x</c> if <c>|x| &gt; 0.5</c>, else 0.</summary>
    public static ActivationFunction HardShrink { get; } = Known("hard_shrink", ActivationFormulas.HardShrink);

    /// <summary><c>x / 6 + 0.5</c>, clipped to [0, 1].</summary>
    public static ActivationFunction HardSigmoid { get; } = Known("hard_sigmoid", ActivationFormulas.HardSigmoid);

    /// <summary><c>x · hard_sigmoid(x)</c>; Keras also calls it hard_swish.</summary>
    public static ActivationFunction HardSilu { get; } = Known("hard_silu", ActivationFormulas.HardSilu);

    /// <summary><c>x</c>, clipped to [−1, 1].</summary>
    public static ActivationFunction HardTanh { get; } = Known("hard_tanh", ActivationFormulas.HardTanh);

    /// <summary><c>x</c> above 0, <c>0.2 x</c> below.</summary>
    public static ActivationFunction LeakyRelu { get; } = Known("leaky_relu", x => ActivationFormulas.LeakyRelu(x, 0.2));

    /// <summary><c>x</c>.</summary>
    public static ActivationFunction Linear { get; } = Known("linear", x => x);

    /// <summary><c>ln sigmoid(x)</c>.</summary>
    public static ActivationFunction LogSigmoid { get; } = Known("log_sigmoid", ActivationFormulas.LogSigmoid);

    /// <summary><c>x − ln Σ eˣ</c> over the last axis.</summary>
    public static ActivationFunction LogSoftmax { get; } = Known("log_softmax", x => Ops.LogSoftmax(x));

    /// <summary><c>x · tanh(softplus(x))</c>.</summary>
    public static ActivationFunction Mish { get; } = Known("mish", ActivationFormulas.Mish);

    /// <summary><c>max(x, 0)</c>.</summary>
    public static ActivationFunction Relu { get; } = Known("relu", Rectified);

    /// <summary><c>x</c>, clipped to [0, 6].</summary>
    public static ActivationFunction Relu6 { get; } = Known("relu6", ActivationFormulas.Relu6);

    /// <summary>Scaled ELU, which keeps activations near mean 0 and variance 1: <c>1.0507 x</c> above 0, <c>1.0507 · 1.6733 · (eˣ − 1)</c>
    /// below.</summary>
    public static ActivationFunction Selu { get; } = Known("selu", ActivationFormulas.Selu);

    /// <summary><c>1 / (1 + e⁻ˣ)</c>.</summary>
    public static ActivationFunction Sigmoid { get; } = Known("sigmoid", Ops.Sigmoid);

    /// <summary><c>x · sigmoid(x)</c>; Keras also calls it swish.</summary>
    public static ActivationFunction Silu { get; } = Known("silu", ActivationFormulas.Silu);

    /// <summary><c>x</c> shifted toward 0 by 0.5, and 0 if <c>|x| ≤ 0.5</c>.</summary>
    public static ActivationFunction SoftShrink { get; } = Known("soft_shrink", ActivationFormulas.SoftShrink);

    /// <summary><c>eˣ / Σ eˣ</c> over the last axis.</summary>
    public static ActivationFunction Softmax { get; } = Known("softmax", x => Ops.Softmax(x));

    /// <summary><c>ln(1 + eˣ)</c>.</summary>
    public static ActivationFunction Softplus { get; } = Known("softplus", ActivationFormulas.SoftplusOf);

    /// <summary><c>x / (1 + |x|)</c>.</summary>
    public static ActivationFunction Softsign { get; } = Known("softsign", ActivationFormulas.Softsign);

    /// <summary>0 for <c>x ≤ −1</c>, <c>(x + 1)² / 4</c> for <c>−1 &lt; x &lt; 1</c>, and <c>x</c> for <c>x ≥ 1</c>.</summary>
    public static ActivationFunction SparsePlus { get; } = Known("sparse_plus", ActivationFormulas.SparsePlus);

    /// <summary><c>(x + 1) / 2</c>, clipped to [0, 1].</summary>
    public static ActivationFunction SparseSigmoid { get; } = Known("sparse_sigmoid", ActivationFormulas.SparseSigmoid);

    /// <summary>Probabilities over the last axis, many of which are exactly 0.</summary>
    public static ActivationFunction Sparsemax { get; } = Known("sparsemax", ActivationFormulas.Sparsemax);

    /// <summary><c>(x + √(x² + 4)) / 2</c>.</summary>
    public static ActivationFunction Squareplus { get; } = Known("squareplus", ActivationFormulas.Squareplus);

    /// <summary><c>tanh x</c>.</summary>
    public static ActivationFunction Tanh { get; } = Known("tanh", Ops.Tanh);

    /// <summary><c>x − tanh x</c>.</summary>
    public static ActivationFunction TanhShrink { get; } = Known("tanh_shrink", ActivationFormulas.TanhShrink);

    // Keras accepts the name in a layer, although a layer cannot give the function's two arguments; Keras and this library throw in the
    // call.
    internal static ActivationFunction Threshold { get; } = Known("threshold", _ => throw Throw.ThresholdNeedsArguments());

    /// <summary>All functions of this class.</summary>
    internal static IReadOnlyList<ActivationFunction> All => s_all!;

    private static ActivationFunction Known(string name, Func<Value, Value> function)
    {
        var known = new ActivationFunction(name, function);
        (s_all ??= []).Add(known);
        return known;
    }
}
