namespace Layers.Tests;

/// <summary>Training that is continued equals training without a break, to the last bit.</summary>
public sealed class ContinuedTrainingTests
{
    private static IEnumerable<TestCaseData> Optimizers
    {
        get
        {
            yield return Of("SGD", () => new Sgd(0.01));
            yield return Of("SGD with momentum", () => new Sgd(0.01, momentum: 0.9));
            yield return Of("SGD with Nesterov's momentum", () => new Sgd(0.01, momentum: 0.9, nesterov: true));
            yield return Of("Adam", () => new Adam(0.01));
            yield return Of("Adam with amsgrad", () => new Adam(0.01, amsgrad: true));
            yield return Of("RMSprop", () => new RmsProp(0.01));
            yield return Of("RMSprop, centered, with momentum", () => new RmsProp(0.01, momentum: 0.5, centered: true));
        }
    }

    [TestCaseSource(nameof(Optimizers))]
    public void AFitInTwoParts_IsOneFit(Func<Optimizer> optimizer) => Check(optimizer, model => model);

    [TestCaseSource(nameof(Optimizers))]
    public void AFitAcrossAFile_IsOneFit(Func<Optimizer> optimizer)
    {
        using var folder = new TempFolder();
        Check(optimizer, model =>
        {
            model.Save(folder.At("half.keras"));
            return Model.Load(folder.At("half.keras"));
        });
    }

    private static void Check(Func<Optimizer> optimizer, Func<Model, Model> between)
    {
        var (x, y) = Tasks.Regression(50);
        var normalization = new Normalization();
        normalization.Adapt(x);
        Sequential Make()
        {
            var model = new Sequential(seed: 5) { new Input(3), normalization, new Dense(4, Activation.Relu), new Dropout(0.2),
                new Dense(1) };
            model.Compile(optimizer(), Loss.Huber, Metric.MeanAbsoluteError);
            return model;
        }
        using var whole = Make();
        var expected = whole.Fit(x, y, batchSize: 8, epochs: 4, validationSplit: 0.2, seed: 3);

        using var first = Make();
        var before = first.Fit(x, y, batchSize: 8, epochs: 2, validationSplit: 0.2, seed: 3);
        using var second = between(first);
        var after = second.Fit(x, y, batchSize: 8, epochs: 4, validationSplit: 0.2, seed: 3, initialEpoch: 2);

        Assert.That(before.Keys, Is.EqualTo(expected.Keys));
        foreach (var key in expected.Keys) Assert.That(before[key].Concat(after[key]), Is.EqualTo(expected[key]), key);
        Assert.That(after.Epochs, Is.EqualTo(new[] { 2, 3 }));
        Assert.That(Tasks.AreSame(Tasks.Weights(second), Tasks.Weights(whole)));
        Assert.That(second.Optimizer!.Iterations, Is.EqualTo(whole.Optimizer!.Iterations).And.EqualTo(20));
    }

    private static TestCaseData Of(string name, Func<Optimizer> make) => new TestCaseData(make).SetArgDisplayNames(name);
}
