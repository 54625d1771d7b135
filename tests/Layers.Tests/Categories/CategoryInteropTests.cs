using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>Category layers that stock Keras runs on JAX: it opens our file and predicts the same, and our reader opens the file that Keras
/// saves again.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class CategoryInteropTests
{
    private const string Script = """
        def do(job):
            model = keras.models.load_model(job["file"])
            x = [np.array(t["data"], dtype=t["dtype"]).reshape(t["shape"]) for t in job["x"]]
            output = model.predict(x if len(x) > 1 else x[0], verbose=0)
            model.save(job["resave"])
            return {"output": np.asarray(output, dtype="float64").reshape(-1).tolist()}
        """;

    private static readonly TensorData s_indices = TensorData.Of(new long[] { 0, 1, 1, 3, 3, 3, 2, 0, 1 }, [3, 3]);
    private static readonly TensorData s_numbers = TensorData.Of([-9f, 0, 0.5f, 1, 1.7f, 2, 99, float.NaN, float.PositiveInfinity], [3, 3]);

    private static readonly Dictionary<string, Func<(Model Model, TensorData[] X)>> s_models = new()
    {
        ["one_hot"] = () => (Of(s_indices, new CategoryEncoding(4, OutputMode.OneHot), new Flatten(), new Dense(2)), [s_indices]),
        ["multi_hot"] = () => (Of(s_indices, new CategoryEncoding(4), new Dense(2)), [s_indices]),
        ["count"] = () => (Of(s_indices, new CategoryEncoding(200, OutputMode.Count), new Dense(2)), [s_indices]),
        ["weights"] = Weighted,
        ["boundaries"] = () =>
            (Of(s_numbers, new Discretization([0, 1, 2]), new CategoryEncoding(4, OutputMode.Count), new Dense(2)), [s_numbers]),
        ["bins_one_hot"] = () => (Of(s_numbers, Learned(OutputMode.OneHot), new Flatten(), new Dense(2)), [s_numbers]),
        ["bins_multi_hot"] = () => (Of(s_numbers, Learned(OutputMode.MultiHot), new Dense(2)), [s_numbers]),
    };

    // Older releases confuse the shape of the bins with that of the encoded bins, and cannot open their own files with such a layer either.
    private static readonly string[] s_onlyInTheNewest = ["bins_one_hot", "bins_multi_hot"];

    [TestCase("3.3.3")]
    [TestCase("3.12.0")]
    [TestCase("3.15.1")]
    public void Keras_OpensOurFiles_AndPredictsTheSame(string version)
    {
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        var (jobs, expected) = (new List<JsonObject>(), new List<TensorData>());
        var models = s_models.Where(pair => version == KerasProcess.Newest || !s_onlyInTheNewest.Contains(pair.Key)).ToList();
        foreach (var (name, make) in models)
        {
            var (model, x) = make();
            using (model)
            {
                model.Save(folder.At($"{name}.keras"));
                expected.Add(Predicted(model, x));
            }
            jobs.Add(new()
            {
                ["file"] = folder.At($"{name}.keras"),
                ["resave"] = folder.At($"{name}-again.keras"),
                ["x"] = new JsonArray([.. x.Select(TrainingFixtures.Tensor)])
            });
        }
        var results = KerasProcess.Run(version, folder.At(""), jobs, Script);
        Assert.Multiple(() =>
        {
            foreach (var ((name, make), result, output) in models.Zip(results, expected)
                .Select(triple => (triple.First, triple.Second, triple.Third)))
            {
                Assert.That((string?)result["error"], Is.Null, name);
                if (result["error"] is not null) continue;
                Assert.That(TrainingFixtures.Numbers(result["output"]), Is.EqualTo(TrainingFixtures.Numbers(output)).Within(1e-5), name);
                using var again = Model.Load(folder.At($"{name}-again.keras"));
                Assert.That(again.LoadReport!.Warnings, Is.Empty, name);
                var (model, x) = make();
                model.Dispose();
                Assert.That(Mismatch.Of(name, Predicted(again, x), output), Is.Empty);
            }
        });
    }

    private static Sequential Of(TensorData x, params Layer[] layers)
    {
        var model = new Sequential(seed: 5) { new Input([3], x.Type) };
        foreach (var layer in layers) model.Add(layer);
        return model;
    }

    private static Discretization Learned(OutputMode mode)
    {
        var bins = new Discretization(4, outputMode: mode);
        bins.Adapt(SampleData.Of([200, 3], DType.Float32, seed: 3));
        return bins;
    }

    private static (Model, TensorData[]) Weighted()
    {
        var (indices, weights) = (new Input([3], DType.Int64, name: "indices"), new Input([3], name: "weights"));
        var counts = new CategoryEncoding(4, OutputMode.Count)
            .ApplyAll([indices], new Dictionary<string, IReadOnlyList<KerasTensor>> { ["count_weights"] = [weights] })[0];
        return (new Functional([indices, weights], [counts]), [s_indices, TensorData.Of([0.5f, 1, 2, 3, -1, 4, 0.25f, 7, 8], [3, 3])]);
    }

    private static TensorData Predicted(Model model, TensorData[] x) =>
        model.Predict(model.Inputs.Zip(x).ToDictionary(pair => pair.First.Name, pair => pair.Second)).Values.Single();
}
