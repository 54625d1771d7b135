namespace Layers.Tests;

/// <summary>Training and evaluation on tables.</summary>
public sealed class TableTrainingTests
{
    private static readonly Table s_table = Table.Of(
        Column.Number("a", [.. Enumerable.Range(0, 40).Select(i => i / 10.0)]),
        Column.Integer("b", [.. Enumerable.Range(0, 40).Select(i => (long)(i * 7 % 11))]),
        Column.Number("y", [.. Enumerable.Range(0, 40).Select(i => 2 * i / 10.0 - i * 7 % 11)]),
        Column.Integer("z", [.. Enumerable.Range(0, 40).Select(i => (long)(i % 2))]),
        Column.Text("note", [.. Enumerable.Range(0, 40).Select(_ => "x")]));

    [Test]
    public void ATable_TrainsAsItsArrays()
    {
        var rows = (Table)s_table.Select("a", "b");
        var normalization = new Normalization();
        normalization.Adapt(rows);
        var (byTable, byArrays) = (Model(normalization), Model(normalization));
        using (byTable)
        using (byArrays)
        {
            var expected = byArrays.Fit(rows.ReadAll(), s_table["y"].ToTensor(), epochs: 3, seed: 5, validationSplit: 0.25);
            var history = byTable.Fit(s_table, "y", epochs: 3, seed: 5, validationSplit: 0.25);
            Assert.Multiple(() =>
            {
                Assert.That(history["loss"], Is.EqualTo(expected["loss"]).Within(1e-5));
                Assert.That(history["val_loss"], Is.EqualTo(expected["val_loss"]).Within(1e-5));
                Assert.That(byTable.Evaluate(s_table)["loss"],
                    Is.EqualTo(byArrays.Evaluate(rows.ReadAll(), s_table["y"].ToTensor())["loss"]).Within(1e-5));
                Assert.That(byTable.Signature.Outputs[0].LabelColumns, Is.EqualTo(new[] { "y" }));
                Assert.That(byTable.Fit(s_table, "y", validationData: s_table), Does.ContainKey("val_loss"));
            });
        }
    }

    [Test]
    public void FeaturesWithoutNames_GoByPosition_WhereThereIsNoDoubt()
    {
        var numbers = (Table)s_table.Select("a", "b", "y");
        using var open = new Sequential { new Dense(1) };
        open.Compile(new Adam(0.1), Loss.MeanSquaredError);
        open.Fit(numbers, "y");
        using var model = new Sequential { new Input(2), new Dense(1) };
        model.Compile(new Adam(0.1), Loss.MeanSquaredError);
        Assert.Multiple(() =>
        {
            Assert.That(open.Input!.Shape[1].Size, Is.EqualTo(2));
            Assert.That(() => model.Fit(s_table, "y"), Throws.ArgumentException.With.Message.Contains("do not fit its input by position"));
        });
    }

    [Test]
    public void AfterFittingByPosition_TheColumnsAreKnownByName()
    {
        var numbers = (Table)s_table.Select("a", "b", "y");
        var turned = (Table)s_table.Select("y", "b", "a");
        using var model = new Sequential { new Input(2), new Dense(1) };
        model.Compile(new Adam(0.1), Loss.MeanSquaredError);
        var history = model.Fit(numbers, "y", epochs: 2, validationData: turned);
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"positions-{Guid.NewGuid():N}.keras");
        try
        {
            model.Save(path);
            using var loaded = global::Layers.Model.Load(path);
            Assert.Multiple(() =>
            {
                Assert.That(model.Evaluate(turned)["loss"], Is.EqualTo(model.Evaluate(numbers)["loss"]).Within(1e-6));
                Assert.That(history["val_loss"][^1], Is.EqualTo(model.Evaluate(numbers)["loss"]).Within(1e-6),
                    "validation rows are matched by the names of the training rows");
                Assert.That(loaded.Evaluate(turned, "y")["loss"], Is.EqualTo(model.Evaluate(numbers)["loss"]).Within(1e-6));
                Assert.That(loaded.PredictJson("""{"b": 7, "a": 0.1}""").Value,
                    Is.EqualTo(model.Predict(new[,] { { 0.1f, 7f } })[0, 0]).Within(1e-6));
                Assert.That(() => model.Evaluate(s_table.Select("a", "y")), Throws.ArgumentException.With.Message.Contains("'b'"));
                Assert.That(() => model.Fit(numbers, "y", validationData: s_table.Select("a", "z", "y")),
                    Throws.ArgumentException.With.Message.Contains("'b'"));
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void AFitThatIsCancelled_RemembersItsColumns()
    {
        using var model = new Sequential { new Input(2), new Dense(1) };
        model.Compile(new Adam(0.1), Loss.MeanSquaredError);
        using var stop = new CancellationTokenSource();
        var numbers = (Table)s_table.Select("a", "b", "y");
        Assert.That(() => model.Fit(numbers, "y", epochs: 5, progress: new Stopping(stop), cancellation: stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.Multiple(() =>
        {
            Assert.That(model.Signature.Inputs.Select(column => column.Name), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(model.PredictJson("""{"b": 7, "a": 0.1}""").Value,
                Is.EqualTo(model.Predict(new[,] { { 0.1f, 7f } })[0, 0]).Within(1e-6));
            Assert.That(model.Evaluate((Table)s_table.Select("y", "b", "a"))["loss"],
                Is.EqualTo(model.Evaluate(numbers)["loss"]).Within(1e-6));
        });
    }

    [Test]
    public void ACallbackThatSaves_WritesTheColumns()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"checkpoint-{Guid.NewGuid():N}.keras");
        using var model = new Sequential { new Input(2), new Dense(1) };
        model.Compile(new Adam(0.1), Loss.MeanSquaredError);
        try
        {
            model.Fit((Table)s_table.Select("a", "b", "y"), "y", callbacks: [new ModelCheckpoint(path, monitor: "loss")]);
            using var loaded = global::Layers.Model.Load(path);
            Assert.That(loaded.Signature.Inputs.Select(column => column.Name), Is.EqualTo(new[] { "a", "b" }));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void ATrainingThatNeverBegan_ChangesNoColumns()
    {
        using var model = new Sequential { new Input(2), new Dense(1) };
        model.Compile(new Adam(0.1), Loss.MeanSquaredError);
        var blank = Table.Of(Column.Number("a", 1, 2), Column.Number("b", 1, 2), Column.Number("y", 1, double.NaN));
        Assert.That(() => model.Fit(blank, "y"), Throws.ArgumentException);
        Assert.That(model.Signature.Inputs, Is.Empty);
    }

    [Test]
    public void WhatWasAskedBeforeTheColumnsWereKnown_IsAskedAnew()
    {
        using var model = new Sequential { new Input(2), new Dense(1, Activation.Sigmoid) };
        model.SetClasses(["no", "yes"]);
        var label = model.PredictLabels(new[,] { { 0.1f, 7f } })[0];
        model.FittedColumns = ["a", "b"];
        Assert.That(model.PredictJson("""{"b": 7, "a": 0.1}""").Label, Is.EqualTo(label));
    }

    [Test]
    public void InvalidArguments_AreRefused_AndNothingChanges()
    {
        var space = new FeatureSpace { { "a", new Normalization() } };
        using var model = new Sequential { space, new Dense(1) };
        Assert.That(() => model.Fit(s_table, "y"),
            Throws.InstanceOf<Exception>().With.Message.Contains("compile").IgnoreCase.Or.Message.Contains("adapt").IgnoreCase);
        model.Compile(new Adam(0.1), Loss.MeanSquaredError);
        Assert.That(() => model.Fit(s_table, "y"), Throws.InstanceOf<Exception>().With.Message.Contains("adapt").IgnoreCase);
        space.Adapt(s_table);
        Assert.Multiple(() =>
        {
            Assert.That(() => model.Fit(s_table, "Y"), Throws.ArgumentException.With.Message.Contains("Did you mean 'y'?"));
            Assert.That(() => model.Fit((Table)s_table.Select("b", "y"), "y"), Throws.ArgumentException.With.Message.Contains("'a'"));
            Assert.That(() => model.Fit(s_table, []), Throws.ArgumentException.With.Message.Contains("none is named"));
            Assert.That(() => model.Fit(s_table, ["y", "y"]), Throws.ArgumentException.With.Message.Contains("twice"));
            Assert.That(() => model.Fit(s_table, "note"),
                Throws.ArgumentException.With.Message.Contains("mean_squared_error takes numbers"));
            Assert.That(() => model.Evaluate(s_table), Throws.ArgumentException.With.Message.Contains("does not know which column"));
            Assert.That(() => model.Fit(Table.Of(Column.Number("a", 1, 2), Column.Number("y", 1, double.NaN)), "y"),
                Throws.ArgumentException.With.Message.Contains("missing in 1 row, the first of them 1"));
        });
    }

    [Test]
    public void SeveralOutputs_HaveTheColumnsOfTheirNames()
    {
        var space = new FeatureSpace { { ["a", "b"], new Normalization() } };
        space.Adapt(s_table);
        var inputs = space.Inputs;
        using var model = new Functional(inputs,
            [new Dense(1, name: "y").Apply(space.Encoded), new Dense(1, Activation.Sigmoid, name: "z").Apply(space.Encoded)]);
        model.Compile(new Adam(0.1), new Dictionary<string, Loss> { ["y"] = Loss.MeanSquaredError, ["z"] = Loss.MeanSquaredError });
        Assert.Multiple(() =>
        {
            Assert.That(model.Fit(s_table, ["y", "z"]), Does.ContainKey("y_loss").And.ContainKey("z_loss"));
            Assert.That(() => model.Fit(s_table, ["y"]), Throws.ArgumentException.With.Message.Contains("z"));
            Assert.That(() => model.Fit(s_table, ["y", "a"]), Throws.ArgumentException.With.Message.Contains("'a'"));
        });
    }

    [Test]
    public void WeightsOfClasses_AreForOneColumnOfLabels()
    {
        var weights = new Dictionary<int, double> { [1] = 2 };
        using var several = new Sequential { new Input(2), new Dense(2, Activation.Sigmoid) };
        several.Compile(new Adam(0.1), Loss.BinaryCrossentropy);
        var truths = Table.Of(
            s_table["a"], s_table["b"], Column.Number("odd", [.. Enumerable.Range(0, 40).Select(i => i % 2.0)]),
            Column.Number("late", [.. Enumerable.Range(0, 40).Select(i => i < 20 ? 0.0 : 1)]));
        Input x = new(2, name: "x");
        using var two = new Functional([x], [new Dense(1, name: "odd").Apply(x), new Dense(1, Activation.Sigmoid, name: "late").Apply(x)]);
        two.Compile(new Adam(0.1), new Dictionary<string, Loss> { ["late"] = Loss.BinaryCrossentropy });
        Assert.Multiple(() =>
        {
            Assert.That(() => several.Fit(truths, ["odd", "late"]), Throws.Nothing);
            Assert.That(() => several.Fit(truths, ["odd", "late"], classWeight: weights),
                Throws.ArgumentException.With.Message.Contains("the labels are 'odd', 'late'. Give sampleWeight"));
            Assert.That(() => two.Fit((Table)truths.Select("a", "b", "late"), ["late"], classWeight: weights),
                Throws.ArgumentException.With.Message.Contains("classWeight is for a model of one output")
                    .And.Message.Contains("are odd, late"));
        });
    }

    private static Sequential Model(Normalization normalization)
    {
        var model = new Sequential(seed: 3) { new Input(2), normalization, new Dense(4, Activation.Relu), new Dense(1) };
        model.Compile(new Adam(0.01), Loss.MeanSquaredError);
        return model;
    }

    // Cancels after the first step.
    private sealed class Stopping(CancellationTokenSource stop) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => stop.Cancel();
    }
}
