namespace Layers.Tests;

/// <summary>Errors of training, evaluation and prediction: the rule, the value that was passed, and its place.</summary>
public sealed class FitRefusalTests
{
    private static readonly float[,] s_x = SampleData.Matrix(6, 3, 1);
    private static readonly float[,] s_y = SampleData.Matrix(6, 1, 2);

    private static IEnumerable<TestCaseData> BadData
    {
        get
        {
            yield return Case("another width", SampleData.Matrix(6, 4, 1), s_y, "regression", "expects 3 features on axis 1", "with 4");
            yield return Case("another rank", new float[6, 3, 2], s_y, "regression", "[batch, 3]", "[6, 3, 2]");
            yield return Case("no rows", new float[0, 3], new float[0, 1], "at least one row");
            yield return Case("NaN among the features", With(s_x, 4, 2, float.NaN), s_y, "Features", "row 4", "column 2", "NaN");
            yield return Case("infinity among the features", With(s_x, 1, 0, float.PositiveInfinity), s_y, "Features", "row 1", "column 0",
                "Infinity");
            yield return Case("NaN among the labels", s_x, With(s_y, 3, 0, float.NaN), "Labels", "row 3");
            yield return Case("fewer labels than rows", s_x, SampleData.Matrix(5, 1, 2), "6 rows", "the number of labels is 5");
            yield return Case("wider labels", s_x, SampleData.Matrix(6, 2, 2), "mean_squared_error", "[batch, 1]", "[6, 2]");
        }
    }

    [TestCaseSource(nameof(BadData))]
    public void BadData_IsRefusedInWords_AndChangesNothing(TensorData x, TensorData y, string[] parts)
    {
        using var model = new Sequential(name: "regression") { new Input(3), new Dense(1) };
        model.Compile(new Sgd(), Loss.MeanSquaredError);
        var before = Tasks.Weights(model);
        Expect(() => model.Fit(x, y), parts);
        Assert.That(Tasks.AreSame(Tasks.Weights(model), before));
        Assert.That(model.Optimizer!.Iterations, Is.Zero);
    }

    [Test]
    public void BadRows_AreRefusedInPredictionToo()
    {
        using var model = new Sequential(name: "regression") { new Input(3), new Dense(1) };
        Expect(() => model.Predict(SampleData.Matrix(2, 4, 1)), "regression", "expects 3 features on axis 1", "with 4");
        Expect(() => model.Predict([1f, 2f]), "regression", "expects 3 features", "with 2");
        Expect(() => model.Predict((TensorData)new float[2, 3, 1]), "regression", "[batch, 3]");
        Expect(() => model.Predict(new float[][] { [1, 2, 3], [4, 5] }), "row 1", "2", "3");
        Expect(() => model.Predict((TensorData)new string[,] { { "a", "b", "c" } }), "numbers");
        Assert.That(() => model.Predict(new float[0, 3]), Is.EqualTo(new float[0, 1]), "No rows give no predictions.");
    }

    [Test]
    public void AMissingValue_IsNamedWithItsInput()
    {
        var (age, size) = (new Input(4, name: "age"), new Input(3, name: "size"));
        using var model = new Functional([age, size], [new Dense(1, name: "price").Apply(new Concatenate().Apply(age, size))], "rents");
        model.Compile(new Sgd(), Loss.MeanSquaredError);
        var y = new Dictionary<string, TensorData> { ["price"] = SampleData.Matrix(2, 1, 3) };
        var missing = new Dictionary<string, TensorData>
        {
            ["age"] = SampleData.Matrix(2, 4, 2),
            ["size"] = With(SampleData.Matrix(2, 3, 1), 1, 2, float.NaN)
        };
        Expect(() => model.Fit(missing, y), "Features of the input 'size'", "row 1, column 2", "NaN");
    }

    [Test]
    public void WrongClasses_AreRefused_NamingRowAndClasses()
    {
        using var model = new Sequential { new Input(3), new Dense(3, Activation.Softmax) };
        model.Compile(new Sgd(), Loss.SparseCategoricalCrossentropy);
        Expect(() => model.Fit(s_x, new[] { 0, 1, 2, 3, 0, 1 }), "label 3", "row 3", "0 to 2");
        Expect(() => model.Fit(s_x, new[] { 0, 1, -1, 2, 0, 1 }), "label -1", "row 2");
        Expect(() => model.Fit(s_x, new[] { 0, 1, 0.5f, 2, 0, 1 }), "label 0.5", "row 2");
        Expect(() => model.Fit(s_x, new float[6, 3]), "one class number", "categorical_crossentropy");
        model.Compile(new Sgd(), Loss.CategoricalCrossentropy);
        Expect(() => model.Fit(s_x, new[] { 0, 1, 2, 0, 1, 2 }), "categorical_crossentropy", "[batch, 3]", "[6]");
    }

    [Test]
    public void ProbabilitiesOutsideZeroToOne_AreRefused()
    {
        using var model = new Sequential { new Input(3), new Dense(1, Activation.Sigmoid) };
        model.Compile(new Sgd(), Loss.BinaryCrossentropy);
        Expect(() => model.Fit(s_x, With(new float[6, 1], 4, 0, 2)), "label 2", "row 4", "0 to 1");
    }

    [Test]
    public void SampleWeights_NeedOneNumberARow()
    {
        using var model = Tasks.Model(new Sgd());
        Expect(() => model.Fit(s_x, s_y, sampleWeight: new float[5]), "[6]", "[5]");
        Expect(() => model.Fit(s_x, s_y, sampleWeight: new[] { 1, 1, float.NaN, 1, 1, 1 }), "Sample weights", "row 2");
    }

    [Test]
    public void AModelThatWasNotCompiled_SaysSo()
    {
        using var model = new Sequential(name: "plain") { new Input(3), new Dense(1) };
        Assert.That(() => model.Fit(s_x, s_y),
            Throws.TypeOf<InvalidOperationException>().With.Message.Contains("plain").And.Message.Contains("Compile"));
        Assert.That(() => model.Evaluate(s_x, s_y), Throws.TypeOf<InvalidOperationException>().With.Message.Contains("Compile"));
    }

    [Test]
    public void AModelThatKnowsNoInput_SaysSo()
    {
        using var folder = new TempFolder();
        using var model = new Sequential(name: "shapeless") { new Dense(1) };
        foreach (var use in new Action[] { () => model.Save(folder.At("a.keras")), () => model.ExportOnnx(folder.At("a.onnx")),
            () => model.Summary() })
            Assert.That(use, Throws.TypeOf<InvalidOperationException>().With.Message.Contains("shapeless").And.Message.Contains("Input"));
        using var empty = new Sequential(name: "empty");
        Assert.That(() => empty.Predict(s_x), Throws.TypeOf<InvalidOperationException>().With.Message.Contains("no layers"));
    }

    [Test]
    public void ArgumentsOutOfRange_AreRefusedByName()
    {
        using var model = Tasks.Model(new Sgd());
        Expect(() => model.Fit(s_x, s_y, batchSize: 0), "batchSize", "1 or more", "0");
        Expect(() => model.Fit(s_x, s_y, epochs: -1), "epochs", "0 or more", "-1");
        Expect(() => model.Fit(s_x, s_y, validationSplit: 1), "validationSplit", "below 1");
        Expect(() => model.Fit(s_x, s_y, validationSplit: double.NaN), "validationSplit", "NaN");
        Expect(() => model.Fit(s_x, s_y, validationSplit: 0.99), "validationSplit", "6 rows");
        Expect(() => model.Evaluate(s_x, s_y, batchSize: 0), "batchSize");
        Expect(() => _ = new Sgd(learningRate: 0), "learningRate", "0");
        Expect(() => _ = new Sgd(momentum: 1.5), "momentum", "1.5");
        Expect(() => _ = new Adam(beta1: 1), "beta1", "below 1");
        Expect(() => _ = new EarlyStopping(patience: -1), "patience");
    }

    [Test]
    public void WrongModels_AreRefusedAsTheyAreMade()
    {
        Expect(() => _ = new Sequential { new Input(3), new Dense(2, name: "a"), new Dense(2, name: "a") }, "'a'");
        Expect(() => _ = new Sequential { new Dense(2), new Input(3) }, "first layer");
        Expect(() => _ = new Sequential { new Input(3), new Reshape([2, 2], name: "square") }, "square", "[3]", "[2, 2]");
        Expect(() => _ = new Sequential { new Input(["width"]), new Dense(2, name: "wide") }, "wide", "width");
        Expect(() => _ = new Dense(0), "units", "1 or more");
        Expect(() => _ = new Dropout(1.5), "rate", "1.5");
        Expect(() => _ = new Input(0), "features");
        Expect(() => _ = new Dense(1, name: "a/b"), "a/b");
        var dense = new Dense(3);
        Expect(() => _ = new Sequential { new Input(3), dense, dense }, "already");
    }

    private static void Expect(Action act, params string[] parts)
    {
        var error = Assert.Catch<ArgumentException>(act);
        foreach (var part in parts) Assert.That(error!.Message, Does.Contain(part));
    }

    private static float[,] With(float[,] all, int row, int column, float value)
    {
        var changed = (float[,])all.Clone();
        changed[row, column] = value;
        return changed;
    }

    private static TestCaseData Case(string name, TensorData x, TensorData y, params string[] parts) =>
        new TestCaseData(x, y, parts).SetArgDisplayNames(name);
}
