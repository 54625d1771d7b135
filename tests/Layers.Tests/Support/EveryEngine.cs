namespace Layers.Tests;

/// <summary>A model that answers the same whichever engine it has, and asked twice.</summary>
internal static class EveryEngine
{
    public static void Give<T>(Model model, TensorData rows, T[] expected)
    {
        foreach (var engine in new[] { PredictEngine.Rows, PredictEngine.OnnxRuntime })
        {
            model.Engine = engine;
            Assert.That(model.Predict(rows).ToArray<T>(), Is.EqualTo(expected), $"{engine}");
            Assert.That(model.Predict(rows).ToArray<T>(), Is.EqualTo(expected), $"{engine}, the second time");
        }
    }

    /// <summary>A row with null is refused by its number.</summary>
    public static void RefuseNull(Model model, string[] texts, int row)
    {
        string[] without = [.. texts];
        without[row] = null!;
        foreach (var engine in new[] { PredictEngine.Rows, PredictEngine.OnnxRuntime })
        {
            model.Engine = engine;
            Assert.That(() => model.Predict(AnyTexts.Column(without)), Throws.InstanceOf<ArgumentException>().With.Message.Contains($"row {row}").And.Message.Contains("null"), $"{engine}");
        }
    }
}
