namespace Layers.Cli.Tests;

internal sealed class InspectTests
{
    [Test]
    public void Text_has_the_summary_inputs_outputs_and_learned_statistics()
    {
        var text = Run.Fine("inspect", Models.Penguins).Output;
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("feature_space (FeatureSpace)"));
            Assert.That(text, Does.Contain("in   Island: text, may be missing\n"));
            Assert.That(text, Does.Contain("classes Adelie, Chinstrap, Gentoo\n"));
            Assert.That(text, Does.Contain("Trained for 20 epochs"));
            Assert.That(text, Does.Match("Body Mass \\(g\\) │ +342 │ +2 │ +4201.75 │"));
            Assert.That(text, Does.Match("│ [ ▁▂▃▄▅▆▇█]{16} │"));
            Assert.That(text,
                Does.Contain("Island: 344 values, 3 distinct: Biscoe 168 (48.8 %), Dream 124 (36.0 %), Torgersen 52 (15.1 %)"));
            Assert.That(text, Does.Contain("'' 10 (2.9 %)"), "a blank text is visible");
        });
    }

    [Test]
    public void Json_has_the_same()
    {
        var json = Run.Fine("inspect", Models.Penguins, "--json").Json;
        var mass = json["learned"]!.AsArray().Select(layer => layer!["numbers"]?[0])
            .First(feature => (string?)feature?["name"] == "Body Mass (g)")!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)json["kind"], Is.EqualTo("model"));
            Assert.That(json["model"]!["columns"]!.AsArray().Select(column => (string?)column!["name"]), Does.Contain("Island"));
            Assert.That(json["model"]!["outputs"]![0]!["classes"]!.AsArray().Select(each => (string?)each),
                Is.EqualTo(["Adelie", "Chinstrap", "Gentoo"]));
            Assert.That((int)json["model"]!["epochs"]!, Is.EqualTo(20));
            Assert.That((double)mass["mean"]!, Is.EqualTo(4201.754385964912).Within(1e-6).Percent);
            Assert.That((double)mass["quantiles"]![3]!, Is.EqualTo(4050).Within(1).Percent);
            Assert.That(mass["histogram"]!["edges"]!.AsArray(), Has.Count.EqualTo(17));
            Assert.That(mass["histogram"]!["shares"]!.AsArray().Sum(share => (double)share!), Is.EqualTo(1).Within(1e-12));
        });
    }

    [Test]
    public void Parameters_are_those_of_the_model_as_in_the_report()
    {
        var model = Run.Fine("inspect", Models.Penguins, "--json").Json["model"]!;
        var parameters = ((long)model["parameters"]!).ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        var text = Run.Fine("inspect", Models.Penguins).Output;
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain($" Total params: {parameters} ("));
            Assert.That(text, Does.Contain(" Optimizer params: "), "on a line of its own");
            Assert.That(Run.Fine("report", Models.Penguins).Output, Does.Contain($"| parameters | {parameters}, "));
        });
    }

    [Test]
    public void A_file_of_Keras_shows_its_weights()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "colleague.keras");
        var layer = Run.Fine("inspect", path, "--json").Json["learned"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)layer["type"], Is.EqualTo("Normalization"));
            Assert.That(layer["rows"], Is.Null);
            Assert.That(layer["weights"]!.AsArray().Select(weight => (string?)weight!["weight"]),
                Is.SupersetOf(new[] { "mean", "variance" }));
            Assert.That(Run.Fine("inspect", path).Output, Does.Contain("the file has no statistics of its data").And.Contain("Remarks"));
        });
    }

    [Test]
    public void Categories_limits_the_categories_that_are_listed()
    {
        Assert.That(Run.Fine("inspect", Models.Penguins, "--categories", "1").Output, Does.Contain("3 distinct: Biscoe 168 (48.8 %), …"));
        Assert.That(Run.Refused("inspect", Models.Penguins, "--categories", "-1"), Does.Contain("0 or more"));
    }
}
