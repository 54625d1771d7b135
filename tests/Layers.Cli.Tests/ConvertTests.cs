namespace Layers.Cli.Tests;

internal sealed class ConvertTests
{
    private static readonly string s_old = Path.Combine(AppContext.BaseDirectory, "colleague.keras");

    [Test]
    public void An_older_file_is_converted_with_remarks()
    {
        using var folder = new Folder();
        var json = Run.Fine("convert", s_old, folder["new.keras"], "--json").Json;
        using Model was = Model.Load(s_old), now = Model.Load(folder["new.keras"]);
        float[,] x = { { 4, 140, 86, 2790, 15.6f, 82 }, { 8, 307, 130, 3504, 12, 70 } };
        Assert.Multiple(() =>
        {
            Assert.That((string?)json["form"], Is.EqualTo("keras"));
            Assert.That((string?)json["keras_version"], Is.EqualTo("2.13.1"));
            Assert.That(json["remarks"]!.AsArray(), Is.Not.Empty);
            Assert.That(now.Predict(x), Is.EqualTo(was.Predict(x)));
        });
    }

    [Test]
    public void A_folder_and_an_ONNX_file_are_written()
    {
        using var folder = new Folder();
        Run.Fine("convert", Models.Penguins, folder["folder"]);
        var onnx = Run.Fine("convert", folder["folder"], folder["penguins.onnx"]);
        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(Path.Combine(folder["folder"], "config.json")));
            Assert.That(onnx.Output, Does.Contain("ONNX, operator set 17"));
            Assert.That(Run.Fine("predict", folder["folder"], Models.Birds).Output,
                Is.EqualTo(Run.Fine("predict", Models.Penguins, Models.Birds).Output));
        });
    }

    [Test]
    public void A_SavedModel_is_written_and_TensorFlow_gives_the_same_numbers()
    {
        using var folder = new Folder();
        Assert.That(Run.Fine("convert", Models.Penguins, folder["saved"], "--saved-model").Output,
            Does.Contain("a SavedModel of TensorFlow"));
        Assert.That(File.Exists(Path.Combine(folder["saved"], "saved_model.pb")));
        Assert.That(Run.Refused("convert", Models.Penguins, folder["birds.onnx"], "--saved-model"), Does.Contain("a folder"));
        if (Environment.GetEnvironmentVariable("LAYERS_TENSORFLOW") is not { Length: > 0 })
            Assert.Ignore("LAYERS_TENSORFLOW does not name TensorFlow's native library.");
        Assert.That(Run.Fine("verify", Models.Penguins, Models.Birds, "--saved-model", folder["saved"]).Output, Does.Contain("saved_model")
            .And.Contain("gives the same numbers as the model"));
    }

    [Test]
    public void A_row_for_health_checks_is_kept()
    {
        using var folder = new Folder();
        using (var model = Model.Load(Models.Cars)) model.Save(folder["healthy.keras"],
            new SaveOptions { HealthRow = HealthRow.Of((TensorData)new float[,] { { 8, 390, 190, 3850, 8.5f, 70, 1, 0, 0 } }) });
        Run.Fine("convert", folder["healthy.keras"], folder["again.keras"]);
        using var again = Model.Load(folder["again.keras"]);
        Assert.That(again.HealthCheck()?.IsHealthy, Is.True);
    }

    [Test]
    public void Other_forms_are_refused()
    {
        using var folder = new Folder();
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("convert", Models.Cars, folder["cars.h5"]), Does.Contain(".keras"));
            Assert.That(Run.Refused("convert", Models.Cars, folder["none/cars.onnx"]), Does.Contain("no folder"));
            Assert.That(Run.Refused("convert", Models.Cars, folder["cars.keras"], "--extensions"), Does.Contain("ONNX"));
        });
    }
}
