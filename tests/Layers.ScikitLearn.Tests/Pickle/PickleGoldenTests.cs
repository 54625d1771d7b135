using System.Text.Json;
using System.Text.Json.Nodes;

namespace Layers.ScikitLearn.Tests;

/// <summary>Tests that every file of every release has its class and fields, for all writers and compressions.</summary>
public sealed class PickleGoldenTests
{
    private static IEnumerable<string> Cases =>
        Directory.EnumerateFiles(PickleFixtures.Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal);

    [Test]
    public void ThereAreFilesOfEveryRelease() =>
        Assert.That(
            PickleFixtures.Good.Where(file => file.EndsWith(".joblib", StringComparison.Ordinal)).Select(file => file.Split('-')[1]),
            Is.SupersetOf(new[] { "1.2", "1.5", "1.6", "1.7", "1.9" }));

    [TestCaseSource(nameof(Cases))]
    public void AnObject_IsTheSameInAllItsFiles(string name)
    {
        var (json, files) = Case(name);
        var objects = files.ConvertAll(file => (PickledObject)PickleFile.Read(PickleFixtures.At(file))!);
        Assert.That(objects.Select(read => read.Type.Name), Is.All.EqualTo((string)json["class"]!));
        if (json["scikit-learn"] is { } release) Assert.That(objects[0].Fields["_sklearn_version"], Is.EqualTo((string)release!));
        var first = Description.Of(objects[0])!.ToJsonString();
        foreach (var (read, file) in objects.Zip(files).Skip(1)) Assert.That(Description.Of(read)!.ToJsonString(), Is.EqualTo(first), file);
    }

    [Test]
    public void EveryFileBelongsToACase() => Assert.That(Cases.SelectMany(name => Case(name).Files), Is.EquivalentTo(PickleFixtures.Good));

    [TestCaseSource(typeof(PickleFixtures), nameof(PickleFixtures.Beside))]
    public void AFileBesideAModel_IsRead(string name) =>
        Assert.That(((PickledObject)PickleFile.Read(PickleFixtures.At(name))!).Type.Module, Does.StartWith("sklearn."));

    [TestCase("standard", "mean_", "scale_")]
    [TestCase("robust", "center_", "scale_")]
    [TestCase("maxabs", null, "scale_")]
    public void TheNumbersOfAScaler_AreThoseThatItScalesBy(string name, string? center, string scale) =>
        ForEach(name, (read, input, output) =>
    {
        var centers = center is null ? null : (double[])((NumpyArray)read.Fields[center]!).Values;
        var scales = (double[])((NumpyArray)read.Fields[scale]!).Values;
        return input.Select((x, i) => (x - (centers?[i % scales.Length] ?? 0)) / scales[i % scales.Length]);
    });

    [Test]
    public void TheNumbersOfAMinMaxScaler_AreThoseThatItScalesBy() => ForEach("minmax", (read, input, output) =>
    {
        double[] scale = (double[])((NumpyArray)read.Fields["scale_"]!).Values, min = (double[])((NumpyArray)read.Fields["min_"]!).Values;
        var range = (IReadOnlyList<object?>)read.Fields["feature_range"]!;
        var scaled = input.Select((x, i) => x * scale[i % scale.Length] + min[i % min.Length]);
        return read.Fields["clip"] is true ? scaled.Select(y => Math.Clamp(y, (long)range[0]!, (long)range[1]!)) : scaled;
    });

    [Test]
    public void TheClassesOfALabelEncoder_AreThoseItNames()
    {
        foreach (var name in Cases.Where(name => name.StartsWith("labels-", StringComparison.Ordinal)))
        {
            var (json, files) = Case(name);
            var classes = (NumpyArray)((PickledObject)PickleFile.Read(PickleFixtures.At(files[0]))!).Fields["classes_"]!;
            var labels = ((JsonArray)json["output"]!["data"]!).Select(place => classes.Values.GetValue((int)(double)place!));
            Assert.That(classes.Type, Is.EqualTo("object"));
            Assert.That(labels, Is.EqualTo(((JsonArray)json["input"]!["data"]!).Select(text => (string)text!)), name);
        }
    }

    [Test]
    public void ABooleanIsOne_AndNamesAreTexts()
    {
        var scaler = (PickledObject)PickleFile.Read(PickleFixtures.At("standard_frame-1.9-joblib.joblib"))!;
        Assert.That(scaler.Fields["with_mean"], Is.True);
        Assert.That(scaler.Fields["n_features_in_"], Is.InstanceOf<long>());
        Assert.That(((NumpyArray)scaler.Fields["feature_names_in_"]!).Values, Is.All.InstanceOf<string>());
    }

    [Test]
    public void TheColumnsOfATransformer_AreItsSlicesAndNames()
    {
        var columns = (PickledObject)PickleFile.Read(PickleFixtures.At("columns-1.6-joblib.joblib"))!;
        var remainder = (IReadOnlyList<object?>)columns.Fields["_remainder"]!;
        Assert.That(((PickledObject)remainder[2]!).Type.Name, Is.EqualTo("_RemainderColsList"));
        var transformers = (IReadOnlyList<object?>)columns.Fields["transformers_"]!;
        Assert.That(((IReadOnlyList<object?>)((IReadOnlyList<object?>)transformers[0]!)[2]!), Is.EqualTo(new[] { "age", "income" }));
        Assert.That(((PickledDictionary)columns.Fields["output_indices_"]!).Entries.Select(entry => entry.Value),
            Is.All.InstanceOf<PickledSlice>());
    }

    [Test]
    public void APickledModel_IsItsArchive()
    {
        var read = (PickledObject)PickleFile.Read(PickleFixtures.At("keras_model-3.15.pkl"))!;
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "model.keras");
        File.WriteAllBytes(path, (byte[])read.Fields[PickledObject.Archive]!);
        using var model = Model.Load(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Assert.That(read.Type.ToString(), Is.EqualTo("keras.src.models.sequential.Sequential"));
        Assert.That(model.Layers, Is.Not.Empty);
    }

    [Test]
    public void AModelInAHistory_IsItsArchive()
    {
        var read = (PickledObject)PickleFile.Read(PickleFixtures.At("made/history.pkl"))!;
        Assert.That(read.Type.ToString(), Is.EqualTo("keras.src.callbacks.history.History"));
        Assert.That(((byte[])((PickledObject)read.Fields["_model"]!).Fields[PickledObject.Archive]!)[..2], Is.EqualTo("PK"u8.ToArray()));
        var history = (PickledDictionary)read.Fields["history"]!;
        Assert.That(history.Entries.Single().Key, Is.EqualTo("loss"));
    }

    private static void ForEach(string name, Func<PickledObject, double[], double[], IEnumerable<double>> expect)
    {
        var cases = Cases.Where(each => each.StartsWith(name + "-", StringComparison.Ordinal)).ToList();
        Assert.That(cases, Is.Not.Empty);
        foreach (var each in cases)
        {
            var (json, files) = Case(each);
            var output = Numbers(json["output"]!);
            var expected = expect((PickledObject)PickleFile.Read(PickleFixtures.At(files[0]))!, Numbers(json["input"]!), output).ToArray();
            for (var i = 0; i < output.Length; i++)
                Assert.That(expected[i], Is.EqualTo(output[i]).Within(1e-12 * Math.Max(1, Math.Abs(output[i]))), each);
        }
    }

    private static double[] Numbers(JsonNode tensor) =>
        [.. ((JsonArray)tensor["data"]!).Select(number => number!.GetValueKind() == JsonValueKind.String ? double.NaN : (double)number)];

    private static (JsonObject Json, List<string> Files) Case(string name)
    {
        var json = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(PickleFixtures.Folder, name + ".json")))!;
        return (json, [.. ((JsonArray)json["files"]!).Select(file => (string)file!)]);
    }
}
