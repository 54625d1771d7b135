using System.Text.Json.Nodes;
using Layers.Onnx;

namespace Layers.Tests;

/// <summary>The cases of recurrent layers that are called with a mask or with initial states, or return states: each in prediction and in
/// training.</summary>
public sealed class RecurrentGoldenTests
{
    private static IEnumerable<TestCaseData> Cases =>
        LayerCase.All.Where(IsIts).Select(@case => new TestCaseData(@case).SetArgDisplayNames(@case.Name));

    internal static bool IsIts(LayerCase @case) => @case.Layer is "SimpleRNN" or "LSTM" or "GRU" && @case.Refused == Moment.Never;

    [TestCaseSource(nameof(Cases))]
    public void Layer_GivesWhatKerasGives(object @case)
    {
        var one = (LayerCase)@case;
        var layer = LayerRun.FromConfig(one.Layer, one.Config);
        layer.BuildFor(one.Input!.Shape.With(0, "batch"));
        Assert.That(layer.Weights.Select(weight => weight.Name), Is.EqualTo(one.Weights.Select(weight => weight.Name)));
        foreach (var (weight, (_, value)) in layer.Weights.Zip(one.Weights)) weight.Value = value;
        TensorData[] expected = [.. (one.Json["output"] is JsonArray several ? several : [one.Json["output"]!.DeepClone()])
            .Select(Golden.Tensor)];
        foreach (var isTraining in new[] { false, true })
        {
            // Dropout changes the output in training.
            if (isTraining && one.Name.Contains("dropout", StringComparison.Ordinal)) continue;
            var outputs = Run(layer, one, isTraining);
            Assert.That(outputs, Has.Length.EqualTo(expected.Length));
            for (var i = 0; i < outputs.Length; i++)
                Assert.That(Mismatch.Of($"output {i}", outputs[i], expected[i]), Is.Empty, isTraining ? "in training" : "in prediction");
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Config_EqualsKerass(object @case)
    {
        var one = (LayerCase)@case;
        var written = KerasJson.Parse(KerasJson.Write(LayerJson.Write(LayerRun.FromConfig(one.Layer, one.Config))))!["config"]!;
        Assert.That(ConfigMismatch.Of("", written, one.Config), Is.Empty);
    }

    private static TensorData[] Run(Layer layer, LayerCase one, bool isTraining)
    {
        var data = new Dictionary<Value, TensorData>(ReferenceEqualityComparer.Instance);
        Value Fed(string name, TensorData value)
        {
            var input = Ops.Input(name, value.Shape.With(0, "batch"), value.Type);
            data[input] = value;
            return input;
        }

        var arguments = new Dictionary<string, IReadOnlyList<Value>>();
        if (one.Json["call"]?["mask"] is { } mask) arguments["mask"] = [Fed("mask", Golden.Tensor(mask))];
        if (one.Json["call"]?["initial_state"] is JsonArray states)
            arguments["initial_state"] = [.. states.Select((state, i) => Fed($"state_{i}", Golden.Tensor(state)))];
        foreach (var weight in layer.Weights) data[weight.Symbol] = weight.Value;
        var key = Ops.Input("key", [], DType.Int64);
        data[key] = TensorData.Scalar(1L);
        var outputs = layer.ApplyAll([Fed("x", one.Input!)], new CallRecord(key, isTraining), arguments);
        var graph = Graph.Of([.. outputs]).Optimize();
        Assert.That(graph.Verify(), Is.Empty);
        using var session = new OnnxSession(graph);
        return [.. session.Run([.. session.Graph.Inputs.Select(input => data.First(pair => pair.Key.Name == input.Name).Value)])];
    }
}
