namespace Layers.ScikitLearn.Tests;

/// <summary>Tests of encoders with settings and releases that no file here has.</summary>
public sealed class EncoderTests
{
    private static readonly object?[] s_two = [new[] { "a", "b", "c" }, new[] { "x", "y" }];

    [Test]
    public void OneHotEncoder_ThatDropsOneOfEachColumn()
    {
        var made = Made.Of("OneHotEncoder", ("handle_unknown", "ignore"), ("categories_", s_two), ("drop_idx_", Made.List(1L, null)));
        Assert.That(Made.Transform(made, new[,] { { "a", "x" }, { "b", "y" }, { "c", "?" } }),
            Is.EqualTo(new double[] { 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0 }));
        Assert.That(Made.File(made).OutputNames, Is.EqualTo(new[] { "x0_a", "x0_c", "x1_x", "x1_y" }));
    }

    [Test]
    public void OneHotEncoder_ThatJoinsRareCategories()
    {
        object?[] rare = [new long[] { 0, 2 }, null];
        var made = Made.Of("OneHotEncoder", ("handle_unknown", "infrequent_if_exist"), ("categories_", s_two),
            ("_infrequent_enabled", true), ("_infrequent_indices", rare), ("drop_idx_", null));
        Assert.That(Made.Transform(made, new[,] { { "a", "x" }, { "b", "?" }, { "?", "y" } }),
            Is.EqualTo(new double[] { 0, 1, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1 }));
        Assert.That(Made.File(made).OutputNames, Is.EqualTo(new[] { "x0_b", "x0_infrequent_sklearn", "x1_x", "x1_y" }));
        var dropped = Made.Of("OneHotEncoder", ("handle_unknown", "ignore"), ("categories_", s_two), ("_infrequent_enabled", true),
            ("_infrequent_indices", rare), ("drop_idx_", new long[] { 1, 0 }));
        Assert.That(Made.Transform(dropped, new[,] { { "a", "x" }, { "b", "y" }, { "?", "y" } }),
            Is.EqualTo(new double[] { 1, 0, 0, 1, 0, 1 }));
        Assert.That(Made.File(dropped).OutputNames, Is.EqualTo(new[] { "x0_infrequent_sklearn", "x1_y" }));
    }

    [Test]
    public void OneHotEncoder_OfNumbersAndTexts()
    {
        object?[] categories = [new double[] { 1, 2 }, new long[] { -3, 5 }, new[] { true, false }, new[] { "a", "b" }];
        var made = Made.Of("OneHotEncoder", ("categories_", categories), ("feature_names_in_", new[] { "f", "i", "b", "t" }));
        var file = Made.File(made);
        Assert.That(file.OutputNames, Is.EqualTo(new[] { "f_1.0", "f_2.0", "i_-3", "i_5", "b_True", "b_False", "t_a", "t_b" }));
        Assert.That(file.InputTypes, Is.EqualTo(new[] { ColumnType.Number, ColumnType.Integer, ColumnType.Boolean, ColumnType.Text }));
        using var model = file.ToModel(DTypePolicy.Float64);
        var (number, integer, flag, text) = (new[,] { { 2.0 } }, new[,] { { -3L } }, new[,] { { 1L } }, new[,] { { "b" } });
        var row = new Dictionary<string, TensorData> { ["f"] = number!, ["i"] = integer!, ["b"] = flag!, ["t"] = text! };
        var y = model.Predict(row);
        Assert.That(FittedCase.Doubles(y.Values.Single()), Is.EqualTo(new double[] { 0, 1, 1, 0, 1, 0, 0, 1 }));
    }

    [Test]
    public void AnUnknownCategory_IsRefused_IfItIsAnErrorInScikitLearn()
    {
        using var model = Made.File(Made.Of("OneHotEncoder", ("categories_", new object?[] { new[] { "a", "b" } }))).ToModel();
        Assert.That(() => model.Predict(new Dictionary<string, TensorData> { ["x0"] = new[,] { { "a" }, { "?" } }! }),
            Throws.Exception.With.Message.Contains("?").And.Message.Contains("not learned"));
        using var labels = Made.File(Made.Of("LabelEncoder", ("classes_", new[] { "no", "yes" }))).ToModel();
        Assert.That(() => labels.Predict(new Dictionary<string, TensorData> { ["x0"] = new[,] { { "maybe" } }! }),
            Throws.Exception.With.Message.Contains("maybe"));
    }

    [Test]
    public void AMissingText_IsTheEmptyText()
    {
        object?[] categories = [Made.List("a", "b", double.NaN)];
        var made = Made.Of("OneHotEncoder", ("categories_", categories));
        Assert.That(Made.Transform(made, new[,] { { "" }, { "b" } }), Is.EqualTo(new double[] { 0, 0, 1, 0, 1, 0 }));
        Assert.That(Made.File(made).OutputNames, Is.EqualTo(new[] { "x0_a", "x0_b", "x0_nan" }));
    }

    [Test]
    public void OrdinalEncoder_OfAnOldRelease()
    {
        var made = Made.Of("OrdinalEncoder", ("categories_", s_two));
        Assert.That(Made.Transform(made, new[,] { { "c", "x" }, { "a", "y" } }), Is.EqualTo(new double[] { 2, 0, 0, 1 }));
        var unknown = Made.Of("OrdinalEncoder", ("categories_", s_two), ("handle_unknown", "use_encoded_value"), ("unknown_value", -7L));
        Assert.That(Made.Transform(unknown, new[,] { { "?", "x" } }), Is.EqualTo(new double[] { -7, 0 }));
    }

    [Test]
    public void LabelBinarizer_OfTwoClasses()
    {
        var made = Made.Of("LabelBinarizer", ("classes_", new[] { "no", "yes" }), ("neg_label", -1L), ("pos_label", 2L),
            ("y_type_", "binary"));
        Assert.That(Made.Transform(made, new[,] { { "yes" }, { "no" }, { "?" } }), Is.EqualTo(new double[] { 2, -1, -1 }));
        using var inverse = Made.File(made).ToInverseModel();
        Assert.That(inverse.Predict((TensorData)new[,] { { 2.0 }, { -1 }, { 0.4 }, { 0.6 } }!).ToArray<string>(),
            Is.EqualTo(new[] { "yes", "no", "no", "yes" }));
    }

    [Test]
    public void LabelEncoder_OfIntegers_HasAnInverse()
    {
        using var inverse = Made.File(Made.Of("LabelEncoder", ("classes_", new long[] { -1, 4, 9 }))).ToInverseModel();
        Assert.That(inverse.Predict((TensorData)new[,] { { 0.0 }, { 2 } }!).ToArray<long>(), Is.EqualTo(new long[] { -1, 9 }));
    }

    [Test]
    public void TargetEncoder_OfSeveralClasses()
    {
        object?[] encodings = [new[] { 0.1, 0.2, 0.3 }, new[] { 0.4, 0.5, 0.6 }, new[] { 0.7, 0.8 }, new[] { 0.9, 1.0 }];
        var made = Made.Of("TargetEncoder", ("categories_", s_two), ("target_type_", "multiclass"), ("classes_", new long[] { 3, 5 }),
            ("target_mean_", new[] { 0.25, 0.75 }), ("encodings_", encodings));
        Assert.That(Made.Transform(made, new[,] { { "b", "y" }, { "?", "x" } }),
            Is.EqualTo(new[] { 0.2, 0.5, 0.8, 1.0, 0.25, 0.75, 0.7, 0.9 }));
        Assert.That(Made.File(made).OutputNames, Is.EqualTo(new[] { "x0_3", "x0_5", "x1_3", "x1_5" }));
    }

    [TestCase("", "b c", new long[] { 2, 1 })]
    [TestCase("\t\n", "  c B ", new long[] { 1, 2 })]
    public void Tokenizer_WithoutFilters(string filters, string text, long[] expected)
    {
        var made = Tokenizer(("filters", filters), ("lower", true), ("num_words", null));
        using var model = Made.File(made).ToModel();
        Assert.That(model.Predict(new Dictionary<string, TensorData> { ["x0"] = new[,] { { text } }! }).Values.Single().ToArray<long>(),
            Is.EqualTo(expected));
    }

    [Test]
    public void Tokenizer_OfCharacters()
    {
        var made = Tokenizer(("filters", "!?"), ("lower", false), ("char_level", true), ("num_words", 3L));
        using var model = Made.File(made).ToModel();
        Assert.That(model.Predict(new Dictionary<string, TensorData> { ["x0"] = new[,] { { "aB!b" } }! }).Values.Single().ToArray<long>(),
            Is.EqualTo(new long[] { 1, 1, 1, 2 }));
    }

    // The unknown word has index 1; of the other words, b is the most frequent.
    private static PickledObject Tokenizer(params (string, object?)[] settings)
    {
        var made = new PickledObject(new PickledName("keras.src.legacy.preprocessing.text", "Tokenizer"));
        made.Set("word_index", Made.Dictionary(("<OOV>", 1L), ("b", 2L), ("a", 3L)));
        made.Set("oov_token", "<OOV>");
        foreach (var (field, value) in settings) made.Set(field, value);
        return made;
    }
}
