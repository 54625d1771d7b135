using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>The results of <c>Evaluate</c> for classes equal those computed from predictions and labels afterwards.</summary>
public sealed class EvaluationTests
{
    private static readonly string[] s_words = ["Gentoo", "Adelie", "Chinstrap"];

    private static string[] Words { get; } = [.. SmallData.Classes().Select(place => s_words[place])];

    [TestCase(true, 7)]
    [TestCase(false, 32)]
    public void OneClassARow_IsCountedAsPredicted(bool isSoftmax, int batchSize)
    {
        using var model = SmallData.Model(3, isSoftmax ? Activation.Softmax : Activation.Linear);
        model.Compile(new Adam(0.05), Loss.SparseCategoricalCrossentropy with { FromLogits = !isSoftmax }, Metric.Accuracy);
        model.Fit(SmallData.X(), Words, epochs: 5);
        var measured = model.Evaluate(SmallData.X(), Words, batchSize);
        IReadOnlyDictionary<string, double> asBefore = measured;
        Assert.Multiple(() =>
        {
            Assert.That(asBefore.Keys, Is.EqualTo(new[] { "accuracy", "loss" }));
            Assert.That(measured.ConfusionMatrix.Classes, Is.EqualTo(new[] { "Adelie", "Chinstrap", "Gentoo" }));
            Assert.That(measured.ConfusionMatrix.ToArray(),
                Is.EqualTo(ConfusionMatrix.Of(Words, model.PredictLabels(SmallData.X()), measured.ConfusionMatrix.Classes).ToArray()));
            Assert.That(measured.Report.Accuracy, Is.EqualTo(measured["accuracy"]).Within(1e-6));
            var probabilities = Probabilities(model, isSoftmax);
            bool[] isRight = [.. model.PredictLabels(SmallData.X()).Zip(Words, (said, truth) => said == truth)];
            Same(measured.Calibration, Calibration.Of(isRight, [.. probabilities.Select(row => row.Max())]));
            Assert.That(measured.Calibration.Subject, Is.EqualTo("the likeliest class"));
        });
    }

    [Test]
    public void Batches_AndNumbersOfClasses_GiveTheSameResult()
    {
        using var model = Fitted();
        var words = model.Evaluate(SmallData.X(), Words);
        var numbers = model.Evaluate(SmallData.X(),
            TensorData.Of(Array.ConvertAll(Words, word => (long)Array.IndexOf(["Adelie", "Chinstrap", "Gentoo"], word))));
        TensorData x = SmallData.X();
        var streamed = model.Evaluate([(x[..10], TensorData.Of(Words[..10])), (x[10..24], TensorData.Of(Words[10..]))]);
        foreach (var other in new[] { numbers, streamed })
        {
            Assert.That(other.ConfusionMatrix.ToArray(), Is.EqualTo(words.ConfusionMatrix.ToArray()));
            Same(other.Calibration, words.Calibration);
        }
        Assert.That(streamed.ConfusionMatrix.Total, Is.EqualTo(24));
    }

    [Test]
    public void OneHotLabels_AndClassesThatWereSet_AreCounted()
    {
        using var model = SmallData.Model(3, Activation.Softmax);
        model.Compile(new Adam(0.05), Loss.CategoricalCrossentropy);
        model.Fit(SmallData.X(), SmallData.OneHot(), epochs: 2);
        Assert.That(model.Evaluate(SmallData.X(), SmallData.OneHot()).Classes, Is.Empty, "the classes are not known");
        model.SetClasses(s_words);
        var measured = model.Evaluate(SmallData.X(), SmallData.OneHot());
        Assert.That(measured.ConfusionMatrix.ToArray(),
            Is.EqualTo(ConfusionMatrix.Of(Words, model.PredictLabels(SmallData.X()), s_words).ToArray()));
    }

    [TestCase("sigmoid")]
    [TestCase("logits")]
    [TestCase("hinge")]
    [TestCase("softmax")]
    public void TwoClasses_HaveTheProbabilityOfTheSecond(string kind)
    {
        string[] answers = [.. SmallData.Classes().Select(place => place == 0 ? "no" : "yes")];
        using var model = SmallData.Model(kind == "softmax" ? 2 : 1,
            kind switch { "sigmoid" => Activation.Sigmoid, "softmax" => Activation.Softmax, _ => Activation.Linear });
        model.Compile(new Adam(0.05),
            kind switch
            {
                "hinge" => Loss.Hinge,
                "softmax" => Loss.SparseCategoricalCrossentropy,
                _ => Loss.BinaryCrossentropy with { FromLogits = kind == "logits" }
            });
        model.Fit(SmallData.X(), answers, epochs: 3);
        var measured = model.Evaluate(SmallData.X(), answers, batchSize: 5);
        Assert.That(measured.ConfusionMatrix.ToArray(),
            Is.EqualTo(ConfusionMatrix.Of(answers, model.PredictLabels(SmallData.X()), ["no", "yes"]).ToArray()));
        Assert.That(measured.ConfusionMatrix.ToArray(), Is.Not.EqualTo(new long[2, 2]));
        Assert.That(measured.Classes[0].HasCalibration, Is.EqualTo(kind != "hinge"));
        if (kind == "hinge")
        {
            Assert.That(() => measured.Calibration, Throws.InvalidOperationException.With.Message.Contains("does not give probabilities"));
            return;
        }
        var values = Numbers(model, SmallData.X());
        double[] yes = kind switch
        {
            "softmax" => [.. values.Where((_, i) => i % 2 == 1).Select(value => (double)value)],
            "logits" => [.. values.Select(value => 1 / (1 + Math.Exp(-value)))],
            _ => [.. values.Select(value => (double)value)],
        };
        Assert.That(measured.Calibration.Subject, Is.EqualTo("yes"));
        Same(measured.Calibration, Calibration.Of([.. answers.Select(answer => answer == "yes")], yes));
    }

    [Test]
    public void SeveralLabels_HaveAReportEach()
    {
        var x = SmallData.X();
        var rows = Table.Of(
            [.. Enumerable.Range(0, 4).Select(c => Column.Number($"x{c}", [.. Enumerable.Range(0, 24).Select(row => (double)x[row, c])])),
            Column.Boolean("rain", [.. Enumerable.Range(0, 24).Select(row => (bool?)(x[row, 0] > 0))]),
            Column.Boolean("wind", [.. Enumerable.Range(0, 24).Select(row => (bool?)(x[row, 1] > 0.5))])]);
        using var model = SmallData.Model(2, Activation.Sigmoid);
        model.Compile(new Adam(0.1), Loss.BinaryCrossentropy);
        model.Fit(rows, ["rain", "wind"], epochs: 10);
        TensorData y = Pairs(24, row => (x[row, 0] > 0 ? 1 : 0, x[row, 1] > 0.5 ? 1 : 0));
        var measured = model.Evaluate(x, y, batchSize: 10);
        var values = Numbers(model, x);
        int[] isWindy = [.. Enumerable.Range(0, 24).Select(row => x[row, 1] > 0.5 ? 1 : 0)];
        var wind = measured.ResultsOf(label: "wind");
        Assert.Multiple(() =>
        {
            Assert.That(measured.Classes.Select(each => (each.Output, each.Label)),
                Is.EqualTo(new[] { (model.OutputNames[0], "rain"), (model.OutputNames[0], "wind") }));
            Assert.That(wind.ConfusionMatrix.ToArray(),
                Is.EqualTo(ConfusionMatrix.Of(isWindy, [.. values.Where((_, i) => i % 2 == 1).Select(value => value > 0.5 ? 1 : 0)],
                ["false", "true"]).ToArray()));
            Same(wind.Calibration, Calibration.Of([.. isWindy.Select(one => one == 1)], [.. values.Where((_, i) => i % 2 == 1)]));
            Assert.That(measured.ToString(), Does.Match(@"(?m)^label  precision  recall     F1  rows with it\nrain .*\nwind .*$"));
            Assert.That(() => measured.Report, Throws.InvalidOperationException.With.Message.Contains("'rain', 'wind'"));
            Assert.That(() => measured.ResultsOf("windy"),
                Throws.InstanceOf<KeyNotFoundException>().With.Message.Contains("Did you mean 'wind'?"));
            Assert.That(() => measured.ResultsOf(output: "none"),
                Throws.InstanceOf<KeyNotFoundException>().With.Message.Contains(model.OutputNames[0]));
        });
    }

    [Test]
    public void ATableOfWords_PrintsItsColumn_AndOutlivesTheModel()
    {
        var x = SmallData.X();
        var rows = Table.Of(
            Column.Number("mass", [.. Enumerable.Range(0, 24).Select(row => (double)x[row, 0])]),
            Column.Text("island", [.. Enumerable.Range(0, 24).Select(row => row % 3 == 0 ? "Dream" : "Biscoe")]),
            Column.Text("Species", [.. Enumerable.Range(0, 24).Select(row => row % 3 == 0 ? "Chinstrap" : "Adelie")]));
        var space = new FeatureSpace { { "mass", new Normalization() }, { "island", new StringLookup(outputMode: OutputMode.OneHot) } };
        space.Adapt(rows);
        Evaluation measured;
        using (var model = new Sequential(seed: 1) { space, new Dense(2, Activation.Softmax) })
        {
            model.Compile(new Adam(0.1), Loss.SparseCategoricalCrossentropy, Metric.Accuracy);
            model.Fit(rows, "Species", epochs: 60);
            measured = model.Evaluate(rows);
        }
        var lines = measured.ToString().Split('\n');
        Assert.That(lines[0], Is.EqualTo("accuracy" + lines[0][8..].TrimStart().PadLeft(lines[0].Length - 8)).And.EndWith(" 1"));
        Assert.That(lines[1], Does.StartWith("loss   "));
        Assert.That(lines[3], Does.Match(@"^Species: 24 rows, accuracy 1\.000, expected calibration error 0\.\d{3}$"));
        Assert.That(lines[4..], Is.EqualTo(new[]
        {
            @"true \ predicted  Adelie  Chinstrap     F1",
            @"Adelie                16          0  1.000",
            @"Chinstrap              0          8  1.000",
        }));
        Assert.That(measured.Report["Chinstrap"].Support, Is.EqualTo(8));
    }

    [Test]
    public void OutputsOfSteps_CountTheStepsThatTheMaskLeaves()
    {
        float[,,] x = { { { 1 }, { 2 }, { 0 } }, { { 3 }, { 0 }, { 0 } } };
        string[,] y = { { "a", "b", "a" }, { "b", "a", "a" } };
        using var model = new Sequential(seed: 2) { new Input([3, 1]), new Masking(), new SimpleRNN(4, returnSequences: true),
            new Dense(2, Activation.Softmax) };
        model.Compile(new Adam(0.05), Loss.SparseCategoricalCrossentropy);
        TensorData labels = TensorData.Of(y.Cast<string>().ToArray(), [2, 3]);
        model.Fit(x, labels, epochs: 2);
        var measured = model.Evaluate(x, labels);
        var values = Numbers(model, x);
        int[] counted = [0, 1, 3];
        string[] truth = [.. counted.Select(step => y.Cast<string>().ElementAt(step))],
            said = [.. counted.Select(step => values[2 * step + 1] > values[2 * step] ? "b" : "a")];
        Assert.That(measured.ConfusionMatrix.ToArray(), Is.EqualTo(ConfusionMatrix.Of(truth, said, ["a", "b"]).ToArray()));
    }

    [Test]
    public void ALabelThatTheLossIgnores_IsNotCounted()
    {
        using var model = SmallData.Model(3, Activation.Softmax);
        model.Compile(new Adam(0.05), Loss.SparseCategoricalCrossentropy with { IgnoreClass = -1 });
        model.SetClasses(s_words);
        var y = SmallData.Classes();
        y[3] = y[8] = -1;
        Assert.That(model.Evaluate(SmallData.X(), y).ConfusionMatrix.Total, Is.EqualTo(22));
    }

    [Test]
    public void SeveralOutputs_AreReportedByName()
    {
        using var model = SeveralOutputs.Model();
        model.Compile(new Adam(0.05),
            new Dictionary<string, Loss> { ["value"] = Loss.MeanSquaredError, ["kind"] = Loss.SparseCategoricalCrossentropy });
        var y = SeveralOutputs.Y();
        y["kind"] = TensorData.Of(Words);
        model.Fit(SeveralOutputs.X(), y, epochs: 3);
        var measured = model.Evaluate(SeveralOutputs.X(), y, batchSize: 9, sampleWeight: SeveralOutputs.Weights());
        Assert.That(measured.Keys, Is.EqualTo(new[] { "kind_loss", "loss", "value_loss" }));
        Assert.That(measured.ResultsOf(output: "kind"), Is.SameAs(measured.Classes.Single()));
        string[] said = [.. model.Predict(SeveralOutputs.X())["kind"].ToArray<float>().Chunk(3)
            .Select(row => measured.ConfusionMatrix.Classes[Array.IndexOf(row, row.Max())])];
        Assert.That(measured.ConfusionMatrix.ToArray(),
            Is.EqualTo(ConfusionMatrix.Of(Words, said, measured.ConfusionMatrix.Classes).ToArray()));
        Assert.That(measured.ToString(), Does.Contain("\n\nkind: 24 rows, accuracy "));
    }

    [Test]
    public void WithoutClasses_ThereAreNumbersAlone()
    {
        using var model = SmallData.Compiled(new Sgd(0.1), Metric.MeanAbsoluteError);
        var measured = model.Evaluate(SmallData.X(), SmallData.Y());
        Assert.That(measured.Classes, Is.Empty);
        Assert.That(measured.ToString().Split('\n'), Has.Length.EqualTo(2));
        Assert.That(() => measured.Report, Throws.InvalidOperationException.With.Message.Contains("SetClasses"));
        Assert.That(() => measured["los"], Throws.InstanceOf<KeyNotFoundException>().With.Message.Contains("Did you mean 'loss'?"));
    }

    private static float[] Numbers(Model model, TensorData x) => model.Predict(x).ToArray<float>();

    private static Sequential Fitted()
    {
        var model = SmallData.Model(3, Activation.Softmax);
        model.Compile(new Adam(0.05), Loss.SparseCategoricalCrossentropy);
        model.Fit(SmallData.X(), Words, epochs: 5);
        return model;
    }

    private static float[,] Pairs(int rows, Func<int, (float, float)> of)
    {
        var pairs = new float[rows, 2];
        for (var row = 0; row < rows; row++) (pairs[row, 0], pairs[row, 1]) = of(row);
        return pairs;
    }

    private static double[][] Probabilities(Sequential model, bool isSoftmax) => [.. Numbers(model, SmallData.X()).Chunk(3).Select(row =>
    {
        if (isSoftmax) return Array.ConvertAll(row, value => (double)value);
        var powers = Array.ConvertAll(row, value => Math.Exp(value));
        return Array.ConvertAll(powers, power => power / powers.Sum());
    })];

    private static void Same(Calibration one, Calibration other)
    {
        Assert.That(one.Bins.Select(bin => (bin.UpTo, bin.ShareTrue, bin.Count)),
            Is.EqualTo(other.Bins.Select(bin => (bin.UpTo, bin.ShareTrue, bin.Count))));
        Assert.That(one.Bins.Select(bin => bin.MeanProbability), Is.EqualTo(other.Bins.Select(bin => bin.MeanProbability)).Within(1e-6));
        Assert.That(one.ExpectedError, Is.EqualTo(other.ExpectedError).Within(1e-6));
    }
}
