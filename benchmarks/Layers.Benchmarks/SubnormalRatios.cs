using System.Diagnostics;

namespace Layers.Benchmarks;

/// <summary>Ratios of Adam steps whose state or gradients are subnormal numbers, against the same steps with ordinary numbers.</summary>
/// <remarks>Sample weights scale the gradients, and through them the second moments: a weight of 1e-19 gives moments of about 1e-40. With
/// weights of 0 the gradients are 0, and the moments only decay.</remarks>
public static class SubnormalRatios
{
    private const int BatchSize = 32, Steps = 4096, Epochs = 16, Rows = BatchSize * Steps / Epochs;
    private const float Ordinary = 0.001f, Tiny = 1e-19f;

    private static readonly float[,] s_x = Matrix.Raw(Rows), s_y = Matrix.Labels(s_x);

    public static IEnumerable<Line> All()
    {
        yield return Line.Of(new Contest("one Adam step, batch 32, second moments begun at 1e-40", "the same, begun at 1e-8",
            "0.91 or more")
            .Run(15, () => Seconds(Tiny, 0), () => Seconds(Ordinary, 0)));
        yield return Line.Of(new Contest("the same, gradients of 1e-19 at every step", "gradients of 1e-3", "none")
            .Run(15, () => Seconds(Tiny, Tiny), () => Seconds(Ordinary, Ordinary)));
    }

    // Each measurement has a new model, because training changes the moments.
    private static double Seconds(float first, float then)
    {
        using var model = Network.Create(s_x);
        model.Compile(new Adam(), Loss.MeanSquaredError);
        model.Fit(s_x, s_y, BatchSize, 1, sampleWeight: Filled(first));
        var weights = Filled(then);
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        model.Fit(s_x, s_y, BatchSize, Epochs, sampleWeight: weights);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / Steps;
    }

    private static float[] Filled(float weight)
    {
        var weights = new float[Rows];
        Array.Fill(weights, weight);
        return weights;
    }
}
