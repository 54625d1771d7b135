namespace Layers.Tests;

/// <summary>One optimizer step of all weights in one tensor, compared with a step for each weight.</summary>
public sealed class FlatWeightsTests
{
    private static IEnumerable<TestCaseData> Optimizers =>
    [
        Case("Sgd", () => new Sgd(0.05, momentum: 0.9, nesterov: true)),
        Case("RmsProp", () => new RmsProp(centered: true)),
        Case("Adam", () => new Adam(amsgrad: true)),
        Case("Nadam", () => new Nadam()),
        Case("Adagrad", () => new Adagrad()),
        Case("Adadelta", () => new Adadelta()),
        Case("Adamax", () => new Adamax()),
        Case("Ftrl", () => new Ftrl()),
        Case("Lion", () => new Lion()),
        Case("average", () => new Adam { UseEma = true, EmaOverwriteFrequency = 3 }),
        Case("accumulation", () => new Adam { GradientAccumulationSteps = 2, ClipValue = 0.5 }),
    ];

    [TestCaseSource(nameof(Optimizers))]
    public void Weights_AndMemory_AreTheSame_ToTheLastBit(Func<Optimizer> make)
    {
        var (x, y) = Tasks.Regression(50);
        var (together, apart) = (make(), make());
        together.WeightDecay = apart.WeightDecay = 0.01;
        // No weight has this name, but an option that depends on names makes the optimizer update weight by weight.
        apart.ExcludeFromWeightDecay = ["no such weight"];
        using var one = Tasks.Model(together);
        using var each = Tasks.Model(apart);

        foreach (var epochs in new[] { 2, 1 })
        {
            one.Fit(x, y, batchSize: 8, epochs: epochs);
            each.Fit(x, y, batchSize: 8, epochs: epochs);
        }

        Assert.That(Tasks.AreSame(Tasks.Weights(one), Tasks.Weights(each)));
        Assert.That(Tasks.AreSame(together.State!, apart.State!));
        Assert.That(Tasks.AreSame(Tasks.Weights(one), Tasks.Weights(Tasks.Model(make()))), Is.False, "They moved.");
    }

    private static TestCaseData Case(string name, Func<Optimizer> make) => new TestCaseData(make).SetArgDisplayNames(name);
}
