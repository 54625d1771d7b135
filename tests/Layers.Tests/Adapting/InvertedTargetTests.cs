namespace Layers.Tests;

/// <summary>Labels learned in normalized units: the last layer applies the inverse.</summary>
public sealed class InvertedTargetTests
{
    [Test]
    public void AModelWithAnInvertedTarget_LearnsLabelsFarFromZero_AndPredictsInTheirUnit()
    {
        var x = SampleData.Matrix(200, 3, seed: 5);
        var y = new float[200, 1];
        for (var i = 0; i < 200; i++) y[i, 0] = 50_000 + 3_000 * x[i, 0] - 1_000 * x[i, 1];
        var (features, target) = (new Normalization(), new Normalization(invert: true));
        features.Adapt(x);
        target.Adapt(y);
        using var model = new Sequential { new Input(3), features, new Dense(1), target };
        model.Compile(new Sgd(1e-8), Loss.MeanSquaredError);
        var before = model.Evaluate(x, y)["loss"];
        model.Fit(x, y, epochs: 30);
        Assert.That(model.Evaluate(x, y)["loss"], Is.LessThan(before / 100));

        // The output of the dense layer is in units of the label's standard deviation.
        using var inner = new Sequential { new Input(3), features, model.Layers[1] };
        Assert.That(inner.Predict(x).Cast<float>().Max(Math.Abs), Is.LessThan(6));
    }
}
