using Layers.Graphs;
using Layers.Onnx.Proto;
using static Layers.Graphs.Ops;

namespace Layers.Onnx.Tests;

/// <summary>Lookup tables of <c>ai.onnx.ml</c> give the results of a dictionary.</summary>
public sealed class LabelEncoderTests
{
    private static readonly TestCaseData[] s_tables =
    [
        Case(new[] { "a", "", "ä\0z" }, new long[] { 1, 2, long.MinValue }, -1L),
            Case(new[] { "a", "b", "c" }, new[] { 0.5f, float.NaN, -0f }, 7f), Case(new[] { "a", "b", "c" }, new[] { "x", "", "ß" }, ""),
        Case(new long[] { 0, long.MaxValue, -3 }, new[] { "x", "y", "z" }, "none"),
            Case(new long[] { 0, long.MaxValue, -3 }, new long[] { 3, 2, 1 }, 0L), Case(new long[] { 0, 1, 2 }, new[] { 3f, 2, 1 }, -0.5f),
        Case(new[] { 0.5f, -1, 1e30f }, new[] { "x", "y", "z" }, "none"), Case(new[] { 0.5f, -1, 1e30f }, new long[] { 1, 2, 3 }, 0L),
            Case(new[] { 0.5f, -1, 1e30f }, new[] { 1f, 2, 3 }, 0f),
    ];

    [TestCaseSource(nameof(s_tables))]
    public void EachKey_GivesItsValueAndAnythingElseTheOther(Array keys, Array values, object otherwise)
    {
        var unknown = keys switch { string[] => (object)"unknown", long[] => 12345L, _ => 0.25f };
        var x = Array.CreateInstance(keys.GetType().GetElementType()!, 5);
        foreach (var (i, element) in new[] { keys.GetValue(2), unknown, keys.GetValue(0), keys.GetValue(1), keys.GetValue(2) }.Index())
            x.SetValue(element, i);
        var graph = Graph.Of(LabelEncoder(Input("x", ["batch"], TensorData.Of(keys).Type), TensorData.Of(keys), TensorData.Of(values),
            Scalar(otherwise)));
        foreach (var form in new[] { graph, OnnxReader.Read(OnnxWriter.Write(graph)) })
        {
            using var session = new OnnxSession(form);
            Assert.That(ElementsOf(session.Run(TensorData.Of(x))[0]),
                Is.EqualTo(new[] { values.GetValue(2), otherwise, values.GetValue(0), values.GetValue(1), values.GetValue(2) }));
        }
    }

    [Test]
    public void TheFile_NamesTheDomainWhereItIsUsed()
    {
        var x = Input("x", ["batch"], DType.String);
        var model = ModelProto.Parser.ParseFrom(OnnxWriter.Write(Graph.Of(LabelEncoder(x, new[] { "a" }, new[] { 2f },
            TensorData.Scalar(0f)))));
        Assert.That(model.OpsetImport.Select(import => (import.Domain, import.Version)),
            Is.EqualTo(new[] { ("", 17L), ("ai.onnx.ml", 2L) }));
        Assert.That(model.Graph.Node.Single().Domain, Is.EqualTo("ai.onnx.ml"));
        Assert.That(ModelProto.Parser.ParseFrom(OnnxWriter.Write(Graph.Of(Identity(x)))).OpsetImport, Has.Count.EqualTo(1));
        model.Graph.Node.Single().Domain = "";
        Assert.That(() => OnnxReader.Read(Google.Protobuf.MessageExtensions.ToByteArray(model)),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("'LabelEncoder' is not supported"));
    }

    [Test]
    public void TextsAreCompared_AsBytes()
    {
        var (a, b) = (Input("a", [4], DType.String), Input("b", [4], DType.String));
        using var session = new OnnxSession(Graph.Of(Equal(a, b)));
        Assert.That(session.Run(new[] { "x", "É", "", "a" }, new[] { "x", "E\u0301", "", "A" })[0].ToArray<bool>(),
            Is.EqualTo(new[] { true, false, true, false }));
    }

    [Test]
    public void TablesThatDoNotFit_AreRefused()
    {
        var x = Input("x", ["batch"], DType.String);
        Assert.That(() => LabelEncoder(x, new[] { "a", "b", "a" }, new long[] { 1, 2, 3 }, TensorData.Scalar(0L)),
            Throws.ArgumentException.With.Message.Contains("the key 'a' is a duplicate"));
        Assert.That(() => LabelEncoder(x, new[] { "a", "b" }, new long[] { 1 }, TensorData.Scalar(0L)),
            Throws.ArgumentException.With.Message.Contains("keys of string[2], values of int64[1]"));
        Assert.That(() => LabelEncoder(x, new long[] { 1 }, new long[] { 1 }, TensorData.Scalar(0L)),
            Throws.ArgumentException.With.Message.Contains("keys of int64[1]"));
        Assert.That(() => LabelEncoder(x, new[] { "a" }, new long[] { 1 }, TensorData.Scalar(0f)),
            Throws.ArgumentException.With.Message.Contains("a default of float32"));
        Assert.That(() => LabelEncoder(x, new[] { "a" }, new[] { 1.0 }, TensorData.Scalar(0.0)),
            Throws.ArgumentException.With.Message.Contains("values of float64[1]"));
    }

    private static TestCaseData Case(Array keys, Array values, object otherwise) =>
        new TestCaseData(keys, values, otherwise).SetArgDisplayNames($"{keys.GetType().Name} to {values.GetType().Name}");

    private static TensorData Scalar(object value) =>
        value switch
        {
            string text => TensorData.Scalar(text),
            long number => TensorData.Scalar(number),
            _ => TensorData.Scalar((float)value)
        };

    private static Array ElementsOf(TensorData data) => ElementStorage.Of(data.Type).ToArray(data);
}
