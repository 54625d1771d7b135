using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>The file of a compiled model that was never trained has the optimizer's initial state, because Keras warns if it is
/// missing.</summary>
public sealed class UntrainedOptimizerTests
{
    private static IEnumerable<TestCaseData> Optimizers() =>
        new Optimizer[] { new Sgd(), new Sgd(0.01, 0.9), new Adam(amsgrad: true), new RmsProp(momentum: 0.5, centered: true), new Adagrad(),
            new Ftrl(), new Nadam(), new Adam { UseEma = true, GradientAccumulationSteps = 2 } }
            .Select(optimizer => new TestCaseData(optimizer).SetArgDisplayNames($"{optimizer.GetType().Name} {optimizer.Layout(1).Count}"));

    [TestCaseSource(nameof(Optimizers))]
    public void TheMemory_IsWrittenAsItStarts_AndTrainingIsTheSame(object optimizer)
    {
        using var folder = new TempFolder();
        using var model = SmallData.Compiled((Optimizer)optimizer);
        model.Save(folder.At("model.keras"));
        Assert.That(model.Optimizer!.State, Is.Null, "saving does not start it");
        var layout = model.Optimizer.Layout(4);
        var variables = ModelFileVariables(folder.At("model.keras"));
        Assert.That(variables, Has.Count.EqualTo(2 + layout.Count));
        Assert.That(variables.Skip(2).Zip(layout)
            .All(pair => pair.First.ToArray<float>().All(value => value == (float)pair.Second.Slot.Initial)));

        using var loaded = Model.Load(folder.At("model.keras"));
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        var (ours, theirs) = (loaded.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 2, shuffle: false),
            model.Fit(SmallData.X(), SmallData.Y(), batchSize: 6, epochs: 2, shuffle: false));
        Assert.That(Tasks.Text(ours), Is.EqualTo(Tasks.Text(theirs)));
        Assert.That(Tasks.AreSame(Tasks.Weights(loaded), Tasks.Weights(model)));
    }

    [Test]
    public void WithNothingToTrain_ThereIsNoMemory()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input(4), new Rescaling(2) };
        model.Compile(new Nadam(), Loss.MeanSquaredError);
        model.Save(folder.At("model.keras"));
        Assert.That(ModelFileVariables(folder.At("model.keras")), Has.Count.EqualTo(2));
        using var loaded = Model.Load(folder.At("model.keras"));
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
    }

    private static IReadOnlyList<TensorData> ModelFileVariables(string path) =>
        WeightsFile.Read(EditedArchive.Bytes(path, "model.weights.h5")).Variables("optimizer/vars");
}
