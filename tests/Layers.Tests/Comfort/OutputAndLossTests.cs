using Layers.Graphs;
using Layers.Tests.Training;

namespace Layers.Tests.Comfort;

/// <summary>An output that does not fit its loss: an error if the model cannot learn, a warning if it is doubtful.</summary>
public sealed class OutputAndLossTests
{
    [Test]
    public void ASoftmaxOverOneUnit_IsRefused()
    {
        foreach (var loss in new Loss[] { Loss.BinaryCrossentropy, Loss.MeanSquaredError })
        {
            using var model = SmallData.Model(1, Activation.Softmax);
            model.Compile(new Sgd(0.1), loss);
            Assert.That(() => model.Fit(SmallData.X(), new float[24, 1]), Throws.InvalidOperationException.With.Message.Contains(
                "of shape [batch, 1] is a softmax over one unit, which is always 1")
                    .And.Message.Contains("Use Activation.Sigmoid with Loss.BinaryCrossentropy"));
            Assert.That(model.Evaluate(SmallData.X(), new float[24, 1])["loss"], Is.GreaterThan(0), "The model can be evaluated.");
        }
        using var layer = new Sequential { new Input(4), new Dense(1), new Softmax() };
        layer.Compile(new Sgd(0.1), Loss.BinaryCrossentropy);
        Assert.That(() => layer.Fit(SmallData.X(), new float[24, 1]),
            Throws.InvalidOperationException.With.Message.Contains("softmax over one unit"));
    }

    [Test]
    public void ASoftmaxOverSeveralUnits_IsFine()
    {
        using var model = SmallData.Model(3, Activation.Softmax);
        model.Compile(new Sgd(0.1), Loss.SparseCategoricalCrossentropy);
        Assert.That(model.Fit(SmallData.X(), SmallData.Classes()).Warnings, Is.Empty);
    }

    private static IEnumerable<TestCaseData> Linear =>
    [
        new TestCaseData(1, Loss.BinaryCrossentropy,
            "Give the last layer Activation.Sigmoid, or compile with Loss.BinaryCrossentropy with { FromLogits = true }."),
        new TestCaseData(1, Loss.BinaryFocalCrossentropy,
            "Give the last layer Activation.Sigmoid, or compile with Loss.BinaryFocalCrossentropy with { FromLogits = true }."),
        new TestCaseData(3, Loss.SparseCategoricalCrossentropy,
            "Give the last layer Activation.Softmax, or compile with Loss.SparseCategoricalCrossentropy with { FromLogits = true }."),
        new TestCaseData(3, Loss.CategoricalCrossentropy,
            "Give the last layer Activation.Softmax, or compile with Loss.CategoricalCrossentropy with { FromLogits = true }."),
        new TestCaseData(3, Loss.CategoricalFocalCrossentropy,
            "Give the last layer Activation.Softmax, or compile with Loss.CategoricalFocalCrossentropy with { FromLogits = true }."),
        new TestCaseData(1, Loss.Crossentropy,
            "Give the last layer Activation.Sigmoid, or compile with Loss.BinaryCrossentropy with { FromLogits = true }."),
        new TestCaseData(3, Loss.Crossentropy,
            "Give the last layer Activation.Softmax, or compile with Loss.SparseCategoricalCrossentropy with { FromLogits = true }."),
    ];

    [TestCaseSource(nameof(Linear))]
    public void ACrossentropyOverNumbers_IsWarnedOf(int units, Loss loss, string advice)
    {
        foreach (var activation in new[] { Activation.Linear, Activation.Relu, Activation.Tanh })
        {
            using var model = SmallData.Model(units, activation);
            model.Compile(new Sgd(0.1), loss);
            var warning = model.LossWarnings.Single();
            Assert.That(warning, Does.Contain("ends without a softmax or a sigmoid").And.EndsWith(advice));
            Assert.That(model.Summary(), Does.Contain($"Warning: {warning}"));
        }
    }

    [Test]
    public void AFit_HasTheWarning()
    {
        using var model = SmallData.Model(3);
        model.Compile(new Sgd(0.01), Loss.SparseCategoricalCrossentropy);
        var history = model.Fit(SmallData.X(), SmallData.Classes());
        Assert.That(history.Warnings, Is.EqualTo(model.LossWarnings).And.Count.EqualTo(1));
        Assert.That(history.ToString(), Does.EndWith($"\nWarning: {history.Warnings[0]}"));
    }

    [Test]
    public void OutputsThatMayBeProbabilities_GiveNoWarning()
    {
        Check(Loss.BinaryCrossentropy, new Dense(1, Activation.Sigmoid));
        Check(Loss.BinaryCrossentropy, new Dense(1, Activation.HardSigmoid));
        Check(Loss.BinaryCrossentropy, new Dense(2), new Softmax());
        Check(Loss.BinaryCrossentropy, new Dense(1, Activation.Sigmoid), new Rescaling(0.5), new Reshape([1]));
        Check((Loss)(Loss.BinaryCrossentropy with { FromLogits = true }), new Dense(1));
        Check((Loss)(Loss.SparseCategoricalCrossentropy with { FromLogits = true }), new Dense(3));
        Check(Loss.MeanSquaredError, new Dense(1));

        static void Check(Loss loss, params Layer[] layers)
        {
            using var model = new Sequential { new Input(4) };
            foreach (var layer in layers) model.Add(layer);
            Assert.That(model.LossWarnings, Is.Empty, "not compiled");
            model.Compile(new Sgd(0.1), loss);
            Assert.That(model.LossWarnings, Is.Empty);
        }
    }

    [Test]
    public void OfSeveralOutputs_TheOneIsNamed()
    {
        Input x = new(4, name: "x");
        using var model = new Functional([x], [new Dense(1, name: "price").Apply(x), new Dense(3, name: "kind").Apply(x)]);
        var losses = new Dictionary<string, Loss> { ["price"] = Loss.MeanSquaredError, ["kind"] = Loss.SparseCategoricalCrossentropy };
        model.Compile(new Sgd(0.1), losses);
        Assert.That(model.LossWarnings.Single(), Does.StartWith("The output 'kind' ends without"));
    }
}
