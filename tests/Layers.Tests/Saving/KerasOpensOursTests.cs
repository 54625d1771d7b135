using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Real Keras opens our files without our code and without a warning, and predicts the same; our reader opens the file that Keras
/// saves again.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class KerasOpensOursTests
{
    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void EveryKindOfModel_OpensInKeras(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        var models = Models();
        var rows = Rows();
        foreach (var (i, model) in models.Index())
            model.Save(folder.At($"{i}.keras"), new SaveOptions { HealthRow = HealthRow.Of(rows[..1]) });
        var results = KerasProcess.Run(version, folder.At(""), models.Select((_, i) => new JsonObject
        {
            ["file"] = folder.At($"{i}.keras"),
            ["resave"] = folder.At($"{i}-again.keras"),
            ["x"] = JsonTensors.Nested(rows),
        }), KerasProcess.Open);
        Assert.Multiple(() =>
        {
            for (var i = 0; i < models.Count; i++)
            {
                var (result, ours) = (results[i], models[i].Predict(rows).ToArray<float>());
                Assert.That((string?)result["error"], Is.Null, models[i].Name);
                if (result["error"] is not null) continue;
                Assert.That(result["shape"]!.AsArray().Select(size => (long)size!),
                    Is.EqualTo(models[i].Predict(rows).Shape.Select(dim => dim.Size)), models[i].Name);
                Assert.That(result["warnings"]!.AsArray(), Is.Empty, models[i].Name);
                // The tolerance is relative to the size of the output: where numbers of size 1 cancel to 1e-4, both libraries have the
                // digits of 1.
                var scale = ours.Max(Math.Abs);
                var theirs = result["output"]!.AsArray().Select(number => (float)number!).ToArray();
                Assert.That(ours.Zip(theirs).Max(pair => Math.Abs(pair.First - pair.Second) / scale), Is.LessThan(2e-6), models[i].Name);
                using var same = Model.Load(folder.At($"{i}.keras"));
                Assert.That(same.HealthCheck()!.IsHealthy, models[i].Name);
                Assert.That(same.Signature.Outputs[0].Classes, Is.EqualTo(models[i].Signature.Outputs[0].Classes));
                using var again = Model.Load(folder.At($"{i}-again.keras"));
                Assert.That(Mismatch.Of(models[i].Name, again.Predict(rows), models[i].Predict(rows)), Is.Empty);
            }
        });
    }

    private static TensorData Rows()
    {
        var rows = new float[16, 4];
        for (var i = 0; i < rows.Length; i++) rows[i / 4, i % 4] = (float)(RandomKey.Normal(1, i) * Math.Pow(10, i % 4));
        return rows;
    }

    private static List<Sequential> Models()
    {
        var adapted = Adapted(new Normalization());
        var target = new Normalization(invert: true);
        target.Adapt(new float[,] { { 10 }, { 20 }, { 60 } });
        var weighted = new Sequential(name: "weighted") { new Input(4), Adapted(new Normalization()), new Dense(3, Activation.Softmax) };
        weighted.Compile(new Adam(), Loss.CategoricalCrossentropy with { LabelSmoothing = 0.1 }, [Metric.CategoricalAccuracy],
            [Metric.CategoricalAccuracy with { Name = "weighted" }]);
        weighted.Fit(Rows(), new float[16, 3]);
        var words = new Sequential(name: "words") { new Input(4), Adapted(new Normalization()), new Dense(3, Activation.Softmax) };
        words.Compile(new Adam(), Loss.SparseCategoricalCrossentropy);
        words.Fit(Rows(), (string[])[.. Enumerable.Range(0, 16).Select(i => ((string[])["Gentoo", "Chinstrap", "Adélie"])[i % 3])]);
        var robust = new Sequential(name: "robust") { new Input(4), Adapted(new Normalization()), new Dense(1) };
        robust.Compile(new RmsProp(momentum: 0.5, centered: true), Loss.Huber with { Delta = 0.5 }, Metric.MeanAbsoluteError,
            Metric.MeanSquaredError with { Name = "mse" });
        robust.Fit(Rows(), new float[16, 1]);
        return
        [
            new(name: "plain") { new Input(4), adapted, new Dense(8, Activation.Relu), new Dropout(0.2), new Dense(1) },
            new(name: "given") { new Input(4), new Normalization((float[])[1, 2, 3, 4], (float[])[4, 9, 16, 25]),
                new Dense(2, kernelRegularizer: Regularizer.L2, kernelConstraint: WeightConstraint.MaxNorm) },
            new(name: "over_all") { new Input(4), Adapted(new Normalization([])), new Dense(2) },
            new(name: "rescaled") { new Input(4), new Rescaling((double[])[1, 0.1, 0.01, 0.001], (double[])[0, 1, -1, 0.5]),
                new Reshape([2, 2]), new Flatten(), new Dense(2, Activation.Gelu) },
            new(name: "nested") { new Input(4),
                new Sequential(name: "inner") { new Input(4), Adapted(new Normalization()), new Dense(4, Activation.Tanh) }, new Dense(1) },
            new(name: "target") { new Input(4), Adapted(new Normalization()), new Dense(1), target },
            weighted,
            words,
            robust,
            .. Functions().Select(function => new Sequential(name: $"f_{function.Name}") { new Input(4), Adapted(new Normalization()),
            new Dense(4), new Activation(function) }),
        ];
    }

    // The functions that every release since 3.3 has.
    private static ActivationFunction[] Functions() =>
    [
        Activation.Elu, Activation.Exponential, Activation.Gelu, Activation.HardSigmoid, Activation.LeakyRelu, Activation.LogSoftmax,
            Activation.Mish,
        Activation.Relu6, Activation.Selu, Activation.Sigmoid, Activation.Silu, Activation.Softmax, Activation.Softplus,
            Activation.Softsign, Activation.Tanh,
    ];

    private static Normalization Adapted(Normalization normalization)
    {
        normalization.Adapt(Rows());
        return normalization;
    }
}
