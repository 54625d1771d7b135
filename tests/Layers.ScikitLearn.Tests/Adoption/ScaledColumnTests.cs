namespace Layers.ScikitLearn.Tests;

/// <summary>Tests of scalers whose columns differ from those of the model.</summary>
public sealed class ScaledColumnTests
{
    // Fitted on age and income of a DataFrame, and on three columns of an array.
    private const string Named = "standard_frame-1.9-pickle.pkl", Unnamed = "standard-1.9-pickle.pkl";

    private TempFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TempFolder();
        foreach (var file in new[] { Named, Unnamed }) File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "pickles", file),
            _folder.At(file));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void AModelThatTakesOneOfTheScaledColumns_HasNoOtherQuestion()
    {
        using var model = Model(1).Use(Named).Concatenate("income").ToModel();
        Assert.That(model.Signature.Inputs.Single().Name, Is.EqualTo("income"));
        Assert.That(model.PredictJson("{\"income\": -900}").Value, Is.EqualTo(Scaled(Named, 41.5, -900)[1]).Within(1e-5));
    }

    [Test]
    public void TheTargetIsOneOfTheScaledColumns()
    {
        using var model = Model(1).WithTarget(Named, "income").Use(Named).Concatenate("age").ToModel();
        using var inverse = ScikitLearnFile.Read(_folder.At(Named)).ToInverseModel(DTypePolicy.Float64);
        var age = Scaled(Named, 41.5, 0)[0];
        Assert.That(model.PredictJson("{\"age\": 41.5}").Value, Is.EqualTo(inverse.Predict(new[,] { { 0.0, age } })[0, 1])
            .Within(1e-4).Percent);
    }

    [Test]
    public void AColumnThatNoFileScales_GoesInUnchanged()
    {
        using var model = Model(3).Use(Named).Concatenate("visits", Named).ToModel();
        Assert.That(model.Signature.Inputs.Select(column => column.Name), Is.EqualTo(new[] { "visits", "age", "income" }));
        var scaled = Scaled(Named, 41.5, -900);
        Assert.That(model.PredictJson("{\"visits\": 7, \"age\": 41.5, \"income\": -900}").Value, Is.EqualTo(7 + scaled[0] + scaled[1])
            .Within(1e-5));
    }

    [Test]
    public void AScalerWithoutNames_ScalesTheMatrix()
    {
        using var model = Model(3).Use(Unnamed).ToModel();
        Assert.That(model.Input!.Shape[1].Size, Is.EqualTo(3));
        Assert.That(model.Predict(new[,] { { 41.5, -900, 2.001 } })[0, 0], Is.EqualTo(Scaled(Unnamed, 41.5, -900, 2.001).Sum())
            .Within(1e-5));
    }

    [Test]
    public void AScalerWithoutNames_TakesTheGivenColumns()
    {
        using var model = Model(3).Use(Unnamed, "a", "b", "c").ToModel();
        Assert.That(model.PredictJson("{\"c\": 2.001, \"a\": 41.5, \"b\": -900}").Value,
            Is.EqualTo(Scaled(Unnamed, 41.5, -900, 2.001).Sum()).Within(1e-5));
    }

    [Test]
    public void AWindowOfSeveralColumns_IsOneArrayForEach()
    {
        using (var window = new Sequential { new Input([2, 2]), new Flatten(),
            new Dense(1, kernelInitializer: Initializer.Ones) }) window.Save(_folder.At("model.keras"));
        using var model = new Adoption(_folder.At("model.keras")).Use(Named).ToModel();
        var (first, second) = (Scaled(Named, 41.5, -900), Scaled(Named, 2, 3));
        Assert.That(model.PredictJson("{\"age\": [41.5, 2], \"income\": [-900, 3]}").Value, Is.EqualTo(first.Sum() + second.Sum())
            .Within(1e-5));
    }

    [Test]
    public void AModelWithAnInputForEachColumn_TakesThemByName()
    {
        Input age = new(1, name: "age"), other = new(1, name: "other");
        using (var two = new Functional([age, other], [new Dense(1, kernelInitializer: Initializer.Ones).Apply(new Concatenate().Apply(age,
            other))])) two.Save(_folder.At("model.keras"));
        using var model = new Adoption(_folder.At("model.keras")).Use(Named).ToModel();
        Assert.That(model.PredictJson("{\"age\": 41.5, \"other\": 5}").Value, Is.EqualTo(Scaled(Named, 41.5, 0)[0] + 5).Within(1e-5));
    }

    [Test]
    public void AScalerOverTwoBlocks_TakesFilesAsColumns()
    {
        using var model = Model(3).Use(Named).Use(Unnamed, Named, "visits").ToModel();
        var inner = Scaled(Named, 41.5, -900);
        Assert.That(model.PredictJson("{\"visits\": 7, \"age\": 41.5, \"income\": -900}").Value,
            Is.EqualTo(Scaled(Unnamed, inner[0], inner[1], 7).Sum()).Within(1e-4).Percent);
    }

    [Test]
    public void AModelMayBePickledToo()
    {
        var pickle = Path.Combine(AppContext.BaseDirectory, "Fixtures", "pickles", "keras_model-3.15.pkl");
        File.Copy(pickle, _folder.At("history.pkl"));
        using var model = new Adoption(_folder.At("history.pkl")).Use(Unnamed).ToModel();
        Assert.That(model.Predict(new[,] { { 41.5, -900, 2.001 } }).Length, Is.EqualTo(2));
        Assert.That(model.MadeFrom[0].Name, Is.EqualTo("history.pkl"));
    }

    [Test]
    public void AHistoryOfKeras3_HoldsItsModel()
    {
        var file = ScikitLearnFile.Read(Path.Combine(AppContext.BaseDirectory, "Fixtures", "pickles", "made", "history.pkl"));
        using var model = file.OpenModel();
        Assert.That(file.IsKerasModel, Is.True);
        Assert.That(model.Layers, Is.Not.Empty);
    }

    [Test]
    public void RowsAreCompared_WithTheStatisticsOfTheScaler()
    {
        using (var model = Model(2).Use(Named).ToModel()) model.Save(_folder.At("one.keras"));
        using var loaded = global::Layers.Model.Load(_folder.At("one.keras"));
        var fields = ((PickledObject)PickleFile.Read(_folder.At(Named))!).Fields;
        var (mean, scale) = ((double[])((NumpyArray)fields["mean_"]!).Values, (double[])((NumpyArray)fields["scale_"]!).Values);
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        var report = loaded.Layers.OfType<Normalization>().Single().Report!;
        Assert.Multiple(() =>
        {
            Assert.That(report.Features.Select(feature => feature.Mean), Is.EqualTo(mean));
            Assert.That(report.ToString(), Does.Contain("age").And.Contain("?"));
            Assert.That(loaded.Check(Rows(0)).Verdict, Is.EqualTo(SkewVerdict.Alike));
            Assert.That(loaded.Check(Rows(3)).Verdict, Is.EqualTo(SkewVerdict.Different));
            Assert.That(loaded.Check(Rows(3)).ToString(), Does.Contain("income").And.Contain("mean moved by 3 standard deviations"));
        });

        // The training data, shifted by some deviations.
        Table Rows(double moved) => Table.Of([.. new[] { "age", "income" }.Select((name, i) =>
            Column.Number(name, [.. Enumerable.Range(0, 200).Select(row => mean[i] + (moved + (row % 2 == 0 ? 1 : -1)) * scale[i])]))]);
    }

    [Test]
    public void TooManyColumns_AreAQuestion()
    {
        var question = Assert.Throws<AdoptException>(() => Model(1).Use(Named).ToModel().Dispose())!.Questions.Single();
        Assert.That(question.ToString(), Does.Contain("gives 2 columns (age and income)").And.Contain("Call Concatenate"));
    }

    // The sum of the inputs.
    private Adoption Model(int width)
    {
        using (var model = new Sequential { new Input(width), new Dense(1, kernelInitializer: Initializer.Ones) }) model.Save(
            _folder.At("model.keras"));
        return new Adoption(_folder.At("model.keras"));
    }

    private double[] Scaled(string file, params double[] row)
    {
        using var scaler = ScikitLearnFile.Read(_folder.At(file)).ToModel(DTypePolicy.Float64);
        var columns = scaler.Inputs.Count == 1
            ? scaler.Predict(TensorData.Of(row, Shape.Of(1, row.Length)))
            : scaler.Predict(scaler.Inputs.Select((input, i) => (input.Name, Value: TensorData.Of(new[] { row[i] }, Shape.Of(1, 1))))
                .ToDictionary(one => one.Name, one => one.Value)).Values.Single();
        return columns.ToArray<double>();
    }
}
