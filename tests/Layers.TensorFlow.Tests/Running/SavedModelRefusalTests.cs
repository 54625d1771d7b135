namespace Layers.TensorFlow.Tests;

/// <summary>Tests of SavedModels that cannot be opened or run: the messages state the expected value, the actual value, and what to
/// do.</summary>
public sealed class SavedModelRefusalTests
{
    private static string Mixed => Golden.At("savedmodels/mixed");

    [Test]
    public void AFolderThatIsNoSavedModel_IsRefusedWithTheReason()
    {
        using var folder = new TempFolder();
        Assert.That(() => SavedModel.Load(folder.At("none")), Throws.TypeOf<DirectoryNotFoundException>().With.Message.Contains("none"));
        Assert.That(() => SavedModel.Load(folder.At(".")), Throws.TypeOf<InvalidDataException>().With.Message.Contains("saved_model.pb"));
        File.WriteAllText(folder.At("m.keras"), "");
        Assert.That(() => SavedModel.Load(folder.At("m.keras")), Throws.TypeOf<InvalidDataException>().With.Message.Contains("Model.Load"));
        Directory.CreateDirectory(folder.At("versions/7"));
        File.WriteAllText(folder.At("versions/7/saved_model.pb"), "");
        Assert.That(() => SavedModel.Load(folder.At("versions")), Throws.TypeOf<InvalidDataException>().With.Message.Contains("7"));
        Assert.That(() => SavedModel.Load(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void ADamagedFile_IsAnError()
    {
        RealTensorFlow.Require();
        using var folder = new TempFolder();
        var bytes = File.ReadAllBytes(Path.Combine(Mixed, "saved_model.pb"));
        Directory.CreateDirectory(folder.At("m"));
        foreach (var damaged in (byte[][])[[], "no model"u8.ToArray(), bytes[..(bytes.Length / 2)], [.. bytes[..50], .. new byte[50],
            .. bytes[100..]]])
        {
            File.WriteAllBytes(folder.At("m/saved_model.pb"), damaged);
            Assert.That(() => SavedModel.Load(folder.At("m")), Throws.TypeOf<InvalidDataException>());
        }
    }

    [Test]
    public void WrongInputs_SayNamesAndBothShapes()
    {
        RealTensorFlow.Require();
        using var model = SavedModel.Load(Mixed);
        var right = new Dictionary<string, TensorData>
        {
            ["origin"] = new[,] { { "USA" } },
            ["year"] = new[,] { { 1970L } },
            ["numbers"] = new float[,] { { 8, 307, 130 } },
        };
        Assert.That(model.Predict(right).Keys, Is.EquivalentTo(new[] { "mpg", "odds" }));
        void Refuses(string name, TensorData? value, params string[] words)
        {
            var wrong = new Dictionary<string, TensorData>(right);
            if (value is null) wrong.Remove(name);
            else wrong[name] = value;
            var message = Assert.Throws<ArgumentException>(() => model.Predict(wrong))!.Message;
            foreach (var word in words) Assert.That(message, Does.Contain(word));
        }

        Refuses("numbers", new float[,] { { 1, 2 } }, "'numbers'", "float32[?, 3]", "float32[1, 2]");
        Refuses("numbers", new float[] { 1, 2, 3 }, "'numbers'", "float32[?, 3]", "float32[3]");
        Refuses("numbers", new double[,] { { 1, 2, 3 } }, "'numbers'", "float32[?, 3]", "float64[1, 3]");
        Refuses("year", new[,] { { 1970 } }, "'year'", "int64", "int32");
        Refuses("year", null, "'year'", "not given");
        Refuses("yaer", new[,] { { 1970L } }, "'yaer'", "year");
        Refuses("origin", TensorData.Of(new string[] { null! }, [1, 1]), "'origin'", "null");
        Assert.That(() => model.Predict(right, "serving"), Throws.ArgumentException.With.Message.Contains("'serving'").And.Message.Contains(
            "'serving_default'"));
        Assert.That(() => model.Predict(new float[,] { { 1, 2, 3 } }), Throws.ArgumentException.With.Message.Contains("'origin'"));
    }

    [Test]
    public void AFailedRun_HasItsInputsInTheMessage()
    {
        RealTensorFlow.Require();
        using var folder = new TempFolder();
        using var model = new Sequential { new Input([2], DType.Int64, "ids"), new Embedding(4, 3) };
        model.ExportSavedModel(folder.At("m"));
        using var saved = SavedModel.Load(folder.At("m"));
        Assert.That(() => saved.Predict(new[,] { { 1L, 9 } }), Throws.InvalidOperationException.With.Message.Contains("ids: int64[1, " +
            "2]").And.Message.Contains("9"));
        Assert.That(saved.Predict(new[,] { { 1L, 3 } }).Shape, Is.EqualTo(Shape.Of(1, 2, 3)), "a run that failed leaves the model whole");
    }

    [Test]
    public void ADisposedModel_Throws()
    {
        RealTensorFlow.Require();
        var model = SavedModel.Load(Golden.At("savedmodels/mpg"));
        model.Dispose();
        model.Dispose();
        Assert.That(() => model.Predict(new float[1, 6]), Throws.TypeOf<ObjectDisposedException>().With.Message.Contains("mpg"));
        Assert.That(model.Summary(), Does.Contain("raw: float32[?, 6]"), "what it is can still be read");
    }

    [Test]
    public void Summary_ListsSignatures()
    {
        RealTensorFlow.Require();
        using var model = SavedModel.Load(Golden.At("savedmodels/module"));
        var lines = model.Summary().Split('\n');
        Assert.That(lines, Does.Contain("serving_default").And.Contain("shout").And.Contain("total"));
        Assert.That(lines, Does.Contain("  in   scale: float32[]").And.Contain("  in   any: float64 of unknown " +
            "rank").And.Contain("  out  upper: string[?]"));
    }

    [Test]
    public void Texts_KeepTheirZeros()
    {
        RealTensorFlow.Require();
        using var folder = new TempFolder();
        var input = Ops.Input("s", ["batch"], DType.String);
        File.WriteAllBytes(folder.At("saved_model.pb"),
            SavedModelWriter.Write(Graph.Of([input], [KeyValuePair.Create("y", Ops.Identity(input))])));
        using var model = SavedModel.Load(folder.At("."));
        TensorData texts = new[] { "a\0b", "\0", new string('x', 100), "\uD83D", "😀\0", "" };
        Assert.That(model.Predict(texts).ToArray<string>(), Is.EqualTo(new[] { "a\0b", "\0", new string('x', 100), "\uFFFD", "😀\0", "" }));
    }

    [Test]
    public void AMissingLibrary_IsNamedWithTheWayToGetIt()
    {
        foreach (var (variable, words) in new (string, string[])[] { (Path.Combine(Mixed, "nowhere"),
            ["LAYERS_TENSORFLOW", "libtensorflow"]), (Mixed, ["no TensorFlow"]), (Path.Combine(Mixed, "saved_model.pb"),
            ["could not be loaded"]) })
        {
            var (exitCode, output, error) = FreshProcess.Run(["tensorflow-open", Mixed], new() { ["LAYERS_TENSORFLOW"] = variable });
            Assert.That(exitCode, Is.EqualTo(1), output + error);
            foreach (var word in words.Append("SciSharp.TensorFlow.Redist")) Assert.That(output, Does.Contain(word));
        }
        // The variable names a C library that is not TensorFlow's.
        var another = NativeLibraryOf("libSystem.Native.so");
        if (another is null) Assert.Ignore("The runtime's own native library is not where it is looked for.");
        var (code, said, _) = FreshProcess.Run(["tensorflow-open", Mixed], new() { ["LAYERS_TENSORFLOW"] = another });
        Assert.That(code, Is.EqualTo(1));
        Assert.That(said, Does.Contain("is not TensorFlow's C library"));
    }

    private static string? NativeLibraryOf(string name) =>
        Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name) is var path && File.Exists(path) ? path : null;
}
