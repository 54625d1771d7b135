namespace Layers;

public abstract partial record Initializer
{
    // The standard deviation of a standard normal distribution truncated at two standard deviations.
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>All 0; the default of biases.</summary>
    public static ZerosInitializer Zeros { get; } = new();

    /// <summary>All 1.</summary>
    public static OnesInitializer Ones { get; } = new();

    /// <summary>All elements the same number, by default 0.</summary>
    public static ConstantInitializer Constant { get; } = new();

    /// <summary>Uniform between −0.05 and 0.05 by default.</summary>
    public static RandomUniformInitializer RandomUniform { get; } = new();

    /// <summary>Normal of mean 0 and standard deviation 0.05 by default.</summary>
    public static RandomNormalInitializer RandomNormal { get; } = new();

    /// <summary>Normal of mean 0 and standard deviation 0.05 by default. Numbers beyond two standard deviations are redrawn.</summary>
    public static TruncatedNormalInitializer TruncatedNormal { get; } = new();

    /// <summary>Random numbers scaled by the number of inputs or outputs. This is the general form of the Glorot, He and LeCun
    /// initializers.</summary>
    public static VarianceScalingInitializer VarianceScaling { get; } = new("VarianceScaling", 1, FanMode.FanIn,
        RandomDistribution.TruncatedNormal);

    /// <summary>Uniform within <c>±√(6 / (in + out))</c>; the default of kernels (Glorot and Bengio, 2010).</summary>
    public static VarianceScalingInitializer GlorotUniform { get; } = new("GlorotUniform", 1, FanMode.FanAvg, RandomDistribution.Uniform);

    /// <summary>Truncated normal of standard deviation <c>√(2 / (in + out))</c> (Glorot and Bengio, 2010).</summary>
    public static VarianceScalingInitializer GlorotNormal { get; } = new("GlorotNormal", 1, FanMode.FanAvg,
        RandomDistribution.TruncatedNormal);

    /// <summary>Uniform within <c>±√(6 / in)</c> (He et al., 2015).</summary>
    public static VarianceScalingInitializer HeUniform { get; } = new("HeUniform", 2, FanMode.FanIn, RandomDistribution.Uniform);

    /// <summary>Truncated normal of standard deviation <c>√(2 / in)</c> (He et al., 2015).</summary>
    public static VarianceScalingInitializer HeNormal { get; } = new("HeNormal", 2, FanMode.FanIn, RandomDistribution.TruncatedNormal);

    /// <summary>Uniform within <c>±√(3 / in)</c> (LeCun et al., 1998).</summary>
    public static VarianceScalingInitializer LecunUniform { get; } = new("LecunUniform", 1, FanMode.FanIn, RandomDistribution.Uniform);

    /// <summary>Truncated normal of standard deviation <c>√(1 / in)</c> (LeCun et al., 1998).</summary>
    public static VarianceScalingInitializer LecunNormal { get; } = new("LecunNormal", 1, FanMode.FanIn,
        RandomDistribution.TruncatedNormal);

    /// <summary>A matrix of orthonormal rows or columns, times a gain (Saxe et al., 2014).</summary>
    public static OrthogonalInitializer Orthogonal { get; } = new();

    /// <summary>1 on the diagonal of a matrix, times a gain, and 0 elsewhere.</summary>
    public static IdentityInitializer Identity { get; } = new();

    private protected static double[] Filled(Shape shape, double number)
    {
        var elements = new double[shape.Length];
        Array.Fill(elements, number);
        return elements;
    }

    private protected static double[] Drawn(Shape shape, Func<long, double> draw)
    {
        var elements = new double[shape.Length];
        for (var i = 0; i < elements.Length; i++) elements[i] = draw(i);
        return elements;
    }

    /// <summary>Returns a standard normal number within two standard deviations. Numbers beyond them are redrawn with other keys.</summary>
    private protected static double WithinTwo(long key, long n)
    {
        for (var attempt = 0; ; attempt++)
        {
            var z = RandomKey.Normal(RandomKey.Mix(key, attempt), n);
            if (Math.Abs(z) <= 2) return z;
        }
    }

    private protected static double DeviationBeforeCut(double deviation) => deviation / TruncatedDeviation;
}
