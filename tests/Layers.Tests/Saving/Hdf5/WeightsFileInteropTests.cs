using System.Diagnostics;
using System.Text.Json;
using Layers.Graphs;

namespace Layers.Tests;

/// <summary>Our files, read by real h5py and real Keras. The variable LAYERS_KERAS names the folder in which they are installed.</summary>
[Category("Interop")]
public class WeightsFileInteropTests
{
    private const string List = """
        import h5py, json, numpy, sys
        groups, tensors = {}, {}
        def see(path, item):
            if isinstance(item, h5py.Group):
                groups[path] = item.attrs.get("name")
            else:
                value = numpy.asarray(item[()])
                plan = item.id.get_create_plist()
                plain = plan.get_layout() == h5py.h5d.CONTIGUOUS and plan.get_nfilters() == 0
                text = value.tobytes().hex().upper() if value.nbytes < 1000 else str(value.astype("f8").sum())
                tensors[path] = [value.dtype.str, list(value.shape), item.attrs.get("dtype"), plain, text]
        file = h5py.File(sys.argv[1], "r")
        file.visititems(see)
        print(json.dumps({"groups": groups, "tensors": tensors}))
        """;

    private const string Load = """
        import os
        os.environ["KERAS_BACKEND"] = "jax"
        import json, keras, sys
        layers = keras.layers
        model = keras.Sequential([layers.Input((3,)), layers.Normalization(), layers.Dense(2), layers.Dense(1, dtype="bfloat16")])
        model.compile("sgd", "mse")
        model.optimizer.build(model.trainable_variables)
        model.load_weights(sys.argv[1])
        numpy = keras.ops.convert_to_numpy
        weights = [numpy(keras.ops.cast(w, "float32")).ravel().tolist() for w in model.weights]
        print(json.dumps([keras.__version__, weights, int(numpy(model.optimizer.iterations))]))
        """;

    [Test]
    public void H5py_SeesTheSameTree()
    {
        var root = new WeightGroup();
        var shapes = new long[][] { [], [3], [0], [2, 3], [4, 0, 2] };
        foreach (var type in Enum.GetValues<DType>().Where(t => t != DType.String))
            root.SetVariables($"kinds/{type}/vars", shapes.Select(s => WeightsFileTests.Tensor(type, Shape.Of(s), seed: 3)), $"été {type}");
        root.SetVariables("optimizer/vars", Enumerable.Range(0, 30).Select(i => TensorData.Scalar((float)i)), "adam");
        for (var i = 0; i < 200; i++) root.SetVariables($"layers/層 {i}/vars", [], $"dense {i}");
        root.SetVariables(string.Join('/', Enumerable.Repeat("deep", 60)) + "/vars", [new double[] { 1, 2 }]);
        root.SetVariables("large/vars", [TensorData.Of(Enumerable.Range(0, 12_500_000).Select(i => i % 1000f).ToArray(), [5000, 2500])]);

        var seen = Run(List, root, release: null);

        var groups = seen.GetProperty("groups").EnumerateObject().ToDictionary(g => g.Name, g => g.Value.GetString());
        root.At("vars"); // which the writer adds
        Assert.That(groups, Is.EquivalentTo(Hdf5Files.Groups(root).ToDictionary(g => g.Path, g => g.Group.Name)));
        var tensors = seen.GetProperty("tensors").EnumerateObject().ToDictionary(t => t.Name, t => t.Value);
        Assert.That(tensors.Keys, Is.EquivalentTo(Hdf5Files.Tensors(root).Select(t => t.Path)));
        using (Assert.EnterMultipleScope())
            foreach (var (path, read) in Hdf5Files.Tensors(root))
            {
                var tensor = read();
                var theirs = tensors[path];
                Assert.That(theirs[0].GetString(), Is.EqualTo(NumPy(tensor.Type)), path);
                Assert.That(theirs[1].EnumerateArray().Select(d => d.GetInt64()), Is.EqualTo(tensor.Shape.ToArray()), path);
                Assert.That(theirs[2].GetString(), Is.EqualTo(tensor.Type == DType.BFloat16 ? "bfloat16" : null), path);
                Assert.That(theirs[3].GetBoolean(), Is.True, $"{path} is contiguous");
                // 12,500 times 0 + … + 999
                var text = tensor.AsBytes().Length < 1000 ? Convert.ToHexString(tensor.AsBytes()) : "6243750000.0";
                Assert.That(theirs[4].GetString(), Is.EqualTo(text), path);
            }
    }

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void Keras_LoadsOurWeights(string release)
    {
        var root = new WeightGroup();
        root.SetVariables("layers/normalization/vars", [new float[] { 1, 2, 3 }, new float[] { 4, 5, 6 }, TensorData.Scalar(0)],
            "normalization");
        root.SetVariables("layers/dense/vars", [new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }, new float[] { 7, 8 }], "dense");
        root.SetVariables("layers/dense_1/vars", [TensorData.OfBFloat16([0x3FC0, 0xC000], [2, 1]), TensorData.OfBFloat16([0x3E80], [1])],
            "dense_1");
        root.SetVariables("optimizer/vars", [TensorData.Scalar(42), TensorData.Scalar(0.01f)], "sgd");

        var seen = Run(Load, root, release);

        Assert.That(seen[0].GetString(), Is.EqualTo(release));
        Assert.That(seen[1].EnumerateArray().Select(w => string.Join(' ', w.EnumerateArray().Select(x => x.GetRawText()))), Is.EqualTo(new[]
        {
            "1.0 2.0 3.0", "4.0 5.0 6.0", "0.0", "1.0 2.0 3.0 4.0 5.0 6.0", "7.0 8.0", "1.5 -2.0", "0.25",
        }));
        Assert.That(seen[2].GetInt32(), Is.EqualTo(42));
    }

    private static string NumPy(DType type) => type switch
    {
        DType.Bool => "|b1",
        DType.BFloat16 => "|V2",
        DType.Int8 => "|i1",
        DType.UInt8 => "|u1",
        _ => $"<{type.Name()[0]}{type.Size()}",
    };

    /// <summary>Writes the tree, runs a script on the file, and returns the JSON of its last line.</summary>
    private static JsonElement Run(string script, WeightGroup root, string? release)
    {
        if (Environment.GetEnvironmentVariable("LAYERS_KERAS") is not { Length: > 0 } keras)
        {
            Assert.Ignore("LAYERS_KERAS does not name a folder with real Keras.");
            throw new UnreachableException();
        }

        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.weights.h5");
        try
        {
            using (var stream = File.Create(file)) WeightsFile.Write(root, stream);
            var start = new ProcessStartInfo(Path.Combine(keras, "bin", "keras-python"), ["-c", script, file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            if (release is not null && Directory.Exists(Path.Combine(keras, $"keras-{release}")))
                start.Environment["PYTHONPATH"] = Path.Combine(keras, $"keras-{release}");
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, errors.Result);
            return JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
