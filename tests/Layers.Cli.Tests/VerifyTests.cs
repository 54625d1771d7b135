namespace Layers.Cli.Tests;

internal sealed class VerifyTests
{
    [Test]
    public void An_export_with_texts_agrees()
    {
        var json = Run.Fine("verify", Models.Penguins, Models.Birds, "--json").Json;
        Assert.Multiple(() =>
        {
            Assert.That((bool)json["agrees"]!, Is.True);
            Assert.That((int)json["rows"]!, Is.EqualTo(344));
            Assert.That((string?)json["exports"]![0]!["form"], Is.EqualTo("onnx"));
            Assert.That((double)json["exports"]![0]!["outputs"]![0]!["relative"]!, Is.LessThan(1e-5));
        });
    }

    [Test]
    public void A_given_file_is_compared()
    {
        using var folder = new Folder();
        Run.Fine("convert", Models.Cars, folder["cars.onnx"]);
        Run.Fine("verify", Models.Cars, Models.CarRows, "--onnx", folder["cars.onnx"]);

        Run.Fine("adapt", Models.Cars, folder.Write("two.csv", $"{Models.CarColumns}\n1,2,3,4,5,6,7,8,9\n9,8,7,6,5,4,3,2,1\n"), "-o",
            folder["other.keras"]);
        var run = Run.Of("verify", folder["other.keras"], Models.CarRows, "--onnx", folder["cars.onnx"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(ExitCode.Bad));
            Assert.That(run.Output, Does.Contain("gives other numbers than the model"));
            Assert.That(Run.Refused("verify", Models.Penguins, Models.Birds, "--onnx", folder["cars.onnx"]), Does.Contain("input_layer"));
            Assert.That(Run.Refused("verify", Models.Cars, Models.CarRows, "--onnx", folder.Write("bad.onnx", "no model")),
                Does.Contain("bad.onnx"));
        });
    }

    [Test]
    public void The_error_names_a_layer_that_ONNX_has_no_operators_for()
    {
        using var folder = new Folder();
        using (var model = new Sequential { new Input(1, name: "word", type: DType.String), new Hashing(5, name: "buckets") }) model.Save(
            folder["hash.keras"]);
        var rows = folder.Write("words.csv", "word\na\n");
        Assert.Multiple(() =>
        {
            Assert.That(Run.Refused("verify", folder["hash.keras"], rows), Does.Contain("buckets"));
            Assert.That(Run.Refused("convert", folder["hash.keras"], folder["hash.onnx"]), Does.Contain("buckets"));
            Assert.That(File.Exists(folder["hash.onnx"]), Is.False);
            Run.Fine("convert", folder["hash.keras"], folder["hash.onnx"], "--extensions");
        });
    }
}
