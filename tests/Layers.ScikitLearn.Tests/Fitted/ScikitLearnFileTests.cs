using System.Text.Json.Nodes;

namespace Layers.ScikitLearn.Tests;

/// <summary>Tests of the properties of a file, and of its model.</summary>
public sealed class ScikitLearnFileTests
{
    [Test]
    public void AScaler_HasItsProperties()
    {
        var file = ScikitLearnFile.Read(FittedCase.At("standard_frame-1.2-pickle.pkl"));
        Assert.That(file.Path, Is.EqualTo(FittedCase.At("standard_frame-1.2-pickle.pkl")));
        Assert.That((file.ClassName, file.Release, file.IsKerasModel), Is.EqualTo(("StandardScaler", "1.2.2", false)));
        Assert.That(file.InputNames, Is.EqualTo(new[] { "age", "income" }));
        Assert.That(file.InputTypes, Is.EqualTo(new[] { ColumnType.Number, ColumnType.Number }));
        Assert.That(file.ToString(), Is.EqualTo("StandardScaler of scikit-learn 1.2.2: age, income"));
        Assert.That(file.Classes, Is.Null);
        Assert.That(ScikitLearnFile.Read(FittedCase.At("standard-1.9-pickle.pkl")).ToString(),
            Is.EqualTo("StandardScaler of scikit-learn 1.9.1: 3 columns"));
        Assert.That(() => file.OpenModel(), Throws.InvalidOperationException.With.Message.Contains("StandardScaler"));
    }

    [Test]
    public void Labels_AreItsClasses()
    {
        Assert.That(ScikitLearnFile.Read(FittedCase.At("labels-1.5-protocol2.pkl")).Classes!.Texts,
            Is.EqualTo(new[] { "Female", "Male", "Other" }));
        Assert.That(ScikitLearnFile.Read(FittedCase.At("labels_numbers-1.5-pickle.pkl")).Classes!.AreTexts, Is.False);
        Assert.That(ScikitLearnFile.Read(FittedCase.At("label_binarizer-1.5-pickle.pkl")).Classes!.Count, Is.EqualTo(3));
    }

    [Test]
    public void AColumnTransformer_HasOneInputForEachName_OrOneInputWithoutNames()
    {
        using var table = ScikitLearnFile.Read(FittedCase.At("standard-1.9-pickle.pkl")).ToModel();
        Assert.That(table.Inputs.Select(input => (input.Name, input.Shape.ToString(), input.Type)),
            Is.EqualTo(new[] { ("x", new Input(3).Shape.ToString(), DType.Float64) }));
        using var frame = ScikitLearnFile.Read(FittedCase.At("columns-1.9-pickle.pkl")).ToModel();
        Assert.That(frame.Inputs.Select(input => (input.Name, input.Type)),
            Is.EqualTo(new[] { ("age", DType.Float64), ("income", DType.Float64), ("gender", DType.String), ("city", DType.String) }));
    }

    [Test]
    public void AKerasModel_IsOpened()
    {
        var file = ScikitLearnFile.Read(FittedCase.At("keras_model-3.15.pkl"));
        Assert.That((file.ClassName, file.IsKerasModel, file.ToString()), Is.EqualTo(("Sequential", true, "Sequential of Keras")));
        Assert.That(() => file.ToModel(), Throws.InvalidOperationException.With.Message.Contains("OpenModel"));
        using var model = file.OpenModel();
        var json = JsonNode.Parse(File.ReadAllText(FittedCase.At("keras_model-3.15.json")))!;
        float[] Of(string key) => [.. json[key]!["data"]!.AsArray().Select(number => (float)number!)];
        Assert.That(model.Predict(TensorData.Of(Of("input"), [3, 3])).ToArray<float>(), Is.EqualTo(Of("output")).Within(1e-6));

        var history = new PickledObject(new PickledName("keras.src.callbacks.history", "History"));
        var inner = new PickledObject(new PickledName("keras.src.models.sequential", "Sequential"));
        inner.Set(PickledObject.Archive,
            File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "adopt", "series", "model.keras")));
        history.Set("model", inner);
        Assert.That(() => Made.File(history).OpenModel().Dispose(), Throws.Nothing);
        inner.Set(PickledObject.Archive, new byte[] { 1, 2, 3 });
        Assert.That(() => Made.File(history).OpenModel(), Throws.TypeOf<InvalidDataException>().With.Message.Contains("made.pkl"));
        Assert.That(() => Made.File(new PickledObject(new PickledName("keras.src.callbacks.history", "History"))),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("History"));
    }

    [Test]
    public void Columns_AreSelectedAndJoined()
    {
        KerasTensor a = new Input(3, DType.Float64), b = new Input(1);
        Assert.That(Columns.Join(Columns.Of(a), null), Is.SameAs(a));
        Assert.That(Columns.Join([new(a, 2)], null).Layer, Is.TypeOf<ColumnSelection>());
        var joined = Columns.Join([.. Columns.Of(b), .. Columns.Of(a)], null);
        Assert.That((joined.Layer.GetType(), joined.Shape[^1].Size, joined.Type), Is.EqualTo((typeof(Concatenate), 4L, DType.Float64)),
            "numbers keep their digits until they are centred");
        KerasTensor series = new Input(["steps", 1]);
        Assert.That(Columns.Join(Columns.Of(series), null), Is.SameAs(series));
        Assert.That(() => Columns.Of(new Input([])), Throws.ArgumentException);
    }

    [TestCase(1.0, "1.0")]
    [TestCase(0.1, "0.1")]
    [TestCase(-2.5, "-2.5")]
    [TestCase(1e16, "1e+16")]
    [TestCase(123456789012345680.0, "1.2345678901234568e+17")]
    [TestCase(1e15, "1000000000000000.0")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(0.00001, "1e-05")]
    [TestCase(1.5e-7, "1.5e-07")]
    [TestCase(double.NaN, "nan")]
    public void Numbers_AreWrittenLikePython(double number, string expected) => Assert.That(PythonText.Of(number), Is.EqualTo(expected));
}
