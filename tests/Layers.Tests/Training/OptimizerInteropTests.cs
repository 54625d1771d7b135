using System.Text.Json.Nodes;
using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>The state that each optimizer learned here continues in real Keras, in three releases, with the same losses; the state that
/// Keras saves again continues here.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class OptimizerInteropTests
{
    private const int Epochs = 5;
    private const int BatchSize = 8;

    private static readonly Dictionary<string, Func<Optimizer>> s_optimizers = new()
    {
        ["sgd"] = () => new Sgd(0.05),
        ["sgd_nesterov"] = () => new Sgd(0.02, momentum: 0.9, nesterov: true) { ClipValue = 0.5 },
        ["adam"] = () => new Adam(0.02),
        ["adam_amsgrad"] = () => new Adam(0.02, amsgrad: true) { GlobalClipNorm = 1 },
        ["adam_w"] = () => new AdamW(0.02, weightDecay: 0.05),
        ["rmsprop"] = () => new RmsProp(0.01, momentum: 0.5, centered: true),
        ["adagrad"] = () => new Adagrad(0.1),
        ["adadelta"] = () => new Adadelta(1),
        ["adamax"] = () => new Adamax(0.02),
        ["nadam"] = () => new Nadam(0.02),
        ["lion"] = () => new Lion(0.005) { WeightDecay = 0.01 },
        ["ftrl"] = () => new Ftrl(0.1, l1: 0.001, l2: 0.01, beta: 0.1),
        ["ema"] = () => new Adam(0.02) { UseEma = true, EmaMomentum = 0.8, EmaOverwriteFrequency = 3, ClipNorm = 1 },
        ["accumulate"] = () => new Sgd(0.05) { GradientAccumulationSteps = 4 },
        ["exponential"] = () => new Sgd { Schedule = new ExponentialDecay(0.05, 10, 0.8) },
        ["inverse_time"] = () => new Sgd { Schedule = new InverseTimeDecay(0.05, 10, 0.5, staircase: true) },
        ["polynomial"] = () => new Sgd { Schedule = new PolynomialDecay(0.05, 12, 0.01, power: 2, cycle: true) },
        ["piecewise"] = () => new Sgd { Schedule = new PiecewiseConstantDecay([12, 20], [0.05, 0.02, 0.01]) },
        ["cosine"] = () => new Adam { Schedule = new CosineDecay(0.001, 40, 0.1, warmupTarget: 0.03, warmupSteps: 12) },
        ["restarts"] = () => new Sgd { Schedule = new CosineDecayRestarts(0.05, 7, tMul: 1.5, mMul: 0.9, alpha: 0.05) },
    };

    private readonly Dictionary<string, double[]> _losses = [];
    private readonly Dictionary<string, Dictionary<string, JsonObject>> _keras = [];
    private string _work = null!;
    private TensorData _x = null!;
    private TensorData _y = null!;

    // Keras 3.3.3 had Nadam's u_product before the other variables, so it cannot read newer files, including those of later Keras releases.
    private static readonly (string Name, string Version) s_unreadable = ("nadam", "3.3.3");

    private static IEnumerable<TestCaseData> Cases =>
        from version in KerasProcess.Versions
        from name in s_optimizers.Keys
        where (name, version) != s_unreadable
        select new TestCaseData(name, version);

    [OneTimeSetUp]
    public void TrainHereAndThere()
    {
        _ = KerasProcess.Folder;
        _work = Directory.CreateTempSubdirectory("layers").FullName;
        (_x, _y) = Data();
        foreach (var (name, make) in s_optimizers)
        {
            using var model = new Sequential(seed: 3) { new Input(4), new Dense(6, Activation.Tanh), new Dense(1) };
            model.Compile(make(), Loss.MeanSquaredError);
            model.Fit(_x, _y, BatchSize, epochs: 2, shuffle: false);
            model.Save(Original(name));
            _losses[name] = [.. model.Fit(_x, _y, BatchSize, Epochs, shuffle: false)["loss"]];
        }
        foreach (var version in KerasProcess.Versions)
        {
            var jobs = s_optimizers.Keys.Select(name => new JsonObject
            {
                ["file"] = Original(name),
                ["x"] = TrainingFixtures.Tensor(_x),
                ["y"] = TrainingFixtures.Tensor(_y),
                ["batch_size"] = BatchSize,
                ["epochs"] = Epochs,
                ["resave"] = Resaved(name, version),
            });
            _keras[version] = s_optimizers.Keys.Zip(KerasProcess.Run(version, _work, jobs))
                .ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }

    [OneTimeTearDown]
    public void RemoveFiles()
    {
        if (_work is not null) Directory.Delete(_work, recursive: true);
    }

    [TestCaseSource(nameof(Cases))]
    public void Keras_ContinuesWithTheSameLosses(string name, string version)
    {
        var result = _keras[version][name];
        Assert.That((string?)result["error"], Is.Null);
        Assert.That(Near.All("loss", [.. result["history"]!["loss"]!.AsArray().Select(loss => (double)loss!)], _losses[name], 1e-4, 1e-7),
            Is.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void AFileThatKerasSavedAgain_ContinuesHere(string name, string version)
    {
        using var model = Model.Load(Resaved(name, version));
        Assert.That(model.LoadReport!.Warnings, Is.Empty);
        Assert.That(Near.All("loss", model.Fit(_x, _y, BatchSize, Epochs, shuffle: false)["loss"], _losses[name], 1e-5, 1e-8), Is.Empty);
    }

    [Test]
    public void OldKeras_CannotReadNadam() =>
        Assert.That((string?)_keras[s_unreadable.Version][s_unreadable.Name]["error"], Does.Contain("could not be loaded"));

    [Test]
    public void VariablesInTheOldOrder_AreReadAsWell()
    {
        using var model = Model.Load(Original("nadam"));
        var (optimizer, weights) = (model.Optimizer!, model.TrainableWeights);
        var state = optimizer.State!;
        TensorData[] written = [.. OptimizerVariables.Write(optimizer, weights)];
        var notes = new LoadNotes();
        var plan = new WeightPlan(notes);
        optimizer.State = null;
        OptimizerVariables.Read(optimizer, weights, [.. written[..2], written[^1], .. written[2..^1]], plan, notes);
        plan.Apply();
        Assert.That(notes.OfWeights().Warnings, Is.Empty);
        Assert.That(optimizer.State!.Zip(state).All(pair => pair.First.AsBytes().SequenceEqual(pair.Second.AsBytes())), Is.True);
    }

    private string Original(string name) => Path.Combine(_work, $"{name}.keras");

    private string Resaved(string name, string version) => Path.Combine(_work, $"{name}-{version}.keras");

    // 30 rows: the last batch is smaller than the others.
    private static (TensorData X, TensorData Y) Data()
    {
        var (x, y) = (new float[30, 4], new float[30, 1]);
        for (var row = 0; row < 30; row++)
        {
            for (var column = 0; column < 4; column++) x[row, column] = (float)RandomKey.Normal(11, row * 4 + column);
            y[row, 0] = x[row, 0] - 2 * x[row, 1] * x[row, 2] + 0.5f * x[row, 3];
        }
        return (x, y);
    }
}
