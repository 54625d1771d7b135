using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Layers.Graphs;

namespace Layers.Onnx.Tests;

/// <summary>ONNX Runtime reads and writes the memory of our tensors, not a copy of it.</summary>
internal sealed class PinnedTensorTests
{
    private static readonly Tensor<float> s_tensor = Tensor.Create<float>([1, 2, 3, 4], [2, 2]);

    private static readonly TestCaseData[] s_memory =
    [
        new TestCaseData((TensorData)new float[] { 1, 2, 3, 4 }).SetArgDisplayNames("float[]"),
        new TestCaseData((TensorData)new float[,] { { 1, 2 }, { 3, 4 } }).SetArgDisplayNames("float[,]"),
        new TestCaseData((TensorData)s_tensor).SetArgDisplayNames("Tensor<float>"),
        new TestCaseData((TensorData)Tensor.Create<float>([0, 0, 1, 2, 3, 4], [3, 2]).Slice(1..3, 0..2))
            .SetArgDisplayNames("a part of a Tensor<float>"),
    ];

    [TestCaseSource(nameof(s_memory))]
    public void TheRuntime_WritesToOurMemory(TensorData data)
    {
        using var pin = new PinnedTensor(data);
        var theirs = pin.Value.GetTensorMutableDataAsSpan<float>();
        Assert.That(theirs.ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
        theirs[3] = 40;
        Assert.That(data.AsSpan<float>()[3], Is.EqualTo(40));
        Unsafe.AsRef(in data.AsSpan<float>()[0]) = 10;
        Assert.That(theirs[0], Is.EqualTo(10));
    }

    [Test]
    public void DisposingTwice_IsDisposingOnce()
    {
        foreach (var data in new TensorData[] { new float[2], Tensor.Create<float>([1], [1]), new[] { "text" } })
        {
            var pin = new PinnedTensor(data);
            pin.Dispose();
            Assert.That(pin.Dispose, Throws.Nothing);
        }
    }
}
