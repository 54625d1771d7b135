using Layers.Graphs;

namespace Layers.Tests;

/// <summary>Axes of size 0: the output has no values, but it has a shape.</summary>
public sealed class EmptyAxisTests
{
    private static readonly TestCaseData[] s_layers =
    [
        Case(new Flatten(), [2, 0, 3], [2, 0]),
        Case(new Flatten(), [2, 3, 0], [2, 0]),
        Case(new Flatten(DataFormat.ChannelsFirst), [2, 0, 3, 4], [2, 0]),
        Case(new Flatten(), [0, 2, 3], [0, 6]),
        Case(new Reshape([0]), [2, 0, 3], [2, 0]),
        Case(new Reshape([3, 0]), [2, 0, 3], [2, 3, 0]),
        Case(new Permute([2, 1]), [2, 0, 3], [2, 3, 0]),
        Case(new RepeatVector(2), [2, 0], [2, 2, 0]),
        Case(new Identity(), [2, 0], [2, 0]),
        Case(new ReLU(), [2, 0], [2, 0]),
        Case(new Rescaling(2), [2, 0], [2, 0]),
        Case(new Dense(3), [2, 0, 4], [2, 0, 3]),
        Case(new ZeroPadding1D(1), [2, 0, 3], [2, 2, 3]),
        Case(new UpSampling1D(2), [2, 0, 3], [2, 0, 3]),
    ];

    [TestCaseSource(nameof(s_layers))]
    public void ALayer_GivesItsShape(Layer layer, long[] input, long[] output)
    {
        foreach (var engine in new[] { PredictEngine.Auto, PredictEngine.OnnxRuntime })
        {
            layer.Engine = engine;
            Assert.That(layer.Predict(TensorData.Zeros(DType.Float32, Shape.Of(input))).Shape, Is.EqualTo(Shape.Of(output)));
        }
        using var model = new Sequential { new Input(Shape.Of(input)[1..]), layer };
        Assert.That(model.Predict(TensorData.Zeros(DType.Float32, Shape.Of(input))).Shape, Is.EqualTo(Shape.Of(output)));
    }

    // As in NumPy and TensorFlow, zero divided by zero.
    [Test]
    public void AMeanOfNoSteps_IsNaN([Values] bool isOpen, [Values(1, 2)] int rank, [Values] bool isChannelsFirst)
    {
        var format = isChannelsFirst ? DataFormat.ChannelsFirst : DataFormat.ChannelsLast;
        Layer layer = rank == 1 ? new GlobalAveragePooling1D(format) : new GlobalAveragePooling2D(format);
        Dim nothing = isOpen ? "steps" : 0;
        Dim[] sizes = rank == 1 ? [nothing] : [4, nothing];
        using var model = new Sequential { new Input(Shape.Create(isChannelsFirst ? [3, .. sizes] : [.. sizes, 3])), layer };
        long[] places = rank == 1 ? [0] : [4, 0];
        var empty = TensorData.Zeros(DType.Float32, Shape.Of(isChannelsFirst ? [2, 3, .. places] : [2, .. places, 3]));
        Assert.That(model.Predict(empty).ToArray<float>(), Is.EqualTo(Enumerable.Repeat(float.NaN, 6)));
        if (!isOpen) return;
        // The number of steps is unknown until the call. A mean over steps that exist must not change.
        var some = SampleData.Of(Shape.Of(isChannelsFirst ? [2, 3, .. places[..^1], 5] : [2, .. places[..^1], 5, 3]), DType.Float32,
            seed: 3);
        var known = rank == 1 ? (Layer)new GlobalAveragePooling1D(format) : new GlobalAveragePooling2D(format);
        using var fixedSizes = new Sequential { new Input(some.Shape[1..]), known };
        Assert.That(model.Predict(some).ToArray<float>(), Is.EqualTo(fixedSizes.Predict(some).ToArray<float>()).Within(1e-6f));
        Assert.That(RowWise.Is(model.ToGraph()), Is.True, "Rows may still be predicted in parts.");
    }

    private static TestCaseData Case(Layer layer, long[] input, long[] output) =>
        new TestCaseData(layer, input, output).SetArgDisplayNames(layer.GetType().Name, string.Join(',', input));
}
