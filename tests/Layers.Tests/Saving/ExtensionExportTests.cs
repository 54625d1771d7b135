using Layers.Onnx;
using static Layers.Graphs.Ops;

namespace Layers.Tests;

/// <summary>Exports with operators of Microsoft.ML.OnnxRuntime.Extensions: the numbers equal those of Keras and of our kernels; other
/// models are refused.</summary>
public sealed class ExtensionExportTests
{
    // All cases that hash without a salt, and Keras's results.
    private static IEnumerable<TestCaseData> Hashing =>
        from @case in LayerCase.All
        where @case.Layer is nameof(Layers.Hashing) or nameof(StringLookup) or nameof(IntegerLookup)
        where @case.Input is not null && @case.Output is not null && @case.Refused == Moment.Never
        && GraphOf(@case).Nodes.Any(node => node.Op == Op.FarmHash64)
        select new TestCaseData(@case).SetArgDisplayNames(@case.Name);

    [TestCaseSource(nameof(Hashing))]
    public void AHash_IsKerasHash(object given)
    {
        var @case = (LayerCase)given;
        var graph = GraphOf(@case).WithExtensions();
        // Keras's results are int64 and float32 under any policy.
        Assert.That(Mismatch.OfBits("output", Casting.Cast(ExtensionOnnx.Run(OnnxWriter.Write(graph), @case.Input!), @case.Output!.Type),
            @case.Output!), Is.Empty);
    }

    [Test]
    public void TheCases_AreThere() => Assert.That(Hashing.Count(), Is.GreaterThan(30));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(long.MaxValue)]
    public void Numbers_AndTruthValues_HashAsTheirWords(long buckets)
    {
        TensorData[] inputs =
        [
            TensorData.Of((Array)new[] { true, false }), TensorData.Of(new sbyte[] { -128, 0, 65 }),
                TensorData.Of(new byte[] { 0, 65, 255 }), TensorData.Of(new short[] { short.MinValue, 7 }),
            TensorData.Of(new ushort[] { 7, ushort.MaxValue }), TensorData.Of(new[] { int.MinValue, 1_000_000 }),
                TensorData.Of(new[] { 3u, uint.MaxValue }),
            TensorData.Of(new[] { long.MinValue, -1, 0, long.MaxValue }), TensorData.Of(new[] { 0ul, ulong.MaxValue }),
        ];
        foreach (var x in inputs)
        {
            var graph = Graph.Of(FarmHash64(Input("x", ["batch"], x.Type), buckets));
            using var kernel = HostPart.Cut(graph, out _)!;
            Assert.That(ExtensionOnnx.Run(OnnxWriter.Write(graph.WithExtensions()), x).ToArray<long>(),
                Is.EqualTo(kernel.Run(_ => x)[0].ToArray<long>()), x.Type.Name());
        }
    }

    [Test]
    public void AModel_IsExported_OnlyWhereTheUserAsks()
    {
        using var folder = new TempFolder();
        var path = folder.At("m.onnx");
        using var model = new Sequential { new Input([2], DType.String),
            new Hashing(8, "", outputMode: OutputMode.MultiHot, name: "colour"), new Dense(3) };
        Assert.That(
            () => model.ExportOnnx(path),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("colour (Hashing)")
                .And.Message.Contains("useExtensions: true"));
        Assert.That(File.Exists(path), Is.False);
        var graph = model.ExportOnnx(path, useExtensions: true);
        Assert.That(graph.Opsets, Does.ContainKey("ai.onnx.contrib").WithValue(1));
        var rows = (TensorData)new[,] { { "red", "" }, { "x\ny", "\uD83D\uDE00" }, { "\u00E9", "e\u0301" } }!;
        model.Engine = PredictEngine.OnnxRuntime;
        Assert.That(Mismatch.OfBits("output", ExtensionOnnx.Run(path, rows), model.Predict(rows)), Is.Empty);
        Assert.That(() => new OnnxSession(graph),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("StringToHashBucketFast")
            .And.Message.Contains("Run the file"));
        Assert.That(() => OnnxReader.Read(File.ReadAllBytes(path)),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("ai.onnx.contrib.StringToHashBucketFast"));
    }

    [TestCase("\0")]
    [TestCase("red\0")]
    [TestCase("red\0blue")]
    public void ATextWithNul_StopsTheRun_WhereTheLibraryWouldCutIt(string text)
    {
        var graph = Graph.Of(FarmHash64(Input("x", ["batch"], DType.String), 8)).WithExtensions();
        Assert.That(
            () => ExtensionOnnx.Run(OnnxWriter.Write(graph), TensorData.Of(new[] { "red", text })),
            Throws.InstanceOf<Microsoft.ML.OnnxRuntime.OnnxRuntimeException>().With.Message.Contains("idx=1"));
    }

    [Test]
    public void AModelWithoutHostOperators_HasTheSameFile()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input([2], DType.String), new StringLookup(vocabulary: ["a"], outputMode: OutputMode.Count),
            new Dense(3) };
        model.ExportOnnx(folder.At("plain.onnx"));
        model.ExportOnnx(folder.At("extensions.onnx"), useExtensions: true);
        Assert.That(File.ReadAllBytes(folder.At("extensions.onnx")), Is.EqualTo(File.ReadAllBytes(folder.At("plain.onnx"))));
    }

    [Test]
    public void LayersWithoutAnEquivalent_AreRefusedByName()
    {
        Refuses(new Hashing(8, salt: (1, 2), name: "second"), "second (Hashing)");
        Refuses(new TextVectorization(vocabulary: ["a"], outputMode: OutputMode.Count, name: "second"), "second (TextVectorization)");
        Refuses(new StringLookup(numOovIndices: 2, salt: (1, 2), vocabulary: ["a"], name: "second"), "second (StringLookup)");
    }

    // The first layer can be exported, so the message must not name it.
    private static void Refuses(Layer second, string name)
    {
        using var folder = new TempFolder();
        var x = new Input([1], DType.String);
        using var model = new Functional([x], [new Hashing(8, name: "first").Apply(x), second.Apply(x)]);
        Assert.That(
            () => model.ExportOnnx(folder.At("m.onnx"), useExtensions: true),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains(name).And.Message.Not.Contains("useExtensions"));
        Assert.That(File.Exists(folder.At("m.onnx")), Is.False);
    }

    private static Graph GraphOf(LayerCase @case)
    {
        var run = @case.Adapt is null ? LayerRun.Loading(@case) : LayerRun.Adapting(@case);
        return Graph.Of(run.Layer!.Apply(Input("x", @case.Input!.Shape, @case.Input.Type)));
    }
}
