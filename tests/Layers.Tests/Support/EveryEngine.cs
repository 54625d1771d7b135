namespace Layers.Tests;

/// <summary>Asserts that a model gives the same answer with each engine, and in a second call.</summary>
internal static class EveryEngine
{
    public static void Give<T>(Model model, TensorData rows, T[] expected)
    {
        foreach (var engine in new[] { PredictEngine.Rows, PredictEngine.OnnxRuntime })
        {
            model.Engine = engine;
            Assert.That(model.Predict(rows).ToArray<T>(), Is.EqualTo(expected), $"{engine}");
            Assert.That(model.Predict(rows).ToArray<T>(), Is.EqualTo(expected), $"{engine}, the second call");
        }
    }

    /// <summary>Asserts that a row with null is refused with its number.</summary>
    public static void RefuseNull(Model model, string[] texts, int row)
    {
        string[] without = [.. texts];
        without[row] = null!;
        foreach (var engine in new[] { PredictEngine.Rows, PredictEngine.OnnxRuntime })
        {
            model.Engine = engine;
            Assert.That(() => model.Predict(AnyTexts.Column(without)),
                Throws.InstanceOf<ArgumentException>().With.Message.Contains($"row {row}").And.Message.Contains("null"), $"{engine}");
        }
    }
}
