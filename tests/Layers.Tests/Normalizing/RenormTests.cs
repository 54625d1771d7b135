namespace Layers.Tests;

/// <summary>Batch renormalization, compared with its formulas, step by step in float64.</summary>
public sealed class RenormTests
{
    private static readonly double[][] s_batches = [[1, 3, 8], [2, -5, 4], [0, 9, 9]];

    [Test]
    public void TrainingStepByStep_FollowsTheFormulas()
    {
        const double Epsilon = 1e-3, Momentum = 0.9, RenormMomentum = 0.6;
        var layer = new BatchNormalization(momentum: Momentum, renorm: true, renormClipping: new() { RMin = 0.5, RMax = 2, DMax = 1.5 },
            renormMomentum: RenormMomentum, dtype: DTypePolicy.Float64);
        layer.BuildFor(["batch", 1]);
        var (gamma, beta) = (1.5, -0.25);
        layer.Weights[0].Value = new[] { gamma };
        layer.Weights[1].Value = new[] { beta };
        var (movingMean, movingVariance, movingStddev, mean, stddev) = (0.0, 1.0, 1.0, 0.0, 1.0);
        foreach (var batch in s_batches)
        {
            var (m, v) = (batch.Average(), batch.Average(x => x * x) - (batch.Average() * batch.Average()));
            var sigma = Math.Sqrt(v + Epsilon);
            var (r, d) = (Math.Clamp(sigma / Math.Max(stddev, Math.Sqrt(Epsilon)), 0.5, 2),
                Math.Clamp((m - mean) / Math.Max(stddev, Math.Sqrt(Epsilon)), -1.5, 1.5));
            Assert.That(Step(layer, batch), Is.EqualTo(batch.Select(x => ((((x - m) / sigma * r) + d) * gamma) + beta)).Within(1e-12));
            (mean, stddev) = ((mean * RenormMomentum) + (m * (1 - RenormMomentum)),
                (stddev * RenormMomentum) + (sigma * (1 - RenormMomentum)));
            (movingMean, movingStddev) = ((movingMean * Momentum) + (m * (1 - Momentum)),
                (movingStddev * Momentum) + (sigma * (1 - Momentum)));
            movingVariance = Math.Max((movingStddev * movingStddev) - Epsilon, 0);
            Assert.That(layer.Weights.Skip(2).Select(weight => (weight.Name, Math.Round(weight.Value.ToArray<double>()[0], 10))),
                Is.EqualTo(new[]
            {
                ("moving_mean", Math.Round(movingMean, 10)), ("moving_variance", Math.Round(movingVariance, 10)),
                    ("moving_stddev", Math.Round(movingStddev, 10)),
                ("renorm_mean", Math.Round(mean, 10)), ("renorm_stddev", Math.Round(stddev, 10)),
            }));
        }
    }

    [Test]
    public void ItsSettings_AreRestoredFromTheFile_AndAreNotInAFileThatNeedsNone()
    {
        var layer = new BatchNormalization(renorm: true, renormClipping: new() { RMax = 3, DMax = 5 }, renormMomentum: 0.5);
        var again = (BatchNormalization)LayerJson.Read(KerasJson.Parse(KerasJson.Write(LayerJson.Write(layer))));
        Assert.That((again.Renorm, again.RenormClipping, again.RenormMomentum), Is.EqualTo((true, layer.RenormClipping, 0.5)));
        Assert.That(KerasJson.Write(LayerJson.Write(new BatchNormalization())), Does.Not.Contain("renorm"));
    }

    private static double[] Step(Layer layer, double[] batch)
    {
        var (x, training) = (Ops.Input("x", ["batch", 1], DType.Float64),
            new CallRecord(Ops.Input("key", [], DType.Int64), isTraining: true));
        var y = layer.ApplyAll([x], training)[0];
        using var session = new Layers.Onnx.OnnxSession(Graph.Of([new("y", y),
            .. training.Updates.Select(update => KeyValuePair.Create($"next/{update.Key.Path}", update.Value))]));
        var results = session.Run([.. session.Graph.Inputs.Select(feed => ReferenceEquals(feed, x)
            ? TensorData.Of(batch, [batch.Length, 1]) : layer.Weights.Single(weight => ReferenceEquals(weight.Symbol, feed)).Value)]);
        foreach (var (weight, next) in training.Updates.Keys.Zip(results.Skip(1))) weight.Value = next;
        return results[0].ToArray<double>();
    }
}
