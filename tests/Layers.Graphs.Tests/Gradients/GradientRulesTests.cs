using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>Every gradient rule agrees with central differences, and every operator has a rule or a reason to have none.</summary>
public sealed class GradientRulesTests
{
    // ONNX Runtime's CPU kernels of these operators have no float64, or the operators change the type. Their differences are coarser.
    private static readonly HashSet<Op> s_float32Only = [Op.Erf, Op.Softplus, Op.Cast, Op.Conv, Op.ConvTranspose, Op.AveragePool, Op.LSTM,
        Op.GRU, Op.RNN];

    private static IEnumerable<TestCaseData> Differentiable =>
        GradientRules.Table.Where(op => GradientRules.Table[op] is not null).Select(op => new TestCaseData(op).SetArgDisplayNames(op.Name));

    [Test]
    public void EveryOp_HasARule_OrIsDeclaredToHaveNone() => Assert.That(GradientRules.Table, Is.EquivalentTo(Op.All));

    // Products with zeros, against central differences: the derivative is the product of the other factors, which no division by the factor
    // gives.
    [TestCase(2f, 3f, 4f, new[] { 12f, 8f, 6f })]
    [TestCase(2f, 0f, 4f, new[] { 0f, 8f, 0f })]
    [TestCase(0f, 3f, 0f, new[] { 0f, 0f, 0f })]
    [TestCase(0f, 0f, 0f, new[] { 0f, 0f, 0f })]
    public void AProductsGradient_IsTheProductOfTheOthers(float a, float b, float c, float[] expected)
    {
        var x = Input("x", [3]);
        Assert.That(Run.Of(Gradient.Of(ReduceProd(x, keepDims: false), x)[0]!, new[] { a, b, c }).ToArray<float>(), Is.EqualTo(expected));
    }

    [Test]
    public void BoundsOfClip_GetTheGradientOfWhatTheyStandFor()
    {
        var (x, low, high) = (Input("x", [4]), Input("low", []), Input("high", []));
        var y = ReduceSum(Clip(x, low, high) * Constant(new float[] { 1, 10, 100, 1000 }), keepDims: false);
        var gradients = Gradient.Of(y, x, low, high);
        var results = Run.Of(Graph.Of([.. gradients!]),
            [new(x, new float[] { -5, 0.5f, 7, 0.25f }), new(low, TensorData.Scalar(0f)), new(high, TensorData.Scalar(1f))]);
        Assert.That(results.Select(result => result.ToArray<float>()), Is.EqualTo(new[] { new[] { 0f, 10, 0, 1000 }, [1f], [100f] }));
    }

    [TestCaseSource(nameof(Differentiable))]
    public void Rule_AgreesWithCentralDifferences(Op op)
    {
        var type = s_float32Only.Contains(op) ? DType.Float32 : DType.Float64;
        Sample[] samples = [.. OpSamples.For(op).Where(sample => IsDifferentiable(sample, type))];
        Assert.That(samples, Is.Not.Empty, $"{op} needs samples with floating-point inputs in OpSamples.");
        Assert.Multiple(() =>
        {
            foreach (var sample in samples) Differences.Check(sample, type);
        });
    }

    private static bool IsDifferentiable(Sample sample, DType type)
    {
        var deal = new Deal(type);
        return sample(deal).Any(output => output.Type.IsFloat()) && deal.Feeds.Any(feed => feed.Key.Type.IsFloat());
    }
}
