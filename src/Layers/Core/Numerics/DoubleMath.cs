namespace Layers;

/// <summary>Functions of one double that .NET has only in forms that lose digits near zero.</summary>
internal static class DoubleMath
{
    /// <summary><c>ln(1 + x)</c>, by Kahan's way: the error of <c>1 + x</c> cancels in the quotient.</summary>
    public static double Log1p(double x)
    {
        var sum = 1 + x;
        if (sum == 1) return x;
        return double.IsInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary><c>eˣ − 1</c>, without subtracting near zero.</summary>
    public static double Expm1(double x) => Math.Abs(x) > 1 ? Math.Exp(x) - 1 : Math.Tanh(x / 2) * (Math.Exp(x) + 1);
}
