using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The standard normal distribution, as formulas and in doubles. The formulas use only arithmetic, roots, logarithms and
/// exponentials, which every Keras release has.</summary>
internal static class NormalDistribution
{
    // Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37 (1988): the coefficients of
    // numerators and denominators, the highest power first.
    private static readonly double[] s_middleAbove =
    [
        2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4, 1.3731693765509461125e+4,
            1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080,
    ];

    private static readonly double[] s_middleBelow =
    [
        5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4, 5.3941960214247511077e+3,
            6.8718700749205790830e+2, 4.2313330701600911252e+1, 1,
    ];

    private static readonly double[] s_tailAbove =
    [
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258, 3.64784832476320460504,
            5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734,
    ];

    private static readonly double[] s_tailBelow =
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
            6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1,
    ];

    // Hart's approximation 5666 ("Computer Approximations", 1968), accurate to 3e-9 of the probability up to 7 deviations.
    private static readonly double[] s_below =
    [
        0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376,
    ];

    private static readonly double[] s_belowDivisor =
    [
        0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948,
            440.413735824752,
    ];

    /// <summary>Returns the quantile: the number below which a share of the standard normal distribution is.</summary>
    /// <param name="p">The share, above 1e-11 and below 1 − 1e-11.</param>
    public static double Quantile(double p)
    {
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425) return q * Ratio(0.180625 - q * q, s_middleAbove, s_middleBelow);
        var r = Math.Sqrt(-Math.Log(q < 0 ? p : 1 - p));
        return Math.Sign(q) * Ratio(r - 1.6, s_tailAbove, s_tailBelow);
    }

    /// <summary>Returns the quantile as a formula. The probability is given twice, from the middle and from the tail, so that it has all
    /// its digits near both.</summary>
    /// <param name="middle">The probability minus one half.</param>
    /// <param name="tail">The probability of the nearer tail, 1e-11 or more.</param>
    public static Value Quantile(Value middle, Value tail)
    {
        var inMiddle = Min(Max(middle, -0.425), 0.425);
        var near = inMiddle * Ratio(0.180625 - inMiddle * inMiddle, s_middleAbove, s_middleBelow);
        // The tail is not selected near the middle; the bound keeps it away from 1/2, so that the gradient of the root is finite
        // everywhere.
        var r = Sqrt(-Log(Min(tail, 0.4)));
        var far = Sign(middle) * Ratio(r - 1.6, s_tailAbove, s_tailBelow);
        return Where(Abs(middle) <= 0.425, near, far);
    }

    /// <summary>Returns the probability of the tail beyond a number: <c>Φ(−|x|)</c>.</summary>
    public static Value Tail(Value x)
    {
        // The gradient of Abs at 0 is 0, but that of the tail is not: it is that of the lower side.
        var z = Min(Max(-x, x), 7);
        return Exp(-(z * z) / 2) * Ratio(z, s_below, s_belowDivisor);
    }

    private static Value Ratio(Value x, double[] above, double[] below) => Polynomial(x, above) / Polynomial(x, below);

    private static Value Polynomial(Value x, double[] coefficients)
    {
        var y = x * coefficients[0] + coefficients[1];
        foreach (var coefficient in coefficients[2..]) y = y * x + coefficient;
        return y;
    }

    private static double Ratio(double x, double[] above, double[] below) =>
        above.Aggregate((y, c) => y * x + c) / below.Aggregate((y, c) => y * x + c);
}
