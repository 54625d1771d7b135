namespace Layers.ScikitLearn.Tests;

/// <summary>Tests of objects that are refused, with class and setting: without an equivalent, never fitted, or with parts that do not
/// fit.</summary>
public sealed class RefusedTests
{
    private static readonly object?[] s_categories = [new[] { "a", "b" }];

    private static IEnumerable<TestCaseData> NoLayer =>
    [
        Case("a list", () => Made.Of("Pipeline", ("steps", Made.List(Made.List("s", Made.List(1L, 2L))))), "made.pkl", "a list of 2",
            "Save the fitted"),
        Case("another class", () => new PickledObject(new("sklearn.ensemble._forest", "RandomForestClassifier")), "RandomForestClassifier",
            "sklearn.ensemble._forest", "StandardScaler"),
        Case("a final estimator", () => Made.Of("Pipeline",
            ("steps", Made.List(Made.List("s", Made.Scaler([0], [1])),
            Made.List("clf", new PickledObject(new("sklearn.linear_model._logistic", "LogisticRegression")))))),
            "'clf'", "LogisticRegression", "pipeline[:-1]"),
        Case("nothing but passthrough", () => Made.Of("Pipeline", ("steps", Made.List(Made.List("s", "passthrough")))), "no step"),
        Case("a function", () => Made.Of("FunctionTransformer", ("func", new PickledName("numpy", "log1p")), ("n_features_in_", 1)),
            "FunctionTransformer", "numpy.log1p", "not run"),
        Case("fractions as categories", () => Made.Of("OneHotEncoder", ("categories_", new object?[] { new[] { 0.5, 1 } })),
            "OneHotEncoder", "0.5, 1.0", "column 0", "bins"),
        Case("NaN among numbers", () => Made.Of("OneHotEncoder", ("categories_", new object?[] { new[] { 1, double.NaN } })),
            "missing value", "NaN", "column 0"),
        Case("NaN and None", () => Made.Of("OneHotEncoder", ("categories_", new object?[] { Made.List("a", null, double.NaN) })),
            "both None and nan"),
        Case("NaN and an empty text", () => Made.Of("OneHotEncoder", ("categories_", new object?[] { Made.List("", "a", null) })),
            "empty text"),
        Case("texts and numbers", () => Made.Of("OneHotEncoder", ("categories_", new object?[] { Made.List(1L, "a") })), "several types"),
        Case("a combiner", () => Made.Of("OneHotEncoder", ("categories_", s_categories),
            ("feature_name_combiner", new PickledName("x", "f"))), "feature_name_combiner", "x.f"),
        Case("an unknown setting", () => Made.Of("OneHotEncoder", ("categories_", s_categories), ("handle_unknown", "guess")),
            "handle_unknown='guess'"),
        Case("an unknown value", () => Made.Of("OrdinalEncoder", ("categories_", s_categories), ("handle_unknown", "use_encoded_value"),
            ("unknown_value", double.NaN)), "unknown_value=nan", "-1"),
        Case("a missing value", () => Made.Of("OrdinalEncoder", ("categories_", new object?[] { Made.List("a", double.NaN) }),
            ("encoded_missing_value", double.NaN)), "encoded_missing_value=nan", "SimpleImputer"),
        Case("missing zeros", () => Made.Of("SimpleImputer", ("missing_values", 0L), ("statistics_", new[] { 1.0 })), "missing_values=0",
            "NaN"),
        Case("several labels", () => Made.Of("LabelBinarizer", ("classes_", new long[] { 0, 1, 2 }), ("y_type_", "multilabel-indicator")),
            "multilabel-indicator"),
        Case("a degree", () => Made.Of("PolynomialFeatures", ("degree", 0L), ("n_features_in_", 2)), "degree=0"),
        Case("names by code", () => Made.Of("ColumnTransformer", ("transformers_", Made.List()), ("n_features_in_", 1),
            ("verbose_feature_names_out", new PickledName("x", "f"))), "verbose_feature_names_out", "x.f"),
        Case("a tokenizer's filters", () => Tokenizer(("oov_token", "<OOV>"), ("filters", "!?\t")), "filters='!?'", "well-known"),
        Case("a tokenizer without a token", () => Tokenizer(("oov_token", null)), "oov_token=None"),
        Case("a tokenizer that lowers", () => Tokenizer(("oov_token", "<OOV>"), ("filters", ""), ("lower", true),
            ("word_index", Made.Dictionary(("<OOV>", 1L), ("é", 2L)))), "lower=True"),
    ];

    private static IEnumerable<TestCaseData> Damaged =>
    [
        Case("never fitted", () => Made.Of("StandardScaler", ("with_mean", true), ("copy", true)),
            "made.pkl holds a StandardScaler that was never fitted: it has no mean_."),
        Case("an encoder never fitted", () => Made.Of("OneHotEncoder", ("drop", null)), "OneHotEncoder that was never fitted",
            "categories_"),
        Case("a table never fitted", () => Made.Of("ColumnTransformer", ("transformers", Made.List())), "never fitted", "transformers_"),
        Case("a step never fitted", () => Made.Of("Pipeline",
            ("steps", Made.List(Made.List("s", Made.Of("MinMaxScaler", ("clip", false)))))),
            "MinMaxScaler that was never fitted", "scale_"),
        Case("a newer release", () => Made.Of("StandardScaler", ("mean_", new[] { 1.0 }), ("n_features_in_", 1),
            ("_sklearn_version", "3.1.0")), "StandardScaler of scikit-learn 3.1.0 has no scale_"),
        Case("other widths", () => Made.Of("StandardScaler", ("mean_", new[] { 1.0 }), ("scale_", new[] { 1.0, 2 }), ("n_features_in_", 1)),
            "scale_", "2 values", "1 column"),
        Case("other names", () => Made.Scaler([1], [1], ["a", "b"]), "feature_names_in_", "2 values"),
        Case("another kind", () => Made.Of("StandardScaler", ("mean_", "text"), ("scale_", new[] { 1.0 }), ("n_features_in_", 1)), "mean_",
            "numbers", "'text'"),
        Case("steps that do not fit", () => Made.Of("Pipeline",
            ("steps", Made.List(Made.List("a", Made.Scaler([1], [1])), Made.List("b", Made.Scaler([1, 2], [1, 2]))))),
            "gives 1 column to a StandardScaler of 2"),
        Case("a column that is not there", () => Made.Of("ColumnTransformer",
            ("transformers_", Made.List(Made.List("s", Made.Scaler([1], [1]), Made.List(4L)))), ("n_features_in_", 2)), "column 4 of 2"),
        Case("a name that is not there", () => Made.Of("ColumnTransformer",
            ("transformers_", Made.List(Made.List("s", Made.Scaler([1], [1]), Made.List("q")))), ("n_features_in_", 1),
            ("feature_names_in_", new[] { "p" })), "'q'"),
        Case("more columns than memory", () => Made.Of("Binarizer", ("threshold", 0.0), ("n_features_in_", int.MaxValue)),
            "the number of columns is 2147483647"),
        Case("a place that no category has", () => Made.Of("OneHotEncoder", ("categories_", s_categories), ("drop_idx_", new long[] { 5 })),
            "drop_idx_"),
        Case("what contains another twice, forty levels deep", Nested, "deep"),
    ];

    [TestCaseSource(nameof(NoLayer))]
    public void AnObjectWithoutALayer_IsRefused(object make, string[] parts) => AssertRefused<NotSupportedException>(make, parts);

    [TestCaseSource(nameof(Damaged))]
    public void AnIncompleteObject_IsRefused(object make, string[] parts) => AssertRefused<InvalidDataException>(make, parts);

    [Test]
    public void AMissingInverse_IsRefused()
    {
        foreach (var made in new[] { Made.Of("Binarizer", ("n_features_in_", 1)), Made.Of("Normalizer", ("n_features_in_", 1)),
            Made.Of("OneHotEncoder", ("categories_", s_categories)) })
            Assert.That(() => Made.File(made).ToInverseModel(),
                Throws.TypeOf<NotSupportedException>().With.Message.Contains(made.Type.Name));
    }

    [Test]
    public void OtherFiles_AreRefusedByName()
    {
        foreach (var path in Directory.EnumerateFiles(FittedCase.At(""),
            "refused_*").Concat(Directory.EnumerateFiles(FittedCase.At(""), "hostile_*")))
            Assert.That(() => ScikitLearnFile.Read(path), Throws.InstanceOf<InvalidDataException>().Or.InstanceOf<NotSupportedException>(),
                path);
        // Tokenizers with the default filters, as Keras's documentation makes them. TextVectorization cannot replace a character by a
        // space.
        foreach (var path in Directory.EnumerateFiles(FittedCase.At(""), "tokenizer*.pkl"))
            Assert.That(() => ScikitLearnFile.Read(path), Throws.TypeOf<NotSupportedException>().With.Message.Contains("Tokenizer"), path);
        Assert.That(() => ScikitLearnFile.Read("nowhere.pkl"), Throws.InstanceOf<IOException>());
    }

    private static void AssertRefused<TException>(object make, string[] parts)
        where TException : Exception
    {
        var error = Assert.Throws<TException>(() => Made.File(((Func<PickledObject>)make)()))!;
        foreach (var part in parts) Assert.That(error.Message, Does.Contain(part));
    }

    private static PickledObject Tokenizer(params (string, object?)[] fields)
    {
        var made = new PickledObject(new PickledName("keras_preprocessing.text", "Tokenizer"));
        made.Set("word_index", Made.Dictionary(("<OOV>", 1L), ("b", 2L)));
        foreach (var (field, value) in fields) made.Set(field, value);
        return made;
    }

    // Each level contains the next one twice, so the innermost occurs 2⁴⁰ times.
    private static PickledObject Nested()
    {
        var made = Made.Scaler([1], [1]);
        for (var depth = 0; depth < 40; depth++) made = Made.Of("Pipeline",
            ("steps", Made.List(Made.List("a", made), Made.List("b", made))));
        return made;
    }

    private static TestCaseData Case(string name, Func<PickledObject> make, params string[] parts) =>
        new TestCaseData(make, parts).SetArgDisplayNames(name);
}
