using Layers.Graphs;

namespace Layers.Tests.Training;

public sealed class ClassWeightTests
{
    private static readonly Dictionary<int, double> s_weights = new() { [0] = 2, [2] = 0.5 };

    [Test]
    public void ClassWeights_AreSampleWeights()
    {
        float[] byRow = [.. SmallData.Classes().Select(one => one == 0 ? 2f : one == 2 ? 0.5f : 1f)];
        var expected = Trained(Loss.SparseCategoricalCrossentropy, SmallData.Classes(), sampleWeight: byRow);
        Assert.Multiple(() =>
        {
            Assert.That(Trained(Loss.SparseCategoricalCrossentropy, SmallData.Classes(), s_weights), Is.EqualTo(expected));
            Assert.That(Near.All("one-hot",
                Trained(Loss.CategoricalCrossentropy, SmallData.OneHot(), s_weights).Select(w => (double)w).ToArray(),
                expected.Select(w => (double)w).ToArray(), 0, 1e-5), Is.Empty);
        });
    }

    [Test]
    public void AColumnOfNumbers_IsRounded_AndClassesWithoutWeight_Count1()
    {
        float[,] labels = { { 0.4f }, { 0.5f }, { 0.6f }, { 1.5f }, { -1 } };
        var examples = Examples.Of([new float[5, 1]], [labels], [null], "Fit").Weighted(new Dictionary<int, double> { [0] = 10, [2] = 20 },
            classes: 3);
        Assert.That(examples.Weights[0]!.ToArray<float>(), Is.EqualTo(new float[] { 10, 10, 1, 20, 1 }));
    }

    [Test]
    public void Validation_IsNotWeighted()
    {
        using var model = Compiled(Loss.SparseCategoricalCrossentropy);
        var history = model.Fit(SmallData.X(), SmallData.Classes(), validationSplit: 0.5,
            classWeight: new Dictionary<int, double> { [0] = 0, [1] = 0, [2] = 0 });
        Assert.That(history["loss"][0], Is.Zero);
        Assert.That(history["val_loss"][0], Is.GreaterThan(0));
    }

    [Test]
    public void InvalidWeights_AreRefused()
    {
        using var model = Compiled(Loss.SparseCategoricalCrossentropy);
        Assert.That(() => model.Fit(SmallData.X(), SmallData.Classes(), classWeight: s_weights, sampleWeight: new float[24]),
            Throws.ArgumentException.With.Message.Contains("not both"));
        Assert.That(() => model.Fit(SmallData.X(), SmallData.Classes(), classWeight: new Dictionary<int, double> { [0] = double.NaN }),
            Throws.ArgumentException.With.Message.Contains("weight of class 0"));
        Assert.That(() => Examples.Of([new float[2, 1]], [new float[2, 3, 4]], [null], "Fit").Weighted(s_weights, classes: 3),
            Throws.ArgumentException.With.Message.Contains("one class for each row"));
    }

    private static Sequential Compiled(Loss loss)
    {
        var model = SmallData.Model(3, Activation.Softmax);
        model.Compile(new Sgd(0.1), loss);
        return model;
    }

    private static float[] Trained(Loss loss, TensorData y, ClassWeights? classWeight = null, TensorData? sampleWeight = null)
    {
        using var model = Compiled(loss);
        model.Fit(SmallData.X(), y, epochs: 3, classWeight: classWeight, sampleWeight: sampleWeight);
        return SmallData.Weights(model);
    }
}
