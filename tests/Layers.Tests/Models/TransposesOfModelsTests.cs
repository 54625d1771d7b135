using Layers.Onnx;

namespace Layers.Tests;

/// <summary>Axes are transposed before and after consecutive image layers, and not between them.</summary>
public sealed class TransposesOfModelsTests
{
    [Test]
    public void AChainOfImageLayers_IsTransposedOnceOnItsWayInAndOnceOnItsWayOut()
    {
        using var model = Chain();
        var (before, after) = (Graph.Of(model.Apply(model.InputFor(Images))), model.ToGraph());
        Assert.That(OfImages(before), Is.EqualTo(8));
        Assert.That(OfImages(after), Is.EqualTo(2), after.ToString());
        Assert.That(after.Nodes.Count(node => node.Op == Op.Transpose), Is.EqualTo(2), "Kernels are constants in their final order.");
    }

    [Test]
    public void TheGradients_HaveOneMoreTranspose_AndAreTheSame()
    {
        using var model = Chain();
        var (x, feeds) = (model.InputFor(Images), model.Weights.ToDictionary(weight => weight.Symbol, weight => weight.Value));
        feeds[x] = Images;
        var loss = Ops.ReduceMean(Ops.Square(model.Apply(x)), keepDims: false);
        var before = Graph.Of([loss,
            .. Gradient.Of(loss, [.. model.TrainableWeights.Select(weight => weight.Symbol)]).Select(gradient => gradient!)]);
        var after = before.CancelTransposes();
        Assert.That(OfImages(before), Is.EqualTo(15));
        Assert.That(OfImages(after), Is.EqualTo(3), after.ToString());
        foreach (var (expected, actual) in Run(before, feeds).Zip(Run(after, feeds)))
            Assert.That(Mismatch.Of("gradient", actual, expected, new(1e-5, 1e-6)), Is.Empty);
    }

    [Test]
    public void TheTrainingGraph_HasNoMoreOfThem()
    {
        using var model = Chain();
        var objective = new Objective(new Adam(), [new OutputObjective("y", Loss.MeanSquaredError, null, [], [])]);
        var graph = new EpochGraph(model, objective, Examples.Of([Images], [SampleData.Of([4, 5], DType.Float32, 2)], [null], "training"),
            isTraining: true).Graph;
        Assert.That(OfImages(graph), Is.EqualTo(3), graph.ToString());
        // One transpose of the kernel to ONNX's order, and one of its gradient from that order; the optimizer's state is not transposed.
        Assert.That(graph.Nodes.Count(node => node.Op == Op.Transpose && node.Inputs[0].Shape is { Rank: 4, IsKnown: true }), Is.EqualTo(4),
            graph.ToString());
    }

    private static TensorData Images { get; } = SampleData.Of([4, 12, 12, 3], DType.Float32, seed: 1);

    // Counts the transposes of images. A transpose that exchanges batch and channels is not counted, because a kernel's gradient sums over
    // the batch.
    private static int OfImages(Graph graph) =>
        graph.Nodes.Count(node => node.Op == Op.Transpose && node.Inputs[0].Shape is { Rank: 4, IsKnown: false }
            && ((long[])node.Attributes["perm"])[0] == 0);

    private static IReadOnlyList<TensorData> Run(Graph graph, Dictionary<Value, TensorData> feeds)
    {
        using var session = new OnnxSession(graph);
        return session.Run([.. graph.Inputs.Select(input => feeds[input])]);
    }

    private static Sequential Chain() => new(seed: 3)
    {
        new Input([12, 12, 3]),
        new Conv2D(8, 3, padding: Padding.Same),
        new Rescaling(SampleData.Of([8], DType.Float32, 5), SampleData.Of([8], DType.Float32, 6)),
        new Activation(Activation.Relu),
        new MaxPooling2D(),
        new Conv2D(6, 3, activation: Activation.Relu),
        new AveragePooling2D(2),
        new Flatten(),
        new Dense(5),
    };
}
