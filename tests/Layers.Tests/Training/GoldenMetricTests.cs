using System.Text.Json.Nodes;
using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>Every value of <c>golden/metrics.json</c>: each metric after some rows, after all, and with weights after a reset.</summary>
public sealed class GoldenMetricTests
{
    private static readonly JsonArray s_cases = TrainingFixtures.Json("metrics.json")["cases"]!.AsArray();

    // A Mean averages numbers that a Python program passes to it, and a model has no such numbers. Here it averages the loss of an epoch.
    private static IEnumerable<TestCaseData> Cases =>
        s_cases.Select((one, i) => (One: one!, i)).Where(pair => (string)pair.One["class"]! != "Mean")
        .Select(pair => new TestCaseData(pair.i)
        .SetArgDisplayNames($"{pair.i} {(string)pair.One["class"]!} {(string)pair.One["config"]!["name"]!}"));

    [TestCaseSource(nameof(Cases))]
    public void Metric_IsKeras(int number)
    {
        var one = s_cases[number]!;
        var (metric, y, p) = (Read(one), TrainingFixtures.Tensor(one["y_true"]!), TrainingFixtures.Tensor(one["y_pred"]!));
        using var run = new MetricRun(metric, y, p, isWeighted: false);
        run.Update(Rows(y, 0, 4), Rows(p, 0, 4), null);
        var differences = Differences("after 4 rows", run.Result, one["after_rows_0_3"]!).ToList();
        run.Update(Rows(y, 4, 2), Rows(p, 4, 2), null);
        differences.AddRange(Differences("after all rows", run.Result, one["after_all_rows"]!));
        differences.AddRange(Differences("weighted", metric.Compute(y, p, TrainingFixtures.Tensor(one["weights"]!)),
            one["all_rows_with_weights"]!));
        Assert.That(differences, Is.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void Metric_SurvivesItsJson(int number)
    {
        var metric = Read(s_cases[number]!);
        var written = KerasJson.Write(MetricJson.Write(metric));
        Assert.That(KerasJson.Write(MetricJson.Write(MetricJson.Read(KerasJson.Parse(written)!))), Is.EqualTo(written));
        Assert.That(MetricJson.Read(KerasJson.Parse(written)!).Name, Is.EqualTo(metric.Name));
    }

    [Test]
    public void RunningMean_IsKerasMean()
    {
        // The case gives labels as values, and predictions as weights.
        var one = s_cases.Single(one => (string)one!["class"]! == "Mean")!;
        var (values, weights) = (Ops.Input("values", ["batch", 3]), Ops.Input("weights", ["batch", 3]));
        var zero = Ops.Scalar(0, DType.Float64);
        var graph = Graph.Of(RunningMean.Update([zero, zero], values, weights).Select((value, i) => KeyValuePair.Create($"{i}", value)));
        using var session = new Onnx.OnnxSession(graph);
        var (y, p) = (TrainingFixtures.Tensor(one["y_true"]!), TrainingFixtures.Tensor(one["y_pred"]!));
        var result = RunningMean.Result(session.Run([.. graph.Inputs.Select(input => input == values ? y : p)]));
        Assert.That(Near.Of("mean", result, TrainingFixtures.Numbers(TrainingFixtures.Tensor(one["after_all_rows"]!))[0], 1e-5, 1e-6),
            Is.Empty);
    }

    private static Metric Read(JsonNode one) =>
        MetricJson.Read(KerasObjects.Write("keras.metrics", (string)one["class"]!, (JsonObject)one["config"]!.DeepClone()));

    private static IEnumerable<string> Differences(string what, IReadOnlyList<double> result, JsonNode expected) =>
        Near.All(what, result, TrainingFixtures.Numbers(TrainingFixtures.Tensor(expected)), 1e-5, 1e-6);

    private static TensorData Rows(TensorData data, int start, int count)
    {
        var rows = TensorData.Zeros(data.Type, data.Shape.With(0, count));
        Casting.Convert(data, start * data.Length / (int)data.Shape[0].Size, rows, 0, rows.Length);
        return rows;
    }
}
