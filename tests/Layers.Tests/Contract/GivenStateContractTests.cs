namespace Layers.Tests;

/// <summary>Layers whose state is given instead of learned, and layers that select and combine columns, keep the contract of every
/// layer.</summary>
public sealed class GivenStateContractTests
{
    private static readonly Shape s_rows = ["batch", 3];

    private static IEnumerable<TestCaseData> Given =>
    [
        Case("MinMaxScaling", p => new MinMaxScaling(Of(-1, 0, 2), Of(1, 0, 5), (-1, 1), clip: true, dtype: p), s_rows, s_rows, 2),
        Case("MinMaxScaling.Inverted", p => new MinMaxScaling(Of(-1, 0, 2), Of(1, 0, 5), invert: true, dtype: p), ["batch", 2, 3],
            ["batch", 2, 3], 2),
        Case("MaxAbsScaling", p => new MaxAbsScaling(Of(2, -3, 0.5), dtype: p), s_rows, s_rows, 1),
        Case("RobustScaling", p => new RobustScaling(Of(1, 2, 3), Of(2, 0.1, 1), dtype: p), s_rows, s_rows, 2),
        Case("RobustScaling.Centred", p => new RobustScaling(Of(1, 2, 3), null, dtype: p), s_rows, s_rows, 2),
        Case("RobustScaling.Scaled", p => new RobustScaling(null, Of(2, 0.1, 1), invert: true, dtype: p), s_rows, s_rows, 2),
        Case("PowerTransform", p => new PowerTransform(Of(0.5, 1.7, -0.3), Of(1, -2, 0), Of(2, 3, 0.5), dtype: p), s_rows, s_rows, 5),
        Case("PowerTransform.Raw", p => new PowerTransform(Of(0.5, 1.7, 0), dtype: p), s_rows, s_rows, 5),
        Case("PowerTransform.Inverted", p => new PowerTransform(Of(0.9, 1.1, 1), Of(1, -2, 0), Of(2, 3, 0.5), invert: true, dtype: p),
            s_rows, s_rows, 5),
        Case("QuantileTransform", p => new QuantileTransform(s_quantiles, dtype: p), s_rows, s_rows, 5),
        Case("QuantileTransform.Normal", p => new QuantileTransform(s_quantiles, OutputDistribution.Normal, dtype: p), s_rows, s_rows, 5),
        Case("QuantileTransform.Inverted", p => new QuantileTransform(s_quantiles, invert: true, dtype: p), s_rows, s_rows, 5),
        Case("Imputation", p => new Imputation(Of(1, 2, 3), dtype: p), s_rows, s_rows, 1),
        Case("MissingIndicator", p => new MissingIndicator([0, 2], dtype: p), s_rows, ["batch", 2], 0, hasGradient: false),
        Case("PolynomialFeatures", p => new PolynomialFeatures(dtype: p), s_rows, ["batch", 10], 0),
        Case("PolynomialFeatures.Interactions", p => new PolynomialFeatures(3, interactionOnly: true, includeBias: false, dtype: p),
            ["batch", 2, 3], ["batch", 2, 7], 0),
        Case("PolynomialFeatures.Cubes", p => new PolynomialFeatures(3, minDegree: 3, dtype: p), ["batch", 2], ["batch", 5], 0),
        Case("PolynomialFeatures.OfOne", p => new PolynomialFeatures(4, includeBias: false, dtype: p), ["batch", 1], ["batch", 4], 0),
        Case("Binarization", p => new Binarization(0.25, dtype: p), ["batch", 2, 3], ["batch", 2, 3], 0, hasGradient: false),
        Case("RowScaling.L2", p => new RowScaling(dtype: p), s_rows, s_rows, 0),
        Case("RowScaling.L1", p => new RowScaling(RowNorm.L1, dtype: p), ["batch", 2, 3], ["batch", 2, 3], 0),
        Case("RowScaling.Max", p => new RowScaling(RowNorm.Max, dtype: p), ["batch", 5], ["batch", 5], 0),
        Case("RowScaling.OfOne", p => new RowScaling(RowNorm.Max, dtype: p), ["batch", 1], ["batch", 1], 0, hasGradient: false),
        Case("ColumnSelection", _ => new ColumnSelection(2, 0, 0), s_rows, s_rows, 0),
        Case("ColumnSelection.OfSeries", _ => new ColumnSelection(1), ["batch", 2, 3], ["batch", 2, 1], 0),
        Case("LargestColumn", p => new LargestColumn(dtype: p), ["batch", 5], ["batch", 1], 0, hasGradient: false),
        Case("LargestColumn.OfSeries", p => new LargestColumn(dtype: p), ["batch", 2, 3], ["batch", 2, 1], 0, hasGradient: false),
    ];

    private static readonly TensorData s_quantiles = new double[,] { { -2, -1, -1, 3 }, { 0, 1, 2, 4 }, { -9, -4, -4, -4 } };

    [TestCaseSource(nameof(Given))]
    public void KeepsTheContract(object make, object input, object output, int frozen, bool hasGradient) =>
        LayerContract.Check((Func<DTypePolicy?, Layer>)make, (Shape)input, (Shape)output, frozen: frozen, hasGradient: hasGradient);

    [TestCase(DType.Float64)]
    [TestCase(DType.Int64)]
    [TestCase(DType.Int32)]
    public void OfOtherTypes(DType type)
    {
        LayerContract.Check(p => new PolynomialFeatures(dtype: p), s_rows, ["batch", 10], inputType: type);
        LayerContract.Check(p => new Binarization(dtype: p), s_rows, s_rows, inputType: type, hasGradient: false);
        LayerContract.Check(p => new RowScaling(RowNorm.L1, dtype: p), s_rows, s_rows, inputType: type, hasGradient: type == DType.Float64);
        LayerContract.Check(p => new LargestColumn(dtype: p), s_rows, ["batch", 1], inputType: type, hasGradient: false);
        LayerContract.Check(_ => new ColumnSelection(0, 2), s_rows, ["batch", 2], inputType: type, outputType: type,
            hasGradient: type == DType.Float64);
    }

    [Test]
    public void OfTexts()
    {
        LayerContract.Check(_ => new ColumnSelection(0, 2), s_rows, ["batch", 2], inputType: DType.String, outputType: DType.String,
            hasGradient: false);
        LayerContract.Check(_ => new TextImputation(["a", "b", "c"]), s_rows, s_rows, inputType: DType.String, outputType: DType.String,
            hasGradient: false);
        LayerContract.Check(p => new LabelBinarization([["red", "blue"], ["", "green,", "x"], ["y"]], negative: -1, dtype: p), s_rows,
            ["batch", 5], inputType: DType.String, hasGradient: false);
        LayerContract.Check(p => new OneHotEncoding([["red", "blue"], ["", "green,", "x"], ["y"]], UnknownCategory.Infrequent,
            infrequent: [null, [0, 2], []], dtype: p), s_rows, ["batch", 5], inputType: DType.String, hasGradient: false);
        LayerContract.Check(p => new OrdinalEncoding([["red", "blue"], ["", "green,", "x"], ["y"]], UnknownCategory.Ignore,
            infrequent: [null, [0, 2], null], dtype: p), s_rows, s_rows, inputType: DType.String, hasGradient: false);
        LayerContract.Check(p => new TargetEncoding([["red", "blue"], ["", "x"], ["y"]], [[1, 2], [3, 4], [5]], [0.5], dtype: p), s_rows,
            s_rows, inputType: DType.String, hasGradient: false);
        LayerContract.Check(p => new TargetEncoding([["red", "blue"]], [[1, 2], [3, 4]], [0.5, 0.6], ["no", "yes"], dtype: p), ["batch", 1],
            ["batch", 2], inputType: DType.String, hasGradient: false);
    }

    [Test]
    public void OfIntegers()
    {
        LayerContract.Check(p => new LabelBinarization([[1L, 7], [2, 3, 4]], dtype: p), ["batch", 2], ["batch", 4], inputType: DType.Int64,
            hasGradient: false);
        LayerContract.Check(p => new OneHotEncoding([[1L, 7], [2, 3, 4]], UnknownCategory.Ignore, DroppedCategory.First,
            infrequent: [null, [1, 2]], dtype: p), ["batch", 2], ["batch", 2], inputType: DType.Int64, hasGradient: false);
        LayerContract.Check(p => new TargetEncoding([[1L, 7]], [[1, 2]], [0.5], dtype: p), ["batch", 1], ["batch", 1],
            inputType: DType.Int64, hasGradient: false);
    }

    private static TensorData Of(params double[] numbers) => TensorData.Of(numbers, [numbers.Length]);

    private static TestCaseData Case(string name, Func<DTypePolicy?, Layer> make, Shape input, Shape output, int frozen,
        bool hasGradient = true) =>
        new TestCaseData(make, input, output, frozen, hasGradient).SetArgDisplayNames(name);
}
