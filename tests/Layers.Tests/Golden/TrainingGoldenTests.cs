using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>Training runs of real Keras, run here: history, weights, the optimizer's memory, evaluation and predictions come out the same.</summary>
public sealed class TrainingGoldenTests
{
    private static IEnumerable<TestCaseData> Runs =>
        TrainingCase.All.Select(run => new TestCaseData(run).SetArgDisplayNames(run.Name).SetDescription(run.Note ?? "As written"));

    [TestCaseSource(nameof(Runs))]
    public void Fit_DoesWhatKerasDid(object run)
    {
        var one = (TrainingCase)run;
        using var model = one.Start();
        var history = one.Fit(model);
        Assert.Multiple(() =>
        {
            Assert.That(HistoryMismatches(history, one.Json), Is.Empty);
            Assert.That(WeightMismatches(model, one.Json), Is.Empty);
            Assert.That(one.Json["optimizer_variables"]!.AsArray().SelectMany(variable => OptimizerVariable.Mismatches(model, (JsonObject)variable!, Tolerance.OptimizerMemory)), Is.Empty);
            Assert.That(EvaluationMismatches(model, one), Is.Empty);
            Assert.That(PredictionMismatches(model, one), Is.Empty);
        });
    }

    [TestCase("loss_huber")]
    [TestCase("callback_lr_scheduler")]
    public void ARunWithANote_IsNotTheOneItsConfigDescribes(string name)
    {
        var one = TrainingCase.All.Single(run => run.Name == name);
        using var model = one.Start(asWritten: true);
        Assert.That(one.Note, Is.Not.Null);
        Assert.That(HistoryMismatches(one.Fit(model), one.Json), Is.Not.Empty, "The config says it right now: take the note off.");
    }

    private static IEnumerable<string> HistoryMismatches(History history, JsonObject json)
    {
        var expected = (JsonObject)json["history"]!;
        if (!history.Keys.Order().SequenceEqual(expected.Select(pair => pair.Key).Order())) return [$"history of {string.Join(", ", history.Keys)} instead of {string.Join(", ", expected.Select(pair => pair.Key))}"];
        if (history.Epochs.Count != (int)json["epochs_run"]!) return [$"{history.Epochs.Count} epochs instead of {json["epochs_run"]}"];
        return expected.SelectMany(pair => pair.Value!.AsArray().SelectMany((value, epoch) => Mismatch.OfNumber($"{pair.Key}[{epoch}]", history[pair.Key][epoch], (double)value!, Tolerance.History)));
    }

    private static IEnumerable<string> WeightMismatches(Model model, JsonObject json) =>
        model.Weights.Zip(json["final_weights"]!.AsArray()).SelectMany(pair => Mismatch.OfNumbers(pair.First.Path, pair.First.Value, Golden.Tensor(pair.Second), Tolerance.TrainedWeights));

    private static IEnumerable<string> EvaluationMismatches(Model model, TrainingCase one)
    {
        // In batches as Fit took them: a loss that is a sum depends on how many rows it sums.
        var results = model.Evaluate(one.X, one.Y, one.BatchSize);
        var expected = (JsonObject)one.Json["evaluate"]!;
        if (!results.Keys.Order().SequenceEqual(expected.Select(pair => pair.Key).Order())) return [$"evaluation of {string.Join(", ", results.Keys)}"];
        return expected.SelectMany(pair => Mismatch.OfNumber($"evaluate {pair.Key}", results[pair.Key], (double)pair.Value!, Tolerance.History));
    }

    private static IEnumerable<string> PredictionMismatches(Model model, TrainingCase one)
    {
        var expected = Golden.Tensor(one.Json["predict_first_rows"]);
        var width = one.X.Length / (int)one.X.Shape[0].Size;
        var rows = TensorData.Of(one.X.ToArray<float>()[..((int)expected.Shape[0].Size * width)], one.X.Shape.With(0, expected.Shape[0]));
        return Mismatch.Of("prediction", model.Predict(rows), expected, Tolerance.TrainedPredictions);
    }
}
