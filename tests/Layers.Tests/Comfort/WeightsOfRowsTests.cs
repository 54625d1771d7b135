using Layers.Graphs;
using Layers.Tests.Training;

namespace Layers.Tests.Comfort;

/// <summary>Invalid weights of classes and rows; the message names the class or the row.</summary>
public sealed class WeightsOfRowsTests
{
    [Test]
    public void ClassWeightsOfARegression_AreRefused()
    {
        foreach (var loss in new Loss[] { Loss.MeanSquaredError, Loss.MeanAbsoluteError, Loss.Huber, Loss.Poisson })
        {
            using var model = SmallData.Model();
            model.Compile(new Sgd(0.1), loss);
            Assert.That(() => model.Fit(SmallData.X(), SmallData.Y(), classWeight: new Dictionary<int, double> { [0] = 2 }),
                Throws.ArgumentException.With.Message.Contains(
                    $"classWeight is for classes, but {loss.Name} of sequential is for numbers. Give sampleWeight"));
        }
    }

    [Test]
    public void ClassWeightsOfAProbability_AreNot()
    {
        using var model = SmallData.Model(1, Activation.Sigmoid);
        model.Compile(new Sgd(0.1), Loss.MeanSquaredError);
        Assert.That(() => model.Fit(SmallData.X(), new float[24, 1], classWeight: new Dictionary<int, double> { [1] = 2 }), Throws.Nothing);
        using var hinge = SmallData.Model(1, Activation.Tanh);
        hinge.Compile(new Sgd(0.1), Loss.Hinge);
        var labels = new float[24, 1];
        for (var row = 0; row < 24; row++) labels[row, 0] = row % 2 == 0 ? -1 : 1;
        Assert.That(() => hinge.Fit(SmallData.X(), labels, classWeight: new Dictionary<int, double> { [-1] = 2, [1] = 1 }), Throws.Nothing);
    }

    [Test]
    public void AClassThatThereIsNot_IsNamed()
    {
        using var model = SmallData.Model(3, Activation.Softmax);
        model.Compile(new Sgd(0.1), Loss.SparseCategoricalCrossentropy);
        Assert.That(() => model.Fit(SmallData.X(), SmallData.Classes(), classWeight: new Dictionary<int, double> { [1] = 2, [3] = 2 }),
            Throws.ArgumentException.With.Message.Contains(
                "classWeight names the class 3, but the model has the classes 0 to 2, and no label is 3."));
        string[] words = [.. SmallData.Classes().Select(one => new[] { "Adelie", "Gentoo", "Chinstrap" }[one])];
        Assert.That(() => model.Fit(SmallData.X(), words, classWeight: new Dictionary<string, double> { ["Gento"] = 2 }),
            Throws.ArgumentException.With.Message.Contains(
                "classWeight names the class 'Gento', which no label has. Did you mean 'Gentoo'? The classes are Adelie, Chinstrap, " +
                "Gentoo."));
        Assert.That(() => model.Fit(SmallData.X(), words, classWeight: new Dictionary<int, double> { [5] = 2 }),
            Throws.ArgumentException.With.Message.Contains("classWeight names the class 5, but the model has the classes 0 to 2"));
    }

    [Test]
    public void NegativeWeightsOfRows_AreRefused_WithTheRow()
    {
        using var model = SmallData.Compiled(new Sgd(0.1));
        var weights = new float[24];
        weights[7] = -0.5f;
        Assert.That(() => model.Fit(SmallData.X(), SmallData.Y(), sampleWeight: weights),
            Throws.ArgumentException.With.Message.Contains("Sample weights must be 0 or more").And.Message.Contains("row 7 has -0.5"));
        Assert.That(() => model.Evaluate(SmallData.X(), SmallData.Y(), sampleWeight: weights),
            Throws.ArgumentException.With.Message.Contains("row 7"));
        weights[7] = float.NaN;
        Assert.That(() => model.Fit(SmallData.X(), SmallData.Y(), sampleWeight: weights),
            Throws.ArgumentException.With.Message.Contains("row 7"));
        weights[7] = 0;
        Assert.That(() => model.Fit(SmallData.X(), SmallData.Y(), sampleWeight: weights), Throws.Nothing);
    }
}
