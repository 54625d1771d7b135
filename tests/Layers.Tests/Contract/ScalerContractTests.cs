namespace Layers.Tests;

/// <summary>Every scaler keeps the contract, in each form that changes its formula.</summary>
public sealed class ScalerContractTests
{
    private static readonly Shape s_rows = ["batch", 3];

    private static IEnumerable<TestCaseData> Affine =>
    [
        Case("MinMaxScaling", p => new MinMaxScaling(dtype: p), s_rows, 2),
        Case("MinMaxScaling.Clipped", p => new MinMaxScaling((-0.25, 0.75), clip: true, dtype: p), s_rows, 2),
        Case("MinMaxScaling.Inverted", p => new MinMaxScaling((-1, 2), clip: true, invert: true, dtype: p), s_rows, 2),
        Case("MinMaxScaling.OfSeries", p => new MinMaxScaling(clip: true, dtype: p), ["batch", "steps", 3], 2),
        Case("MinMaxScaling.OfImages", p => new MinMaxScaling(dtype: p), ["batch", 3, 5, 2], 2),
        Case("MaxAbsScaling", p => new MaxAbsScaling(dtype: p), s_rows, 1),
        Case("MaxAbsScaling.Clipped", p => new MaxAbsScaling(clip: true, dtype: p), ["batch", 5, 1], 1),
        Case("MaxAbsScaling.Inverted", p => new MaxAbsScaling(invert: true, dtype: p), s_rows, 1),
        Case("DecimalScaling", p => new DecimalScaling(dtype: p), s_rows, 1),
        Case("DecimalScaling.Inverted", p => new DecimalScaling(invert: true, dtype: p), ["batch", 2, 3], 1),
    ];

    [TestCaseSource(nameof(Affine))]
    public void AnAdaptedScaler(object make, object shape, int frozen) =>
        LayerContract.Check((Func<DTypePolicy?, Layer>)make, (Shape)shape, (Shape)shape, frozen: frozen);

    [TestCase(DType.Float64)]
    [TestCase(DType.Int64)]
    [TestCase(DType.Int32)]
    [TestCase(DType.UInt8)]
    public void OfOtherTypes(DType type)
    {
        LayerContract.Check(p => new MinMaxScaling(clip: true, dtype: p), s_rows, s_rows, frozen: 2, inputType: type);
        LayerContract.Check(p => new DecimalScaling(dtype: p), s_rows, s_rows, frozen: 1, inputType: type);
    }

    private static IEnumerable<TestCaseData> Transforms =>
    [
        Case("RobustScaling", p => new RobustScaling(dtype: p), s_rows, 2),
        Case("RobustScaling.Inverted", p => new RobustScaling(withCentering: false, unitVariance: true, invert: true, dtype: p),
            ["batch", 2, 3], 2),
        Case("Clipping", p => new Clipping(-0.5, 0.75, dtype: p), s_rows, 0),
        Case("Clipping.FromBelow", p => new Clipping(-0.5, double.PositiveInfinity, dtype: p), ["batch", 2, 5], 0),
        Case("Clipping.FromAbove", p => new Clipping(double.NegativeInfinity, 0.3, dtype: p), ["batch"], 0),
        Case("Clipping.OfFeatures",
            p => new Clipping(new double[] { -1, 0, double.NegativeInfinity }!, new double[] { 0.1, double.PositiveInfinity, 0.7 }!,
            dtype: p), ["batch", 2, 3], 0),
        Case("LogScaling", p => new LogScaling(dtype: p), ["batch", 2, 3], 0),
        Case("LogScaling.Inverted", p => new LogScaling(invert: true, dtype: p), ["batch", 2, 3], 0),
        Case("PowerTransform", p => new PowerTransform(dtype: p), s_rows, 5),
        Case("PowerTransform.Raw", p => new PowerTransform(standardize: false, dtype: p), ["batch", 2, 3], 5),
        Case("PowerTransform.Inverted", p => new PowerTransform(invert: true, dtype: p), s_rows, 5),
        Case("PowerTransform.BoxCox", p => Fitted(new PowerTransform(PowerMethod.BoxCox, invert: true, dtype: p)), s_rows, 5),
        Case("QuantileTransform", p => new QuantileTransform(dtype: p), s_rows, 5),
        Case("QuantileTransform.Few", p => new QuantileTransform(7, dtype: p), ["batch", 2, 3], 5),
        Case("QuantileTransform.Normal", p => new QuantileTransform(20, OutputDistribution.Normal, dtype: p), s_rows, 5),
        Case("QuantileTransform.Inverted", p => new QuantileTransform(20, invert: true, dtype: p), s_rows, 5),
        Case("QuantileTransform.NormalInverted", p => new QuantileTransform(33, OutputDistribution.Normal, invert: true, dtype: p), s_rows,
            5),
        Case("Imputation", p => new Imputation(dtype: p), s_rows, 1),
        Case("Imputation.Median", p => new Imputation(ImputationStrategy.Median, dtype: p), ["batch", 4, 2], 1),
        Case("Imputation.Constant", p => new Imputation(ImputationStrategy.Constant, 3, dtype: p), s_rows, 0),
    ];

    [TestCaseSource(nameof(Transforms))]
    public void ATransform(object make, object shape, int frozen) =>
        LayerContract.Check((Func<DTypePolicy?, Layer>)make, (Shape)shape, (Shape)shape, frozen: frozen);

    [Test]
    public void AnIndicator() =>
        LayerContract.Check(p => new MissingIndicator(IndicatedFeatures.All, dtype: p), ["batch", 2, 3], ["batch", 2, 3],
        hasGradient: false);

    private static IEnumerable<TestCaseData> Encoders =>
    [
        Encoder("Cyclic", p => new Cyclic(24, 1, dtype: p), s_rows, ["batch", 6], 0),
        Encoder("Cyclic.OfSeries", p => new Cyclic(new double[] { 2, 7, 0.5 }!, dtype: p), ["batch", 2, 3], ["batch", 2, 6], 0),
        Encoder("Cyclic.OfOne", p => new Cyclic(3, dtype: p), ["batch", 1], ["batch", 2], 0),
        Encoder("Spline", p => new Spline(dtype: p), s_rows, ["batch", 21], 2),
        Encoder("Spline.Linear", p => new Spline(4, 2, SplineKnots.Quantile, SplineExtrapolation.Linear, includeBias: false, dtype: p),
            ["batch", 2, 3], ["batch", 2, 12], 2),
        Encoder("Spline.Continued", p => new Spline(2, 3, extrapolation: SplineExtrapolation.Continue, dtype: p), s_rows, ["batch", 12], 2),
        Encoder("Spline.Periodic", p => new Spline(4, 3, extrapolation: SplineExtrapolation.Periodic, dtype: p), s_rows, ["batch", 9], 2),
        Encoder("Spline.Given", p => new Spline([[-50, 2, 50], [-50, -2, 50], [-60, 0, 50]], 2, SplineExtrapolation.Error, dtype: p),
            s_rows, ["batch", 12], 2),
        Encoder("Bins", p => new Bins(dtype: p), s_rows, ["batch", 15], 2, hasGradient: false),
        Encoder("Bins.Uniform", p => new Bins(4, BinEncoding.Ordinal, BinStrategy.Uniform, dtype: p), ["batch", 2, 3], ["batch", 2, 3], 2,
            hasGradient: false),
        Encoder("Bins.KMeans", p => new Bins(3, BinEncoding.Ordinal, BinStrategy.KMeans, dtype: p), s_rows, s_rows, 2, hasGradient: false),
        Encoder("Bins.Given", p => new Bins([[-1, 0, 2], [0, 1], [-3, -2, -1, 0]], dtype: p), s_rows, ["batch", 6], 2, hasGradient: false),
    ];

    [TestCaseSource(nameof(Encoders))]
    public void AnEncoder(object make, object input, object output, int frozen, bool hasGradient) =>
        LayerContract.Check((Func<DTypePolicy?, Layer>)make, (Shape)input, (Shape)output, frozen: frozen, hasGradient: hasGradient);

    [TestCase(DType.Float64)]
    [TestCase(DType.Int64)]
    [TestCase(DType.Int32)]
    [TestCase(DType.UInt8)]
    public void AnEncoder_OfOtherTypes(DType type)
    {
        LayerContract.Check(p => new Cyclic(9, dtype: p), s_rows, ["batch", 6], inputType: type);
        LayerContract.Check(p => new Bins(3, dtype: p), s_rows, ["batch", 9], frozen: 2, inputType: type, hasGradient: false);
        LayerContract.Check(p => new Spline(3, 2, dtype: p), s_rows, ["batch", 12], frozen: 2, inputType: type);
    }

    [TestCase(DType.Float64)]
    [TestCase(DType.Int64)]
    [TestCase(DType.Int32)]
    public void PartsOfDates(DType type)
    {
        LayerContract.Check(p => new DateParts((DatePart)2047, DateSource.UnixSeconds, dtype: p), s_rows, ["batch", 33], inputType: type,
            hasGradient: false);
        LayerContract.Check(p => new DateParts(DatePart.Hour, DateSource.UnixMilliseconds, dtype: p), ["batch", 2, 3], ["batch", 2, 3],
            inputType: type, hasGradient: false);
    }

    [TestCase(DType.Float64)]
    [TestCase(DType.Int64)]
    [TestCase(DType.Int32)]
    [TestCase(DType.UInt8)]
    public void ATransform_OfOtherTypes(DType type)
    {
        LayerContract.Check(p => new PowerTransform(dtype: p), s_rows, s_rows, frozen: 5, inputType: type);
        LayerContract.Check(p => new QuantileTransform(9, dtype: p), s_rows, s_rows, frozen: 5, inputType: type);
        LayerContract.Check(p => new Imputation(dtype: p), s_rows, s_rows, frozen: 1, inputType: type);
        LayerContract.Check(p => new MissingIndicator(IndicatedFeatures.All, dtype: p), s_rows, s_rows, inputType: type,
            hasGradient: false);
        LayerContract.Check(p => new Clipping(-1, 2, dtype: p), s_rows, s_rows, inputType: type);
        LayerContract.Check(p => new LogScaling(dtype: p), s_rows, s_rows, inputType: type);
    }

    // The Box-Cox transform requires positive data, and the contract's data has both signs.
    private static PowerTransform Fitted(PowerTransform layer)
    {
        layer.Adapt(TensorData.Of([.. SampleData.Of([64, 3], DType.Float32, seed: 1).ToArray<float>().Select(x => Math.Exp(x / 4))],
            [64, 3]));
        // With a power near zero, every number of the contract's data has an inverse.
        layer.Weights[0].Value = TensorData.Of([0.05, 0, -0.05], [3]);
        // The layer is not built, as after loading.
        return (PowerTransform)LayerJson.Read(KerasJson.Parse(KerasJson.Write(LayerJson.WriteOwn(layer))));
    }

    private static TestCaseData Case(string name, Func<DTypePolicy?, Layer> make, Shape shape, int frozen) =>
        new TestCaseData(make, shape, frozen).SetArgDisplayNames(name);

    private static TestCaseData Encoder(string name, Func<DTypePolicy?, Layer> make, Shape input, Shape output, int frozen,
        bool hasGradient = true) =>
        new TestCaseData(make, input, output, frozen, hasGradient).SetArgDisplayNames(name);
}
