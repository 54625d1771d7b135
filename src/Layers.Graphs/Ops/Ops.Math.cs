namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>Returns <c>a + b</c>.</summary>
    public static Value Add(Value a, Value b) => Binary(Op.Add, a, b);

    /// <summary>Returns <c>a − b</c>.</summary>
    public static Value Sub(Value a, Value b) => Binary(Op.Sub, a, b);

    /// <summary>Returns <c>a · b</c>.</summary>
    public static Value Mul(Value a, Value b) => Binary(Op.Mul, a, b);

    /// <summary>Returns <c>a / b</c>; integers are rounded toward zero.</summary>
    public static Value Div(Value a, Value b) => Binary(Op.Div, a, b);

    /// <summary>Returns <c>a</c> to the power of <c>b</c>.</summary>
    public static Value Pow(Value a, Value b) => Binary(Op.Pow, a, b);

    /// <summary>Returns the remainder of integers, with the sign of the divisor.</summary>
    public static Value Mod(Value a, Value b) => Binary(Op.Mod, a, b);

    /// <summary>Returns the larger of two elements; NaN if one of them is NaN.</summary>
    public static Value Max(Value a, Value b) => Binary(Op.Max, a, b);

    /// <summary>Returns the smaller of two elements; NaN if one of them is NaN.</summary>
    public static Value Min(Value a, Value b) => Binary(Op.Min, a, b);

    /// <summary>Returns the bitwise exclusive or of integers. Needs operator set 18.</summary>
    public static Value BitwiseXor(Value a, Value b) => Binary(Op.BitwiseXor, a, b);

    /// <summary>Shifts unsigned integers to the right and fills with zeros.</summary>
    /// <param name="x">The unsigned integers.</param>
    /// <param name="bits">The number of bits, of the same type.</param>
    public static Value ShiftRight(Value x, Value bits) => Binary(Op.BitShift, x, bits, ("direction", "RIGHT"));

    /// <summary>Returns <c>−x</c>.</summary>
    public static Value Neg(Value x) => Unary(Op.Neg, x);

    /// <summary>Returns the absolute value.</summary>
    public static Value Abs(Value x) => Unary(Op.Abs, x);

    /// <summary>Returns the sign: −1, 0 or 1.</summary>
    public static Value Sign(Value x) => Unary(Op.Sign, x);

    /// <summary>Returns the largest integer that is not larger than <c>x</c>.</summary>
    public static Value Floor(Value x) => Unary(Op.Floor, x);

    /// <summary>Returns the smallest integer that is not smaller than <c>x</c>.</summary>
    public static Value Ceil(Value x) => Unary(Op.Ceil, x);

    /// <summary>Returns the nearest integer; halves are rounded to the even integer.</summary>
    public static Value Round(Value x) => Unary(Op.Round, x);

    /// <summary>Returns <c>1 / x</c>.</summary>
    public static Value Reciprocal(Value x) => Unary(Op.Reciprocal, x);

    /// <summary>Returns the square root.</summary>
    public static Value Sqrt(Value x) => Unary(Op.Sqrt, x);

    /// <summary>Returns <c>x · x</c>.</summary>
    public static Value Square(Value x) => Mul(x, x);

    /// <summary>Returns <c>e</c> to the power of <c>x</c>.</summary>
    public static Value Exp(Value x) => Unary(Op.Exp, x);

    /// <summary>Returns the natural logarithm.</summary>
    public static Value Log(Value x) => Unary(Op.Log, x);

    /// <summary>Returns the error function.</summary>
    public static Value Erf(Value x) => Unary(Op.Erf, x);

    /// <summary>Returns the cosine of an angle in radians.</summary>
    public static Value Cos(Value x) => Unary(Op.Cos, x);

    /// <summary>Returns the sine of an angle in radians.</summary>
    public static Value Sin(Value x) => Unary(Op.Sin, x);

    /// <summary>Returns the hyperbolic tangent.</summary>
    public static Value Tanh(Value x) => Unary(Op.Tanh, x);

    /// <summary>Returns <c>1 / (1 + e⁻ˣ)</c>.</summary>
    public static Value Sigmoid(Value x) => Unary(Op.Sigmoid, x);

    /// <summary>Returns <c>ln(1 + eˣ)</c>.</summary>
    public static Value Softplus(Value x) => Unary(Op.Softplus, x);

    /// <summary>Returns <c>max(x, 0)</c>, with gradient 0 at 0.</summary>
    public static Value Relu(Value x) => Unary(Op.Relu, x);

    /// <summary>Returns <paramref name="x"/> clipped to <c>[min, max]</c>.</summary>
    /// <param name="x">The value, any shape.</param>
    /// <param name="min">The lower bound, a scalar.</param>
    /// <param name="max">The upper bound, a scalar.</param>
    public static Value Clip(Value x, Value min, Value max)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(min);
        ArgumentNullException.ThrowIfNull(max);
        x = Strong(x);
        return Make(Op.Clip, [x, Strong(min, x.Type), Strong(max, x.Type)]);
    }

    /// <summary>Converts numbers to another element type. Returns <paramref name="x"/> itself if it has that type.</summary>
    /// <param name="x">The numbers, any shape.</param>
    /// <param name="type">The new type. Fractions are truncated if it is an integer type.</param>
    public static Value Cast(Value x, DType type)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.IsWeak) return Scalar(x.Node.Constant.AsSpan<double>()[0], type);
        return x.Type == type ? x : Make(Op.Cast, [x], ("to", (long)type));
    }

    /// <summary>Returns <paramref name="x"/>, without a gradient.</summary>
    public static Value StopGradient(Value x) => Unary(Op.StopGradient, x);

    /// <summary>Returns <paramref name="x"/>.</summary>
    public static Value Identity(Value x) => Unary(Op.Identity, x);
}
