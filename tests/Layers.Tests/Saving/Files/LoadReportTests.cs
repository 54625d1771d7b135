namespace Layers.Tests;

/// <summary>The load report of a file.</summary>
public sealed class LoadReportTests
{
    [Test]
    public void AModelMadeHere_HasNone()
    {
        using var model = new Sequential { new Input(1), new Dense(1) };
        Assert.That(model.LoadReport, Is.Null);
    }

    [Test]
    public void OurOwnFile_HasNothingToSay()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input(1), new Dense(1) };
        model.Save(folder.At("model.keras"));
        using var loaded = Model.Load(folder.At("model.keras"));
        var report = loaded.LoadReport!;
        Assert.That((report.KerasVersion, report.IsFromWindows), Is.EqualTo(("3.12.0", false)));
        Assert.That(report.Warnings, Is.Empty);
        Assert.That(report.SavingChanges, Is.Empty);
        Assert.That(report.ToString(), Is.EqualTo("Written by Keras 3.12.0."));
        model.SaveWeights(folder.At("a.weights.h5"));
        Assert.That(model.LoadWeights(folder.At("a.weights.h5")).ToString(),
            Is.EqualTo("Written by a release that the file does not name."));
    }

    [Test]
    public void AnHdf5FileOfKeras3_BecomesAnArchive()
    {
        using var model = Model.Load(Golden.At("models/mpg_adam.h5"));
        Assert.That(model.LoadReport!.KerasVersion, Does.StartWith("3."));
        Assert.That(model.LoadReport.SavingChanges, Is.EqualTo(new[] { "Save writes a .keras archive; the file is HDF5." }));
    }

    [Test]
    public void AWarning_IsALineOfItsOwn_AndChangesWhatIsSaved()
    {
        using var model = FileCase.Open("keras2/sequential.h5");
        var report = model.LoadReport!;
        var warning = report.Warnings.Single();
        Assert.That((warning.Subject, warning.Layer, warning.Entry),
            Is.EqualTo(("The state of the optimizer Adam", (string?)null, "optimizer_weights")));
        Assert.That(report.SavingChanges, Has.One.EqualTo("Save does not write the parts that were left out."));
        Assert.That(report.ToString().Split(Environment.NewLine),
            Has.Length.EqualTo(2 + report.SavingChanges.Count).And.One.EqualTo(warning.ToString()));
    }

    [TestCase("backend_torch_adam")]
    [TestCase("backend_jax_adam")]
    public void FilesOfEveryBackend_BecomeFilesOfAll(string name)
    {
        using var folder = new TempFolder();
        using var model = Model.Load(Golden.At($"models/{name}.keras"));
        Assert.That(model.LoadReport!.Warnings, Is.Empty);
        Assert.That(model.Optimizer, Is.TypeOf<Adam>());
        Assert.That(model.Optimizer!.Iterations, Is.EqualTo(4));
        model.Save(folder.At("again.keras"));
        Assert.That(EditedArchive.Text(folder.At("again.keras"), "config.json"),
            Does.Not.Contain("torch").And.Not.Contain("backend").And.Contain("\"keras.optimizers\""));
    }
}
