using System.Text.Json.Nodes;
using Layers.Onnx;

namespace Layers.Tests;

/// <summary>Single values of losses and metrics, with and without sample weights.</summary>
public sealed class LossGoldenTests
{
    private static readonly string[] s_classes =
        ["MeanSquaredError", "MeanAbsoluteError", "Huber", "BinaryCrossentropy", "CategoricalCrossentropy", "SparseCategoricalCrossentropy"];

    private static readonly string[] s_metrics = [.. s_classes, "BinaryAccuracy", "CategoricalAccuracy", "SparseCategoricalAccuracy"];

    // Not there: one loss a sample, and classes that count for nothing.
    private static IEnumerable<TestCaseData> Losses => Cases("losses.json", s_classes, IsThere);

    private static IEnumerable<TestCaseData> MissingLosses => Cases("losses.json", s_classes, config => !IsThere(config));

    private static IEnumerable<TestCaseData> Metrics => Cases("metrics.json", s_metrics, _ => true);

    [TestCaseSource(nameof(Losses))]
    public void Loss_IsKerasLoss(object @case)
    {
        var json = (JsonObject)@case;
        var loss = LossJson.Read(Object("keras.losses", json));
        var (y, p, w) = Data(json);
        var inputs = Inputs(y, p, w);
        using var session = new OnnxSession(Graph.Of(loss.Of(inputs[0], inputs[1], w is null ? null : inputs[2])));
        var value = session.Run([.. Feeds(session, inputs, y, p, w)])[0];
        Assert.That(Mismatch.Of("loss", value, Golden.Tensor(json["value"])), Is.Empty);
    }

    [TestCaseSource(nameof(MissingLosses))]
    public void Loss_ThatIsNotThere_IsRefused(object @case) =>
        Assert.That(() => LossJson.Read(Object("keras.losses", (JsonObject)@case)), Throws.TypeOf<InvalidDataException>());

    [TestCaseSource(nameof(Metrics))]
    public void Metric_IsKerasMetric(object @case)
    {
        var json = (JsonObject)@case;
        var (y, p, _) = Data(json);
        var weights = Golden.Tensor(json["weights"]);
        var mismatches = Mismatch.OfNumber("rows 0 to 3", After(json, [Rows(y, 0, 4)], [Rows(p, 0, 4)], null), Value(json, "after_rows_0_3"), Tolerance.Float32)
            .Concat(Mismatch.OfNumber("all rows", After(json, [Rows(y, 0, 4), Rows(y, 4, 2)], [Rows(p, 0, 4), Rows(p, 4, 2)], null), Value(json, "after_all_rows"), Tolerance.Float32))
            .Concat(Mismatch.OfNumber("with weights", After(json, [y], [p], weights), Value(json, "all_rows_with_weights"), Tolerance.Float32));
        Assert.That(mismatches, Is.Empty);
    }

    // The state goes from batch to batch, as in training.
    private static double After(JsonObject json, TensorData[] ys, TensorData[] ps, TensorData? weights)
    {
        var inputs = Inputs(ys[0], ps[0], weights);
        var metric = MetricJson.Read(Object("keras.metrics", json)).For(inputs[0].Shape, inputs[1].Shape);
        Value[] state = [.. metric.InitialState.Select((data, i) => Ops.Input($"state/{i}", data.Shape, data.Type))];
        using var session = new OnnxSession(Graph.Of([.. metric.Update(state, inputs[0], inputs[1], weights is null ? null : inputs[2])]));
        var current = metric.InitialState;
        foreach (var (y, p) in ys.Zip(ps))
        {
            var batch = current;
            current = session.Run([.. session.Graph.Inputs.Select(input => Array.IndexOf(state, input) is >= 0 and var i ? batch[i]
                : ReferenceEquals(input, inputs[0]) ? y : ReferenceEquals(input, inputs[1]) ? p : weights!)]);
        }
        return metric.Result(current);
    }

    private static bool IsThere(JsonObject config) => (string?)config["reduction"] is not ("none" or null) && config["ignore_class"] is null;

    private static JsonObject Object(string module, JsonObject json) =>
        new() { ["module"] = module, ["class_name"] = (string)json["class"]!, ["config"] = json["config"]!.DeepClone(), ["registered_name"] = null };

    private static (TensorData Y, TensorData P, TensorData? W) Data(JsonObject json)
    {
        var y = Golden.Tensor(json["y_true"]);
        return (y.Type == DType.Int32 ? Casting.Cast(y, DType.Int64) : y, Golden.Tensor(json["y_pred"]), json["sample_weight"] is { } w ? Golden.Tensor(w) : null);
    }

    private static Value[] Inputs(TensorData y, TensorData p, TensorData? w) =>
        [Ops.Input("y", y.Shape.With(0, "batch"), y.Type), Ops.Input("p", p.Shape.With(0, "batch"), p.Type), .. w is null ? [] : new[] { Ops.Input("w", ["batch"]) }];

    private static IEnumerable<TensorData> Feeds(OnnxSession session, Value[] inputs, TensorData y, TensorData p, TensorData? w) =>
        session.Graph.Inputs.Select(input => new[] { y, p, w }[Array.IndexOf(inputs, input)]!);

    private static TensorData Rows(TensorData data, int start, int count)
    {
        var (width, rows) = (data.Length / (int)data.Shape[0].Size, TensorData.Zeros(data.Type, data.Shape.With(0, count)));
        Casting.Convert(data, start * width, rows, 0, count * width);
        return rows;
    }

    private static double Value(JsonObject json, string key) => Mismatch.Doubles(Golden.Tensor(json[key]))[0];

    private static IEnumerable<TestCaseData> Cases(string file, string[] classes, Func<JsonObject, bool> which) =>
        Golden.Json(file)["cases"]!.AsArray().Select((node, i) => (Json: (JsonObject)node!, Index: i))
            .Where(item => classes.Contains((string)item.Json["class"]!) && which((JsonObject)item.Json["config"]!))
            .Select(item => new TestCaseData(item.Json).SetArgDisplayNames($"{item.Index} {item.Json["class"]} {item.Json["config"]!["reduction"]}"));
}
