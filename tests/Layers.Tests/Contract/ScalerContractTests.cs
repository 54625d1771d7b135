namespace Layers.Tests;

/// <summary>Every scaler keeps the contract, in each of the forms that change its formula.</summary>
public sealed class ScalerContractTests
{
    private static readonly Shape s_rows = ["batch", 3];

    private static IEnumerable<TestCaseData> Affine =>
    [
        Case("MinMaxScaling", p => new MinMaxScaling(dtype: p), s_rows),
        Case("MinMaxScaling.Clipped", p => new MinMaxScaling((-0.25, 0.75), clip: true, dtype: p), s_rows),
        Case("MinMaxScaling.Inverted", p => new MinMaxScaling((-1, 2), clip: true, invert: true, dtype: p), s_rows),
        Case("MinMaxScaling.OfSeries", p => new MinMaxScaling(clip: true, dtype: p), ["batch", "steps", 3]),
        Case("MinMaxScaling.OfImages", p => new MinMaxScaling(dtype: p), ["batch", 3, 5, 2]),
        Case("MaxAbsScaling", p => new MaxAbsScaling(dtype: p), s_rows),
        Case("MaxAbsScaling.Clipped", p => new MaxAbsScaling(clip: true, dtype: p), ["batch", 5, 1]),
        Case("MaxAbsScaling.Inverted", p => new MaxAbsScaling(invert: true, dtype: p), s_rows),
        Case("DecimalScaling", p => new DecimalScaling(dtype: p), s_rows),
        Case("DecimalScaling.Inverted", p => new DecimalScaling(invert: true, dtype: p), ["batch", 2, 3]),
    ];

    [TestCaseSource(nameof(Affine))]
    public void AnAdaptedScaler(object make, object shape) =>
        LayerContract.Check((Func<DTypePolicy?, Layer>)make, (Shape)shape, (Shape)shape, frozen: 2);

    [TestCase(DType.Float64)]
    [TestCase(DType.Int64)]
    [TestCase(DType.Int32)]
    [TestCase(DType.UInt8)]
    public void OfOtherTypes(DType type)
    {
        LayerContract.Check(p => new MinMaxScaling(clip: true, dtype: p), s_rows, s_rows, frozen: 2, inputType: type);
        LayerContract.Check(p => new DecimalScaling(dtype: p), s_rows, s_rows, frozen: 2, inputType: type);
    }

    private static TestCaseData Case(string name, Func<DTypePolicy?, Layer> make, Shape shape) => new TestCaseData(make, shape).SetArgDisplayNames(name);
}
