namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary><c>a + b</c>.</summary>
    public static Value Add(Value a, Value b) => Binary(Op.Add, a, b);

    /// <summary><c>a − b</c>.</summary>
    public static Value Sub(Value a, Value b) => Binary(Op.Sub, a, b);

    /// <summary><c>a · b</c>.</summary>
    public static Value Mul(Value a, Value b) => Binary(Op.Mul, a, b);

    /// <summary><c>a / b</c>; integers divide toward zero.</summary>
    public static Value Div(Value a, Value b) => Binary(Op.Div, a, b);

    /// <summary><c>a</c> to the power of <c>b</c>.</summary>
    public static Value Pow(Value a, Value b) => Binary(Op.Pow, a, b);

    /// <summary>The remainder of integers, with the sign of the divisor.</summary>
    public static Value Mod(Value a, Value b) => Binary(Op.Mod, a, b);

    /// <summary>The larger of two; NaN where either is.</summary>
    public static Value Max(Value a, Value b) => Binary(Op.Max, a, b);

    /// <summary>The smaller of two; NaN where either is.</summary>
    public static Value Min(Value a, Value b) => Binary(Op.Min, a, b);

    /// <summary>Bits that differ, of integers. Needs operator set 18.</summary>
    public static Value BitwiseXor(Value a, Value b) => Binary(Op.BitwiseXor, a, b);

    /// <summary>Unsigned integers with their bits moved to the right, zeros following.</summary>
    /// <param name="x">Unsigned integers.</param>
    /// <param name="bits">How far, of the same type.</param>
    public static Value ShiftRight(Value x, Value bits) => Binary(Op.BitShift, x, bits, ("direction", "RIGHT"));

    /// <summary><c>−x</c>.</summary>
    public static Value Neg(Value x) => Unary(Op.Neg, x);

    /// <summary>The absolute value.</summary>
    public static Value Abs(Value x) => Unary(Op.Abs, x);

    /// <summary>−1, 0 or 1.</summary>
    public static Value Sign(Value x) => Unary(Op.Sign, x);

    /// <summary>The next integer below.</summary>
    public static Value Floor(Value x) => Unary(Op.Floor, x);

    /// <summary>The next integer above.</summary>
    public static Value Ceil(Value x) => Unary(Op.Ceil, x);

    /// <summary>The nearest integer, halves to the even one.</summary>
    public static Value Round(Value x) => Unary(Op.Round, x);

    /// <summary><c>1 / x</c>.</summary>
    public static Value Reciprocal(Value x) => Unary(Op.Reciprocal, x);

    /// <summary>The square root.</summary>
    public static Value Sqrt(Value x) => Unary(Op.Sqrt, x);

    /// <summary><c>x · x</c>.</summary>
    public static Value Square(Value x) => Mul(x, x);

    /// <summary><c>e</c> to the power of <c>x</c>.</summary>
    public static Value Exp(Value x) => Unary(Op.Exp, x);

    /// <summary>The natural logarithm.</summary>
    public static Value Log(Value x) => Unary(Op.Log, x);

    /// <summary>The error function.</summary>
    public static Value Erf(Value x) => Unary(Op.Erf, x);

    /// <summary>The cosine of radians.</summary>
    public static Value Cos(Value x) => Unary(Op.Cos, x);

    /// <summary>The sine of radians.</summary>
    public static Value Sin(Value x) => Unary(Op.Sin, x);

    /// <summary>The hyperbolic tangent.</summary>
    public static Value Tanh(Value x) => Unary(Op.Tanh, x);

    /// <summary><c>1 / (1 + e⁻ˣ)</c>.</summary>
    public static Value Sigmoid(Value x) => Unary(Op.Sigmoid, x);

    /// <summary><c>ln(1 + eˣ)</c>.</summary>
    public static Value Softplus(Value x) => Unary(Op.Softplus, x);

    /// <summary><c>max(x, 0)</c>, with gradient 0 at 0.</summary>
    public static Value Relu(Value x) => Unary(Op.Relu, x);

    /// <summary><paramref name="x"/> kept within <c>[min, max]</c>.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="min">A number without axes.</param>
    /// <param name="max">A number without axes.</param>
    public static Value Clip(Value x, Value min, Value max)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(min);
        ArgumentNullException.ThrowIfNull(max);
        x = Strong(x);
        return Make(Op.Clip, [x, Strong(min, x.Type), Strong(max, x.Type)]);
    }

    /// <summary>The same numbers in another element type; <paramref name="x"/> itself where it has that type.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="type">The new type; from floats to integers the fraction is cut off.</param>
    public static Value Cast(Value x, DType type)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.IsWeak) return Scalar(x.Node.Constant.AsSpan<double>()[0], type);
        return x.Type == type ? x : Make(Op.Cast, [x], ("to", (long)type));
    }

    /// <summary><paramref name="x"/> itself, through which no gradient flows.</summary>
    public static Value StopGradient(Value x) => Unary(Op.StopGradient, x);

    /// <summary><paramref name="x"/> itself.</summary>
    public static Value Identity(Value x) => Unary(Op.Identity, x);
}
