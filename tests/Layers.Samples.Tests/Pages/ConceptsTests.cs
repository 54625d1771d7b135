namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/concepts.md.</summary>
public sealed class ConceptsTests
{
    [Test]
    public void Policies_AreSetOnTheLayer()
    {
        float[,] rows = { { 1, 5 }, { float.NaN, 5 }, { 3, 5 } };

        #region policies
        var normalization = new Normalization
        {
            MissingValues = MissingValues.Ignore,               // the default, Throw, refuses NaN with its feature and row
            ConstantFeatures = ConstantFeatures.Keras,          // the default, UnitVariance, stores variance 1
        };
        AdaptReport seen = normalization.Adapt(rows);
        #endregion

        Assert.That(seen.Features[0].Missing, Is.EqualTo(1));
        Assert.That(normalization.Mean!.ToArray<float>(), Is.EqualTo(new float[] { 2, 5 }));
        Assert.That(normalization.Variance!.ToArray<float>(), Is.EqualTo(new float[] { 1, 0 }));
        Assert.That(() => new Normalization().Adapt(rows),
            Throws.ArgumentException.With.Message.Contains("Feature 0").And.Message.Contains("row 1"));
    }

    [Test]
    public void AGraph_IsWhatALayerComputes()
    {
        using var model = new Sequential { new Input(2), new Normalization(new[] { 1f, 2 }, new[] { 1f, 4 }), new Dense(1) };

        #region graph
        Console.WriteLine(model.Summary());                     // the layers, their shapes and weights
        Console.WriteLine(model.ToGraph());                     // the operators, in ONNX's words
        model.Engine = PredictEngine.OnnxRuntime;               // Auto is the default
        #endregion

        Assert.That(model.ToGraph().ToString(), Does.Contain("MatMul").Or.Contain("Gemm"));
    }
}
