using System.Text.Json.Nodes;
using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>Models saved with each loss and each metric open in real Keras, with the same results.</summary>
[Category("Interop")]
[Parallelizable]
public sealed class CompileInteropTests
{
    private static readonly Dictionary<string, (Loss Loss, Metric[] Metrics)> s_compiled = new()
    {
        ["regression"] = (Loss.MeanSquaredError,
            [Metric.RootMeanSquaredError, Metric.MeanAbsoluteError, Metric.MeanAbsolutePercentageError,
            Metric.R2Score with { Aggregation = R2Aggregation.VarianceWeightedAverage }, Metric.CosineSimilarity, Metric.LogCoshError,
            Metric.Huber, Metric.MeanSquaredError with { Name = "mine" }]),
        ["huber"] = (Loss.Huber with { Delta = 0.5 }, []),
        ["log_cosh"] = (Loss.LogCosh, []),
        ["cosine"] = (Loss.CosineSimilarity, []),
        ["hinge"] = (Loss.Hinge, [Metric.SquaredHinge, Metric.CategoricalHinge, Metric.Hinge]),
        ["dice"] = (Loss.Dice, []),
        ["tversky"] = (Loss.Tversky with { Alpha = 0.3, Beta = 0.7 }, []),
        ["binary"] = (Loss.BinaryCrossentropy with { LabelSmoothing = 0.1 },
            [Metric.BinaryAccuracy with { Threshold = 0.4 }, Metric.Auc with { MultiLabel = true },
            Metric.Auc with { Curve = AucCurve.Pr, Summation = AucSummation.Majoring, NumThresholds = 50 },
            Metric.Precision, Metric.Precision with { TopK = 2 }, Metric.Recall with { ClassId = 1 }, Metric.TruePositives,
                Metric.FalsePositives, Metric.TrueNegatives, Metric.FalseNegatives with { Thresholds = [0.25] },
            Metric.SensitivityAtSpecificity(0.5), Metric.SpecificityAtSensitivity(0.5), Metric.PrecisionAtRecall(0.5),
                Metric.RecallAtPrecision(0.3), Metric.BinaryCrossentropy]),
        ["binary_focal"] = (Loss.BinaryFocalCrossentropy with { ApplyClassBalancing = true, Gamma = 1.5 }, []),
        ["categorical"] = (Loss.CategoricalCrossentropy with { LabelSmoothing = 0.05 },
            [Metric.Accuracy, Metric.CategoricalAccuracy, Metric.TopKCategoricalAccuracy with { K = 2 },
            Metric.F1Score with { Average = ScoreAverage.Macro }, Metric.F1Score with { Average = ScoreAverage.Micro, Threshold = 0.3 },
            Metric.FBetaScore with { Beta = 2, Average = ScoreAverage.Weighted }, Metric.KLDivergence, Metric.Poisson,
                Metric.OneHotMeanIoU(3), Metric.OneHotIoU(3, 0, 2), Metric.CategoricalCrossentropy]),
        ["categorical_focal"] = (Loss.CategoricalFocalCrossentropy, []),
        ["poisson"] = (Loss.Poisson, []),
        ["kl"] = (Loss.KLDivergence, []),
        ["sparse"] = (Loss.SparseCategoricalCrossentropy with { IgnoreClass = 1 },
            [Metric.Accuracy, Metric.SparseCategoricalAccuracy, Metric.SparseTopKCategoricalAccuracy with { K = 2 },
            Metric.SparseCategoricalCrossentropy]),
        ["crossentropy"] = (Loss.Crossentropy, [Metric.Accuracy]),
        ["sum"] = (Loss.MeanAbsoluteError with { Reduction = LossReduction.Sum }, []),
        ["correlation"] = (Loss.MeanAbsolutePercentageError, [Metric.PearsonCorrelation, Metric.ConcordanceCorrelation]),
        ["weighted_mean"] = (Loss.MeanSquaredLogarithmicError with { Reduction = LossReduction.MeanWithSampleWeight }, []),
    };

    // The classes that Keras 3.3.3 does not have.
    private static readonly Dictionary<string, string> s_newer = new()
    {
        ["correlation"] = "PearsonCorrelation",
        ["weighted_mean"] = "mean_with_sample_weight"
    };

    private readonly Dictionary<string, IReadOnlyDictionary<string, double>> _own = [];
    private readonly Dictionary<string, Dictionary<string, JsonObject>> _keras = [];
    private string _work = null!;

    private static IEnumerable<TestCaseData> Cases =>
        from version in KerasProcess.Versions
        from name in s_compiled.Keys
        where !(version == "3.3.3" && s_notIn333.Contains(name))
        select new TestCaseData(name, version);

    // Keras 3.3.3 cannot create these from any config, or cannot run them on JAX.
    private static readonly string[] s_notIn333 = ["tversky", "binary", "correlation"];

    [OneTimeSetUp]
    public void MeasureHereAndThere()
    {
        _ = KerasProcess.Folder;
        _work = Directory.CreateTempSubdirectory("layers").FullName;
        foreach (var (name, (loss, metrics)) in s_compiled)
        {
            using var model = SmallData.Model(3, Output(name));
            model.Compile(new Adam(), loss, metrics);
            model.Save(Saved(name));
            _own[name] = model.Evaluate(SmallData.X(), Labels(name), batchSize: 7);
        }
        foreach (var version in KerasProcess.Versions)
        {
            var jobs = s_compiled.Keys.Select(name => new JsonObject
            {
                ["file"] = Saved(name),
                ["x"] = TrainingFixtures.Tensor(SmallData.X()),
                ["y"] = TrainingFixtures.Tensor(Labels(name)),
                ["batch_size"] = 7,
                ["evaluate"] = true
            });
            _keras[version] = s_compiled.Keys.Zip(KerasProcess.Run(version, _work, jobs))
                .ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }

    [OneTimeTearDown]
    public void RemoveFiles()
    {
        if (_work is not null) Directory.Delete(_work, recursive: true);
    }

    [TestCaseSource(nameof(Cases))]
    public void Keras_MeasuresTheSame(string name, string version)
    {
        var result = _keras[version][name];
        if (version == "3.3.3" && s_newer.TryGetValue(name, out var missing))
        {
            Assert.That((string?)result["error"], Does.Contain(missing));
            return;
        }
        Assert.That((string?)result["error"], Is.Null);
        var differences = new List<string>();
        foreach (var (key, values) in (JsonObject)result["evaluate"]!)
            for (var i = 0; i < values!.AsArray().Count; i++)
            {
                var log = values.AsArray().Count == 1 ? key : $"{key}[{i}]";
                var own = _own[name].TryGetValue(log, out var number) ? number : double.NaN;
                // In a compiled step under JAX, Keras 3.3.3 loses the mask of the ignored rows, and divides by the number of all rows.
                if (name == "sparse" && key == "loss" && version == "3.3.3") own = SparseLossOverAllRows();
                differences.AddRange(Near.Of(log, own, (double)values[i]!, 2e-5, 2e-6));
            }
        Assert.That(differences, Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void Layers_OpensItsOwn(string name)
    {
        using var model = Model.Load(Saved(name));
        Assert.That(model.Evaluate(SmallData.X(), Labels(name), batchSize: 7), Is.EqualTo(_own[name]));
    }

    private static IEnumerable<string> Names => s_compiled.Keys;

    // The mean of the loss over all rows, with 0 for each row of the ignored class.
    private double SparseLossOverAllRows()
    {
        using var model = Model.Load(Saved("sparse"));
        var (y, probabilities) = (SmallData.Classes(), model.Predict(SmallData.X()));
        return y.Select((label, row) => label == 1 ? 0 : -Math.Log(probabilities[row, label])).Average();
    }

    private static TensorData Labels(string name) => name is "sparse" or "crossentropy" ? SmallData.Classes() : SmallData.OneHot();

    private static ActivationFunction Output(string name) => name switch
    {
        "binary" or "binary_focal" or "dice" or "tversky" or "poisson" => Activation.Sigmoid,
        "categorical" or "categorical_focal" or "sparse" or "crossentropy" or "kl" => Activation.Softmax,
        _ => Activation.Linear,
    };

    private string Saved(string name) => Path.Combine(_work, $"{name}.keras");
}
