using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>CategoryEncoding: the shapes of each mode, weights of counts, and refused arguments.</summary>
public sealed class CategoryEncodingTests
{
    [TestCase(OutputMode.OneHot, DType.Int64)]
    [TestCase(OutputMode.OneHot, DType.UInt8)]
    [TestCase(OutputMode.OneHot, DType.Float32)]
    public void OneHot_KeepsTheLayerContract(OutputMode mode, DType type) => LayerContract.Check(
        policy =>
        new CategoryEncoding(300, mode, dtype: policy), input: ["batch", 4], output: ["batch", 4, 300], inputType: type,
        hasGradient: false);

    [TestCase(OutputMode.OneHot)]
    [TestCase(OutputMode.MultiHot)]
    [TestCase(OutputMode.Count)]
    public void OfAColumn_KeepsTheLayerContract(OutputMode mode) => LayerContract.Check(
        policy =>
        new CategoryEncoding(12, mode, dtype: policy), input: ["batch", 1], output: ["batch", 12], inputType: DType.Int64,
        hasGradient: false);

    [TestCase(OutputMode.MultiHot, DType.Int32)]
    [TestCase(OutputMode.MultiHot, DType.Float64)]
    [TestCase(OutputMode.Count, DType.Int64)]
    public void OfSeveral_KeepsTheLayerContract(OutputMode mode, DType type) => LayerContract.Check(
        policy =>
        new CategoryEncoding(12, mode, dtype: policy), input: ["batch", 4], output: ["batch", 12], inputType: type, hasGradient: false);

    [TestCase(OutputMode.MultiHot)]
    [TestCase(OutputMode.Count)]
    public void OfOpenSteps_KeepsTheLayerContract(OutputMode mode) => LayerContract.Check(
        policy =>
        new CategoryEncoding(12, mode, dtype: policy), input: ["batch", "steps"], output: ["batch", 12], inputType: DType.Int64,
        hasGradient: false);

    [TestCase(OutputMode.MultiHot, DType.Int32)]
    [TestCase(OutputMode.Count, DType.Int64)]
    public void OfManyCategories_KeepsTheLayerContract(OutputMode mode, DType type) => LayerContract.Check(
        policy =>
        new CategoryEncoding(1001, mode, dtype: policy), input: ["batch", 6], output: ["batch", 1001], inputType: type, hasGradient: false);

    [Test]
    public void OfManyCategories_MatchesTheTextbook([Values(65, 100, 1001)] int depth, [Values(1, 2, 3)] int rank,
        [Values(true, false)] bool weighs)
    {
        Shape shape = rank == 1 ? [40] : rank == 2 ? [5, 40] : [5, 40, 3];
        var random = new Random(7);
        // Some indices are out of range on either side.
        var indices = TensorData.Of([.. Enumerable.Range(0, (int)shape.Length).Select(_ => random.NextInt64(-3, depth + 3))], shape);
        var weights = TensorData.Of([.. Enumerable.Range(0, (int)shape.Length).Select(_ => weighs ? random.Next(9) : 1f)], shape);
        var (batch, rest) = (rank == 1 ? 1 : 5, rank == 3 ? 3 : 1);
        var expected = new float[batch * rest * depth];
        for (var i = 0; i < indices.Length; i++)
        {
            var (at, row) = (indices.AsSpan<long>()[i], i / rest / 40 * rest + i % rest);
            if (at >= 0 && at < depth) expected[row * depth + at] += weights.AsSpan<float>()[i];
        }
        var (x, w) = (Ops.Input("x", shape, DType.Int64), Ops.Input("w", shape));
        var arguments = new Dictionary<string, IReadOnlyList<Value>> { ["count_weights"] = [w] };
        var counts = new CategoryEncoding(depth, OutputMode.Count).ApplyAll([x], weighs ? arguments : null)[0];
        using var session = new Layers.Onnx.OnnxSession(Graph.Of(counts));
        var result = session.Run([.. session.Graph.Inputs.Select(input => input.Name == "x" ? indices : weights)])[0];
        Assert.That((result.Shape, result.ToArray<float>()),
            Is.EqualTo((rank == 1 ? [depth] : rank == 2 ? Shape.Of(5, depth) : Shape.Of(5, 3, depth), expected)));
        if (!weighs)
            Assert.That(new CategoryEncoding(depth).Predict(indices).ToArray<float>(),
                Is.EqualTo(Array.ConvertAll(expected, count => Math.Min(count, 1))));
    }

    [Test]
    public void ManyRowsOfManyCategories_AreEncodedInParts()
    {
        // 20,000 categories and 3000 rows of 60 words: a comparison for each pair would take 14 GB.
        var indices = TensorData.Of([.. Enumerable.Range(0, 3000 * 60).Select(i => (long)i * i % 20_000)], [3000, 60]);
        using var model = new Sequential { new Input([60], DType.Int64), new CategoryEncoding(20_000, OutputMode.Count),
            new Dense(1, kernelInitializer: Initializer.Ones) };
        Assert.That(RowWise.Is(model.ToGraph()));
        Assert.That(model.Predict(indices).ToArray<float>(), Is.All.EqualTo(60));
    }

    [Test]
    public void OfRowsWithoutIndices_IsZeros([Values(OutputMode.MultiHot, OutputMode.Count)] OutputMode mode, [Values(3, 100)] int depth) =>
        Assert.That(new CategoryEncoding(depth, mode).Predict(TensorData.Zeros(DType.Int64, [2, 0])).ToArray<float>(),
            Is.EqualTo(new float[2 * depth]));

    [Test]
    public void LargeIndices_KeepTheirDigits_In16Bits()
    {
        var encoded = new CategoryEncoding(4100, OutputMode.OneHot, dtype: DTypePolicy.MixedFloat16).Predict(new float[,] { { 4097 } });
        Assert.That((encoded.Type, Casting.Cast(encoded, DType.Float32).ToArray<float>().AsSpan().IndexOf(1)),
            Is.EqualTo((DType.Float16, 4097)));
    }

    [Test]
    public void CountWeights_CountInAFunctional_AndInItsFile()
    {
        var (indices, weights) = (new Input([2], DType.Int64, name: "indices"), new Input([2], name: "weights"));
        var counts = new CategoryEncoding(3, OutputMode.Count)
            .ApplyAll([indices], new Dictionary<string, IReadOnlyList<KerasTensor>> { ["count_weights"] = [weights] })[0];
        using var model = new Functional([indices, weights], [counts]);
        var rows = new Dictionary<string, TensorData>
        {
            ["indices"] = new long[,] { { 0, 2 }, { 1, 1 } },
            ["weights"] = new float[,] { { 0.5f, 2 }, { 3, 4 } }
        };
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
