using Layers.Graphs;

namespace Layers.Tests.Training;

public sealed class LossTests
{
    [Test]
    public void Crossentropy_IsTheOneThatFits()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Trained(Loss.Crossentropy, 3, Activation.Softmax, SmallData.Classes()),
                Is.EqualTo(Trained(Loss.SparseCategoricalCrossentropy, 3, Activation.Softmax, SmallData.Classes())));
            Assert.That(Trained(Loss.Crossentropy, 3, Activation.Softmax, SmallData.OneHot()),
                Is.EqualTo(Trained(Loss.CategoricalCrossentropy, 3, Activation.Softmax, SmallData.OneHot())));
            Assert.That(Trained(Loss.Crossentropy, 1, Activation.Sigmoid, new float[24, 1]),
                Is.EqualTo(Trained(Loss.BinaryCrossentropy, 1, Activation.Sigmoid, new float[24, 1])));
        });
    }

    [TestCase("crossentropy")]
    [TestCase("ce")]
    [TestCase("kld")]
    [TestCase("MAPE")]
    [TestCase("msle")]
    [TestCase("log_cosh")]
    public void Names_StayAsTheyWereGiven(string name) =>
        Assert.That(KerasJson.Write(LossJson.Write(LossJson.Read(System.Text.Json.Nodes.JsonValue.Create(name)))),
            Is.EqualTo($"\"{name}\""));

    [Test]
    public void WithoutAReduction_ThereIsOneLossASample_AndNoTraining()
    {
        var loss = Loss.MeanAbsoluteError with { Reduction = LossReduction.None };
        Assert.That(loss.Compute(new float[,] { { 1 }, { 2 } }, new float[,] { { 3 }, { 2 } }).ToArray<float>(),
            Is.EqualTo(new float[] { 2, 0 }));
        using var model = SmallData.Model();
        model.Compile(new Sgd(0.1), loss);
        Assert.That(() => model.Fit(SmallData.X(), SmallData.Y()), Throws.ArgumentException.With.Message.Contains("SumOverBatchSize"));
    }

    [Test]
    public void Weights_ThatAddUpToNothing_GiveNoLoss() =>
        Assert.That((Loss.MeanSquaredError with { Reduction = LossReduction.MeanWithSampleWeight })
            .Compute(new float[,] { { 1 } }, new float[,] { { 3 } }, new float[] { 0 }).ToArray<float>(), Is.EqualTo(new float[] { 0 }));

    [Test]
    public void AnIgnoredClass_NeedsNoNumberOfAClass()
    {
        var loss = Loss.SparseCategoricalCrossentropy with { IgnoreClass = -1, FromLogits = true };
        float[,] logits = { { 1, 2 }, { 5, 5 } };
        Assert.That(loss.Compute(new long[] { 0, -1 }, logits).ToArray<float>()[0], Is.EqualTo(MathF.Log(1 + MathF.E)).Within(1e-6));
        Assert.That(loss.Compute(new long[] { -1, -1 }, logits).ToArray<float>()[0], Is.Zero);
        Assert.That(() => loss.Compute(new long[] { 0, -2 }, logits), Throws.ArgumentException.With.Message.Contains("-2"));
    }

    [Test]
    public void LabelsOfAnotherShape_AreRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => Loss.Hinge.Compute(new float[2, 3], new float[2, 2]), Throws.ArgumentException.With.Message.Contains("hinge"));
        Assert.That(() => Loss.BinaryFocalCrossentropy.Compute(new float[,] { { 2 } }, new float[,] { { 0.5f } }),
            Throws.ArgumentException.With.Message.Contains("outside 0 to 1"));
    });

    private static float[] Trained(Loss loss, int outputs, ActivationFunction activation, TensorData y)
    {
        using var model = SmallData.Model(outputs, activation);
        model.Compile(new Sgd(0.1), loss);
        model.Fit(SmallData.X(), y);
        return SmallData.Weights(model);
    }
}
