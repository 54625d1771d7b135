namespace Layers.Cli.Tests;

internal sealed class AdaptTests
{
    private Folder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new Folder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_model_learns_from_a_file_and_has_its_names()
    {
        Run.Fine("adapt", Models.Cars, Models.CarRows, "-o", _folder["adapted.keras"]);
        using var adapted = Model.Load(_folder["adapted.keras"]);
        Assert.That(adapted.Signature.Inputs.Select(column => column.Name), Is.EqualTo(Models.CarColumns.Split(',')));
        Assert.That(Run.Of("diff", Models.Cars, _folder["adapted.keras"], Models.CarRows, "--json").Json["predictions"]!["outputs"]![0]![
            "agrees"]!.GetValue<bool>(), Is.True, "the same rows give the same numbers");
    }

    [Test]
    public void Merged_parts_equal_the_whole()
    {
        var lines = File.ReadAllLines(Models.CarRows);
        var first = _folder.Write("first.csv", string.Join('\n', lines[..100]));
        var second = _folder.Write("second.csv", string.Join('\n', lines[100..].Prepend(lines[0])));
        Run.Fine("adapt", Models.Cars, first, "--state", _folder["first.json"]);
        Run.Fine("adapt", Models.Cars, second, "--state", _folder["second.json"]);
        var merged = Run.Fine("merge", _folder["first.json"], _folder["second.json"], "-o", _folder["all.json"], "--json");
        Run.Fine("adapt", Models.Cars, "--from", _folder["all.json"], "-o", _folder["merged.keras"]);
        Run.Fine("adapt", Models.Cars, Models.CarRows, "-o", _folder["whole.keras"]);
        using Model whole = Model.Load(_folder["whole.keras"]), joined = Model.Load(_folder["merged.keras"]);
        var (a, b) = (((Normalization)whole.Layers[0]).Report!, ((Normalization)joined.Layers[0]).Report!);
        Assert.Multiple(() =>
        {
            Assert.That((int)merged.Json["learned"]!["rows"]!, Is.EqualTo(392));
            Assert.That(b.Rows, Is.EqualTo(a.Rows));
            Assert.That(b.Features.Select(feature => feature.Name), Is.EqualTo(Models.CarColumns.Split(',')));
            foreach (var (x, y) in a.Features.Zip(b.Features))
            {
                Assert.That(y.Mean, Is.EqualTo(x.Mean).Within(1e-10).Percent);
                Assert.That(y.Variance, Is.EqualTo(x.Variance).Within(1e-10).Percent);
            }
            Assert.That(Run.Fine("inspect", _folder["all.json"]).Output, Does.Contain("cylinders").And.Contain("392 rows"));
        });
    }

    [Test]
    public void Update_continues_from_the_state()
    {
        var lines = File.ReadAllLines(Models.CarRows);
        var first = _folder.Write("first.csv", string.Join('\n', lines[..100]));
        var second = _folder.Write("second.csv", string.Join('\n', lines[100..].Prepend(lines[0])));
        Run.Fine("adapt", Models.Cars, first, "-o", _folder["model.keras"]);
        Run.Fine("adapt", _folder["model.keras"], second, "--update", "-o", _folder["model.keras"]);
        using var model = Model.Load(_folder["model.keras"]);
        using var whole = Model.Load(Models.Cars);
        var (a, b) = (((Normalization)whole.Layers[0]).Report!, ((Normalization)model.Layers[0]).Report!);
        Assert.That(b.Rows, Is.EqualTo(392));
        foreach (var (x, y) in a.Features.Zip(b.Features)) Assert.That(y.Mean, Is.EqualTo(x.Mean).Within(1e-10).Percent);
    }

    [Test]
    public void One_layer_learns_from_its_input_and_the_others_stay()
    {
        var lines = File.ReadAllLines(Models.Birds);
        var half = _folder.Write("half.csv", string.Join('\n', lines[..170]));
        const string Layer = "feature_space/Body_Mass_g_normalization";
        Run.Fine("adapt", Models.Penguins, half, "--layer", Layer, "-o", _folder["one.keras"], "--state", _folder["mass.json"]);
        var statistics = Run.Of("diff", Models.Penguins, _folder["one.keras"], "--json").Json["statistics"]!.AsArray();
        using var before = Model.Load(Models.Penguins);
        var known = AdaptiveLayers.LayerOf(before, "feature_space/Body_Mass_g_imputation").Report!.Features[0].Mean;
        double[] masses = [.. DataFile.Csv(half).ToTable().Select("Body Mass (g)").ReadAll().ToArray<double>()
            .Select(mass => double.IsNaN(mass) ? known : mass)];
        Assert.Multiple(() =>
        {
            Assert.That(statistics.Select(each => (string?)each!["layer"]).Distinct(), Is.EqualTo([Layer]));
            Assert.That(AdaptState.Load(_folder["mass.json"]).FeatureNames, Is.EqualTo(["Body Mass (g)"]),
                "behind the imputation it is still that column");
            Assert.That(AdaptState.Load(_folder["mass.json"]).Report.Features[0].Mean, Is.EqualTo(masses.Average()).Within(1e-4).Percent,
                "the layer before it fills missing values");
        });
    }

    [Test]
    public void A_whole_model_of_columns_learns_as_in_the_library()
    {
        Run.Fine("adapt", Models.Penguins, Models.Birds, "-o", _folder["tool.keras"]);
        using (var model = Model.Load(Models.Penguins))
        {
            model.Adapt(DataFile.Csv(Models.Birds));
            model.Save(_folder["library.keras"]);
        }
        Assert.That(Run.Fine("diff", _folder["library.keras"], _folder["tool.keras"]).Output, Is.EqualTo("The models are the same.\n"));
    }

    [Test]
    public void Impossible_commands_are_refused()
    {
        Run.Fine("adapt", Models.Cars, Models.CarRows, "--state", _folder["cars.json"]);
        var other = new Normalization();
        other.Adapt(new float[,] { { 1, 2 }, { 3, 4 } });
        other.State!.Save(_folder["two.json"]);
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("adapt", Models.Cars, Models.CarRows), Does.Contain("-o").And.Contain("--state"));
            Assert.That(Run.Refused("adapt", Models.Cars, "-o", _folder["x.keras"]), Does.Contain("--from"));
            Assert.That(Run.Refused("adapt", Models.Cars, Models.CarRows, "--layer", "normalisation", "-o", _folder["x.keras"]),
                Does.Contain("Did you mean 'normalization'?"));
            Assert.That(Run.Refused("adapt", Models.Penguins, Models.Birds, "--state", _folder["x.json"]), Does.Contain("--layer"));
            Assert.That(Run.Refused("adapt", Models.Cars, Models.CarRows, "-o", _folder["x.txt"]), Does.Contain(".keras"));
            Assert.That(Run.Refused("merge", _folder["cars.json"], _folder["two.json"], "-o", _folder["x.json"]),
                Does.Contain("two.json does not merge"));
            Assert.That(Run.Refused("merge", _folder["none.json"], "-o", _folder["x.json"]), Does.Contain("no file"));
            Assert.That(Run.Refused("adapt", Models.Cars, "--from", _folder["two.json"], "-o", _folder["x.keras"]), Does.Contain("9"));
            Assert.That(Run.Refused("adapt", Models.Cars, "--from", _folder.Write("bad.json", "{"), "-o", _folder["x.keras"]),
                Does.Contain("bad.json"));
            Assert.That(File.Exists(_folder["x.keras"]) || File.Exists(_folder["x.json"]), Is.False);
        });
    }
}
