namespace Layers.Tests;

/// <summary>Features whose offset is far above their range, in float32 and under 16-bit policies.</summary>
public sealed class FarFromZeroTests
{
    private static readonly double[] s_thirds = [-1, -1 / 3.0, 1 / 3.0, 1];

    private static IEnumerable<TestCaseData> Offsets =>
        from offset in new[] { 1e6, -1e6, 16e6 }
        from made in new (string Name, Func<bool, FeatureTransform> Make, double[] Expected)[]
        {
            ("robust", invert => new RobustScaling(invert: invert), [-1, -1 / 3.0, 1 / 3.0, 1]),
            ("robust variance", invert => new RobustScaling(unitVariance: true, invert: invert),
                [.. s_thirds.Select(y => y * 2 * 0.6744897501960817)]),
            ("min-max", invert => new MinMaxScaling(invert: invert), [0, 1 / 3.0, 2 / 3.0, 1]),
            ("min-max of a range", invert => new MinMaxScaling((-1, 1), clip: true, invert: invert), s_thirds),
            ("power", invert => new PowerTransform(invert: invert), [-1.3416408, -0.4472136, 0.4472136, 1.3416408]),
        }
        select new TestCaseData(offset, made.Make, made.Expected).SetArgDisplayNames(made.Name, $"{offset}");

    [TestCaseSource(nameof(Offsets))]
    public void NothingIsLostToTheOffset(double offset, object make, double[] expected)
    {
        var layers = (Func<bool, FeatureTransform>)make;
        TensorData rows = new[] { (float)offset, (float)offset + 1, (float)offset + 2, (float)offset + 3 }.Select(x => new[] { x })
            .ToArray()!;
        var (layer, back) = (layers(false), layers(true));
        layer.Adapt(rows);
        back.Adapt(rows);
        var y = layer.Predict(rows);
        Assert.That(Mismatch.Doubles(y), Is.EqualTo(expected).Within(2e-6));
        Assert.That(Mismatch.Doubles(back.Predict(y)), Is.EqualTo(Mismatch.Doubles(rows)).Within(1e-7 * Math.Abs(offset)));
    }

    [Test]
    public void ACenterBetweenTwoFloats_IsSubtractedWhole()
    {
        // A float32 step is 8 here, so the median, 100,000,012, is not a float32 number.
        TensorData rows = new float[,] { { 1e8f }, { 1e8f + 8 }, { 1e8f + 16 }, { 1e8f + 24 } };
        var layer = new RobustScaling();
        layer.Adapt(rows);
        Assert.That(Mismatch.Doubles(layer.Predict(rows)), Is.EqualTo(s_thirds).Within(1e-7));
        using var folder = new TempFolder();
        using var model = new Sequential { new Input(1), layer };
        model.Save(folder.At("model.keras"));
        EditedArchive.Edit(folder.At("model.keras"), folder.At("stock.keras"), "layers.json", _ => null);
        using var stock = Model.Load(folder.At("stock.keras"));
        Assert.That(Mismatch.Doubles(stock.Predict(rows)), Is.EqualTo(s_thirds).Within(1e-7));
    }

    private static IEnumerable<TestCaseData> Policies =>
        from policy in new[] { DTypePolicy.MixedFloat16, DTypePolicy.MixedBFloat16, DTypePolicy.Float16, DTypePolicy.BFloat16 }
        from made in new (string Name, Func<DTypePolicy?, Layer> Make)[]
        {
            ("normalization", p => new Normalization(dtype: p)),
            ("min-max", p => new MinMaxScaling(dtype: p)),
            ("max-abs", p => new MaxAbsScaling(dtype: p)),
            ("decimal", p => new DecimalScaling(dtype: p)),
            ("robust", p => new RobustScaling(dtype: p)),
            ("power", p => new PowerTransform(dtype: p)),
            ("quantile", p => new QuantileTransform(dtype: p)),
            ("log", p => new LogScaling(dtype: p)),
            ("rescaling", p => new Rescaling(1e-6, -1, dtype: p)),
            ("clipping", p => new Clipping(-1, 1, dtype: p)),
        }
        where made.Name != "normalization" || policy.VariableType == DType.Float32
        select new TestCaseData(policy, made.Make).SetArgDisplayNames(made.Name, policy.Name);

    [TestCaseSource(nameof(Policies))]
    public void RowsBeyond16Bits_AreScaledBeforeTheyAreRounded(DTypePolicy policy, object make)
    {
        var maker = (Func<DTypePolicy?, Layer>)make;
        TensorData rows = new float[,] { { 1_000_000, -70_000 }, { 1_000_030, 90_000 }, { 1_000_010, 1e9f }, { 1_000_020, 3 } };
        var (narrow, wide) = (maker(policy), maker(null));
        foreach (var layer in new[] { narrow, wide }) (layer as AdaptiveLayer)?.Adapt(rows);
        // The output has the full precision of its type.
        var digits = policy.ComputeType == DType.Float16 ? 1e-3 : 8e-3;
        using var model = new Sequential { new Input(2), narrow, new Rescaling(1) };
        var expected = Mismatch.Doubles(wide.Predict(rows));
        void Check(TensorData y)
        {
            foreach (var (ours, right) in Mismatch.Doubles(y).Zip(expected))
                Assert.That(ours, Is.EqualTo(right).Within(digits * Math.Abs(right) + 1e-6));
        }

        Check(model.Predict(rows));
        using var folder = new TempFolder();
        model.ExportOnnx(folder.At("model.onnx"));
        Check(PlainOnnx.Run(folder.At("model.onnx"), rows));
        model.Compile(new Sgd(0.1), Loss.MeanSquaredError);
        Assert.That(model.Evaluate(rows, TensorData.Of([.. expected.Select(y => (float)y)], [4, 2]))["loss"],
            Is.LessThan(Math.Pow(digits * expected.Max(Math.Abs), 2) + 1e-9));
    }

    [TestCase(DType.Int32)]
    [TestCase(DType.UInt32)]
    [TestCase(DType.Int64)]
    [TestCase(DType.Float64)]
    public void WholeNumbersThatFloat32Rounds_KeepTheirSpread(DType type)
    {
        // Seconds since 1970: a float32 step is 128.
        var rows = Casting.Cast(new double[,] { { 1_770_000_000 }, { 1_770_000_010 }, { 1_770_000_030 } }, type);
        foreach (var layer in new AdaptiveLayer[] { new MinMaxScaling(), new Normalization() })
        {
            layer.Adapt(rows);
            double[] expected = layer is MinMaxScaling ? [0, 1 / 3.0, 1] : [-1.0690449676496976, -0.2672612419124244, 1.3363062095621219];
            Assert.That(Mismatch.Doubles(layer.Predict(rows)), Is.EqualTo(expected).Within(1e-6));
        }
        Assert.That(Mismatch.Doubles(new Rescaling(0.1, -177_000_000).Predict(rows)), Is.EqualTo(new[] { 0.0, 1, 3 }).Within(1e-6));
    }
}
