using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>CategoryEncoding: the shapes of each mode, weights of counts, and what it refuses.</summary>
public sealed class CategoryEncodingTests
{
    [TestCase(OutputMode.OneHot, DType.Int64)]
    [TestCase(OutputMode.OneHot, DType.UInt8)]
    [TestCase(OutputMode.OneHot, DType.Float32)]
    public void OneHot_KeepsTheLayerContract(OutputMode mode, DType type) => LayerContract.Check(
        policy => new CategoryEncoding(300, mode, dtype: policy), input: ["batch", 4], output: ["batch", 4, 300], inputType: type, hasGradient: false);

    [TestCase(OutputMode.OneHot)]
    [TestCase(OutputMode.MultiHot)]
    [TestCase(OutputMode.Count)]
    public void OfAColumn_KeepsTheLayerContract(OutputMode mode) => LayerContract.Check(
        policy => new CategoryEncoding(12, mode, dtype: policy), input: ["batch", 1], output: ["batch", 12], inputType: DType.Int64, hasGradient: false);

    [TestCase(OutputMode.MultiHot, DType.Int32)]
    [TestCase(OutputMode.MultiHot, DType.Float64)]
    [TestCase(OutputMode.Count, DType.Int64)]
    public void OfSeveral_KeepsTheLayerContract(OutputMode mode, DType type) => LayerContract.Check(
        policy => new CategoryEncoding(12, mode, dtype: policy), input: ["batch", 4], output: ["batch", 12], inputType: type, hasGradient: false);

    [TestCase(OutputMode.MultiHot)]
    [TestCase(OutputMode.Count)]
    public void OfOpenSteps_KeepsTheLayerContract(OutputMode mode) => LayerContract.Check(
        policy => new CategoryEncoding(12, mode, dtype: policy), input: ["batch", "steps"], output: ["batch", 12], inputType: DType.Int64, hasGradient: false);

    [Test]
    public void OfRowsWithoutIndices_IsZeros([Values(OutputMode.MultiHot, OutputMode.Count)] OutputMode mode) =>
        Assert.That(new CategoryEncoding(3, mode).Predict(TensorData.Zeros(DType.Int64, [2, 0])).ToArray<float>(), Is.EqualTo(new float[6]));

    [Test]
    public void LargeIndices_KeepTheirDigits_In16Bits()
    {
        var encoded = new CategoryEncoding(4100, OutputMode.OneHot, dtype: DTypePolicy.MixedFloat16).Predict(new float[,] { { 4097 } });
        Assert.That((encoded.Type, Casting.Cast(encoded, DType.Float32).ToArray<float>().AsSpan().IndexOf(1)), Is.EqualTo((DType.Float16, 4097)));
    }

    [Test]
    public void CountWeights_CountInAFunctional_AndInItsFile()
    {
        var (indices, weights) = (new Input([2], DType.Int64, name: "indices"), new Input([2], name: "weights"));
        var counts = new CategoryEncoding(3, OutputMode.Count).ApplyAll([indices], new Dictionary<string, IReadOnlyList<KerasTensor>> { ["count_weights"] = [weights] })[0];
        using var model = new Functional([indices, weights], [counts]);
        var rows = new Dictionary<string, TensorData> { ["indices"] = new long[,] { { 0, 2 }, { 1, 1 } }, ["weights"] = new float[,] { { 0.5f, 2 }, { 3, 4 } } };
        var expected = new[] { 0.5f, 0, 2, 0, 7, 0 };
        Assert.That(model.Predict(rows).Values.Single().ToArray<float>(), Is.EqualTo(expected));
        using var folder = new TempFolder();
        model.Save(folder.At("counts.keras"));
        using var again = Model.Load(folder.At("counts.keras"));
        Assert.That(again.Predict(rows).Values.Single().ToArray<float>(), Is.EqualTo(expected));
    }

    [Test]
    public void AModel_RefusesWhatHasNoPlace_UnlessItsChecksAreOff()
    {
        using var model = new Sequential { new Input([2]), new CategoryEncoding(3, OutputMode.Count, name: "colour") };
        Refused(() => model.Predict(new float[,] { { 0, 1 }, { 2, 3 } }), "colour", "row 1", "index 3", "0 to 2", "numTokens");
        Refused(() => model.Predict(new float[,] { { 0, 1.5f } }), "colour", "row 0", "index 1.5");
        Refused(() => model.Predict(new float[,] { { 0, float.NaN } }), "colour", "row 0", "NaN");
        model.ChecksValues = false;
        Assert.That(model.Predict(new float[,] { { 1.5f, 3 }, { float.NaN, -1 } }), Is.EqualTo(new float[,] { { 0, 1, 0 }, { 0, 0, 0 } }));
    }

    [Test]
    public void TheConstructor_SaysWhatItTakes()
    {
        Refused(() => new CategoryEncoding(0), "numTokens", "1 or more", "0");
        Refused(() => new CategoryEncoding(3, OutputMode.TfIdf), "outputMode", "OneHot, MultiHot, Count", "TfIdf");
    }
}
