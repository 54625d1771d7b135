using System.Text.Json.Nodes;
using Layers.Onnx;
using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>HashedCrossing: every golden case, models with it, and refused arguments.</summary>
public sealed class HashedCrossingTests
{
    private static IEnumerable<TestCaseData> Cases =>
        Golden.Json("merging/HashedCrossing.json")["cases"]!.AsArray()
            .Select(node => new TestCaseData(node).SetArgDisplayNames((string)node!["name"]!));

    [TestCaseSource(nameof(Cases))]
    public void Crossing_IsKerasCrossing(JsonNode node)
    {
        HashedCrossing Make() => (HashedCrossing)LayerRun.FromConfig("HashedCrossing", (JsonObject)(node["config"] ?? node["ctor"])!);
        if ((string?)node["error"]?["when"] == "ctor")
        {
            Assert.That(Make, Throws.InstanceOf<InvalidDataException>());
            return;
        }
        var crossing = Make();
        Assert.That(ConfigMismatch.Of("", KerasJson.Parse(KerasJson.Write(LayerJson.Write(crossing)))!["config"], node["config"]),
            Is.Empty);
        Assert.That(LayerJson.Write(crossing)["config"]!.AsObject().Select(pair => pair.Key),
            Is.EquivalentTo(node["config"]!.AsObject().Select(pair => pair.Key)));
        TensorData[] data = node["input"] is JsonArray list ? [.. list.Select(Golden.Tensor)] : [Golden.Tensor(node["input"])];
        Value[] inputs = [.. data.Select((tensor, i) => Ops.Input($"x{i}", tensor.Shape, tensor.Type))];
        if (node["error"] is not null)
        {
            Assert.That(() => crossing.Apply(inputs), Throws.TypeOf<LayerException>().With.Message.Contains(crossing.Name));
            return;
        }
        var host = HostPart.Cut(Graph.Of(crossing.Apply(inputs)), out var engine)!;
        using var session = new OnnxSession(engine);
        var output = session.Run(host.Feed(engine.Inputs, input => data[Array.IndexOf(inputs, input)]))[0];
        Assert.That(Mismatch.Of("output", output, Golden.Tensor(node["output"])), Is.Empty);
    }

    [Test]
    public void AFunctional_CrossesColumns_AndIsRestoredFromItsFile([Values(PredictEngine.OnnxRuntime,
        PredictEngine.Auto)] PredictEngine engine)
    {
        var (city, hour) = (new Input([1], DType.String, name: "city"), new Input([1], DType.Int64, name: "hour"));
        using var model = new Functional([city, hour], [new HashedCrossing(10).Apply(city, hour)]);
        model.Engine = engine;
        var rows = new Dictionary<string, TensorData>
        {
            ["city"] = new[,] { { "A" }, { "B" }, { "A" }, { "B" }, { "A" } },
            ["hour"] = new long[,] { { 101 }, { 101 }, { 101 }, { 102 }, { 102 } }
        };
        var expected = new long[] { 1, 4, 1, 6, 3 };
        Assert.That(model.Predict(rows).Values.Single().ToArray<long>(), Is.EqualTo(expected));
        using var folder = new TempFolder();
        model.Save(folder.At("crossing.keras"));
        using var again = Model.Load(folder.At("crossing.keras"));
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        Assert.That(again.Predict(rows).Values.Single().ToArray<long>(), Is.EqualTo(expected));
    }

    [Test]
    public void Refusals_HaveTheRemedy()
    {
        var (text, number) = (Ops.Input("text", ["batch", 1], DType.String), Ops.Input("number", ["batch", 1]));
        Refused(() => new HashedCrossing(0), "numBins", "1 or more");
        Refused(() => new HashedCrossing(5, OutputMode.Count), "outputMode", "Int, OneHot");
        Refused(() => new HashedCrossing(5, dtype: DTypePolicy.Float32), "int32 or int64");
        Refused(() => new HashedCrossing(5).Apply(text), "two or more", "Received 1");
        Refused(() => new HashedCrossing(5).Apply(text, number), "texts and integers", "float32", "bins");
        Refused(() => new HashedCrossing(5).Apply(text, Ops.Input("other", ["batch"], DType.Int64)), "the same shape",
            "[batch, 1] and [batch]");
        Refused(() => new Dense(2, dtype: DTypePolicy.Int64), "computes with floats", "int64");
    }
}
