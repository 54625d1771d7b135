using Layers.Onnx;

namespace Layers.Tests;

/// <summary>Values that a layer cannot compute with are refused with their place, by every engine, in prediction and in training.</summary>
public sealed class ValueCheckTests
{
    private static readonly PredictEngine[] s_engines = [PredictEngine.Auto, PredictEngine.OnnxRuntime, PredictEngine.Rows];

    private static readonly TensorData s_labels = TensorData.Of(new float[3], [3, 1]);

    private static readonly TestCaseData[] s_wrong =
    [
        new TestCaseData(new float[,] { { 0, 1 }, { 2, 3 }, { 4, -1 } }, "row 2, position 1", "the index -1"),
        new TestCaseData(new float[,] { { 0, 1 }, { 5, 3 }, { 4, 2 } }, "row 1, position 0", "the index 5 is not one of 0 to 4"),
        new TestCaseData(new float[,] { { 3.7f, 1 }, { 2, 3 }, { 4, 2 } }, "row 0, position 0", "the index 3.7"),
        new TestCaseData(new float[,] { { 0, float.NaN }, { 2, 3 }, { 4, 2 } }, "row 0, position 1", "the index NaN"),
        new TestCaseData(new long[,] { { 0, 1 }, { 2, 3 }, { 4, -1 } }, "row 2, position 1", "the index -1"),
        new TestCaseData(new int[,] { { 0, 1 }, { 2, 7 }, { 4, 3 } }, "row 1, position 1", "the index 7"),
        new TestCaseData(new byte[,] { { 0, 1 }, { 2, 200 }, { 4, 3 } }, "row 1, position 1", "the index 200"),
    ];

    [TestCaseSource(nameof(s_wrong))]
    public void AWrongIndex_IsRefusedWithItsPlace(Array rows, string place, string fault)
    {
        using var model = Model(rows);
        var x = Data(rows);
        foreach (var engine in s_engines)
        {
            model.Engine = engine;
            Refused(() => model.Predict(x), place, fault);
            Refused(() => model.Predict(new Dictionary<string, TensorData> { ["indices"] = x }), place, fault);
        }
        model.Engine = PredictEngine.Auto;
        var before = model.Weights.Select(weight => weight.Value.ToArray<float>()).ToList();
        Refused(() => model.Evaluate(x, s_labels), place, fault);
        if (!fault.Contains("NaN", StringComparison.Ordinal))
        {
            Refused(() => model.Fit(x, s_labels), place, fault);
            Refused(() => model.Fit(Right(rows), s_labels, validationData: new(x, s_labels)), place, fault);
            Assert.That(model.Weights.Select(weight => weight.Value.ToArray<float>()), Is.EqualTo(before), "Nothing was learned.");
            Refused(() => model.Fit([(Right(rows), s_labels), (x, s_labels)]), place, fault);
        }
        Assert.That(model.Optimizer!.Iterations, Is.LessThanOrEqualTo(1), "Only the batch before the wrong one was learned.");
    }

    [Test]
    public void SpansOfRows_AreChecked_WithoutAllocating()
    {
        using var model = Model(new float[1, 2]);
        var results = new float[2];
        Refused(() => model.Predict(new float[] { 1, -1 }), "row 0, position 1", "-1");
        Refused(() => model.Predict([1, 2, 3, 3.5f], results), "row 1, position 1", "3.5");
        float[] rows = [1, 2, 3, 4];
        model.Predict(rows, results);
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Predict(rows, results);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void WholeNumbersHeldInFloats_Pass()
    {
        using var model = Model(new float[1, 2]);
        Assert.That(model.Predict(new float[,] { { 0, 4 } }), Is.EqualTo(model.Predict(new double[,] { { 0, 4 } })));
    }

    [Test]
    public void TheSetting_IsKeptInFiles_AndOffForThoseOfKeras()
    {
        using var folder = new TempFolder();
        using var model = Model(new float[1, 2]);
        var x = Data(new float[,] { { 0, -1 } });
        model.Save(folder.At("on.keras"));
        using var on = Layers.Model.Load(folder.At("on.keras"));
        Refused(() => on.Predict(x), "row 0, position 1", "-1");

        model.ChecksValues = false;
        var last = model.Predict(Data(new float[,] { { 0, 4 } })).ToArray<float>();
        Assert.That(model.Predict(x).ToArray<float>(), Is.EqualTo(last), "As in Keras, -1 is the last row of the table.");
        model.Save(folder.At("off.keras"));
        using var off = Layers.Model.Load(folder.At("off.keras"));
        Assert.That(off.ChecksValues, Is.False);
        off.Save(folder.At("again.keras"));
        using var again = Layers.Model.Load(folder.At("again.keras"));
        Assert.That(again.ChecksValues, Is.False);

        using (var archive = System.IO.Compression.ZipFile.Open(folder.At("on.keras"), System.IO.Compression.ZipArchiveMode.Update)) archive.GetEntry("layers.json")!.Delete();
        using var keras = Layers.Model.Load(folder.At("on.keras"));
        Assert.That(keras.ChecksValues, Is.False);
        Assert.That(keras.Predict(x).ToArray<float>(), Is.EqualTo(last));
        keras.ChecksValues = true;
        Refused(() => keras.Predict(x), "row 0, position 1", "-1");
    }

    [Test]
    public void AModelWithinAnother_FollowsThatOne()
    {
        using var inner = Model(new float[1, 2]);
        inner.ChecksValues = false;
        var x = new Input(2, name: "outer");
        using var outer = new Functional(x, inner.Apply(x));
        Refused(() => outer.Predict(new float[,] { { 0, -1 } }), "row 0, position 1", "-1");
    }

    [Test]
    public void AnExportedGraph_HasNoChecks()
    {
        using var folder = new TempFolder();
        using var model = Model(new float[1, 2]);
        model.ExportOnnx(folder.At("model.onnx"));
        var graph = OnnxReader.Read(File.ReadAllBytes(folder.At("model.onnx")));
        Assert.That(graph.Outputs, Has.Count.EqualTo(1));
        Assert.That(graph.Nodes.Select(node => node.Op), Has.None.EqualTo(Op.Less));
        Assert.That(model.ToGraph().Outputs, Has.Count.EqualTo(1));
    }

    private static Functional Model(Array rows)
    {
        var x = new Input(rows.GetLength(1), Data(rows).Type, "indices");
        var model = new Functional(x, new Dense(1).Apply(new Flatten().Apply(new Embedding(5, 3, name: "words").Apply(x))));
        model.Compile(new Sgd(), Loss.MeanSquaredError);
        return model;
    }

    private static TensorData Data(Array rows) => rows switch
    {
        float[,] floats => floats,
        long[,] longs => longs,
        int[,] ints => ints,
        _ => TensorData.Of(rows.Cast<byte>().ToArray(), [rows.GetLength(0), rows.GetLength(1)]),
    };

    private static TensorData Right(Array rows) => TensorData.Zeros(Data(rows).Type, [3, 2]);

    private static void Refused(Action act, string place, string fault) =>
        Assert.That(act, Throws.TypeOf<LayerException>().With.Message.Contains("words (Embedding)").And.Message.Contains(place).And.Message.Contains(fault));

    private static void Refused(Func<object> act, string place, string fault) => Refused(() => { act(); }, place, fault);
}
