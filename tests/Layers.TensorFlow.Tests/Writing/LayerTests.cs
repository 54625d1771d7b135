namespace Layers.TensorFlow.Tests;

/// <summary>Tests that layers of every kind and setting, each in a model of its own, give the same results in TensorFlow as in
/// Layers.</summary>
public sealed class LayerTests
{
    private static IEnumerable<string> Names => LayerCase.All.Select(one => one.Layer).Distinct();

    [TestCaseSource(nameof(Names))]
    public void Layer_GivesTheResultsOfLayers(string name)
    {
        RealTensorFlow.Require();
        var (faults, seen) = (new List<string>(), 0);
        foreach (var one in LayerCase.All.Where(one => one.Layer == name && one is
        {
            Refused: Moment.Never, IsTraining: false, Mask: null,
            Arguments.Count: 0, Input.Shape.Rank: > 0
        }))
        {
            var run = LayerRun.Adapting(one);
            if (run.Error is not null || run.Output is null) continue;
            using var model = Alone(run.Layer!, new Input(one.Input!.Shape[1..], one.Input.Type, "x"));
            if (model is null) continue;
            // Keras computes with values that Layers refuses.
            model.ChecksValues = false;
            try
            {
                faults.AddRange(Exported.Faults($"layer_{one.Name}", model, new Dictionary<string, TensorData> { ["x"] = one.Input })
                    .Take(2).Select(fault => $"{one.Name}: {fault}"));
                seen++;
            }
            catch (NotSupportedException e) when (e.Message.Contains("cannot be written for TensorFlow", StringComparison.Ordinal)
                && IsKnown(e.Message))
            {
                seen++;
            }
            catch (Exception e) when (e is not NUnit.Framework.IgnoreException)
            {
                faults.Add($"{one.Name}: {e.GetType().Name} {e.Message}");
            }
        }
        if (seen == 0 && faults.Count == 0) Assert.Ignore("No case of it predicts by itself.");
        Assert.That(faults.Take(8), Is.Empty);
    }

    // Null if the layer was built for rows of another kind, for example a batch of fixed size.
    private static Functional? Alone(Layer layer, Input input)
    {
        try
        {
            return new([input], layer.ApplyAll((IReadOnlyList<KerasTensor>)[input]));
        }
        catch (LayerException)
        {
            return null;
        }
    }

    private static bool IsKnown(string message) => message.Contains("three axes", StringComparison.Ordinal)
        || message.Contains("size is unknown", StringComparison.Ordinal);
}
