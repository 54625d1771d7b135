namespace Layers.Tests;

/// <summary>Every layer and model of the golden data that the row engine knows predicts in it what it predicts in ONNX Runtime.</summary>
public sealed class RowEngineGoldenTests
{
    private static IEnumerable<LayerCase> Cases => LayerCase.All.Where(one => one is { Refused: Moment.Never, Input.Shape.Rank: > 0, IsTraining: false });

    [Test]
    public void Layers_AgreeInBothEngines()
    {
        var (known, unknown, wrong) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var one in Cases)
        {
            if (LayerRun.Adapting(one) is not { Error: null, Layer: { IsBuilt: true } layer, Output: not null }) continue;
            // Keras built some for the rows of the case; the engine is for any number.
            var input = one.Layer == "Normalization" ? layer.InputFor(one.Input!) : Ops.Input("input", one.Input!.Shape.With(0, "batch"), one.Input.Type);
            if (BothEngines.Mismatches(Predictor.Freeze(layer, [new("y", layer.Apply(input))]), one.Input!) is not { } mismatches) unknown.Add(one.Name);
            else if (mismatches.Count > 0) wrong.AddRange(mismatches.Select(text => one.Name + text));
            else known.Add(one.Name);
        }
        TestContext.Out.WriteLine($"{known.Count} layers in both engines; not in the row engine: {string.Join(", ", unknown)}.");
        Assert.That(wrong, Is.Empty);
        Assert.That(known, Has.Count.GreaterThan(250));
    }

    [Test]
    public void Models_AgreeInBothEngines()
    {
        var (known, unknown, wrong) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var one in ModelCase.All)
        {
            using var model = one.Load();
            if (model.Inputs.Count != 1 || model.OutputNames.Count != 1) continue;
            var x = Casting.Cast(one.Input, model.Input!.Type);
            if (BothEngines.Mismatches(model.PredictionGraph(), x) is not { } mismatches) unknown.Add(one.Name);
            else if (mismatches.Count > 0) wrong.AddRange(mismatches.Select(text => one.Name + text));
            else known.Add(one.Name);
        }
        TestContext.Out.WriteLine($"{known.Count} models in both engines; not in the row engine: {string.Join(", ", unknown)}.");
        Assert.That(wrong, Is.Empty);
        Assert.That(known, Has.Count.GreaterThan(20));
    }
}
