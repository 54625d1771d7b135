using Google.Protobuf;
using Layers.Graphs;
using Layers.Onnx.Proto;
using static Layers.Graphs.Ops;

namespace Layers.Onnx.Tests;

public sealed class HostOperatorTests
{
    [Test]
    public void AHostOperator_IsRefusedByNameBeforeAnythingIsWritten() =>
        Assert.That(() => OnnxWriter.Write(Graph.Of(FarmHash64(Input("words", ["batch"], DType.String), 5))),
            Throws.InstanceOf<NotSupportedException>().With.Message.StartsWith("FarmHash64(words, buckets=5) cannot be in an ONNX file: " +
                "ONNX has no operator with the results of FarmHash64"));

    [Test]
    public void AFileThatNamesOne_IsRefused()
    {
        var model = ModelProto.Parser.ParseFrom(OnnxWriter.Write(Graph.Of(Identity(Input("x", ["batch"], DType.Int64)))));
        (model.Graph.Node[0].OpType, model.Graph.Node[0].Domain) = ("FarmHash64", "layers.host");
        Assert.That(() => OnnxReader.Read(model.ToByteArray()),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("'layers.host.FarmHash64' is not supported"));
    }
}
