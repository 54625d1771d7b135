namespace Layers.Graphs.Tests;

/// <summary>Every row of the table meets central differences, and every operator has a row.</summary>
public sealed class GradientRulesTests
{
    // ONNX Runtime's CPU kernels of these know no float64, or they change the type: there differences are coarser.
    private static readonly HashSet<Op> s_float32Only = [Op.Erf, Op.Softplus, Op.Cast, Op.Conv, Op.ConvTranspose, Op.AveragePool];

    private static IEnumerable<TestCaseData> Differentiable =>
        GradientRules.Table.Where(op => GradientRules.Table[op] is not null).Select(op => new TestCaseData(op).SetArgDisplayNames(op.Name));

    [Test]
    public void EveryOp_HasARule_OrIsDeclaredToHaveNone() => Assert.That(GradientRules.Table, Is.EquivalentTo(Op.All));

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
