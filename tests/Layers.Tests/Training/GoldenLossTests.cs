using System.Text.Json.Nodes;
using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>Every value of <c>golden/losses.json</c>: each loss in each reduction, with weights and without.</summary>
public sealed class GoldenLossTests
{
    private static readonly JsonArray s_cases = TrainingFixtures.Json("losses.json")["cases"]!.AsArray();

    private static IEnumerable<TestCaseData> Cases => s_cases.Select((one, i) => new TestCaseData(i)
        .SetArgDisplayNames($"{i} {(string)one!["class"]!} " +
        $"{(string?)one["config"]!["reduction"]}{(one["sample_weight"] is null ? "" : " weighted")}"));

    [TestCaseSource(nameof(Cases))]
    public void Loss_IsKeras(int number)
    {
        var one = s_cases[number]!;
        var loss = LossJson.Read(KerasObjects.Write("keras.losses", (string)one["class"]!, (JsonObject)one["config"]!.DeepClone()));
        var weights = one["sample_weight"] is { } node ? TrainingFixtures.Tensor(node) : null;
        var value = loss.Compute(TrainingFixtures.Tensor(one["y_true"]!), TrainingFixtures.Tensor(one["y_pred"]!), weights);
        Assert.That(Near.Of("loss", value, TrainingFixtures.Tensor(one["value"]!), 1e-5, 1e-6), Is.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void Loss_SurvivesItsJson(int number)
    {
        var one = s_cases[number]!;
        var loss = LossJson.Read(KerasObjects.Write("keras.losses", (string)one["class"]!, (JsonObject)one["config"]!.DeepClone()));
        Assert.That(LossJson.Read(KerasJson.Parse(KerasJson.Write(LossJson.Write(loss)))!) with { Alias = null }, Is.EqualTo(loss));
    }
}
