using System.Text.Json.Nodes;
using Layers.Graphs;

namespace Layers.Tests.Training;

public sealed class MetricTests
{
    private static readonly float[,] s_labels = { { 1, 0 }, { 0, 1 }, { 1, 1 }, { 0, 0 } };
    private static readonly float[,] s_output = { { 0.9f, 0.2f }, { 0.6f, 0.8f }, { 0.4f, 0.7f }, { 0.1f, 0.6f } };

    [Test]
    public void AMetricOfSeveralNumbers_HasOneLogForEach()
    {
        using var model = SmallData.Model(3, Activation.Softmax);
        model.Compile(new Sgd(0.1), Loss.CategoricalCrossentropy, Metric.F1Score, Metric.Precision with { Thresholds = [0.2, 0.5] });
        var history = model.Fit(SmallData.X(), SmallData.OneHot(), validationSplit: 0.25);
        Assert.That(history.Keys, Is.EqualTo(new[] { "f1_score[0]", "f1_score[1]", "f1_score[2]", "loss", "precision[0]", "precision[1]",
            "val_f1_score[0]", "val_f1_score[1]", "val_f1_score[2]", "val_loss", "val_precision[0]", "val_precision[1]" }));
    }

    [Test]
    public void MetricsOfOneName_AreNumbered()
    {
        using var model = SmallData.Compiled(new Sgd(0.1), Metric.MeanAbsoluteError, Metric.MeanAbsoluteError, Metric.MeanAbsoluteError);
        Assert.That(model.Evaluate(SmallData.X(), SmallData.Y()).Keys,
            Is.EqualTo(new[] { "loss", "mean_absolute_error", "mean_absolute_error_1", "mean_absolute_error_2" }));
    }

    [Test]
    public void BatchesOfAnySize_MeasureTheSame()
    {
        using var model = SmallData.Model(3, Activation.Softmax);
        model.Compile(new Sgd(0.1), Loss.CategoricalCrossentropy, Metric.F1Score with { Average = ScoreAverage.Macro }, Metric.Auc,
            Metric.Recall, Metric.R2Score, Metric.OneHotMeanIoU(3), Metric.CategoricalAccuracy, Metric.SensitivityAtSpecificity(0.5));
        var whole = model.Evaluate(SmallData.X(), SmallData.OneHot(), batchSize: 24);
        var parts = model.Evaluate(SmallData.X(), SmallData.OneHot(), batchSize: 7);
        Assert.That(Near.All("metric", [.. parts.Values], [.. whole.Values], 1e-6, 1e-9), Is.Empty);
    }

    [Test]
    public void SparseLabels_AreEnoughForMetricsOfClasses()
    {
        using var model = SmallData.Model(3, Activation.Softmax);
        model.Compile(new Sgd(0.1), Loss.SparseCategoricalCrossentropy, Metric.Accuracy,
            Metric.SparseTopKCategoricalAccuracy with { K = 3 });
        var measured = model.Evaluate(SmallData.X(), SmallData.Classes());
        Assert.That(measured["sparse_top_k_categorical_accuracy"], Is.EqualTo(1));
        Assert.That(measured["accuracy"], Is.InRange(0, 1));
    }

    [Test]
    public void Confusion_AddsUp()
    {
        double Count(Metric metric) => metric.Compute(s_labels, s_output)[0];
        Assert.That((Count(Metric.TruePositives), Count(Metric.FalsePositives), Count(Metric.TrueNegatives), Count(Metric.FalseNegatives)),
            Is.EqualTo((3, 2, 2, 1)));
        Assert.That(Metric.Precision.Compute(s_labels, s_output), Is.EqualTo(new[] { 0.6 }).Within(1e-12));
        Assert.That((Metric.Recall with { ClassId = 0 }).Compute(s_labels, s_output), Is.EqualTo(new[] { 0.5 }).Within(1e-12));
        Assert.That((Metric.Precision with { TopK = 1 }).Compute(s_labels, s_output), Is.EqualTo(new[] { 0.75 }).Within(1e-12));
        Assert.That(Metric.PrecisionAtRecall(1).Compute(s_labels, s_output)[0], Is.EqualTo(4.0 / 6).Within(1e-12));
        Assert.That(Metric.RecallAtPrecision(1).Compute(s_labels, s_output)[0], Is.EqualTo(0.75).Within(1e-12));
        Assert.That(Metric.SpecificityAtSensitivity(0.75).Compute(s_labels, s_output)[0], Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Auc_IsTheShareOfPairsInOrder()
    {
        // 4 positives and 4 negatives: two of their 16 pairs are in the wrong order, and there are no ties.
        Assert.That((Metric.Auc with { NumThresholds = 2000 }).Compute(s_labels, s_output)[0], Is.EqualTo(Pairs()).Within(1e-3));
        Assert.That((Metric.Auc with { Summation = AucSummation.Majoring }).Compute(s_labels, s_output)[0],
            Is.GreaterThanOrEqualTo((Metric.Auc with { Summation = AucSummation.Minoring }).Compute(s_labels, s_output)[0]));
        Assert.That((Metric.Auc with { FromLogits = true, NumThresholds = 2000 }).Compute(s_labels, Logits())[0],
            Is.EqualTo(Pairs()).Within(1e-3));
    }

    [Test]
    public void IoU_IsIntersectionOverUnion()
    {
        long[] labels = [0, 0, 1, 1, 2, 7];
        float[] output = [0, 1, 1, 1, 0, 1];
        // Class 0: 1 of 3, class 1: 2 of 3 (a class that is out of range does not count), class 2: 0 of 1.
        Assert.That(Metric.MeanIoU(3).Compute(labels, output)[0], Is.EqualTo(1.0 / 3).Within(1e-6));
        Assert.That(Metric.IoU(3, 1).Compute(labels, output)[0], Is.EqualTo(2.0 / 3).Within(1e-6));
        Assert.That((Metric.MeanIoU(3) with { IgnoreClass = 2 }).Compute(labels, output)[0], Is.EqualTo((0.5 + 2.0 / 3) / 2).Within(1e-6));
        Assert.That(Metric.OneHotIoU(2, 0).Compute(new float[,] { { 1, 0 }, { 0, 1 } }, new float[,] { { 0.9f, 0.2f }, { 0.8f, 0.6f } })[0],
            Is.EqualTo(0.5).Within(1e-6));
    }

    [Test]
    public void LossesMeasuredAsMetrics_CountEachSampleOnce()
    {
        var measured = Metric.MeanSquaredError.Compute(s_labels, s_output, new float[] { 1, 0, 0, 0 })[0];
        Assert.That(measured, Is.EqualTo((0.01 + 0.04) / 2).Within(1e-7));
        Assert.That(new LossMetric(Loss.SparseCategoricalCrossentropy with { IgnoreClass = 0 })
            .Compute(new long[] { 0, 1 }, new float[,] { { 0.5f, 0.5f }, { 0.5f, 0.5f } }, new float[] { 1, 1 })[0],
            Is.EqualTo(Math.Log(2)).Within(1e-6));
    }

    [Test]
    public void WrongShapes_AreRefused() => Assert.Multiple(() =>
    {
        Assert.That(() => Metric.Precision.Compute(new float[4], s_output), Throws.ArgumentException.With.Message.Contains("precision"));
        Assert.That(() => Metric.F1Score.Compute(new float[2, 3, 4], new float[2, 3, 4]),
            Throws.ArgumentException.With.Message.Contains("columns"));
        Assert.That(() => Metric.R2Score.Compute(new float[4, 3], s_output), Throws.ArgumentException.With.Message.Contains("r2_score"));
        Assert.That(() => (Metric.Precision with { Thresholds = [2] }).Compute(s_labels, s_output),
            Throws.ArgumentException.With.Message.Contains("0 to 1"));
        Assert.That(() => (Metric.Recall with { TopK = 3 }).Compute(s_labels, s_output),
            Throws.ArgumentException.With.Message.Contains("TopK"));
        Assert.That(() => (Metric.Recall with { ClassId = 2 }).Compute(s_labels, s_output),
            Throws.ArgumentException.With.Message.Contains("ClassId"));
        Assert.That(() => Metric.IoU(3, 5).Compute(new long[1], new float[1]), Throws.ArgumentException.With.Message.Contains("0 to 2"));
        Assert.That(() => Metric.SensitivityAtSpecificity(2), Throws.ArgumentException);
        Assert.That(() => (Metric.F1Score with { Beta = 2 }).Compute(s_labels, s_output),
            Throws.ArgumentException.With.Message.Contains("FBetaScore"));
        Assert.That(() => (Metric.Auc with { NumThresholds = 1 }).Compute(s_labels, s_output),
            Throws.ArgumentException.With.Message.Contains("2 or more"));
    });

    [TestCase("mse", "mse")]
    [TestCase("MAE", "MAE")]
    [TestCase("acc", "acc")]
    [TestCase("AUC", "AUC")]
    [TestCase("auc", "auc")]
    [TestCase("f_beta_score", "f_beta_score")]
    [TestCase("mean_squared_error", "mean_squared_error")]
    public void Names_StayAsTheyWereGiven(string name, string log)
    {
        var metric = MetricJson.Read(JsonValue.Create(name));
        Assert.That(metric.Name, Is.EqualTo(log));
        Assert.That(KerasJson.Write(MetricJson.Write(metric)), Is.EqualTo($"\"{name}\""));
    }

    [Test]
    public void ALossThatIsNoMetricOfKeras_IsWrittenAsAFunction()
    {
        var json = """{"module":"builtins","class_name":"function","config":"huber","registered_name":"function"}""";
        Assert.That(KerasJson.Write(MetricJson.Write(Metric.Huber)), Is.EqualTo(json));
        Assert.That(MetricJson.Read(KerasJson.Parse(json)!), Is.EqualTo(Metric.Huber));
        Assert.That(() => MetricJson.Write(new LossMetric(Loss.Huber with { Delta = 2 })),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("huber"));
    }

    [Test]
    public void UnknownNames_AreRefusedByName() => Assert.Multiple(() =>
    {
        Assert.That(() => MetricJson.Read(JsonValue.Create("bleu")), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("bleu")
            .And.Message.Contains("AUC, Accuracy, "));
        Assert.That(() => LossJson.Read(JsonValue.Create("ctc")),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("ctc").And.Message.Contains("log_cosh"));
        Assert.That(() => OptimizerJson.Read(JsonValue.Create("muon")),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("muon").And.Message.Contains("Ftrl"));
    });

    private static double Pairs()
    {
        double[] positives = [0.9, 0.8, 0.4, 0.7], negatives = [0.2, 0.6, 0.1, 0.6];
        return positives.Average(p => negatives.Average(n => p > n ? 1.0 : 0));
    }

    private static float[,] Logits()
    {
        var logits = new float[4, 2];
        for (var row = 0; row < 4; row++)
            for (var column = 0; column < 2; column++)
                logits[row, column] = MathF.Log(s_output[row, column] / (1 - s_output[row, column]));
        return logits;
    }
}
