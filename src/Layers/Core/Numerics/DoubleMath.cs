namespace Layers;

/// <summary>Functions of one double whose .NET forms lose precision near zero.</summary>
internal static class DoubleMath
{
    /// <summary>Returns <c>ln(1 + x)</c> by Kahan's method: the rounding error of <c>1 + x</c> cancels in the quotient.</summary>
    public static double Log1p(double x)
    {
        var sum = 1 + x;
        if (sum == 1) return x;
        return double.IsInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>Returns <c>eˣ − 1</c>, without a subtraction near zero.</summary>
    public static double Expm1(double x) => Math.Abs(x) > 1 ? Math.Exp(x) - 1 : Math.Tanh(x / 2) * (Math.Exp(x) + 1);
}
