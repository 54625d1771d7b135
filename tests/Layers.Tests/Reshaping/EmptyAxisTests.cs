using Layers.Graphs;

namespace Layers.Tests;

/// <summary>Axes of size 0: there is nothing in them, and it has a shape.</summary>
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

    private static TestCaseData Case(Layer layer, long[] input, long[] output) =>
        new TestCaseData(layer, input, output).SetArgDisplayNames(layer.GetType().Name, string.Join(',', input));
}
