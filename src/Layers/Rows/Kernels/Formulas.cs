using System.Numerics;
using System.Numerics.Tensors;

namespace Layers;

/// <summary>Formulas over spans for which the framework has no kernel.</summary>
internal static class Formulas
{
    /// <summary>The minimum number of elements for a framework kernel. For fewer elements the framework uses other formulas, whose last
    /// bits differ, so a small row would have a different result alone than among many rows.</summary>
    public const int Fewest = 4;

    public static void Relu<T>(ReadOnlySpan<T> x, Span<T> y) where T : INumber<T> => TensorPrimitives.Max(x, T.Zero, y);

    /// <summary>Computes absolute values. The smallest integer has no absolute value in its type and is unchanged; the framework's kernel
    /// throws for it.</summary>
    public static void Abs<T>(ReadOnlySpan<T> x, Span<T> y) where T : INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = T.IsNegative(x[i]) ? -x[i] : x[i];
    }

    public static void Sign<T>(ReadOnlySpan<T> x, Span<T> y) where T : INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = T.IsNaN(x[i]) ? x[i] : T.CreateTruncating(T.Sign(x[i]));
    }

    /// <summary>Computes integer quotients, truncated towards zero. A quotient by zero is zero, so that unused elements, which are zeros,
    /// do not fail. The smallest integer divided by −1 is unchanged.</summary>
    public static void Quotient<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> by, Span<T> y) where T : IBinaryInteger<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = T.IsZero(by[i]) ? T.Zero : by[i] == -T.One ? -x[i] : x[i] / by[i];
    }

    /// <summary>Computes remainders with the sign of the divisor.</summary>
    public static void FloorRemainder<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> by, Span<T> y) where T : IBinaryInteger<T>
    {
        for (var i = 0; i < y.Length; i++)
        {
            var rest = T.IsZero(by[i]) || by[i] == -T.One ? T.Zero : x[i] % by[i];
            y[i] = !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(by[i]) ? rest + by[i] : rest;
        }
    }

    public static void Reciprocal<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPoint<T> => TensorPrimitives.Divide(T.One, x, y);

    // Each number is computed separately, because the framework's vectorized result depends on the size of all numbers in the vector.
    public static void Sin<T>(ReadOnlySpan<T> x, Span<T> y) where T : ITrigonometricFunctions<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = T.Sin(x[i]);
    }

    public static void Cos<T>(ReadOnlySpan<T> x, Span<T> y) where T : ITrigonometricFunctions<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = T.Cos(x[i]);
    }

    /// <summary>Computes tanh. The framework's float32 kernel loses digits of small numbers, which x · tanh(…) would amplify.</summary>
    /// <remarks>For |x| below 1/2 it uses Lambert's continued fraction, truncated after the denominator 11, with an error below
    /// 1e-9.</remarks>
    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float))
        {
            for (var i = 0; i < y.Length; i++) y[i] = T.Tanh(x[i]);
            return;
        }
        Span<T> part = stackalloc T[64], result = stackalloc T[64];
        var half = T.CreateTruncating(0.5);
        for (var start = 0; start < x.Length; start += part.Length)
        {
            var count = Math.Min(part.Length, x.Length - start);
            // The output may be the same memory as the input.
            x.Slice(start, count).CopyTo(part);
            TensorPrimitives.Tanh<T>(part[..Math.Max(count, Fewest)], result);
            for (var i = 0; i < count; i++)
                y[start + i] = T.Abs(part[i]) < half ? T.CreateTruncating(SmallTanh(float.CreateTruncating(part[i]))) : result[i];
        }
    }

    private static float SmallTanh(float x)
    {
        var square = x * x;
        return x * (10395 + square * (1260 + square * 21)) / (10395 + square * (4725 + square * (210 + square)));
    }

    /// <summary>Computes log(1 + eˣ) by the branch that neither overflows nor loses digits.</summary>
    public static void Softplus<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        for (var i = 0; i < y.Length; i++)
        {
            var value = double.CreateTruncating(x[i]);
            y[i] = T.CreateTruncating(Math.Max(value, 0) + LogOnePlus(Math.Exp(-Math.Abs(value))));
        }
    }

    /// <summary>Computes the error function, with an error of at most 2e-7.</summary>
    /// <remarks>For |x| up to 1 it uses the Maclaurin series; above, Abramowitz and Stegun, "Handbook of mathematical functions",
    /// 7.1.26.</remarks>
    public static void Erf<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = T.CreateTruncating(Erf(double.CreateTruncating(x[i])));
    }

    public static void IsNaN<T>(ReadOnlySpan<T> x, Span<byte> y) where T : INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = T.IsNaN(x[i]) ? (byte)1 : (byte)0;
    }

    public static void IsInfinity<T>(ReadOnlySpan<T> x, Span<byte> y) where T : INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = T.IsInfinity(x[i]) ? (byte)1 : (byte)0;
    }

    public static void Not(ReadOnlySpan<byte> x, Span<byte> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = x[i] == 0 ? (byte)1 : (byte)0;
    }

    public static void And(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = (byte)(a[i] & b[i]);
    }

    public static void Or(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = (byte)(a[i] | b[i]);
    }

    public static void Equal<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<byte> y) where T : INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = a[i] == b[i] ? (byte)1 : (byte)0;
    }

    public static void Less<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<byte> y) where T : INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = a[i] < b[i] ? (byte)1 : (byte)0;
    }

    public static void LessOrEqual<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<byte> y) where T : INumber<T>
    {
        for (var i = 0; i < y.Length; i++) y[i] = a[i] <= b[i] ? (byte)1 : (byte)0;
    }

    public static void Greater<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<byte> y) where T : INumber<T> => Less(b, a, y);

    public static void GreaterOrEqual<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<byte> y) where T : INumber<T> => LessOrEqual(b, a, y);

    public static void SoftmaxOf<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        if (x.IsEmpty) return;
        TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), y);
        TensorPrimitives.Exp<T>(y, y);
        TensorPrimitives.Divide(y, TensorPrimitives.Sum<T>(y), y);
    }

    public static void LogSoftmax<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        if (x.IsEmpty) return;
        var most = TensorPrimitives.Max(x);
        var sum = T.Zero;
        foreach (var value in x) sum += T.Exp(value - most);
        TensorPrimitives.Subtract(x, most + T.Log(sum), y);
    }

    public static void CumSum<T>(ReadOnlySpan<T> x, Span<T> y) where T : INumber<T>
    {
        var sum = T.Zero;
        for (var i = 0; i < y.Length; i++) y[i] = sum += x[i];
    }

    public static void CumSumFromTheEnd<T>(ReadOnlySpan<T> x, Span<T> y) where T : INumber<T>
    {
        var sum = T.Zero;
        for (var i = y.Length - 1; i >= 0; i--) y[i] = sum += x[i];
    }

    public static void SortDescending<T>(ReadOnlySpan<T> x, Span<T> y) where T : INumber<T>
    {
        x.CopyTo(y);
        y.Sort(static (a, b) => b.CompareTo(a));
    }

    public static T Mean<T>(ReadOnlySpan<T> x) where T : INumber<T> => TensorPrimitives.Sum(x) / T.CreateTruncating(x.Length);

    public static long ArgMax<T>(ReadOnlySpan<T> x) where T : INumber<T>
    {
        var best = 0;
        for (var i = 1; i < x.Length; i++)
            if (x[i] > x[best])
                best = i;
        return best;
    }

    private static double LogOnePlus(double x) => x < 1e-5 ? x - x * x / 2 : Math.Log(1 + x);

    private static double Erf(double x)
    {
        var size = Math.Abs(x);
        if (size <= 1)
        {
            var (square, term, sum) = (x * x, x, x);
            for (var n = 1; n <= 12; n++)
            {
                term *= -square / n;
                sum += term / (2 * n + 1);
            }
            return 2 / Math.Sqrt(Math.PI) * sum;
        }
        var t = 1 / (1 + 0.3275911 * size);
        var tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
            * Math.Exp(-size * size);
        return double.IsNaN(x) ? x : Math.CopySign(1 - tail, x);
    }
}
