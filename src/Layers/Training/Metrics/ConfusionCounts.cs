using static Layers.Graphs.Ops;

namespace Layers;

/// <summary>The counts of right and wrong predictions at some thresholds, for several metrics. A prediction above a threshold is
/// positive.</summary>
/// <remarks>The state has the weighted counts of true and false positives <c>[thresholds, labels]</c> and of positive and negative labels
/// <c>[labels]</c>. All other counts are computed from these.</remarks>
internal sealed record ConfusionCounts(double[,] TruePositives, double[,] FalsePositives, double[] Positives, double[] Negatives)
{
    public int Thresholds => TruePositives.GetLength(0);

    public static IReadOnlyList<TensorData> Start(int thresholds, long labels = 1)
    {
        var (counts, totals) = (TensorData.Zeros(DType.Float64, [thresholds, labels]), TensorData.Zeros(DType.Float64, [labels]));
        return [counts, counts, totals, totals];
    }

    /// <summary>Returns the state after a batch.</summary>
    /// <param name="state">The state before the batch.</param>
    /// <param name="yTrue">The labels, with the prediction's shape. Every label except 0 is positive.</param>
    /// <param name="yPred">The prediction.</param>
    /// <param name="weights">The weights of the elements, or a value that broadcasts to their shape; null if each weight is 1.</param>
    /// <param name="thresholds">The thresholds.</param>
    /// <param name="labels">The number of columns with separate counts; 1 to count all elements together.</param>
    public static IReadOnlyList<Value> Update(IReadOnlyList<Value> state, Value yTrue, Value yPred, Value? weights, double[] thresholds,
        long labels = 1)
    {
        // With evenly spaced thresholds, Keras clips the predictions and computes the index of the threshold.
        if (AreEven(thresholds)) yPred = Clip(yPred, 0, 1);
        Value Rows(Value x) => Reshape(x, -1, 1, labels);
        var limits = Constant(Casting.Of(thresholds, [thresholds.Length, 1], yPred.Type));
        var isAbove = Cast(Rows(yPred) > limits, DType.Float32);
        var isTrue = Rows(Cast(yTrue, DType.Bool));
        var (positive, negative) = (Cast(isTrue, DType.Float32), Cast(!isTrue, DType.Float32));
        if (weights is not null)
        {
            var each = Rows(Expand(Cast(weights, DType.Float32), ShapeOf(yPred)));
            (positive, negative) = (positive * each, negative * each);
        }
        Value Added(Value before, Value counts, params int[] axes) =>
            before + Cast(ReduceSum(counts, axes, keepDims: false), DType.Float64);
        return
        [
            Added(state[0], isAbove * positive, 0),
            Added(state[1], isAbove * negative, 0),
            Added(state[2], positive, 0, 1),
            Added(state[3], negative, 0, 1),
        ];
    }

    public static ConfusionCounts Read(IReadOnlyList<TensorData> state)
    {
        var shape = state[0].Shape;
        double[,] Matrix(TensorData data)
        {
            var matrix = new double[shape[0].Size, shape[1].Size];
            Casting.Convert(data, 0, matrix, 0, data.Length);
            return matrix;
        }

        return new(Matrix(state[0]), Matrix(state[1]), state[2].ToArray<double>(), state[3].ToArray<double>());
    }

    public double TruePositive(int threshold, int label = 0) => TruePositives[threshold, label];

    public double FalsePositive(int threshold, int label = 0) => FalsePositives[threshold, label];

    public double FalseNegative(int threshold, int label = 0) => Positives[label] - TruePositives[threshold, label];

    public double TrueNegative(int threshold, int label = 0) => Negatives[label] - FalsePositives[threshold, label];

    public double Precision(int threshold, int label = 0) =>
        Ratio(TruePositive(threshold, label), TruePositive(threshold, label) + FalsePositive(threshold, label));

    public double Recall(int threshold, int label = 0) => Ratio(TruePositive(threshold, label), Positives[label]);

    public double Specificity(int threshold, int label = 0) => Ratio(TrueNegative(threshold, label), Negatives[label]);

    /// <summary>Returns a ratio. As in Keras, zero divided by zero is 0.</summary>
    public static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;

    private static bool AreEven(double[] thresholds) =>
        thresholds.Length >= 3 && !thresholds.Where((threshold, i) =>
            Math.Abs(threshold - (double)i / (thresholds.Length - 1)) > Logits.Epsilon + 1e-5 * i / (thresholds.Length - 1)).Any();
}
