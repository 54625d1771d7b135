namespace Layers.Tests;

/// <summary>Labels that are words: the order of the classes, their lookup, and the words of predictions.</summary>
public sealed class LabelTests
{
    private static readonly float[,] s_x = Rows(90);
    private static readonly string[] s_words = [.. Enumerable.Range(0, 90).Select(i => ((string[])["zebra", "Ape", "ämeise"])[i % 3])];

    private static IEnumerable<TestCaseData> CategoricalLosses =>
        [new(Loss.SparseCategoricalCrossentropy), new(Loss.CategoricalCrossentropy), new(Loss.CategoricalHinge), new(Loss.Crossentropy),
        new(Loss.KLDivergence)];

    [TestCaseSource(nameof(CategoricalLosses))]
    public void Words_AreClassesInTheOrderOfCodePoints_WithAnyLoss(Loss loss)
    {
        using var words = Model(3, loss);
        using var numbers = Model(3, Loss.SparseCategoricalCrossentropy);
        words.Fit(s_x, s_words, epochs: 20, batchSize: 16);
        Assert.Multiple(() =>
        {
            Assert.That(words.Signature.Outputs[0].Classes, Is.EqualTo(new[] { "Ape", "zebra", "ämeise" }));
            Assert.That(words.PredictLabels(s_x), Is.EqualTo(s_words));
            Assert.That(words.Evaluate(s_x, s_words)["accuracy"], Is.EqualTo(1));
        });
        if (loss != Loss.SparseCategoricalCrossentropy) return;
        var places = Array.ConvertAll(s_words, word => word == "Ape" ? 0 : word == "zebra" ? 1 : 2);
        var history = numbers.Fit(s_x, places, epochs: 20, batchSize: 16);
        using var again = Model(3, loss);
        Assert.That(again.Fit(s_x, s_words, epochs: 20, batchSize: 16)["loss"], Is.EqualTo(history["loss"]));
    }

    [Test]
    public void ClassesOfEachStep_AreShownAsNumbers()
    {
        using var model = new Sequential { new Input(2), new Dense(6), new Reshape([2, 3]), new Dense(3, Activation.Softmax) };
        model.SetClasses(["a", "b", "c"]);
        var shown = PredictionShape.Of(model).Read([model.Predict((TensorData)new float[,] { { 1, 2 } }!)])[0].ToString();
        Assert.That(shown.Split(", "), Has.Length.EqualTo(6));
        Assert.That(shown, Does.StartWith("[0.").And.EndWith("]"));
    }

    [Test]
    public void OneUnit_SeparatesTwoWords([Values] bool fromLogits)
    {
        string[] words = [.. Enumerable.Range(0, 90).Select(i => i % 3 == 0 ? "no" : "yes")];
        using var model = Model(1, Loss.BinaryCrossentropy with { FromLogits = fromLogits }, fromLogits ? null : Activation.Sigmoid);
        model.Fit(s_x, words, epochs: 40, batchSize: 8);
        var predictions = model.PredictLabels(s_x);
        var first = Prediction(model, 0);
        Assert.Multiple(() =>
        {
            Assert.That(predictions, Is.EqualTo(words));
            Assert.That(first.Label, Is.EqualTo("no"));
            Assert.That(first.Probability, Is.GreaterThan(0.5f).And.LessThanOrEqualTo(1));
            Assert.That(first.Top(5).Sum(one => one.Probability), Is.EqualTo(1).Within(1e-5));
            Assert.That(first.Top(1).Single().Label, Is.EqualTo("no"));
        });
    }

    [Test]
    public void ValuesOfAColumn_AreClassesByValue()
    {
        var table = Table.Of(Column.Number("a", [.. Enumerable.Range(0, 60).Select(i => (double)(i % 2))]),
            Column.Integer("stars", [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? 5L : 1L)]),
            Column.Boolean("sold", [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0)]),
                Column.Number("price", [.. Enumerable.Range(0, 60).Select(i => i % 2 * 10.0)]));
        var space = new FeatureSpace { { "a", new Normalization() } };
        space.Adapt(table);
        Assert.Multiple(() =>
        {
            Assert.That(Fitted("stars", Loss.SparseCategoricalCrossentropy, 2, Activation.Softmax).Classes, Is.EqualTo(new[] { "1", "5" }));
            Assert.That(Fitted("sold", Loss.BinaryCrossentropy, 1, Activation.Sigmoid).Classes, Is.EqualTo(new[] { "false", "true" }));
            Assert.That(Fitted("price", Loss.MeanSquaredError, 1, null).Classes, Is.Null);
            Assert.That(Fitted("stars", Loss.MeanSquaredError, 1, null).LabelColumns, Is.EqualTo(new[] { "stars" }));
        });

        ModelOutput Fitted(string label, Loss loss, int units, ActivationFunction? activation)
        {
            using var model = new Sequential { space, new Dense(units, activation) };
            model.Compile(new Adam(0.1), loss);
            model.Fit(table, label, epochs: 2);
            Assert.That(model.Evaluate(table)["loss"], Is.Not.NaN);
            return model.Signature.Outputs[0];
        }
    }

    [Test]
    public void SeveralColumns_AreSeveralLabelsAtOnce()
    {
        var table = Table.Of(Column.Number("a", 0, 1, 0, 1), Column.Number("b", 0, 0, 1, 1),
            Column.Boolean("rain", false, true, false, true), Column.Integer("wind", 0L, 0, 1, 1));
        var space = new FeatureSpace { { ["a", "b"], new Normalization() } };
        space.Adapt(table);
        using var model = new Sequential { space, new Dense(2, Activation.Sigmoid) };
        model.Compile(new Adam(0.2), Loss.BinaryCrossentropy);
        model.Fit(table, ["rain", "wind"], epochs: 100, batchSize: 4);
        var predictions = model.Predict(table).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(predictions.Select(one => string.Join("+", one.Labels())), Is.EqualTo(new[] { "", "rain", "wind", "rain+wind" }));
            Assert.That(predictions[0].ToString(), Is.EqualTo("no label"));
            Assert.That(predictions[3].ToString(), Does.Match(@"^(rain|wind) \(\d+\.\d %\), (rain|wind) \(\d+\.\d %\)$"));
        });
    }

    [Test]
    public void MissingLabels_MayBeAClassOnlyIfTheyAreTexts()
    {
        using var model = new Sequential { new Input(1), new Dense(1) };
        model.Compile(new Sgd(), Loss.MeanSquaredError);
        using var classifier = Model(3, Loss.SparseCategoricalCrossentropy);
        var x = Column.Number("x", 1, 2, 3);
        var numbers = Table.Of(x, Column.Number("y", 1, double.NaN, 3));
        var words = Table.Of(x, Column.Number("z", 1, 2, 3), Column.Text("word", "a", null, "b"));
        Assert.Multiple(() =>
        {
            Assert.That(() => model.Fit(numbers, "y"), Throws.ArgumentException.With.Message.EndsWith(
                "column 'y' are blank or missing in 1 row, the first of them 1 (the first row is 0). Leave these rows out."));
            Assert.That(() => classifier.Fit(words, "word"), Throws.ArgumentException.With.Message.EndsWith(
                "Leave these rows out, or give them a class of their own."));
        });
    }

    [Test]
    public void BadLabels_AreRefused_AndTheModelIsUnchanged()
    {
        using var model = Model(3, Loss.SparseCategoricalCrossentropy);
        var weights = model.Weights.Select(weight => weight.Value.ToArray<float>()).ToList();
        Assert.Multiple(() =>
        {
            Refused([.. s_words[..^1], " "], "blank or missing in 1 row, the first of them 89");
            Refused([.. Enumerable.Repeat("Ape", 90)], "a single class");
            Refused([.. s_words[..^1], "yak"], "4 classes (Ape, yak, zebra, ämeise)");
            Refused([.. s_words[..^1], null!], "blank");
            Assert.That(model.Labels, Is.Empty);
            Assert.That(() => model.Evaluate(s_x, s_words), Throws.ArgumentException.With.Message.Contains("does not know their order"));
            Assert.That(() => model.PredictLabels(s_x), Throws.InvalidOperationException.With.Message.Contains("SetClasses"));
            Assert.That(model.Weights.Select(weight => weight.Value.ToArray<float>()), Is.EqualTo(weights));
        });
        model.Fit(s_x, s_words);
        Assert.Multiple(() =>
        {
            Assert.That(() => model.Evaluate(s_x, (string[])[.. s_words[..^1], "zebraa"]),
                Throws.ArgumentException.With.Message.Contains("'zebraa' of row 89").And.Message.Contains("Did you mean 'zebra'?"));
            Assert.That(() => model.Fit(s_x, s_words, validationData: new ValidationData(s_x, (string[])[.. s_words[..^1], "yak"])),
                Throws.ArgumentException.With.Message.Contains("'yak' of row 89"));
        });
        using var regression = Model(1, Loss.MeanSquaredError);
        Assert.That(() => regression.Fit(s_x, s_words), Throws.ArgumentException.With.Message.Contains("mean_squared_error takes numbers"));
        using var binary = Model(1, Loss.BinaryCrossentropy, Activation.Sigmoid);
        Assert.That(() => binary.Fit(s_x, s_words), Throws.ArgumentException.With.Message.Contains("One unit distinguishes two classes"));

        void Refused(string[] labels, string message) =>
            Assert.That(() => model.Fit(s_x, labels), Throws.ArgumentException.With.Message.Contains(message));
    }

    [Test]
    public void WeightsOfClasses_GoByWord()
    {
        using var words = Model(3, Loss.SparseCategoricalCrossentropy);
        using var numbers = Model(3, Loss.SparseCategoricalCrossentropy);
        var expected = numbers.Fit(s_x, Array.ConvertAll(s_words, word => word == "Ape" ? 0 : word == "zebra" ? 1 : 2), epochs: 3,
            classWeight: new Dictionary<int, double> { [1] = 5 });
        Assert.Multiple(() =>
        {
            Assert.That(words.Fit(s_x, s_words, epochs: 3, classWeight: new() { ["zebra"] = 5 })["loss"], Is.EqualTo(expected["loss"]));
            Assert.That(() => words.Fit(s_x, s_words, classWeight: new Dictionary<string, double> { ["zebr"] = 5 }),
                Throws.ArgumentException.With.Message.Contains("Did you mean 'zebra'?"));
            Assert.That(() => numbers.Fit(s_x, new int[90], classWeight: new() { ["zebra"] = 5 }),
                Throws.ArgumentException.With.Message.Contains("labels are numbers without words"));
            Assert.That(() => new ClassWeights { ["a"] = double.NaN }, Throws.ArgumentException.With.Message.Contains("finite"));
            Assert.That(() => new ClassWeights { [1] = -1 }, Throws.ArgumentException.With.Message.Contains("0 or more"));
        });
    }

    [Test]
    public void ClassesOfAModelFromElsewhere_CanBeSaid()
    {
        using var model = Model(3, Loss.SparseCategoricalCrossentropy);
        model.SetClasses(["a", "b", "c"]);
        Assert.Multiple(() =>
        {
            Assert.That(model.PredictLabels(s_x), Is.All.AnyOf("a", "b", "c"));
            Assert.That(() => model.SetClasses(["a", "b"]), Throws.ArgumentException.With.Message.Contains("3 units"));
            Assert.That(() => model.SetClasses(["a", "b", "a"]),
                Throws.ArgumentException.With.Message.Contains("duplicate: it is class 0 and class 2"));
            Assert.That(() => model.SetClasses(["a", "b", ""]), Throws.ArgumentException.With.Message.Contains("Class 2"));
            Assert.That(() => model.SetClasses(["a", "b", "c"], "x"), Throws.ArgumentException);
        });
    }

    [Test]
    public void SeveralOutputs_AreTakenByName()
    {
        var input = new Input(2, name: "x");
        var model = new Functional([input],
            [new Dense(2, Activation.Softmax, name: "kind").Apply(input), new Dense(1, name: "size").Apply(input)]);
        using (model)
        {
            model.Compile(new Adam(0.1),
                new Dictionary<string, Loss> { ["kind"] = Loss.SparseCategoricalCrossentropy, ["size"] = Loss.MeanSquaredError });
            string[] kinds = [.. Enumerable.Range(0, 90).Select(i => i % 2 == 0 ? "even" : "odd")];
            model.Fit(new Dictionary<string, TensorData> { ["x"] = s_x },
                new Dictionary<string, TensorData> { ["kind"] = kinds, ["size"] = new float[90] });
            var one = PredictionShape.Of(model).Read([.. model.Predict(new Dictionary<string, TensorData> { ["x"] = s_x }).Values])[0];
            Assert.Multiple(() =>
            {
                Assert.That(one["kind"].Label, Is.AnyOf("even", "odd"));
                Assert.That(one["size"].Value, Is.Not.NaN);
                Assert.That(one.ToString(), Does.Match(@"^kind: (even|odd) \(\d+\.\d %\); size: -?[\d.E-]+$"));
                Assert.That(() => one["sizes"], Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("Did you mean 'size'?"));
                Assert.That(() => one.Label, Throws.InvalidOperationException.With.Message.Contains("several outputs"));
                Assert.That(() => one["kind"].Value, Throws.InvalidOperationException.With.Message.Contains("2 numbers"));
                Assert.That(() => one["size"].Label, Throws.InvalidOperationException.With.Message.Contains("not known"));
            });
        }
    }

    private static Prediction Prediction(Model model, int row) => PredictionShape.Of(model).Read([model.Predict((TensorData)s_x)])[row];

    private static Sequential Model(int units, Loss loss, ActivationFunction? activation = null)
    {
        var model = new Sequential { new Input(2), new Dense(8, Activation.Relu),
            new Dense(units, activation ?? (units > 1 ? Activation.Softmax : null)) };
        model.Compile(new Adam(0.05), loss, Metric.Accuracy);
        return model;
    }

    private static float[,] Rows(int count)
    {
        var rows = new float[count, 2];
        for (var i = 0; i < count; i++) (rows[i, 0], rows[i, 1]) = (i % 3 * 2 - 2, i % 3 == 1 ? 3 : -1);
        return rows;
    }
}
