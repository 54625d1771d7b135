namespace Layers.Tests;

/// <summary>Features as columns and layers: alone, in models, in files, and refused features.</summary>
public sealed class FeatureSpaceTests
{
    internal static Table Birds { get; } = Table.Of(
        Column.Text("Island", "Dream", "Biscoe", "Biscoe", "Torgersen", "Dream", "Biscoe", "Dream", "Biscoe"),
        Column.Number("Body Mass (g)", 3350, 4500, 3900, 3700, 3550, 5200, 3400, 4700),
        Column.Integer("Year", 2007, 2008, 2009, 2007, 2008, 2009, 2007, 2008),
        Column.Text("Sex", "F", "M", "F", "M", "F", "M", "F", "M"),
        Column.Number("Beak Depth (mm)", 18.5, 14.5, double.NaN, 19.1, 17, 15.2, 18.9, 14.8),
        Column.Text("Notes", "small and grey", "large", "grey, large", "", "the small one", "large", "grey", "very large"),
        Column.Number("Class", 0, 1, 1, 0, 0, 1, 0, 1));

    internal static FeatureSpace Space() => new()
    {
        { ["Body Mass (g)", "Beak Depth (mm)"], new Imputation(), new Normalization() },
        Feature.StringCategorical("Island"),
        Feature.StringCategorical("Sex"),
        Feature.Cross(["Island", "Sex"], 5),
        { "Year", new Normalization() },
    };

    [Test]
    public void Columns_GoThroughTheirLayers_InOrderOfTheirNames()
    {
        using var space = Space();
        space.Adapt(Birds);
        Assert.That(space.OutputColumns, Is.EqualTo(new[]
        {
            "Body Mass (g)", "Beak Depth (mm)", "Island=[UNK]", "Island=Biscoe", "Island=Dream", "Island=Torgersen", "Sex=[UNK]", "Sex=M",
            "Sex=F", "Year",
            "Island_X_Sex=0", "Island_X_Sex=1", "Island_X_Sex=2", "Island_X_Sex=3", "Island_X_Sex=4",
        }));
        var y = Encode(space, Birds);
        Assert.That(y.Shape.ToString(), Is.EqualTo("[8, 15]"));
        var mass = Birds.Numbers("Body Mass (g)");
        double[] values = [.. Enumerable.Range(0, 8).Select(row => mass[row])];
        var (mean, deviation) = (values.Average(), Math.Sqrt(values.Select(value => Math.Pow(value - values.Average(), 2)).Average()));
        for (var row = 0; row < 8; row++)
        {
            Assert.That(y.AsSpan<float>()[row * 15], Is.EqualTo((values[row] - mean) / deviation).Within(1e-5));
            var island = space.OutputColumns.ToList().IndexOf($"Island={Birds.Texts("Island")[row]}");
            Assert.That(Enumerable.Range(2, 4).Select(i => y.AsSpan<float>()[row * 15 + i]),
                Is.EqualTo(Enumerable.Range(2, 4).Select(i => i == island ? 1f : 0)));
            Assert.That(y.AsSpan<float>().Slice(row * 15 + 10, 5).ToArray().Sum(), Is.EqualTo(1));
        }
    }

    [Test]
    public void EachLayer_LearnsTheSameAsAlone()
    {
        using var space = Space();
        var report = space.Adapt(Birds);
        Assert.That(report.Passes, Is.EqualTo(2), "the normalization waits for the imputation");
        var lookup = new StringLookup();
        lookup.Adapt(Birds.Texts("Island").ToTensor());
        Assert.That(((StringLookup)space["Island"].Layers[0]).Vocabulary, Is.EqualTo(lookup.Vocabulary));
        var (imputation, normalization) = (new Imputation(), new Normalization());
        using var chain = new Sequential { new Input(2), imputation, normalization };
        chain.Adapt(Birds.Select("Body Mass (g)", "Beak Depth (mm)").ToTensor(DType.Float32));
        var own = (Normalization)space["Body Mass (g), Beak Depth (mm)"].Layers[1];
        Assert.That(Mismatch.OfBits("mean", own.Mean!, normalization.Mean!)
            .Concat(Mismatch.OfBits("variance", own.Variance!, normalization.Variance!)), Is.Empty);
        Assert.That(own.State!.FeatureNames, Is.EqualTo(new[] { "Body Mass (g)", "Beak Depth (mm)" }));
    }

    [Test]
    public void AllLayersThatWaitForNoOther_AreLearnedInOnePass_OfTheirColumnsAlone()
    {
        using var space = new FeatureSpace { { "Body Mass (g)", new Normalization() },
            { "Island", new StringLookup(outputMode: OutputMode.OneHot) },
            { "Notes", new TextVectorization(outputMode: OutputMode.TfIdf) } };
        var source = new CountingSource(Birds);
        var report = space.Adapt(source);
        Assert.That((report.Passes, report.Layers.Count, source.Passes), Is.EqualTo((1, 3, 1)));
        Assert.That(source.Read, Is.EqualTo(new[] { "Body Mass (g)", "Island", "Notes" }), "other columns are not read");
    }

    [Test]
    public void AFailedAdapt_LeavesAllAsItWas()
    {
        using var space = new FeatureSpace { { "Island", new StringLookup(outputMode: OutputMode.MultiHot) },
            { "Beak Depth (mm)", new Normalization() } };
        Assert.That(() => space.Adapt(Birds), Throws.ArgumentException.With.Message.Contains("Beak Depth (mm)"));
        Assert.That(space.Layers.OfType<AdaptiveLayer>().Any(layer => layer.IsAdapted), Is.False);
        var other = Table.Of(Column.Text("Island", "Dream", "Biscoe"), Column.Number("Beak Depth (mm)", 1, 2));
        space.Adapt(other);
        var before = ((StringLookup)space["Island"].Layers[0]).Vocabulary;
        Assert.That(() => space.Adapt(Birds), Throws.ArgumentException);
        Assert.That(((StringLookup)space["Island"].Layers[0]).Vocabulary, Is.EqualTo(before));
    }

    [Test]
    public void FirstInASequential_ItsColumnsAreTheModels([Values] bool isAdaptedFirst)
    {
        using var space = Space();
        if (isAdaptedFirst) space.Adapt(Birds);
        using var model = new Sequential { space, new Dense(4, Activation.Relu), new Dense(1, Activation.Sigmoid) };
        if (!isAdaptedFirst) model.Adapt(Birds);
        Assert.That(model.Inputs.Select(input => input.Name),
            Is.EqualTo(new[] { "Body Mass (g)", "Beak Depth (mm)", "Island", "Sex", "Year" }));
        Assert.That(model.OutputShape!.ToString(), Is.EqualTo("[batch, 1]"));
        model.Compile(new Adam(0.05), Loss.BinaryCrossentropy);
        var labels = Birds["Class"].ToTensor(DType.Float32);
        var history = model.Fit(space.InputsOf(Birds), new Dictionary<string, TensorData> { [model.Layers[^1].Name] = labels }, epochs: 40);
        Assert.That(history["loss"][^1], Is.LessThan(history["loss"][0] * 0.7));
        Assert.That(model.Summary(), Does.Contain("feature_space (FeatureSpace)"));

        using var folder = new TempFolder();
        model.Save(folder.At("birds.keras"));
        using var again = (Sequential)Model.Load(folder.At("birds.keras"));
        Assert.That(again.Layers[0], Is.TypeOf<FeatureSpace>());
        Assert.That(Mismatch.OfBits("output", again.Predict(space.InputsOf(Birds)).Values.Single(),
            model.Predict(space.InputsOf(Birds)).Values.Single()), Is.Empty);
        Assert.That(((FeatureSpace)again.Layers[0]).OutputColumns, Is.EqualTo(space.OutputColumns));
    }

    [Test]
    public void InAFunctional_ItIsCalledOrGivesItsTensors()
    {
        using var space = Space();
        space.Adapt(Birds);
        var dense = new Dense(2);
        using var called = new Functional(space.Inputs,
            [dense.Apply(space.ApplyAll([.. space.Inputs.Select(input => (KerasTensor)input)])[0])]);
        using var joined = new Functional(space.Inputs, [dense.Apply(space.Encoded)]);
        var rows = space.InputsOf(Birds);
        Assert.That(Mismatch.OfBits("output", called.Predict(rows).Values.Single(), joined.Predict(rows).Values.Single()), Is.Empty);
        using var folder = new TempFolder();
        foreach (var model in new[] { called, joined })
        {
            model.Save(folder.At("model.keras"));
            using var again = Model.Load(folder.At("model.keras"));
            Assert.That(Mismatch.OfBits("output", again.Predict(rows).Values.Single(), model.Predict(rows).Values.Single()), Is.Empty);
            Assert.That(again.Layers.OfType<FeatureSpace>().Count(), Is.EqualTo(model == called ? 1 : 0));
        }
    }

    // Keras's class has no place for compile settings, so the file of a compiled space has a functional model, and its weights are in that
    // model's places.
    [Test]
    public void ACompiledSpace_IsRestored_AndSoAreItsWeights([Values] bool compile)
    {
        static FeatureSpace Adapted(Table rows)
        {
            var space = new FeatureSpace { { "Body Mass (g)", new Normalization() }, Feature.StringCategorical("Island") };
            space.Adapt(rows);
            return space;
        }

        using var space = Adapted(Birds);
        space.Compile(new Sgd(0.01), Loss.MeanSquaredError);
        var y = Encode(space, Birds);
        using var folder = new TempFolder();
        space.Save(folder.At("space.keras"));
        using var again = (FeatureSpace)Model.Load(folder.At("space.keras"), compile);
        Assert.That(again.IsCompiled, Is.EqualTo(compile));
        Assert.That(Mismatch.OfBits("output", Encode(again, Birds), y), Is.Empty);
        again.Save(folder.At("again.keras"));
        using var third = (FeatureSpace)Model.Load(folder.At("again.keras"));
        Assert.That(Mismatch.OfBits("output", Encode(third, Birds), y), Is.Empty);

        space.SaveWeights(folder.At("space.weights.h5"));
        foreach (var file in new[] { "space.keras", "space.weights.h5" })
        {
            using var other = Adapted(Table.Of(Birds["Island"], Column.Number("Body Mass (g)", 1, 2, 3, 4, 5, 6, 7, 8)));
            other.LoadWeights(folder.At(file));
            Assert.That(Encode(other, Birds).ToArray<float>(), Is.EqualTo(y.ToArray<float>()).Within(1e-5), file);
        }
    }

    [Test]
    public void BeyondKeras_AFunctionalIsSaved_AndTheSpaceIsRestored()
    {
        using var space = new FeatureSpace
        {
            { ["Body Mass (g)", "Beak Depth (mm)"], new Imputation(), new Normalization() },
            { "Notes", new TextVectorization(outputMode: OutputMode.TfIdf) },
            Feature.FloatDiscretized("Year", [2008.0, 2009.0]),
            Feature.StringCategorical("Island", vocabulary: ["Biscoe", "Dream"]),
            Feature.StringHashed("Sex", 4, OutputMode.OneHot),
            Feature.Cross(["Island", "Sex", "Year"], 12),
        };
        space.Adapt(Birds);
        using var folder = new TempFolder();
        space.Save(folder.At("space.keras"));
        using var again = (FeatureSpace)Model.Load(folder.At("space.keras"));
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        Assert.That(again.Select(feature => feature.ToString()), Is.EqualTo(space.Select(feature => feature.ToString())));
        Assert.That(again.OutputColumns, Is.EqualTo(space.OutputColumns));
        Assert.That(Mismatch.OfBits("output", Encode(again, Birds), Encode(space, Birds)), Is.Empty);
        Assert.That(space.OutputColumns, Does.Contain("Year=[2008, 2009)").And.Contain("Notes=grey").And.Contain("Island_X_Sex_X_Year=11"));
        again.Adapt(Birds);
        Assert.That(Mismatch.OfBits("output", Encode(again, Birds), Encode(space, Birds)), Is.Empty);
    }

    [Test]
    public void KerasTypes_MadeHere_AreSavedInKerassForm()
    {
        var one = new FeatureSpaceCase("penguins_by_name");
        using var space = new FeatureSpace { Feature.FloatNormalized("beak_length"), Feature.Float("body_mass"),
            Feature.StringCategorical("sex"), Feature.StringHashed("island") };
        space.Adapt(one.Adapt!);
        using var folder = new TempFolder();
        space.Save(folder.At("space.keras"));
        // Keras's statistics are sums in float32.
        var mismatches = ArchiveMismatch.Of(folder.At("space.keras"), one.File)
            .Where(text => !text.StartsWith("preprocessors/normalization/vars", StringComparison.Ordinal));
        Assert.That(mismatches, Is.Empty);
    }

    [Test]
    public void ANewPassWithMoreWords_MakesMoreColumns()
    {
        using var space = new FeatureSpace { Feature.StringCategorical("Island"), { "Year", new Normalization() } };
        space.Adapt(Birds[..3]);
        Assert.That(Encode(space, Birds).Shape.ToString(), Is.EqualTo("[8, 4]"));
        space.Adapt(Birds);
        Assert.That(Encode(space, Birds).Shape.ToString(), Is.EqualTo("[8, 5]"));
        Assert.That(space.OutputColumns, Is.EqualTo(new[] { "Island=[UNK]", "Island=Biscoe", "Island=Dream", "Island=Torgersen", "Year" }));
    }

    [Test]
    public void AMissingText_IsTheWordThatTheSpaceSays()
    {
        var rows = Table.Of(Column.Text("Sex", "F", null, "", "M", null, ""));
        using var space = new FeatureSpace { Feature.StringCategorical("Sex") };
        Assert.That(() => space.Adapt(rows),
            Throws.ArgumentException.With.Message.Contains("'Sex' has an empty text in row 2 and a missing text in row 1"));
        using var named = new FeatureSpace { MissingText = "?", };
        named.Add(Feature.StringCategorical("Sex"));
        named.Adapt(rows);
        Assert.That(named.OutputColumns, Is.EqualTo(new[] { "Sex=[UNK]", "Sex=?", "Sex=", "Sex=M", "Sex=F" }));
        using var folder = new TempFolder();
        named.Save(folder.At("space.keras"));
        using var again = (FeatureSpace)Model.Load(folder.At("space.keras"));
        Assert.That(again.MissingText, Is.EqualTo("?"));
        Assert.That(Mismatch.OfBits("output", Encode(again, rows), Encode(named, rows)), Is.Empty);
    }

    [Test]
    public void AModelOverTheInputsOfASpace_KeepsTheirColumns_AndTheMissingText()
    {
        var rows = Table.Of(Column.Text("Sex / of bird", "F", null, "", "M", null, ""), Column.Number("y", 1, 2, 3, 4, 5, 6));
        using var space = new FeatureSpace { MissingText = "?" };
        space.Add(Feature.StringCategorical("Sex / of bird"));
        space.Adapt(rows);
        var scaler = new Normalization();
        using var model = new Functional(space.Inputs, [new Dense(1).Apply(scaler.Apply(space.Encoded))]);
        model.Adapt(rows);
        using var folder = new TempFolder();
        model.Save(folder.At("model.keras"));
        using var again = Model.Load(folder.At("model.keras"));
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        var mean = scaler.Mean!.ToArray<float>();
        again.Layers.OfType<Normalization>().Single().Adapt(new float[,] { { 0, 0, 0, 0, 0 }, { 1, 1, 1, 1, 1 } });
        again.Adapt(rows);
        Assert.That(again.Layers.OfType<Normalization>().Single().Mean!.ToArray<float>(), Is.EqualTo(mean));
        Assert.That(again.Layers.OfType<StringLookup>().Single().Vocabulary, Is.EqualTo(new[] { "[UNK]", "?", "", "M", "F" }));
        Assert.That(again.Check(rows).Verdict, Is.EqualTo(SkewVerdict.Alike));
        again.Save(folder.At("again.keras"));
        using var third = Model.Load(folder.At("again.keras"));
        Assert.That(third.Check(rows).Verdict, Is.EqualTo(SkewVerdict.Alike));
    }

    [Test]
    public void Columns_AreThereOnce_AndHaveOneFeature()
    {
        var space = new FeatureSpace { { "a", new Normalization() } };
        Assert.That(() => space.Add("a"), Throws.ArgumentException.With.Message.Contains("already has the feature 'a'"));
        Assert.That(() => space.Add(["b", "a"]), Throws.ArgumentException.With.Message.Contains("'a' is already in the feature 'a'"));
        Assert.That(() => space.Add(["b", "b"]), Throws.ArgumentException.With.Message.Contains("'b' is in the feature twice"));
        Assert.That(() => space.Add(Feature.Cross(["a", "bb"], 4)),
            Throws.ArgumentException.With.Message.Contains("refers to the feature 'bb', which the space does not have"));
        Assert.That(() => Feature.Cross(["a"], 4), Throws.ArgumentException);
        Assert.That(() => Feature.StringHashed("a", 4, OutputMode.Count), Throws.InstanceOf<ArgumentOutOfRangeException>());
        space.Add(Feature.IntegerHashed("b", 4));
        space.Add(Feature.IntegerHashed("c", 4));
        space.Add(Feature.Cross(["b", "c"], 4));
        Assert.That(() => space.Remove("b"), Throws.ArgumentException.With.Message.Contains("in the cross 'b_X_c'"));
        Assert.That(() => space.Remove("cc"), Throws.ArgumentException.With.Message.Contains("Did you mean 'c'?"));
        space.Remove("b_X_c");
        space.Remove("b");
        space.Replace("c", new Rescaling(2));
        Assert.That(space.Select(feature => feature.ToString()), Is.EqualTo(new[] { "a: Normalization", "c: Rescaling" }));
    }

    [Test]
    public void ATable_HasEveryColumn_AndOthersToo()
    {
        using var space = new FeatureSpace { { "Body Mas (g)", new Normalization() } };
        Assert.That(() => space.Adapt(Birds),
            Throws.ArgumentException.With.Message.Contains("takes the column 'Body Mas (g)'").And.Message.Contains("Did you mean 'Body " +
            "Mass (g)'?"));
        using var right = Space();
        right.Adapt(Birds.Select("Class", "Year", "Sex", "Island", "Beak Depth (mm)", "Body Mass (g)"));
        Assert.That(() => right.InputsOf(Birds.Select("Year")), Throws.ArgumentException.With.Message.Contains("'Body Mass (g)'"));
    }

    [Test]
    public void BeforeAdapt_ItSaysWhatIsMissing()
    {
        using var space = Space();
        var rows = new Dictionary<string, TensorData> { ["Island"] = TensorData.Of(["Dream"], [1]) };
        Assert.That(() => space.Predict(rows), Throws.TypeOf<LayerException>().With.Message.Contains("adapted"));
        Assert.That(() => space.Encoded, Throws.TypeOf<LayerException>());
        using var untyped = new FeatureSpace { { "x", new Hashing(3, outputMode: OutputMode.OneHot) } };
        Assert.That(() => untyped.Encoded, Throws.InvalidOperationException.With.Message.Contains("'x' holds numbers or texts"));
        using var empty = new FeatureSpace();
        Assert.That(() => empty.Adapt(Birds), Throws.InvalidOperationException.With.Message.Contains("has no features"));
    }

    [Test]
    public void FeaturesThatDoNotFitOneVector_AreRefused_WithTheRemedy()
    {
        using var indices = new FeatureSpace { Feature.StringCategorical("Island", outputMode: OutputMode.Int) };
        Assert.That(() => indices.Adapt(Birds),
            Throws.TypeOf<LayerException>().With.Message.Contains("'Island' is an index after its layers"));
        Assert.That(((StringLookup)indices["Island"].Layers[0]).IsAdapted, Is.False);
        using var floats = new FeatureSpace { Feature.Float("Year"), Feature.StringHashed("Island", 3),
            Feature.Cross(["Year", "Island"], 3) };
        Assert.That(() => floats.Encoded,
            Throws.TypeOf<LayerException>().With.Message.Contains("needs one text or one integer for each row"));
    }

    [Test]
    public void ADictionaryOfOutputs_IsOfTheTypesThatLayersGive()
    {
        using var space = new FeatureSpace(FeatureOutput.Dict) { Feature.StringCategorical("Island", outputMode: OutputMode.Int),
            { "Body Mass (g)", new Normalization() }, { "Notes", new TextVectorization(outputSequenceLength: 3) } };
        space.Adapt(Birds);
        var outputs = space.Predict(space.InputsOf(Birds));
        Assert.That(outputs.Keys, Is.EqualTo(new[] { "Body Mass (g)", "Island", "Notes" }));
        Assert.That(outputs["Island"].ToArray<long>(), Is.EqualTo(new long[] { 2, 1, 1, 3, 2, 1, 2, 1 }));
        Assert.That(outputs["Notes"].Shape.ToString(), Is.EqualTo("[8, 3]"));
        using var folder = new TempFolder();
        space.Save(folder.At("space.keras"));
        using var again = Model.Load(folder.At("space.keras"));
        Assert.That(again.Predict(space.InputsOf(Birds))["Island"].ToArray<long>(), Is.EqualTo(outputs["Island"].ToArray<long>()));
    }

    [Test]
    public void NamesOfLayers_AreThoseThatTensorFlowTakes()
    {
        using var space = new FeatureSpace { { "Body Mass (g)", new Imputation(), new Normalization() }, { "Größe", new Normalization() },
            { "km/h", new Normalization() }, Feature.FloatNormalized("$") };
        space.Adapt(Table.Of(Column.Number("Body Mass (g)", 1, 2), Column.Number("Größe", 1, 3), Column.Number("km/h", 4, 9),
            Column.Number("$", 4, 9)));
        Assert.That(space.Layers.Select(layer => layer.Name).Where(name => !SafeNames.IsSafe(name)), Is.Empty);
        Assert.That(space.Layers.Select(layer => layer.Name),
            Does.Contain("Body_Mass_g_normalization").And.Contain("Gr_e_normalization").And.Contain("column_preprocessor"));
        Assert.That(space.Inputs.Select(input => input.Name), Is.EqualTo(new[] { "Body Mass (g)", "Größe", "km_h", "$" }));
        Assert.That(space.OutputColumns, Is.EqualTo(new[] { "$", "Body Mass (g)", "Größe", "km/h" }));
    }

    [Test]
    public void Rows_AreComparedWithTraining_ByTheirColumns()
    {
        using var space = new FeatureSpace { { "Body Mass (g)", new Normalization() },
            { "Island", new StringLookup(outputMode: OutputMode.OneHot) } };
        space.Adapt(Birds);
        var report = space.Check(Birds);
        Assert.That(report.Verdict, Is.EqualTo(SkewVerdict.Alike));
        Assert.That(report.Features.Select(feature => feature.Name), Does.Contain("Body Mass (g)").And.Contain("Island"));
    }

    [Test]
    public void AnExport_TakesWords()
    {
        using var space = new FeatureSpace { { "Body Mass (g)", new Normalization() }, Feature.StringCategorical("Island") };
        space.Adapt(Birds);
        using var model = new Sequential { space, new Dense(2) };
        using var folder = new TempFolder();
        var graph = model.ExportOnnx(folder.At("model.onnx"));
        Assert.That(graph.Inputs.Select(input => input.Name), Is.EquivalentTo(new[] { "Body Mass (g)", "Island" }));
        var expected = model.Predict(space.InputsOf(Birds)).Values.Single();
        var actual = PlainOnnx.Run(folder.At("model.onnx"), space.InputsOf(Birds));
        Assert.That(Mismatch.Of("output", actual, expected), Is.Empty);
    }

    [Test]
    public void EncodersThatKerasLacks_AreFeaturesToo()
    {
        int[] places = [.. Enumerable.Range(0, 24).Select(i => i % 8)];
        var rows = Table.Of(
            Column.Text("Island", Array.ConvertAll(places, i => Birds.Texts("Island")[i])),
            Column.Text("Sex", Array.ConvertAll(places, i => Birds.Texts("Sex")[i])),
            Column.Text("Seen", Array.ConvertAll(places, i => (string?)$"2007-11-{i + 1:00}")),
                Column.Number("Class", Array.ConvertAll(places, i => Birds.Numbers("Class")[i])));
        using var space = new FeatureSpace
        {
            { ["Island", "Sex"], new OneHotEncoding(UnknownCategory.Ignore) },
            { "Seen", new DateParts(DatePart.Month | DatePart.Day), new Normalization() },
        };
        space.Replace("Island, Sex", new OneHotEncoding(UnknownCategory.Ignore, DroppedCategory.First));
        var report = space.Adapt(rows);
        Assert.That(report.Passes, Is.EqualTo(1), "parts of dates need no other pass");
        Assert.That(space.OutputColumns, Is.EqualTo(new[] { "Island=Dream", "Island=Torgersen", "Sex=M", "Seen month", "Seen day" }));
        using var target = new FeatureSpace { { "Island", new TargetEncoding() }, { "Sex", new OrdinalEncoding(), new Normalization() } };
        target.Adapt(rows, "Class");
        using var folder = new TempFolder();
        foreach (var each in new[] { space, target })
        {
            each.Save(folder.At("space.keras"));
            using var again = (FeatureSpace)Model.Load(folder.At("space.keras"));
            Assert.That(again.LoadReport!.Warnings, Is.Empty);
            Assert.That(again.OutputColumns, Is.EqualTo(each.OutputColumns));
            Assert.That(Mismatch.OfBits("output", Encode(again, rows), Encode(each, rows)), Is.Empty);
        }
    }

    [Test]
    public void HundredsOfColumns_AreOnePassAndOneVector()
    {
        const int Columns = 400;
        var rows = Table.Of([.. Enumerable.Range(0, Columns)
            .Select(c => Column.Number($"c{c:000}", [.. Enumerable.Range(0, 5).Select(row => (double)(row * (c + 1) % 7))]))]);
        using var space = new FeatureSpace();
        for (var c = 0; c < Columns; c++) space.Add($"c{c:000}", new Normalization());
        Assert.That(space.Adapt(rows).Passes, Is.EqualTo(1));
        var y = Encode(space, rows);
        Assert.That(y.Shape.ToString(), Is.EqualTo($"[5, {Columns}]"));
        using var folder = new TempFolder();
        space.Save(folder.At("space.keras"));
        using var again = (FeatureSpace)Model.Load(folder.At("space.keras"));
        Assert.That(Mismatch.OfBits("output", Encode(again, rows), y), Is.Empty);
    }

    [Test]
    public void RowsOfLaterBatches_AreCountedFromTheFirst()
    {
        var rows = Table.Of(Column.Text("a", "x", "y", "z", "x", null), Column.Number("b", 1, 2, 3, 4, 5));
        var empties = Table.Of(Column.Text("a", "x", "y", "z", "", null), Column.Number("b", 1, 2, 3, 4, 5));
        using var space = new FeatureSpace { Feature.StringCategorical("a"), { "b", new Normalization() } };
        Assert.That(() => space.Adapt(new CountingSource(empties)),
            Throws.ArgumentException.With.Message.Contains("count from row 3 of the birds"));
        Assert.That(() => space.Adapt(new CountingSource(rows)), Throws.Nothing);
    }

    [Test]
    public void InputsReadBeforeAdapt_HaveTheSameTypes()
    {
        using var early = Space();
        using var model = new Sequential { early, new Dense(1) };
        _ = model.Inputs;
        model.Adapt(Birds);
        using var late = Space();
        late.Adapt(Birds);
        Assert.That(early.Inputs.Select(input => input.Type), Is.EqualTo(late.Inputs.Select(input => input.Type)));
        Assert.That(late.Inputs.Select(input => input.Type),
            Is.EqualTo(new[] { DType.Float32, DType.Float32, DType.String, DType.String, DType.Float64 }),
            "integers stay whole, and fractions may come later");
    }

    [Test]
    public void ALayerInThePlaceOfAnother_GetsTheColumnAsItTakesIt()
    {
        var rows = Table.Of(Column.Boolean("Tagged", true, false, true), Column.Integer("Year", 2007, 2008, 2010));
        using var space = new FeatureSpace { { "Tagged", new Hashing(3, outputMode: OutputMode.OneHot) },
            { "Year", new Hashing(3, outputMode: OutputMode.OneHot) } };
        space.Adapt(rows);
        Assert.That(space.Inputs.Select(input => input.Type), Is.EqualTo(new[] { DType.Bool, DType.Int64 }));
        space.Replace("Tagged", new IntegerLookup(outputMode: OutputMode.OneHot));
        space.Replace("Year", new Normalization());
        space.Adapt(rows);
        Assert.That(space.Inputs.Select(input => input.Type), Is.EqualTo(new[] { DType.Int64, DType.Float64 }));
        Assert.That(space.OutputColumns, Is.EqualTo(new[] { "Tagged=-1", "Tagged=1", "Tagged=0", "Year" }));
    }

    [Test]
    public void AnyModelOfColumns_AdaptsAndChecksByTheirNames()
    {
        var (mass, year) = (new Input(1, name: "Body Mass (g)"), new Input(1, name: "Year"));
        var (first, second) = (new Normalization(), new Normalization());
        using var model = new Functional([mass, year], [new Concatenate().Apply(first.Apply(mass), second.Apply(year))]);
        var source = new CountingSource(Birds);
        Assert.That(model.Adapt(source).Passes, Is.EqualTo(1));
        Assert.That((source.Passes, string.Join(", ", source.Read)), Is.EqualTo((1, "Body Mass (g), Year")));
        Assert.That(second.Mean!.ToArray<float>()[0], Is.EqualTo(2007.875f));
        Assert.That(second.State!.FeatureNames, Is.EqualTo(new[] { "Year" }));
        Assert.That(model.Check(source).Verdict, Is.EqualTo(SkewVerdict.Alike));
        Assert.That(() => model.Adapt(Birds.Select("Year", "Sex")), Throws.ArgumentException.With.Message.Contains("Body Mass (g)"));
        using var wide = new Functional([mass, new Input(3, name: "Year and more")], [new Normalization().Apply(mass)]);
        Assert.That(() => wide.Adapt(Birds),
            Throws.ArgumentException.With.Message.Contains("'Year and more' has the shape [batch, 3], and a column of a table has the " +
            "shape (batch, 1)"));
    }

    [Test]
    public void ASpaceThatWasNotAdapted_IsNamedByTheModelAroundIt()
    {
        using var model = new Sequential { Space(), new Dense(1) };
        Assert.That(model.OutputShape, Is.Null);
        Assert.That(() => model.Predict(new Dictionary<string, TensorData> { ["Island"] = TensorData.Of(["Dream"], [1]) }),
            Throws.TypeOf<LayerException>().With.Message.Contains("adapt").IgnoreCase);
        using var folder = new TempFolder();
        Assert.That(() => model.Save(folder.At("model.keras")), Throws.TypeOf<LayerException>());
        Assert.That(Directory.GetFiles(folder.At("")), Is.Empty);
    }

    [Test]
    public void Save_WarnsOfNamesThatTensorFlowRefuses()
    {
        using var model = new Sequential { new Input(2, name: "any name (of an input)"), new Dense(1, name: "Body Mass (g)"),
            new Dense(1, name: "fine_1") };
        using var folder = new TempFolder();
        var report = model.Save(folder.At("model.keras"));
        Assert.That(report.Warnings, Has.Count.EqualTo(1));
        Assert.That(report.ToString(),
            Does.StartWith("Body Mass (g) (Dense): Keras on TensorFlow opens the file but cannot call").And.Contain("'Body_Mass_g'"));
        using var space = Space();
        space.Adapt(Birds);
        Assert.That(space.Save(folder.At("space.keras")).Warnings, Is.Empty);
    }

    [Test]
    public void Labels_GoToLayersThatLearnFromThem()
    {
        using var space = new FeatureSpace { { "Island", new MeanOfLabel() }, { "Body Mass (g)", new Normalization() } };
        var report = space.Adapt(Birds, "Class");
        Assert.That(report.Passes, Is.EqualTo(1));
        Assert.That(() => space.Adapt(Birds, "Clas"), Throws.ArgumentException.With.Message.Contains("Class"));
        Assert.That(Encode(space, Birds).AsSpan<float>()[1], Is.EqualTo(0.5f));
    }

    internal static TensorData Encode(FeatureSpace space, Table rows) => space.Predict(space.InputsOf(rows)).Values.Single();
}
