using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>The gradient of each loss, compared with central differences: in float64, of several ranks and odd sizes, with weights and
/// without.</summary>
public sealed class LossGradientTests
{
    private static readonly Loss[] s_losses =
    [
        Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.MeanAbsolutePercentageError, Loss.MeanSquaredLogarithmicError, Loss.Huber,
            Loss.Huber with { Delta = 0.2 }, Loss.LogCosh,
        Loss.CosineSimilarity, Loss.Poisson, Loss.KLDivergence, Loss.Hinge, Loss.SquaredHinge, Loss.CategoricalHinge, Loss.Dice,
            Loss.Dice with { Axis = [-1] },
        Loss.Tversky with { Alpha = 0.3, Beta = 0.8 }, Loss.BinaryCrossentropy,
            Loss.BinaryCrossentropy with { FromLogits = true, LabelSmoothing = 0.1 },
        Loss.BinaryFocalCrossentropy with { ApplyClassBalancing = true, Alpha = 0.3, Gamma = 1.5 },
            Loss.BinaryFocalCrossentropy with { FromLogits = true },
        Loss.CategoricalCrossentropy, Loss.CategoricalCrossentropy with { FromLogits = true, LabelSmoothing = 0.2 },
        Loss.CategoricalFocalCrossentropy, Loss.CategoricalFocalCrossentropy with { FromLogits = true, Gamma = 3 },
        Loss.SparseCategoricalCrossentropy, Loss.SparseCategoricalCrossentropy with { FromLogits = true, IgnoreClass = 1 },
        Loss.MeanSquaredError with { Reduction = LossReduction.Sum },
            Loss.MeanSquaredError with { Reduction = LossReduction.MeanWithSampleWeight },
    ];

    private static IEnumerable<TestCaseData> Cases =>
        from loss in Enumerable.Range(0, s_losses.Length)
        from shape in new int[][] { [5, 3], [1, 2], [3, 7], [2, 3, 5] }
        from isWeighted in new[] { false, true }
        select new TestCaseData(loss, shape, isWeighted)
            .SetArgDisplayNames($"{s_losses[loss].Name} {loss}", $"[{string.Join(", ", shape)}]", isWeighted ? "weighted" : "plain");

    [TestCaseSource(nameof(Cases))]
    public void Gradient_AgreesWithCentralDifferences(int which, int[] sizes, bool isWeighted)
    {
        var loss = s_losses[which];
        var shape = Shape.Of([.. sizes.Select(size => (long)size)]);
        var (labels, prediction) = (Labels(loss, shape), Numbers(shape, 1, 0.1, 0.9));
        var (t, p, w) = (Ops.Input("t", labels.Shape, labels.Type), Ops.Input("p", shape, DType.Float64),
            Ops.Input("w", [shape[0]], DType.Float64));
        var value = loss.Of(t, p, isWeighted ? w : null);
        var graph = Graph.Of(new Dictionary<string, Value> { ["loss"] = value, ["gradient"] = Gradient.Of(value, p)[0]! });
        using var session = new Onnx.OnnxSession(graph, new Onnx.RuntimeOptions { Threads = 1 });
        var weights = Numbers([shape[0]], 2, 0.5, 2);
        IReadOnlyList<TensorData> Run(double[] at) =>
            session.Run([.. graph.Inputs.Select(input => input == t ? labels : input == p ? TensorData.Of(at, shape) : weights)]);

        var here = prediction.ToArray<double>();
        var gradient = Run(here)[1].ToArray<double>();
        const double h = 1e-6;
        double[] differences = [.. here.Select((number, i) =>
        {
            var (up, down) = (here.ToArray(), here.ToArray());
            (up[i], down[i]) = (number + h, number - h);
            return (Run(up)[0].AsSpan<double>()[0] - Run(down)[0].AsSpan<double>()[0]) / (2 * h);
        })];
        Assert.That(Near.All("gradient", gradient, differences, 1e-5, 1e-8), Is.Empty);
        Assert.That(gradient.Any(number => number != 0), Is.True);
    }

    private static TensorData Labels(Loss loss, Shape shape)
    {
        if (loss is SparseCategoricalCrossentropyLoss)
        {
            var classes = new long[shape[..^1].Length];
            // The first label counts, with any ignored class.
            for (var i = 0; i < classes.Length; i++) classes[i] = i * 2 % shape[^1].Size;
            return TensorData.Of(classes, shape[..^1]);
        }
        var labels = Numbers(shape, 3, 0.1, 0.9);
        if (loss is HingeLoss or SquaredHingeLoss or CategoricalHingeLoss or BinaryFocalCrossentropyLoss)
            labels = TensorData.Of(Array.ConvertAll(labels.ToArray<double>(), number => number > 0.5 ? 1.0 : 0.0), shape);
        return labels;
    }

    private static TensorData Numbers(Shape shape, long key, double from, double to)
    {
        var numbers = new double[shape.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = from + (to - from) * RandomKey.Uniform(key, i);
        return TensorData.Of(numbers, shape);
    }
}
