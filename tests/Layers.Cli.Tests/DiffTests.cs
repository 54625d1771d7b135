namespace Layers.Cli.Tests;

internal sealed class DiffTests
{
    [Test]
    public void A_model_is_the_same_as_itself()
    {
        var run = Run.Fine("diff", Models.Penguins, Models.Penguins, Models.Birds, "--json");
        Assert.Multiple(() =>
        {
            Assert.That((bool)run.Json["is_same"]!, Is.True);
            Assert.That((long)run.Json["predictions"]!["other_labels"]!, Is.Zero);
            Assert.That(Run.Fine("diff", Models.Penguins, Models.Penguins).Output, Is.EqualTo("The models are the same.\n"));
        });
    }

    [Test]
    public void Settings_statistics_weights_and_predictions_are_compared()
    {
        using var folder = new Folder();
        Save(folder["a.keras"], Activation.Relu, 1, "dense", 0.5f);
        Save(folder["b.keras"], Activation.Tanh, 3, "dense_7", 0.75f);
        var rows = folder.Write("rows.csv", "x,y\n1,2\n3,4\n");
        var run = Run.Of("diff", folder["a.keras"], folder["b.keras"], rows, "--json");
        var (settings, statistics, weights) =
            (run.Json["settings"]!.AsArray(), run.Json["statistics"]!.AsArray(), run.Json["weights"]!.AsArray());
        var output = run.Json["predictions"]!["outputs"]![0]!;
        using Model a = Model.Load(folder["a.keras"]), b = Model.Load(folder["b.keras"]);
        float[,] x = { { 1, 2 }, { 3, 4 } };
        var (p, q) = (a.Predict(x), b.Predict(x));
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Remark));
            Assert.That(settings.Select(each => $"{each!["layer"]}: {each["setting"]} {each["first"]} {each["second"]}"),
                Does.Contain("dense: activation \"relu\" \"tanh\""), "layers are found by their order where their names are counted on");
            Assert.That(statistics.Select(each => $"{each!["feature"]} {each["statistic"]} {each["first"]} {each["second"]}"),
                Does.Contain("0 maximum 1 3"));
            var kernel = weights.Single(each => (string?)each!["weight"] == "kernel")!;
            Assert.That((string?)kernel["layer"], Is.EqualTo("dense"));
            Assert.That((double)kernel["largest"]!, Is.EqualTo(0.25));
            Assert.That((double)output["largest"]!, Is.EqualTo(Math.Max(Math.Abs(p[0, 0] - q[0, 0]), Math.Abs(p[1, 0] - q[1, 0])))
                .Within(1e-4).Percent);
            Assert.That((bool)output["agrees"]!, Is.False);
            Assert.That(Run.Of("diff", folder["a.keras"], folder["b.keras"], rows).Output, Does.StartWith("The models differ.\n")
                .And.Contain("Settings").And.Contain("Learned statistics").And.Contain("Weights").And.Contain("Predictions of 2 rows"));
        });
    }

    [Test]
    public void Layers_that_one_model_lacks_are_named()
    {
        using var folder = new Folder();
        using (var model = new Sequential { new Input(2), new Dense(1, name: "only") }) model.Save(folder["a.keras"]);
        using (var model = new Sequential { new Input(2), new Rescaling(2, name: "scale"), new Dense(1, name: "only") }) model.Save(
            folder["b.keras"]);
        var settings = Run.Of("diff", folder["a.keras"], folder["b.keras"], "--json").Json["settings"]!.AsArray();
        Assert.That(settings.Select(each => $"{each!["layer"]} {each["setting"]} {each["first"]}->{each["second"]}"),
            Does.Contain("scale layer ->Rescaling"));
    }

    [Test]
    public void Models_of_other_outputs_are_not_compared_on_rows()
    {
        Assert.That(Run.Refused("diff", Models.Penguins, Models.Cars, Models.Birds), Does.Contain("9 features"));
    }

    private static void Save(string path, ActivationFunction activation, float most, string name, float weight)
    {
        var normalization = new Normalization(name: "normalization");
        normalization.Adapt(new float[,] { { 0, 0 }, { most, 1 } });
        using var model = new Sequential { new Input(2), normalization,
            new Dense(1, activation, kernelInitializer: Initializer.Constant with { Value = weight }, name: name) };
        model.Save(path);
    }
}
