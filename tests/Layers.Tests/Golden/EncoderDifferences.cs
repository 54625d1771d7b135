namespace Layers.Tests;

/// <summary>The only table of deliberate differences from scikit-learn's encoders. A test fails if an entry has no difference.</summary>
internal static class EncoderDifferences
{
    private const string FarAway = "A number 10⁸ periods away has lost eight digits of its position in the period. scikit-learn computes " +
        "the remainder without rounding, for which ONNX and Keras have no float operator.";

    private const string Frequent =
        "Statistics of numbers have bounded memory and do not count each number; for the most frequent value, " +
        "the numbers must be categories: texts or integers.";

    public static IReadOnlyDictionary<string, (string Reason, Action<EncoderCase> Choice)> All { get; } = new Dictionary<string, (string,
        Action<EncoderCase>)>
    {
        ["SplineTransformer.periodic_3_5"] = (FarAway, IsRightWhereItIsNear),
        ["Imputation.numbers_most_frequent"] = (Frequent,
            _ => Assert.That(Enum.GetNames<ImputationStrategy>(), Does.Not.Contain("MostFrequent"))),
    };

    private static void IsRightWhereItIsNear(EncoderCase one)
    {
        using var model = new Sequential { new Input(2, DType.Float64), Adapted(one, DTypePolicy.Float64) };
        var (ours, theirs) = (model.Predict(one.InputData), one.OutputData);
        // The first and the last row are 10⁹.
        Assert.That(Mismatch.OfNumbers("near", Rows(ours, 1, 3), Rows(theirs, 1, 3), Tolerance.Float64), Is.Empty);
        Assert.That(Mismatch.OfNumbers("all", ours, theirs, Tolerance.Float64), Is.Not.Empty);
        Assert.That(Mismatch.OfNumbers("far", ours, theirs, new(0, 1e-7)), Is.Empty);
        using var narrow = new Sequential { new Input(2), Adapted(one, DTypePolicy.Float32) };
        Assert.That(Mismatch.OfNumbers("near, in float32", Rows(narrow.Predict(one.InputData), 1, 3), Rows(theirs, 1, 3),
            Tolerance.Float32), Is.Empty);
    }

    private static Layer Adapted(EncoderCase one, DTypePolicy policy)
    {
        var layer = EncoderRun.LayersOf(one, policy).Single();
        ((AdaptiveLayer)layer).Adapt(one.FitData);
        return layer;
    }

    private static TensorData Rows(TensorData x, int start, int end)
    {
        var columns = (int)x.Shape[1].Size;
        return TensorData.Of(Mismatch.Doubles(x)[(start * columns)..(end * columns)], [end - start, columns]);
    }
}
