namespace Layers.Tests;

/// <summary>The contract of every layer. A new layer's tests begin with this check and add their own.</summary>
internal static class LayerContract
{
    /// <summary>Checks a layer as the only one of a model.</summary>
    /// <param name="make">Makes the layer, with a policy or with the default one.</param>
    /// <param name="input">The input's shape, with the batch first.</param>
    /// <param name="output">The output's shape.</param>
    /// <param name="trainable">The number of trainable weights.</param>
    /// <param name="frozen">The number of weights that are not trainable.</param>
    /// <param name="inputType">The input's type.</param>
    /// <param name="outputType">The output's type.</param>
    /// <param name="step">The distance of the differences to either side: larger if part of the formula has float32's precision even in
    /// float64.</param>
    /// <param name="hasGradient">Whether the output varies continuously with the input, and not in steps only.</param>
    /// <param name="exports">Whether every operator of the layer is an ONNX operator; otherwise the export is refused with the operator's
    /// name.</param>
    public static void Check(Func<DTypePolicy?, Layer> make, Shape input, Shape output, int trainable = 0, int frozen = 0,
        DType inputType = DType.Float32, DType outputType = DType.Float32, double step = 1e-5, bool hasGradient = true, bool exports = true)
    {
        HasItsShapesAndWeights(make(null), input, output, trainable, frozen, inputType, outputType);
        ComesBackFromItsConfig(make(null));
        using var folder = new TempFolder();
        using var model = ModelOf(make(null), input, inputType);
        HasSoundGraphs(model);
        ComesBackFromItsFile(model, folder);
        if (exports)
        {
            IsTheSameInPlainOnnxRuntime(model, folder);
            IsTheSameInBothEngines(model);
        }
        else IsRefusedByAnExport(model, folder);
        if (hasGradient) HasTheGradientsOfCentralDifferences(make(DTypePolicy.Float64), input, inputType, step);
    }

    /// <summary>Returns a model of the layer, which is adapted if it learns from data.</summary>
    public static Sequential ModelOf(Layer layer, Shape input, DType type)
    {
        if (layer is AdaptiveLayer { IsAdapted: false } adaptive) adaptive.Adapt(SampleData.Of(input.With(0, 64), type, seed: 1));
        return new Sequential { new Input(input[1..], type), layer };
    }

    private static void HasItsShapesAndWeights(Layer layer, Shape input, Shape output, int trainable, int frozen, DType inputType,
        DType outputType)
    {
        Assert.That(layer.IsBuilt, Is.False);
        var y = layer.Apply(Ops.Input("x", input, inputType));
        Assert.That(layer.IsBuilt);
        Assert.That((y.Shape, y.Type), Is.EqualTo((output, outputType)));
        Assert.That(layer.Weights.Count(weight => weight.IsTrainable), Is.EqualTo(trainable), "trainable weights");
        Assert.That(layer.Weights.Count(weight => !weight.IsTrainable), Is.EqualTo(frozen), "frozen weights");
        Assert.That(layer.TrainableWeights, Has.Count.EqualTo(trainable));
        layer.Trainable = false;
        Assert.That(layer.TrainableWeights, Is.Empty);
        Assert.That(layer.ToString(), Does.Contain(layer.Name).And.Contain(layer.GetType().Name));
    }

    private static void ComesBackFromItsConfig(Layer layer)
    {
        layer.Trainable = false;
        var text = KerasJson.Write(LayerJson.WriteOwn(layer));
        var again = LayerJson.Read(KerasJson.Parse(text));
        Assert.That(again.GetType(), Is.EqualTo(layer.GetType()));
        Assert.That((again.Name, again.Policy, again.Trainable), Is.EqualTo((layer.Name, layer.Policy, !layer.SavesTrainable)));
        Assert.That(KerasJson.Write(LayerJson.WriteOwn(again)), Is.EqualTo(text));
    }

    private static void HasSoundGraphs(Sequential model)
    {
        Assert.That(model.ToGraph().Verify(), Is.Empty);
        var (x, key) = (Ops.Input("x", model.Input!.Shape, model.Input.Type), Ops.Input("key", [], DType.Int64));
        Assert.That(Graph.Of(model.ApplyAll([x], new CallRecord(key, isTraining: true, "batch"))[0]).Verify(), Is.Empty);
    }

    // A table has no row for a negative or a fractional index.
    private static TensorData Rows(Sequential model, int batch, long seed)
    {
        var rows = SampleData.Of(model.Input!.Shape.With(0, batch), model.Input.Type, seed);
        if (model.Layers.All(layer => layer.LookupSize is null && layer is not CategoryEncoding)) return rows;
        return Casting.Of(Array.ConvertAll(Casting.Cast(rows, DType.Float64).ToArray<double>(), number => Math.Truncate(Math.Abs(number))),
            rows.Shape, rows.Type);
    }

    private static void ComesBackFromItsFile(Sequential model, TempFolder folder)
    {
        var (path, rows) = (folder.At("model.keras"), Rows(model, 5, seed: 2));
        var expected = model.Predict(rows);
        model.Save(path);
        using var here = Model.Load(path);
        Assert.That(here.LoadReport!.Warnings, Is.Empty);
        Assert.That(here.Layers.Select(layer => layer.GetType()), Is.EqualTo(model.Layers.Select(layer => layer.GetType())));
        Assert.That(Differ(here.Predict(rows), expected), Is.Empty, "in this process");
        Assert.That(Differ(FreshProcess.Predict(path, rows), expected), Is.Empty, "in a fresh process");
    }

    private static void IsTheSameInPlainOnnxRuntime(Sequential model, TempFolder folder)
    {
        var path = folder.At("model.onnx");
        model.ExportOnnx(path);
        model.Engine = PredictEngine.OnnxRuntime;
        foreach (var batch in new[] { 1, 7, 1000 })
        {
            var rows = Rows(model, batch, seed: 3);
            Assert.That(Differ(PlainOnnx.Run(path, rows), model.Predict(rows)), Is.Empty, $"with {batch} rows");
        }
    }

    private static void IsRefusedByAnExport(Sequential model, TempFolder folder)
    {
        var path = folder.At("model.onnx");
        Assert.That(() => model.ExportOnnx(path), Throws.InstanceOf<NotSupportedException>().With.Message.Contains(model.Layers[^1].Name));
        Assert.That(File.Exists(path), Is.False);
        foreach (var batch in new[] { 1, 7, 300 })
        {
            var rows = Rows(model, batch, seed: 5);
            model.Engine = PredictEngine.OnnxRuntime;
            var expected = model.Predict(rows);
            model.Engine = PredictEngine.Auto;
            Assert.That(BothEngines.Differences(model.Predict(rows), expected), Is.Empty, $"with {batch} rows");
        }
    }

    // Small batches may run in either engine.
    private static void IsTheSameInBothEngines(Sequential model)
    {
        foreach (var batch in new[] { 1, 4, 7, 300 })
        {
            var rows = Rows(model, batch, seed: 5);
            Assert.That(BothEngines.Mismatches(model.ToGraph(), rows) ?? [], Is.Empty, $"with {batch} rows");
        }
    }

    // In float64, where differences with a step of 1e-5 have ten digits.
    private static void HasTheGradientsOfCentralDifferences(Layer layer, Shape input, DType inputType, double step)
    {
        if (layer is AdaptiveLayer { IsAdapted: false } adaptive) adaptive.Adapt(SampleData.Of(input.With(0, 64), inputType, seed: 1));
        var type = inputType.IsFloat() ? DType.Float64 : inputType;
        var x = SampleData.Of(input.With(0, 3), type, seed: 4);
        Assert.That(Differences.Mismatches(layer, x, step), Is.Empty);
    }

    private static IEnumerable<string> Differ(TensorData actual, TensorData expected) => Mismatch.OfBits("output", actual, expected);
}
