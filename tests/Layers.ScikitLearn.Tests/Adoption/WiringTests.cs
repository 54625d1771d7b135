namespace Layers.ScikitLearn.Tests;

/// <summary>Tests of connections: a wrong model is prevented by a question or an exception, and a right one is built.</summary>
public sealed class WiringTests
{
    // Fitted on age and income of a DataFrame; on three columns of an array; on gender and city of a DataFrame; on one column of texts, and
    // of numbers.
    private const string Named = "standard_frame-1.9-pickle.pkl", Unnamed = "standard-1.9-pickle.pkl",
        Words = "onehot_frame-1.9-pickle.pkl", Cities = "onehot-1.9-pickle.pkl",
        Target = "minmax_target-1.9-pickle.pkl", Labels = "labels-1.9-pickle.pkl", Binarizer = "label_binarizer-1.9-pickle.pkl";

    private static readonly string[] s_withoutInverse =
        ["normalizer-1.9-pickle.pkl", "binarizer-1.9-pickle.pkl", "imputer-1.9-pickle.pkl", "bins-1.9-pickle.pkl",
            "polynomial-1.9-pickle.pkl", Words, "columns-1.9-pickle.pkl", "pipeline-1.9-pickle.pkl"];

    private TempFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TempFolder();
        foreach (var file in new[] { Named, Unnamed, Words, Cities, Target, Labels, Binarizer }.Concat(s_withoutInverse).Distinct())
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "pickles", file), _folder.At(file));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void AMissingFile_IsNoColumn()
    {
        var adoption = Sum(3);
        Assert.Multiple(() =>
        {
            Assert.That(() => adoption.Concatenate("visits", "standard_frame-1.9-pickle.pkl.gz"), Throws.TypeOf<FileNotFoundException>()
                .With.Message.StartsWith("There is no file 'standard_frame-1.9-pickle.pkl.gz' in ")
                    .And.Message.Contains($"Did you mean '{Named}'?"));
            Assert.That(() => adoption.Use("standard_fram-1.9-pickle.pkl"),
                Throws.TypeOf<FileNotFoundException>().With.Message.Contains($"Did you mean '{Named}'?"));
            Assert.That(() => adoption.WithTarget("minmax_targt-1.9-pickle.pkl"),
                Throws.TypeOf<FileNotFoundException>().With.Message.Contains($"Did you mean '{Target}'?"));
            Assert.That(() => adoption.WithLabels("labels.joblib"),
                Throws.TypeOf<FileNotFoundException>().With.Message.Contains("relative to the model's folder"));
        });
    }

    [Test]
    public void AFileWithAnotherExtension_IsNoColumn()
    {
        File.Copy(_folder.At(Named), _folder.At("scaler.bin"));
        Assert.That(Ask(Sum(3).Use("scaler.bin").Concatenate("visits", "scalar.bin")), Is.EqualTo(
            "model.keras takes what 'scalar.bin' gives, and no such file is used. Did you mean 'scaler.bin'? Call Use(\"scalar.bin\")."));
        using var model = Sum(3).Use("scaler.bin").Concatenate("visits", "scaler.bin").ToModel();
        Assert.That(model.Signature.Inputs.Select(column => column.Name), Is.EqualTo(new[] { "visits", "age", "income" }));
    }

    [Test]
    public void AFileThatConcatenateOmits_IsAQuestion()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Ask(Sum(5).Use(Named).Concatenate(Words)), Does.StartWith($"{Named} gives age and income, which nothing takes.")
                .And.Contains($"Concatenate(…, \"{Named}\", …)"));
            Assert.That(Ask(Sum(2).Use(Unnamed).Concatenate("a", "b")), Does.StartWith($"{Unnamed} gives 3 columns, which nothing takes."));
            Assert.That(Ask(Sum(2).Use(Unnamed, "a", "b", "c").Concatenate("d", "e")),
                Does.StartWith($"{Unnamed} gives a, b and c, which nothing takes."));
        });
    }

    [Test]
    public void TheOrderOfConcatenateAndUse_HasNoMeaning()
    {
        using var before = Sum(5).Use(Unnamed, "a", "b", "c").Concatenate(Unnamed, Named).ToModel();
        using var after = Sum(5).Concatenate(Unnamed, Named).Use(Unnamed, "a", "b", "c").ToModel();
        const string Row = "{\"a\": 1, \"b\": 2, \"c\": 3, \"age\": 4, \"income\": 5}";
        Assert.That(after.PredictJson(Row).Value, Is.EqualTo(before.PredictJson(Row).Value));
        Assert.That(() => Sum(5).Use(Named).Use(Named), Throws.ArgumentException.With.Message.StartsWith($"{Named} is used already."));
    }

    [Test]
    public void TheLastConcatenate_Counts()
    {
        using var model = Sum(2).Concatenate(Words, Named).Concatenate(Named).ToModel();
        Assert.That(model.Signature.Inputs.Select(column => column.Name), Is.EqualTo(new[] { "age", "income" }));
    }

    [Test]
    public void AColumnThatOccursTwice_IsAQuestion()
    {
        Assert.That(Ask(Sum(3).Use(Named).Concatenate(Named, "age")), Does.StartWith("model.keras takes age twice"));
        Assert.That(Ask(Sum(3).Use(Named).Use(new Rescaling(2, name: "twice"), Named, "age")), Does.StartWith("twice takes age twice"));
    }

    [Test]
    public void TextsForAPartThatTakesNumbers_AreAQuestion()
    {
        var fill = new TextImputation(["Delhi"], name: "fill");
        Assert.Multiple(() =>
        {
            Assert.That(Ask(Sum(6).Use(Words).Concatenate("city", Words)), Is.EqualTo(
                $"{Words} takes city as text, and model.keras takes it as a number. " +
                $"A model of numbers takes the results of {Words} instead. Call Concatenate(…, \"{Words}\", …)."));
            Assert.That(Ask(Sum(1).Use(fill, "city")),
                Is.EqualTo("fill gives city as text, and model.keras takes numbers. An encoder turns words into numbers: use its file."));
            Assert.That(Ask(Sum(1).Use(fill, "city").Use(new Rescaling(2, name: "twice"), "fill")),
                Does.StartWith("fill gives city as text, and twice takes numbers."));
            Assert.That(Ask(Sum(4).Use(new Rescaling(2, name: "twice"), "city").Use(Cities, "twice").Concatenate(Cities)),
                Does.StartWith($"{Cities} takes city as text, and twice gives numbers."));
            Assert.That(Ask(Sum(6).Use(new Rescaling(2, name: "twice"), ["city"], ["other"]).Use(Words).Concatenate("twice", Words)),
                Is.EqualTo($"{Words} takes city as text, and twice takes it as a number."));
        });
        using var sound = Sum(5).Use(fill, "city").Use(Words).ToModel();
        Assert.That(sound.PredictJson("{\"gender\": \"Male\", \"city\": \"\"}").Value, Is.EqualTo(2));
    }

    [Test]
    public void AColumnThatIsNotScaled_HasTheTypeOfTheModel()
    {
        Input word = new(1, DType.String, "word");
        using (var texts = new Functional(word, new StringLookup(vocabulary: ["a", "b"]).Apply(word))) texts.Save(
            _folder.At("model.keras"));
        using var model = new Adoption(_folder.At("model.keras")).Concatenate("letter").ToModel();
        Assert.Multiple(() =>
        {
            Assert.That(model.Signature.Inputs.Single().ToString(), Does.StartWith("letter: Text"));
            Assert.That(model.PredictJson("{\"letter\": \"b\"}").Value, Is.EqualTo(2));
            Assert.That(Ask(new Adoption(_folder.At("model.keras")).Use(Target, "x")), Does.Contain("model.keras takes x as text")
                .And.Contain("gives numbers"));
        });
    }

    [Test]
    public void AMatrixOfTextsAndNumbers_IsAQuestion()
    {
        var encoder = Made.File(Made.Of("OrdinalEncoder", ("categories_", new object?[] { new[] { "F", "M" }, new long[] { 0, 1 } })));
        var adoption = Sum(2).With(new Part("mixed.pkl", encoder.Fitted(), null, null, null));
        Assert.That(Ask(adoption),
            Is.EqualTo("mixed.pkl (OrdinalEncoder) takes 2 columns without names. Call Use(\"mixed.pkl\", \"…\", \"…\")."));
    }

    [Test]
    public void Booleans_StayBooleans_ForAScaler()
    {
        var encoder = Made.File(Made.Of("OneHotEncoder", ("categories_", new object?[] { new[] { false, true } }))).Fitted();
        var scaler = Made.File(Made.Scaler([0.5], [0.5])).Fitted();
        var adoption = Sum(3).With(new Part("flags.pkl", encoder, ["flag"], null, null))
            .With(new Part("scaler.pkl", scaler, ["flag"], ["size"], null)).Concatenate("flags.pkl", "size");
        using var model = adoption.ToModel();
        Assert.That(model.PredictJson("{\"flag\": true}").Value, Is.EqualTo(2));
        Assert.That(model.PredictJson("{\"flag\": false}").Value, Is.Zero);
    }

    [Test]
    public void AModelOfSeveralInputs_TakesNoConcatenateAndNoWindow()
    {
        var two = Two(1, 1);
        Assert.Multiple(() =>
        {
            Assert.That(Ask(two.Use(Named).Concatenate(Named)),
                Does.StartWith("Concatenate is for a model of one input, and model.keras has 2 (age and other)."));
            Assert.That(Ask(two.Use(Named).WithWindow(3)),
                Does.StartWith("WithWindow is for a model of one input, and model.keras has 2 (age and other)."));
            Assert.That(Ask(Sum(3).WithTarget(Target).WithWindow(3)),
                Does.StartWith("WithWindow(3) is for the column of a file, and no file is used."));
        });
    }

    [Test]
    public void TheWidthsOfNamedInputs_MustFit()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Ask(Two(2, 1).Use(Named)),
                Does.StartWith($"The input age of model.keras takes [batch, 2], and {Named} gives age, 1 column."));
            Assert.That(Ask(Two(3, 1).Use(Unnamed, ["a", "b", "c"], ["age", "x", "y"])),
                Does.StartWith($"The input age of model.keras takes [batch, 3], and {Unnamed} gives age, 1 column."));
            Assert.That(Ask(Two(2, 1).Use(Unnamed)), Does.Contain($"{Unnamed} gives none of these names"));
            // An input of several columns is named only where no input can take a column.
            Assert.That(Ask(Two(2, 1).Use(Unnamed)), Does.Not.Contain("Leave the file out"));
            Assert.That(Ask(Two(300, 2).Use(Unnamed)), Does.Contain($"{Unnamed} gives none of these names").And
                .Contains("each of these takes more (age [batch, 300]").And.Contains("Leave the file out"));
            Assert.That(Ask(Sum(2).Use(Unnamed)), Does.StartWith($"model.keras takes [batch, 2]; {Unnamed} gives 3 columns"));
        });
    }

    [Test]
    public void AnInputThatAFileTakesToo_IsOneInput()
    {
        using var model = Two(1, 1).Use(Target, ["other"], ["age"]).ToModel();
        using var scaler = ScikitLearnFile.Read(_folder.At(Target)).ToModel();
        Assert.That(model.Signature.Inputs.Select(column => column.Name), Is.EqualTo(new[] { "other" }));
        Assert.That(model.PredictJson("{\"other\": 500}").Value, Is.EqualTo(500 + scaler.Predict(new[,] { { 500.0 } })[0, 0]).Within(1e-4));
        Assert.That(Ask(Two(1, 2).Use(Target, ["other"], ["age"])),
            Does.StartWith("The input other of model.keras takes [batch, 2], and other is 1 column."));
    }

    [Test]
    public void ATargetOfClasses_IsAQuestion()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Ask(Sum(2).Use(Named).WithTarget(Labels)),
                Does.Contain("(LabelEncoder) has classes, and cannot scale a target back")
                .And.Contain($"Call WithLabels(\"{Labels}\")"));
            Assert.That(Ask(Sum(2).Use(Named).WithTarget(Binarizer)), Does.Contain("(LabelBinarizer) has classes")
                .And.Contain($"Call WithLabels(\"{Binarizer}\")"));
            Assert.That(Ask(Sum(2).Use(Named).WithTarget(Target).WithClasses("no", "yes")),
                Does.Contain("leave out WithTarget or the words"));
        });
    }

    [TestCaseSource(nameof(s_withoutInverse))]
    public void ATargetWithoutAnInverse_IsAQuestion(string file) =>
        Assert.That(Ask(Sum(2).Use(Named).WithTarget(file)), Does.StartWith($"{file} (").And.Contains("cannot scale predictions back: A ")
            .And.Contains("has no inverse here"));

    [Test]
    public void ATargetOfAnotherWidth_IsAQuestion()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Ask(Sum(2, units: 5).Use(Named).WithTarget(Target)),
                Does.Contain("scales 1 column, the model predicts 5 numbers: it cannot scale them back"));
            Assert.That(Ask(Sum(2, units: 5).Use(Named).WithTarget(Named, "age")),
                Does.Contain("scales 2 columns, the model predicts 5 numbers"));
            Assert.That(Ask(Sum(2).Use(Named).WithTarget(Named)), Does.Contain("which?").And.Contain($"WithTarget(\"{Named}\", \"age\")"));
        });
    }

    [Test]
    public void TheTargetColumn_IsFoundAfterAFileWithSeveralResults()
    {
        // The third column of the scaler, after the two results of the other file.
        using var model = Sum(3).Use(Named).Use(Unnamed, Named, "visits").WithTarget(Unnamed, "visits").ToModel();
        using var plain = Sum(3).Use(Named).Use(Unnamed, Named, "visits").ToModel();
        using var inverse = ScikitLearnFile.Read(_folder.At(Unnamed)).ToInverseModel(DTypePolicy.Float64);
        const string Row = "{\"age\": 30, \"income\": 1000, \"visits\": 7}";
        Assert.That(model.PredictJson(Row).Value, Is.EqualTo(inverse.Predict(new[,] { { 0.0, 0, plain.PredictJson(Row).Value } })[0, 2])
            .Within(1e-3).Percent);
    }

    [Test]
    public void ALayerOverFiles_TakesAllTheirResults()
    {
        using var model = Sum(3).Use(Named).Use(new Rescaling(2, name: "twice"), Named, "visits").ToModel();
        using var plain = Sum(3).Use(Named).Concatenate(Named, "visits").ToModel();
        const string Row = "{\"age\": 30, \"income\": 1000, \"visits\": 7}";
        Assert.That(model.PredictJson(Row).Value, Is.EqualTo(2 * plain.PredictJson(Row).Value).Within(1e-4).Percent);
        using var again = Sum(3).Use(new Rescaling(3, name: "thrice"), "twice").Use(new Rescaling(2, name: "twice"), Named, "visits")
            .Use(Named).ToModel();
        Assert.That(again.PredictJson(Row).Value, Is.EqualTo(6 * plain.PredictJson(Row).Value).Within(1e-4).Percent);
    }

    [Test]
    public void ALayerOverAFileThatIsUsedTwiceOrNever_IsAQuestion()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Ask(Sum(2).Use(new Rescaling(2, name: "twice"), Named)),
                Is.EqualTo($"twice takes what '{Named}' gives, and no such file is used. Call Use(\"{Named}\")."));
            Assert.That(Ask(Sum(3).Use(Unnamed, Named, "visits")),
                Does.Contain($"{Unnamed} takes what '{Named}' gives, and no such file is used."));
            Assert.That(() => Sum(2).Use(new Rescaling(2, name: "twice"), Named, Named),
                Throws.ArgumentException.With.Message.Contains("occurs twice"));
            Assert.That(Ask(Sum(4).Use(Named).Use(new Rescaling(2, name: "a"), Named).Use(new Rescaling(3, name: "b"), Named)),
                Does.Contain("no file says which comes first"));
            Assert.That(Ask(Sum(2).Use(new Rescaling(2, name: "a"), "b").Use(new Rescaling(3, name: "b"), "a")),
                Does.Contain("depends on its own results"));
        });
    }

    [Test]
    public void ALayerThatRefusesItsColumns_IsAQuestion()
    {
        var adoption = Sum(2).Use(Named)
            .Use(new Normalization(TensorData.Of([0.0, 0, 0], [3]), TensorData.Of([1.0, 1, 1], [3]), name: "three"), Named);
        Assert.That(Ask(adoption), Does.StartWith("The layer three does not take its columns: three"));
        Assert.That(adoption.ToString(), Does.Contain("open: The layer three does not take its columns"));
    }

    [Test]
    public void NamesThatLayersCannotHave_AreKeptForTables()
    {
        using (var model = Sum(3).Use(Unnamed, "a/b", "a_b", "c").ToModel()) model.Save(_folder.At("one.keras"));
        using var loaded = Model.Load(_folder.At("one.keras"));
        using var scaler = ScikitLearnFile.Read(_folder.At(Unnamed)).ToModel();
        Assert.Multiple(() =>
        {
            Assert.That(loaded.Signature.Inputs.Select(column => column.Name), Is.EqualTo(new[] { "a/b", "a_b", "c" }));
            Assert.That(loaded.Inputs.Select(input => input.Name), Is.EqualTo(new[] { "a_b", "a_b_1", "c" }));
            Assert.That(loaded.PredictJson("{\"c\": 2, \"a/b\": 40, \"a_b\": -900}").Value,
                Is.EqualTo(scaler.Predict(new[,] { { 40.0, -900, 2 } }).Cast<float>().Sum()).Within(1e-4));
        });
    }

    [Test]
    public void AColumnWithTheNameOfTheModel_IsAnInput()
    {
        using (var model = new Sequential(name: "age") { new Input(2), new Dense(1, kernelInitializer: Initializer.Ones) }) model.Save(
            _folder.At("model.keras"));
        using var whole = new Adoption(_folder.At("model.keras")).Use(Named).ToModel();
        Assert.That(whole.Signature.Inputs.Select(column => column.Name), Is.EqualTo(new[] { "age", "income" }));
    }

    // The sum of the inputs.
    private Adoption Sum(int width, int units = 1)
    {
        using (var model = new Sequential { new Input(width), new Dense(units, kernelInitializer: Initializer.Ones) }) model.Save(
            _folder.At("model.keras"));
        return new Adoption(_folder.At("model.keras"));
    }

    // The sum of two inputs, age and other.
    private Adoption Two(int age, int other)
    {
        Input first = new(age, name: "age"), second = new(other, name: "other");
        using (var two = new Functional([first, second], [new Dense(1, kernelInitializer: Initializer.Ones)
            .Apply(new Concatenate().Apply(first, second))])) two.Save(_folder.At("model.keras"));
        return new Adoption(_folder.At("model.keras"));
    }

    private static string Ask(Adoption adoption) => Assert.Throws<AdoptException>(() => adoption.ToModel().Dispose())!.Questions[0]
        .ToString();
}
