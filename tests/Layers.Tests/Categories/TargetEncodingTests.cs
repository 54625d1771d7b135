using System.Globalization;

namespace Layers.Tests;

/// <summary>TargetEncoding beyond scikit-learn's cases: no row sees its own label; states, files, refusals.</summary>
public sealed class TargetEncodingTests
{
    [TestCase(DType.String, 2, TargetType.Continuous)]
    [TestCase(DType.String, 1, TargetType.Binary)]
    [TestCase(DType.Int64, 2, TargetType.Multiclass)]
    [TestCase(DType.Int32, 1, TargetType.Continuous)]
    public void AnEncoding_KeepsTheLayerContract(DType type, int columns, TargetType target) => LayerContract.Check(
        policy =>
        NotBuilt(new TargetEncoding(targetType: target, dtype: policy), type, columns), ["batch", columns],
        ["batch", target == TargetType.Multiclass ? 3 * columns : columns], inputType: type, hasGradient: false);

    [Test]
    public void OfRowsOfOneAxis_KeepsTheLayerContract() =>
        LayerContract.Check(policy => NotBuilt(new TargetEncoding(smooth: 2, dtype: policy), DType.String, null), ["batch"], ["batch", 1],
        inputType: DType.String, hasGradient: false);

    [Test]
    public void InFit_NoRowSeesItsOwnLabel([Values(true, false)] bool shuffle, [Values(4, 40)] int batchSize)
    {
        // Each row has its own category, so the encoding of the whole table would give each row its own label.
        var words = TensorData.Of(Array.ConvertAll([.. Enumerable.Range(0, 30)], row => $"k{row}"), [30, 1]);
        var labels = TensorData.Of(Array.ConvertAll([.. Enumerable.Range(0, 30)], row => (float)(row * row % 17)), [30, 1]);
        var layer = new TargetEncoding(smooth: 0, targetType: TargetType.Continuous, cv: 3);
        layer.Adapt(words, labels: labels);
        using var model = new Sequential { new Input([1], DType.String), layer,
            new Dense(1, kernelInitializer: Initializer.Ones, useBias: false) };
        model.Compile(new Sgd(1e-30), Loss.MeanSquaredError);
        Assert.That(model.Evaluate(words, labels)["loss"], Is.EqualTo(0).Within(1e-9));
        // The expected encoding is the mean of the labels in the other two thirds.
        var y = labels.ToArray<float>();
        var expected = Enumerable.Range(0, 30)
            .Average(row => Math.Pow(Enumerable.Range(0, 30).Where(other => other / 10 != row / 10).Average(other => y[other]) - y[row],
            2));
        var history = model.Fit(words, labels, epochs: 2, batchSize: batchSize, shuffle: shuffle);
        Assert.That(history["loss"], Has.All.EqualTo(expected).Within(1e-4));
    }

    [Test]
    public void Parts_BeginWhereThoseOfKFoldDo_AndRowsBehindThem_GetTheWholeTable()
    {
        var words = TensorData.Of(Array.ConvertAll([.. Enumerable.Range(0, 11)], _ => "x"), [11, 1]);
        var labels = TensorData.Of(Array.ConvertAll([.. Enumerable.Range(0, 11)], row => (double)(1 << row)), [11]);
        var layer = new TargetEncoding(smooth: 0, cv: 4, dtype: DTypePolicy.Float64);
        layer.Adapt(words, labels: labels);
        var all = (1 << 11) - 1;
        // The folds have 3, 3, 3 and 2 rows.
        double[] without = [(all - 7) / 8.0, (all - 56) / 8.0, (all - 448) / 8.0, (all - 1536) / 9.0, all / 11.0];
        var more = TensorData.Of(Array.ConvertAll([.. Enumerable.Range(0, 13)], _ => "x"), [13, 1]);
        Assert.That(EncoderRun.InTraining(layer, more).ToArray<double>(),
            Is.EqualTo(Enumerable.Range(0, 13).Select(row => without[row < 11 ? row / 3 : 4])).Within(1e-9));
    }

    [Test]
    public void Batches_ChangeNothing_AndMergedParts_AreTheWhole([Values(TargetType.Continuous, TargetType.Multiclass)] TargetType target,
        [Values(50, 9000)] int rows)
    {
        var (x, y) = Data(DType.String, 2, target, rows);
        var (whole, batches, parts, updated) = (Adapted(x, y), new TargetEncoding(targetType: target),
            new TargetEncoding(targetType: target), new TargetEncoding(targetType: target));
        var cuts = new[] { 0, 1, 7, rows / 2, rows };
        var pieces = cuts.Zip(cuts[1..]).Select(cut => new AdaptBatch(Part(x, cut.First, cut.Second), Part(y, cut.First, cut.Second)))
            .ToArray();
        batches.Adapt(pieces);
        parts.Adapt(AdaptState.Merge(pieces.Select(piece => parts.Observe(piece.Features, labels: piece.Labels))));
        updated.Adapt(pieces.Take(2));
        updated.Update(pieces.Skip(2));
        var expected = EncoderRun.InTraining(whole, x);
        Assert.That(Mismatch.OfBits("batches", EncoderRun.InTraining(batches, x), expected), Is.Empty);
        Assert.That(Mismatch.OfBits("updated", EncoderRun.InTraining(updated, x), expected), Is.Empty);
        Assert.That(Mismatch.Of("predicting", parts.Predict(x), whole.Predict(x)), Is.Empty);
        // If merged parts are not single rows, their blocks may end at other rows.
        if (rows == 50) Assert.That(Mismatch.Of("merged", EncoderRun.InTraining(parts, x), expected), Is.Empty);
    }

    [Test]
    public void OfManyRows_PartsAreWholeBlocks_OfAboutTheSameSize()
    {
        var (x, y) = Data(DType.String, 1, TargetType.Continuous, 20_001);
        var state = (TargetState)Adapted(x, y).State!;
        Assert.That(state.Blocks, Has.Count.InRange(2048, 4096));
        Assert.That(state.Blocks.Sum(block => block.Rows), Is.EqualTo(20_001));
        var bounds = new TargetTables(state, [state.Column(0).Values.Sorted(out _)], null, null).Bounds(7);
        Assert.That(bounds.Zip(bounds[1..], (from, to) => to - from), Has.All.EqualTo(20_001 / 7).Within(9));
    }

    [Test]
    public void AFile_KeepsWhatFitNeeds_AndHasStockLayersThatPredictTheSame([Values] TargetType target,
        [Values(DType.String, DType.Int64)] DType type, [Values(1, 2)] int columns)
    {
        using var folder = new TempFolder();
        var (x, y) = Data(type, columns, target, 64);
        var layer = new TargetEncoding(targetType: target);
        layer.Adapt(x, labels: y, featureNames: columns == 1 ? ["a"] : ["a", "b"]);
        using var model = new Sequential { new Input([columns], type), layer };
        model.Save(folder.At("model.keras"));
        using var again = Model.Load(folder.At("model.keras"));
        var own = (TargetEncoding)again.Layers[0];
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        Assert.That(Mismatch.OfBits("in training", EncoderRun.InTraining(own, x), EncoderRun.InTraining(layer, x)), Is.Empty);
        Assert.That((own.Classes?.ToString(), own.State!.FeatureNames), Is.EqualTo((layer.Classes?.ToString(), layer.State!.FeatureNames)));
        Assert.That(Mismatch.Of("stock", StockForms.Of(layer).Predict(x), model.Predict(x)), Is.Empty);
        layer.State!.Save(folder.At("state.json"));
        var other = new TargetEncoding(targetType: target);
        other.Adapt(AdaptState.Load(folder.At("state.json")));
        Assert.That(Mismatch.OfBits("from a state", EncoderRun.InTraining(other, x), EncoderRun.InTraining(layer, x)), Is.Empty);
    }

    [Test]
    public void GivenCategories_KeepTheirOrder_AndOthersAreUnknown()
    {
        var layer = new TargetEncoding([["b", "a", "never"]], smooth: 0, dtype: DTypePolicy.Float64);
        layer.Adapt(new[] { "a", "b", "c", "b" }!, labels: new double[] { 1, 2, 6, 3 });
        Assert.That((layer.Encodings![0], layer.TargetMean), Is.EqualTo((new[] { 2.5, 1, 3 }, new[] { 3.0 })));
        Assert.That(layer.Predict(new[] { "c", "b" }!).ToArray<double>(), Is.EqualTo(new[] { 3, 2.5 }));
        var again = (TargetEncoding)LayerJson.Read(KerasJson.Parse(KerasJson.Write(LayerJson.WriteOwn(layer))));
        Assert.That(again.Encodings![0], Is.EqualTo(layer.Encodings[0]));
        again.Adapt(new[] { "a", "c" }!, labels: new double[] { 1, 2 });
        Assert.That(again.Categories![0].Texts, Is.EqualTo(new[] { "b", "a", "never" }));
    }

    [Test]
    public void Columns_HaveNames_OneForEachClass()
    {
        var (x, y) = Data(DType.String, 2, TargetType.Multiclass, 20);
        Assert.That(Adapted(x, y).ColumnNames(["Island", "Sex"]),
            Is.EqualTo(new[] { "Island (0)", "Island (1)", "Island (2)", "Sex (0)", "Sex (1)", "Sex (2)" }));
        var two = new TargetEncoding();
        two.Adapt(new[] { "a", "b" }!, labels: new[] { "yes", "no" }!);
        Assert.That((two.Classes!.Texts, two.ColumnNames(["Island"])), Is.EqualTo((new[] { "no", "yes" }, new[] { "Island" })));
    }

    [Test]
    public void InvalidArguments_AreRefused()
    {
        string[,] x = { { "a" }, { "b" }, { "a" } };
        var layer = new TargetEncoding();
        layer.Adapt(x!, labels: new double[] { 1, 2, 3 });
        var state = layer.State;
        using var model = new Sequential { new Input([1], DType.String), layer, new Dense(1) };
        model.Compile(new Sgd(), Loss.MeanSquaredError);
        Assert.Multiple(() =>
        {
            Assert.That(() => new TargetEncoding(smooth: -1), Throws.TypeOf<LayerException>().With.Message.Contains("smooth"));
            Assert.That(() => new TargetEncoding(cv: 1), Throws.TypeOf<LayerException>().With.Message.Contains("from 2 to 50"));
            Assert.That(() => layer.Adapt(x!), Throws.TypeOf<LayerException>().With.Message.Contains("learns from labels"));
            Assert.That(() => layer.Adapt(x!, labels: new double[] { 1, double.NaN, 3 }),
                Throws.ArgumentException.With.Message.Contains("Row 1").And.Message.Contains("NaN"));
            Assert.That(() => layer.Adapt(x!, labels: new double[,] { { 1, 0 }, { 0, 1 }, { 1, 0 } }),
                Throws.ArgumentException.With.Message.Contains("one label").And.Message.Contains("one-hot"));
            Assert.That(() => layer.Adapt(x!, labels: new long[] { 5, 5, 5 }),
                Throws.TypeOf<LayerException>().With.Message.Contains("all of them are '5'"));
            Assert.That(() => new TargetEncoding(targetType: TargetType.Binary).Adapt(x!, labels: new long[] { 5, 6, 7 }),
                Throws.TypeOf<LayerException>().With.Message.Contains("Received 3: [5, 6, 7]"));
            Assert.That(() => new TargetEncoding(targetType: TargetType.Binary).Adapt(x!, labels: new double[] { 0, 1, 0.5 }),
                Throws.ArgumentException.With.Message.Contains("Row 2").And.Message.Contains("0.5"));
            Assert.That(() => new TargetEncoding(targetType: TargetType.Continuous).Adapt(x!, labels: new[] { "a", "b", "c" }!),
                Throws.ArgumentException.With.Message.Contains("Texts are classes"));
            Assert.That(() => model.Fit(x!, new float[,] { { 1 }, { 2 }, { 3 } }),
                Throws.TypeOf<LayerException>().With.Message.Contains("5 folds").And.Message.Contains("3 rows"));
            Assert.That(() => new TargetEncoding(targetType: TargetType.Binary).Adapt(state!),
                Throws.TypeOf<LayerException>().With.Message.Contains("classes as labels"));
            Assert.That(() => new TargetEncoding([[1L]]).Adapt(x!, labels: new double[] { 1, 2, 3 }),
                Throws.TypeOf<LayerException>().With.Message.Contains("given integers"));
            Assert.That(layer.State, Is.SameAs(state));
        });
        var bare = (TargetEncoding)LayerJson.Read(KerasJson.Parse(KerasJson.Write(LayerJson.WriteOwn(layer))));
        Assert.That(() => EncoderRun.InTraining(bare, x!),
            Throws.TypeOf<LayerException>().With.Message.Contains("loaded from a file without them"));
    }

    [Test]
    public void ADamagedState_IsRefused([Values("blocks", "cells_0", "moments_0", "unit", "labels")] string key)
    {
        var (x, y) = Data(DType.String, 1, TargetType.Continuous, 12);
        var config = new ConfigWriter();
        ((TargetState)Adapted(x, y).State!).WriteState(config);
        Assert.That(TargetState.ReadState(new ConfigReader(config.Json, "state")).Rows, Is.EqualTo(12));
        if (key is "unit" or "labels") config.Set(key, key == "unit" ? "0" : "words");
        else ((System.Text.Json.Nodes.JsonArray)config.Json[key]!).RemoveAt(0);
        Assert.That(() => TargetState.ReadState(new ConfigReader(config.Json, "state")), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Rows_AreCompared()
    {
        var (x, y) = Data(DType.String, 2, TargetType.Continuous, 500);
        using var model = new Sequential { new Input([2], DType.String), Adapted(x, y) };
        Assert.That(model.Check(x).Verdict, Is.EqualTo(SkewVerdict.Alike));
        Assert.That(model.Check(TensorData.Of(Array.ConvertAll(x.ToArray<string>(), word => word + "!"), x.Shape)).Verdict,
            Is.EqualTo(SkewVerdict.Different));
    }

    private static TargetEncoding Adapted(TensorData x, TensorData y)
    {
        var layer = new TargetEncoding();
        layer.Adapt(x, labels: y);
        return layer;
    }

    // The layer has its state and is not built, so that the contract can build it.
    private static TargetEncoding NotBuilt(TargetEncoding layer, DType type, int? columns)
    {
        var (x, y) = Data(type, columns ?? 1, layer.TargetType, 64);
        layer.Adapt(columns is null ? x.Reshape([64]) : x, labels: y);
        var again = (TargetEncoding)LayerJson.Read(KerasJson.Parse(KerasJson.Write(LayerJson.WriteOwn(layer))));
        again.Restore(new LearnedState(layer.State!, null));
        return again;
    }

    private static (TensorData X, TensorData Y) Data(DType type, int columns, TargetType target, int rows)
    {
        var (x, numbers) = (SampleData.Of([rows, columns], type, seed: 1), SampleData.Of([rows], DType.Float64, seed: 2));
        var classes = target == TargetType.Multiclass ? 3 : 2;
        if (target is TargetType.Continuous or TargetType.Auto) return (x, numbers);
        var labels = Array.ConvertAll(numbers.ToArray<double>(), number => (long)Math.Abs(number * 7) % classes);
        return (x, target == TargetType.Binary
            ? TensorData.Of(Array.ConvertAll(labels, label => label.ToString(CultureInfo.InvariantCulture))) : TensorData.Of(labels));
    }

    private static TensorData Part(TensorData data, int from, int to)
    {
        var width = (int)(data.Length / data.Shape[0].Size);
        var shape = data.Shape.With(0, to - from);
        return data.Type switch
        {
            DType.String => TensorData.Of(data.ToArray<string>()[(from * width)..(to * width)], shape),
            DType.Int64 => TensorData.Of(data.ToArray<long>()[(from * width)..(to * width)], shape),
            _ => TensorData.Of(data.ToArray<double>()[(from * width)..(to * width)], shape),
        };
    }
}
