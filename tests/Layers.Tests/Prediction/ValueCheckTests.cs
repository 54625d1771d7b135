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
        new TestCaseData(new float[,] { { 0, 1 }, { 5, 3 }, { 4, 2 } }, "row 1, position 0", "the index 5 is outside 0 to 4"),
        new TestCaseData(new float[,] { { 3.7f, 1 }, { 2, 3 }, { 4, 2 } }, "row 0, position 0", "the index 3.7 is not a whole number"),
        new TestCaseData(new float[,] { { 0, float.NaN }, { 2, 3 }, { 4, 2 } }, "row 0, position 1", "the index NaN is not a whole number"),
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
            var inBatch = place.Replace(",", " of this batch (3 rows came before it),", StringComparison.Ordinal);
            Refused(() => model.Fit([(Right(rows), s_labels), (x, s_labels)]), inBatch, fault);
        }
        Assert.That(model.Optimizer!.Iterations, Is.LessThanOrEqualTo(1), "Only the batch before the wrong one was learned.");
    }

    [Test]
    public void AfterASplit_RowsCountFromTheFirstOfAll()
    {
        using var model = Model(new float[1, 2]);
        var rows = new float[10, 2];
        rows[8, 1] = 7;
        Refused(() => model.Fit(rows, TensorData.Of(new float[10], [10, 1]), validationSplit: 0.4), "row 8, position 1", "the index 7");

        using var classes = new Sequential { new Input(2), new Dense(3, Activation.Softmax) };
        classes.Compile(new Sgd(), Loss.SparseCategoricalCrossentropy);
        Assert.That(() => classes.Fit(rows, new[] { 0, 0, 0, 0, 0, 0, 0, 3, 0, 0 }, validationSplit: 0.4),
            Throws.ArgumentException.With.Message.Contains("label 3 of row 7 (counted from 0)"));
        classes.Compile(new Sgd(), Loss.BinaryCrossentropy);
        var shares = new float[10, 3];
        shares[9, 1] = 2;
        Assert.That(() => classes.Fit(rows, shares, validationSplit: 0.4),
            Throws.ArgumentException.With.Message.Contains("label 2 of row 9, position 1 (counted from 0)"));
        shares[9, 1] = float.NaN;
        Assert.That(() => classes.Fit(rows, shares, validationSplit: 0.4),
            Throws.ArgumentException.With.Message.Contains("row 9, column 1 has NaN"));
    }

    [Test]
    public void Batches_SayHowManyRowsCameBefore()
    {
        using var classes = new Sequential { new Input(2), new Dense(3, Activation.Softmax) };
        classes.Compile(new Sgd(), Loss.SparseCategoricalCrossentropy);
        TensorData x = new float[3, 2], nan = new float[,] { { 0, 0 }, { 0, float.NaN }, { 0, 0 } };
        Assert.That(() => classes.Fit([(x, new[] { 0, 1, 2 }), (x, new[] { 0, 1, 3 })]),
            Throws.ArgumentException.With.Message.Contains("label 3 of row 2 of this batch (3 rows came before it) (counted from 0)"));
        Assert.That(() => classes.Fit([(x, new[] { 0, 1, 2 }), (nan, new[] { 0, 1, 2 })]),
            Throws.ArgumentException.With.Message.Contains("row 1 of this batch (3 rows came before it), column 1 has NaN"));
    }

    [Test]
    public void AdaptAndCheck_AskTheLayersOnTheWay()
    {
        var x = new Input(2, name: "indices");
        var scaler = new Normalization(name: "scaler");
        using var model = new Functional(x, scaler.Apply(new Flatten().Apply(new Embedding(5, 3, name: "words").Apply(x))));
        TensorData right = new float[,] { { 0, 1 }, { 2, 3 }, { 4, 4 } }, wrong = new float[,] { { 0, 1 }, { 2, 3 }, { 4, 5 } };
        Refused(() => model.Adapt(wrong), "row 2, position 1 (the first is 0)", "the index 5");
        Refused(() => model.Adapt(new Dictionary<string, TensorData> { ["indices"] = wrong }), "row 2, position 1 (the first is 0)",
            "the index 5");
        Refused(() => model.Adapt([right, wrong]), "row 2 of this batch (3 rows came before it), position 1", "the index 5");
        Assert.That(scaler.IsAdapted, Is.False);
        model.Adapt(right);
        Refused(() => model.Check(wrong), "row 2, position 1 (the first is 0)", "the index 5");
        model.ChecksValues = false;
        // The checks come first: the error of the lookup has no such text.
        Assert.That(() => model.Adapt(wrong), Throws.Exception.With.Message.Not.Contains("(the first is 0)"));
    }

    [Test]
    public void Adapt_AsksOnlyTheLayersOnTheWay()
    {
        // The scaler does not depend on the embedding: Predict refuses the embedding's rows, and Adapt does not.
        Input x = new(2, name: "x");
        var both = new Concatenate().Apply(new Normalization().Apply(x), new Flatten().Apply(new Embedding(5, 3, name: "words").Apply(x)));
        using var model = new Functional(x, both);
        TensorData rows = new float[,] { { 0, 9 }, { 1, 3 } };
        Assert.That(() => model.Adapt(rows), Throws.Nothing);
        Assert.That(() => model.Check(rows), Throws.Nothing);
        Refused(() => model.Predict(rows), "row 0, position 1", "the index 9");
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

        using (var archive = System.IO.Compression.ZipFile.Open(folder.At("on.keras"), System.IO.Compression.ZipArchiveMode.Update))
            archive.GetEntry("layers.json")!.Delete();
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
        Assert.That(act, Throws.TypeOf<LayerException>().With.Message.Contains("words (Embedding)").And.Message.Contains(place)
            .And.Message.Contains(fault));

    private static void Refused(Func<object> act, string place, string fault) => Refused(() => { act(); }, place, fault);
}
