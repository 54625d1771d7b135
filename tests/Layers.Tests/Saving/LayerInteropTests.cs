using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>A model of each family of layers, trained here for two epochs: real Keras opens it, predicts the same, and continues the
/// training with the same losses; our reader opens the file that Keras saves again.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class LayerInteropTests
{
    private const int Epochs = 5;
    private const int BatchSize = 8;

    // Keras has RMSNormalization since 3.9.
    private static readonly (string Name, string Version) s_unknownThere = ("rms", "3.3.3");

    private static readonly Dictionary<string, Func<Model>> s_models = new()
    {
        ["batch"] = () =>
            new Sequential(seed: 3) { new Input(4), new Dense(6, useBias: false), new BatchNormalization(momentum: 0.8), new ReLU(),
            new Dense(1) },
        ["batch_of_series"] = () =>
            new Sequential(seed: 3) { new Input(4), new Reshape([2, 2]), new BatchNormalization(axis: 1, scale: false, epsilon: 0.01),
            new Flatten(), new Dense(1) },
        ["batch_frozen"] = () => new Sequential(seed: 3) { new Input(4), new BatchNormalization { Trainable = false }, new Dense(1) },
        ["batch_shared"] = BatchShared,
        ["layer"] = () =>
            new Sequential(seed: 3) { new Input(4), new Dense(6), new LayerNormalization(), new Reshape([3, 2]),
            new LayerNormalization([1, 2], center: false), new Flatten(), new Dense(1) },
        ["group"] = () =>
            new Sequential(seed: 3) { new Input(4), new Dense(6), new Reshape([3, 2]), new GroupNormalization(2),
            new GroupNormalization(3, axis: 1, scale: false), new Flatten(), new Dense(1) },
        ["unit"] = () =>
            new Sequential(seed: 3) { new Input(4), new Dense(6), new UnitNormalization(), new Reshape([3, 2]),
            new UnitNormalization([1, 2]), new Flatten(), new Dense(1) },
        ["rms"] = () => new Sequential(seed: 3) { new Input(4), new Dense(6), new RMSNormalization(), new Dense(1) },
        ["activations"] = () => new Sequential(seed: 3)
        {
            new Input(4), new Dense(6), new ReLU(maxValue: 4, negativeSlope: 0.1, threshold: 0.2), new Dense(6), new LeakyReLU(),
                new Dense(6), new PReLU(), new Dense(6), new ELU(0.5),
            new Reshape([3, 2]), new PReLU(Initializer.Constant with { Value = 0.2 }, sharedAxes: [1]), new Softmax(axis: 1),
                new Softmax([1, 2]), new Flatten(), new Dense(1),
        },
        // The two libraries have different random numbers, so the layers have no noise.
        ["noise"] = () => new Sequential(seed: 3)
        {
            new Input(4), new GaussianNoise(0), new GaussianDropout(0), new Dense(8), new Reshape([4, 2]), new SpatialDropout1D(0),
                new Reshape([2, 2, 2]), new SpatialDropout2D(0),
            new SpatialDropout2D(0, DataFormat.ChannelsFirst), new Flatten(), new Dense(1),
        },
        ["embedding"] = () =>
            new Sequential(seed: 3) { new Input(4), new Embedding(7, 3, embeddingsRegularizer: Regularizer.L2), new Flatten(),
            new Dense(1) },
        ["reshaping"] = () =>
            new Sequential(seed: 3) { new Input(4), new RepeatVector(3), new Permute([2, 1]), new Dense(2, Activation.Tanh), new Identity(),
            new Flatten(), new Dense(1) },
        ["dot"] = Dots,
    };

    private readonly Dictionary<string, (TensorData Output, double[] Losses)> _ours = [];
    private readonly Dictionary<string, Dictionary<string, JsonObject>> _keras = [];
    private string _work = null!;
    private TensorData _x = null!;
    private TensorData _y = null!;

    private static IEnumerable<TestCaseData> Cases =>
        from version in KerasProcess.Versions
        from name in s_models.Keys
        where (name, version) != s_unknownThere
        select new TestCaseData(name, version);

    [OneTimeSetUp]
    public void TrainHereAndThere()
    {
        _ = KerasProcess.Folder;
        _work = Directory.CreateTempSubdirectory("layers").FullName;
        (_x, _y) = Data();
        foreach (var (name, make) in s_models)
        {
            using var model = make();
            model.Compile(new Sgd(0.003, momentum: 0.5), Loss.MeanSquaredError);
            model.Fit(_x, _y, BatchSize, epochs: 2, shuffle: false);
            model.Save(Original(name));
            _ours[name] = (model.Predict(_x), [.. model.Fit(_x, _y, BatchSize, Epochs, shuffle: false)["loss"]]);
            Assert.That(_ours[name].Losses.All(double.IsFinite), $"{name} does not train.");
        }
        foreach (var version in KerasProcess.Versions)
        {
            string[] names = [.. s_models.Keys.Where(name => (name, version) != s_unknownThere)];
            var jobs = names.Select(name => new JsonObject
            {
                ["file"] = Original(name),
                ["x"] = TrainingFixtures.Tensor(_x),
                ["y"] = TrainingFixtures.Tensor(_y),
                ["batch_size"] = BatchSize,
                ["predict"] = true,
                ["epochs"] = Epochs,
                ["resave"] = Resaved(name, version),
            });
            _keras[version] = names.Zip(KerasProcess.Run(version, _work, jobs)).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }

    [OneTimeTearDown]
    public void RemoveFiles()
    {
        if (_work is not null) Directory.Delete(_work, recursive: true);
    }

    [TestCaseSource(nameof(Cases))]
    public void Keras_OpensIt_PredictsTheSame_AndTrainsOn(string name, string version)
    {
        var result = _keras[version][name];
        Assert.That(result["error"]?.ToString(), Is.Null);
        var (output, losses) = _ours[name];
        Assert.Multiple(() =>
        {
            Assert.That(Near.All("prediction", output.ToArray<float>().Select(number => (double)number).ToArray(),
                TrainingFixtures.Numbers(result["predict"]), 2e-5, 2e-5), Is.Empty);
            Assert.That(Near.All("loss", losses, TrainingFixtures.Numbers(result["history"]!["loss"]), 1e-4, 1e-7), Is.Empty);
            using var again = Model.Load(Resaved(name, version));
            Assert.That(again.LoadReport!.Warnings, Is.Empty);
            Assert.That(Mismatch.Of("again", again.Predict(_x), output), Is.Empty);
        });
    }

    private static Functional BatchShared()
    {
        var (x, shared) = (new Input(4, name: "x"), new BatchNormalization(momentum: 0.7));
        var first = shared.Apply(new Dense(3, useBias: false, name: "a").Apply(x));
        return new Functional(x, new Dense(1, name: "c")
            .Apply(new Add().Apply(first, shared.Apply(new Dense(3, useBias: false, name: "b").Apply(x)))));
    }

    private static Functional Dots()
    {
        var input = new Input(4, name: "x");
        var x = new Rescaling(0.2).Apply(input);
        var (a, b) = (new Reshape([3, 2]).Apply(new Dense(6).Apply(x)), new Reshape([2, 4]).Apply(new Dense(8).Apply(x)));
        var product = new Dot((2, 1)).Apply(a, b);
        var cosine = new Dot(1, normalize: true).Apply(new Dense(3).Apply(x), new Dense(3).Apply(x));
        return new Functional(input, new Dense(1).Apply(new Concatenate().Apply(new Flatten().Apply(product), cosine)));
    }

    // Whole numbers, so that they are indices as well.
    private static (TensorData X, TensorData Y) Data()
    {
        var (x, y) = (new float[40, 4], new float[40, 1]);
        for (var row = 0; row < 40; row++)
        {
            for (var column = 0; column < 4; column++) x[row, column] = ((row * 5) + (column * column * 3) + (row / 7)) % 7;
            y[row, 0] = (0.3f * x[row, 0]) - (0.2f * x[row, 1]) + (0.05f * x[row, 2] * x[row, 3]);
        }
        return (x, y);
    }

    private string Original(string name) => Path.Combine(_work, $"{name}.keras");

    private string Resaved(string name, string version) => Path.Combine(_work, $"{name}-{version}.keras");
}
