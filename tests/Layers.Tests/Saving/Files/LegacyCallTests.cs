using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Calls of layers in Keras 2's form, with additional arguments: flags, tensors by name, states.</summary>
public sealed class LegacyCallTests
{
    private static readonly TensorData s_query = SampleData.Of([2, 3, 4], DType.Float32, seed: 1),
        s_value = SampleData.Of([2, 5, 4], DType.Float32, seed: 2);

    private static readonly TensorData s_row = SampleData.Of([2, 4], DType.Float32, seed: 3);

    [TestCase(false, """[["q", 0, 0, {"value": ["v", 0, 0], "key": null, "attention_mask": null, "return_attention_scores": false, "training": null, "use_causal_mask": false}]]""")]
    [TestCase(true, """[["q", 0, 0, {"value": ["v", 0, 0], "key": null, "attention_mask": null, "return_attention_scores": false, "training": null, "use_causal_mask": true}]]""")]
    [TestCase(true, """["q", 0, 0, {"value": ["v", 0, 0], "use_causal_mask": true}]""")]
    public void AnAttention_HasItsValuesByName_AndItsFlags(bool isCausal, string call)
    {
        var (q, v) = (new Input([3, 4], name: "q"), new Input([5, 4], name: "v"));
        using var model = new Functional([q, v],
            [.. new MultiHeadAttention(2, 3, name: "attention").ApplyAll([q, v], flags: isCausal ? ["use_causal_mask"] : [])]);
        AssertSame(model, "attention", call, s_query, s_value);
    }

    [Test]
    public void FlagsOfSeveralInputs_StandWithEachOfThem()
    {
        var (q, v) = (new Input([3, 4], name: "q"), new Input([5, 4], name: "v"));
        using var model = new Functional([q, v],
            [.. new Attention(name: "attention").ApplyAll([q, v], flags: ["use_causal_mask", "return_attention_scores"])]);
        const string Arguments = """{"mask": [null, null], "training": false, "return_attention_scores": true, "use_causal_mask": true}""";
        AssertSame(model, "attention", $"[[\"q\", 0, 0, {Arguments}], [\"v\", 0, 0, {Arguments}]]", s_query, s_value);
    }

    [Test]
    public void StatesOfABidirectional_WhichAreThereTwice_AreTakenOnce()
    {
        Input x = new([3, 4], name: "x"), a = new(2, name: "a"), b = new(2, name: "b");
        using var model = new Functional([x, a, b],
            [new Bidirectional(new SimpleRNN(2), name: "both")
            .ApplyAll([x], new Dictionary<string, IReadOnlyList<KerasTensor>> { ["initial_state"] = [a, b] })[0]]);
        const string Arguments = """{"initial_state": {"class_name": "__tuple__", "items": [["a", 0, 0], ["b", 0, 0]]}}""";
        AssertSame(model, "both", $"[[\"x\", 0, 0, {Arguments}], [\"a\", 0, 0, {Arguments}], [\"b\", 0, 0, {Arguments}]]", s_query,
            SampleData.Of([2, 2], DType.Float32, seed: 4), SampleData.Of([2, 2], DType.Float32, seed: 5));
    }

    [Test]
    public void CallsOfAModelWithin_AreCountedFromZero_AlsoWhereTheyAreNamed()
    {
        Input x = new([3, 4], name: "x"), i = new([3, 4], name: "i");
        var inner = new Functional(i, new Dense(4, name: "dense").Apply(i), name: "inner");
        var (first, second) = (inner.Apply(x), inner.Apply(new ReLU(name: "relu").Apply(x)));
        using var model = new Functional([x], [new MultiHeadAttention(1, 2, name: "attention").ApplyAll([first, second])[0], second]);
        AssertSame(model, "attention", """[["inner", 1, 0, {"value": ["inner", 2, 0]}]]""", s_query);
    }

    [Test]
    public void InputsByName_GoInTheOrderOfTheirNames_AndSoDoOutputs()
    {
        Input a = new(4, name: "a"), b = new(4, name: "b"), x = new(4, name: "x");
        var inner = new Functional([a, b], [new Subtract(name: "minus").Apply(a, b)], name: "inner");
        using var model = new Functional([x], [inner.ApplyAll([x, new ReLU(name: "relu").Apply(x)])[0]]);
        AssertSame(model, "inner", """{"b": ["relu", 0, 0], "a": ["x", 0, 0, {"training": null}]}""",
            json => json["config"]!["output_layers"] = JsonNode.Parse("""{"y": ["inner", 1, 0]}"""), s_row);
    }

    [TestCase("""[["x", 0, 0, {"factor": 2}]]""", "factor")]
    [TestCase("""[["x", 0, 0, {"mask": ["x", 0, 0]}]]""", "mask")]
    [TestCase("""[["x", 0]]""", "cannot be read")]
    [TestCase("""[["_CONSTANT_VALUE", -1, [1.5], {}]]""", "cannot be read")]
    [TestCase("""[["gone", 0, 0, {}]]""", "gone")]
    [TestCase("""[[["x", 0, 0, {}], [["x", 0, 0, {}]]]]""", "cannot be read")]
    [TestCase("""{}""", "cannot be read")]
    [TestCase("""7""", "cannot be read")]
    public void ACallThatIsNotUnderstood_IsRefused(string call, string reason)
    {
        var x = new Input(4, name: "x");
        using var model = new Functional(x, new Dense(2, name: "dense").Apply(x));
        Assert.That(() => LayerJson.Read(LegacyJson.Layer(Old(model, "dense", call), new LoadNotes())),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(reason));
    }

    private static void AssertSame(Functional model, string layer, string call, params TensorData[] inputs) =>
        AssertSame(model, layer, call, _ => { }, inputs);

    private static void AssertSame(Functional model, string layer, string call, Action<JsonNode> change, params TensorData[] inputs)
    {
        var json = Old(model, layer, call);
        change(json);
        using var read = (Functional)LayerJson.Read(LegacyJson.Layer(json, new LoadNotes()));
        foreach (var (ours, theirs) in read.Weights.Zip(model.Weights)) ours.Value = theirs.Value;
        Assert.That(Tasks.AreSame(Outputs(read, inputs), Outputs(model, inputs)));
        Assert.That(read.Graph.CallsOf(read.Graph.Layers.Single(one => one.Name == layer)).Single().Flags,
            Is.EquivalentTo(model.Graph.CallsOf(model.Graph.Layers.Single(one => one.Name == layer)).Single().Flags));
    }

    private static IEnumerable<TensorData> Outputs(Functional model, TensorData[] inputs) =>
        model.Predict(model.Inputs.Zip(inputs).ToDictionary(pair => pair.First.Name, pair => pair.Second))
            .OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => output.Value);

    // Keras 2's form: the given call; lists without arguments for the other layers; and the calls of a nested model, which begin with 1.
    private static JsonNode Old(Functional model, string layer, string call)
    {
        var json = LayerJson.Write(model);
        foreach (var entry in json["config"]!["layers"]!.AsArray())
        {
            var nodes = entry!["inbound_nodes"]!.AsArray();
            for (var i = 0; i < nodes.Count; i++) nodes[i] = entry["name"]!.ToString() == layer ? JsonNode.Parse(call) : Line(nodes[i]!);
        }
        return json;
    }

    private static JsonArray Line(JsonNode node) =>
        new(new JsonArray([.. node["args"]![0]!["config"]!["keras_history"]!.AsArray().Select(part => part!.DeepClone()),
        new JsonObject()]));
}
