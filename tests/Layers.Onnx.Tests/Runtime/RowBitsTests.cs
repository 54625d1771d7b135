using System.Numerics.Tensors;
using Layers.Graphs;
using Microsoft.ML.OnnxRuntime;
using static Layers.Graphs.Ops;

namespace Layers.Onnx.Tests;

/// <summary>The same rows give the same bits at any address in memory, and split into any parts.</summary>
internal sealed class RowBitsTests
{
    private const int Features = 5, Part = 64;

    // Softplus is one of the kernels whose last bits depend on the alignment of memory.
    private static readonly Graph s_graph = Graph.Of(Softplus(MatMul(Softplus(Input("x", ["batch", Features])),
        Constant(Numbers(Features, 3)))));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(Part)]
    [TestCase((2 * Part) - 1)]
    [TestCase(2 * Part)]
    [TestCase((2 * Part) + 1)]
    [TestCase((5 * Part) - 1)]
    [TestCase((5 * Part) + 1)]
    public void RunRows_InParts_GivesTheBitsOfOneRunByAnyProgram(int rows)
    {
        var x = Numbers(rows, Features);
        foreach (var threads in new int?[] { 1, null })
        {
            using var session = new OnnxSession(s_graph, new RuntimeOptions { Threads = threads });
            Assert.That(session.RunRows(x, Part).ToArray<float>(), Is.EqualTo(WholeRun(x)));
        }
    }

    [Test]
    public void Run_GivesTheSameBits_AtAnyAddress()
    {
        const int rows = 77;
        var numbers = TensorData.Of((Array)Numbers(rows, Features)).ToArray<float>();
        using var session = new OnnxSession(s_graph);
        var expected = WholeRun(TensorData.Of(numbers, [rows, Features]));
        for (var shift = 0; shift < 17; shift++)
        {
            var shifted = new float[numbers.Length + shift];
            numbers.CopyTo(shifted, shift);
            var x = TensorData.Of(Tensor.Create(shifted, shift, [rows, Features], default));
            Assert.That(session.Run(x)[0].ToArray<float>(), Is.EqualTo(expected), $"shifted by {shift}");
        }
    }

    [Test]
    public void Feedback_KeepsItsStateAligned()
    {
        var state = Input("state", [3, 7]);
        var graph = Graph.Of([KeyValuePair.Create("next", Softplus(state) - 0.5f)]);
        float[]? expected = null;
        for (var i = 0; i < 20; i++)
        {
            using var session = new StatefulSession(graph, [new StateInput(state, "next")], [Numbers(3, 7)]);
            var batch = session.CreateBatch();
            for (var step = 0; step < 5; step++) batch.Run();
            var last = session.Get(state).ToArray<float>();
            Assert.That(last, Is.EqualTo(expected ??= last));
            GC.KeepAlive(new byte[i * 4]);
        }
    }

    [Test]
    public void RunRows_OfPartsThatAreNoWholeVectors_IsRefused()
    {
        using var session = new OnnxSession(s_graph);
        Assert.That(() => session.RunRows(Numbers(2, Features), Part + 1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    // Runs the file as any program would, with ONNX Runtime's defaults.
    private static float[] WholeRun(TensorData x)
    {
        using var session = new InferenceSession(OnnxWriter.Write(s_graph));
        using var options = new RunOptions();
        using var input = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance,
            Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, x.Shape.ToArray());
        x.AsBytes().CopyTo(input.GetTensorMutableRawData());
        using var results = session.Run(options, session.InputNames, [input], session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static float[,] Numbers(int rows, int columns)
    {
        var random = new Random(rows + columns);
        var numbers = new float[rows, columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                numbers[row, column] = (float)random.NextDouble() - 0.5f;
        return numbers;
    }
}
