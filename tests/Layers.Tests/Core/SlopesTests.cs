using Layers.Graphs;
using Layers.Onnx;

namespace Layers.Tests;

/// <summary>Gradients at the points where a formula changes: if the slopes on both sides agree, the gradient at the point equals
/// them.</summary>
public sealed class SlopesTests
{
    private const double Step = 1e-6;

    private static readonly double[] s_points = [-40, -6, -3, -1, -0.5, 0, 0.5, 1, 3, 6, 40];

    // Functions of the last axis have no point at which they change, the error function has float32's precision, and threshold is not a
    // function of the input alone.
    private static IEnumerable<ActivationFunction> Functions =>
        Activation.All.Where(function => function.Name is not ("glu" or "softmax" or "log_softmax" or "sparsemax" or "gelu"
        or "threshold"));

    [TestCaseSource(nameof(Functions))]
    public void AnActivation_HasTheSlopeOfItsSides(ActivationFunction function) =>
        // A function of three linear pieces has two corners among the points.
        Assert.That(AgreesWithItsSides(function.Apply, s_points), Is.GreaterThanOrEqualTo(s_points.Length - 2), "points with equal slopes");

    [TestCase(-700)]
    [TestCase(-36.8)]
    [TestCase(30)]
    [TestCase(39)]
    [TestCase(700)]
    public void Softplus_HasFloat64sDigits(double x)
    {
        var right = Math.Max(x, 0) + DoubleMath.Log1p(Math.Exp(-Math.Abs(x)));
        var y = new Activation(Activation.Softplus, dtype: DTypePolicy.Float64).Predict(new double[,] { { x } }).ToArray<double>()[0];
        Assert.That(y, Is.EqualTo(right).Within(1e-14 * right));
    }

    private static IEnumerable<TestCaseData> Layers =>
    [
        Case("log", () => new LogScaling(dtype: DTypePolicy.Float64), [-1, 0, 1]),
        Case("log inverted", () => new LogScaling(invert: true, dtype: DTypePolicy.Float64), [-1, 0, 1]),
        Case("power", () => Adapted(new PowerTransform(standardize: false, dtype: DTypePolicy.Float64)), [-1, 0, 1]),
        Case("power inverted", () => Adapted(new PowerTransform(standardize: false, invert: true, dtype: DTypePolicy.Float64)), [-1, 0, 1]),
        Case("power of both signs", () => Adapted(new PowerTransform(dtype: DTypePolicy.Float64)), [-1, 0, 1]),
        Case("quantiles inverted",
            () => Adapted(new QuantileTransform(outputDistribution: OutputDistribution.Normal, invert: true, dtype: DTypePolicy.Float64)),
            [-0.9, 0, 0.9]),
        Case("even quantiles inverted", () => Adapted(new QuantileTransform(invert: true, dtype: DTypePolicy.Float64)), [0.125, 0.5, 0.6]),
        Case("elu", () => new ELU(dtype: DTypePolicy.Float64), [-1, 0, 1]),
    ];

    [TestCaseSource(nameof(Layers))]
    public void ALayer_HasTheSlopeOfItsSides(object make, double[] points)
    {
        var layer = ((Func<Layer>)make)();
        layer.BuildFor(["batch", 1]);
        var found = AgreesWithItsSides(x => Ops.Reshape(layer.ApplyAll([Ops.Reshape(x, -1, 1)], CallRecord.ForPrediction())[0], -1), points,
            layer.Weights);
        Assert.That(found, Is.EqualTo(points.Length), "points with equal slopes");
    }

    private static IEnumerable<TestCaseData> Losses =>
        from loss in new Loss[]
        {
            Loss.MeanSquaredError, Loss.MeanSquaredLogarithmicError, Loss.Huber, Loss.LogCosh,
                Loss.BinaryCrossentropy with { FromLogits = true },
            Loss.BinaryCrossentropy with { FromLogits = true, LabelSmoothing = 0.1 }, Loss.SquaredHinge,
        }
        from label in new[] { 0.0, 1 }
        select new TestCaseData(loss, label).SetArgDisplayNames(loss.ToString()!, $"{label}");

    [TestCaseSource(nameof(Losses))]
    public void ALoss_HasTheSlopeOfItsSides(Loss loss, double label) =>
        Assert.That(AgreesWithItsSides(x => loss.PerSample(Ops.Constant(TensorData.Of(Enumerable.Repeat(label, 7).ToArray(), [7, 1])),
            Ops.Reshape(x, 7, 1)), [-2, -1, 0, 0.25, 0.5, 1, 2]), Is.GreaterThanOrEqualTo(6), "points with equal slopes");

    [Test]
    public void CrossentropyOfASigmoidOfZero_HasTheSlopeOfASigmoid()
    {
        // The first step of a model whose last layer is initialized with zeros.
        TensorData x = new float[,] { { 1 }, { 2 }, { 3 }, { 4 } }, y = new float[,] { { 0 }, { 1 }, { 1 }, { 1 } };
        using var model = new Sequential { new Input(1), new Dense(1, Activation.Sigmoid, kernelInitializer: Initializer.Zeros) };
        model.Compile(new Sgd(1), Loss.BinaryCrossentropy);
        model.Fit(x, y, batchSize: 4, shuffle: false);
        // The gradient of each row is the probability minus the label, ½ or −½, times the row's input.
        Assert.That(model.Weights[0].Value.ToArray<float>()[0], Is.EqualTo(-(0.5 * 1 - 0.5 * (2 + 3 + 4)) / 4).Within(1e-6));
        Assert.That(model.Weights[1].Value.ToArray<float>()[0], Is.EqualTo(-(0.5 - 1.5) / 4).Within(1e-6));
    }

    // Returns the number of points whose two slopes agree.
    private static int AgreesWithItsSides(Func<Value, Value> formula, double[] points, IReadOnlyList<Weight>? weights = null)
    {
        var x = Ops.Input("x", [points.Length], DType.Float64);
        var y = formula(x);
        var gradient = Gradient.Of(Ops.ReduceSum(y, keepDims: false), x)[0]!;
        var graph = Graph.Of(new Dictionary<string, Value> { ["y"] = y, ["gradient"] = gradient });
        using var session = new OnnxSession(graph, new RuntimeOptions { Threads = 1 });
        (double[] Y, double[] Slope) At(double by)
        {
            var data = TensorData.Of(Array.ConvertAll(points, point => point + by), [points.Length]);
            var results = session.Run([.. graph.Inputs.Select(input => input == x
                ? data : weights!.Single(weight => weight.Symbol == input).Value)]);
            return (results[0].ToArray<double>(), results[1].ToArray<double>());
        }

        var ((below, _), (here, slopes), (above, _)) = (At(-Step), At(0), At(Step));
        var found = 0;
        for (var i = 0; i < points.Length; i++)
        {
            var (left, right) = ((here[i] - below[i]) / Step, (above[i] - here[i]) / Step);
            // A second derivative separates the slopes by the step.
            if (Math.Abs(left - right) > 1e-4 * (1 + Math.Abs(left))) continue;
            found++;
            Assert.That(slopes[i], Is.EqualTo((left + right) / 2).Within(1e-4 * (1 + Math.Abs(left))), $"at {points[i]}");
        }
        return found;
    }

    private static AdaptiveLayer Adapted(AdaptiveLayer layer)
    {
        layer.Adapt(new double[,] { { -2 }, { -1.5 }, { -1 }, { 0 }, { 0.5 }, { 1 }, { 2 }, { 4 }, { 5 } });
        return layer;
    }

    private static TestCaseData Case(string name, Func<Layer> make, double[] points) =>
        new TestCaseData(make, points).SetArgDisplayNames(name);
}
