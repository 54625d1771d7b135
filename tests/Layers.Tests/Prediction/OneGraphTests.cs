namespace Layers.Tests;

/// <summary>Every overload that predicts runs the same graph, which is compiled once.</summary>
public sealed class OneGraphTests
{
    private static readonly float[,] s_x = SampleData.Matrix(6, 3, seed: 1);

    [Test]
    public void TensorsDictionariesAndRows_ShareTheCompiledGraph([Values] PredictEngine engine)
    {
        var counting = new Counting();
        using var model = new Sequential { new Input(3), new Dense(5, Activation.Tanh), counting, new Dense(2) };
        model.Engine = engine;
        var before = counting.Count;
        var tensor = ((TensorData)model.Predict(s_x)).ToArray<float>();
        var named =
            model.Predict(new Dictionary<string, TensorData> { [model.Inputs[0].Name] = s_x })[model.Layers[^1].Name].ToArray<float>();
        var row = new float[12];
        model.Predict(TensorData.Of(s_x).ToArray<float>(), row);
        var one = model.Predict(new[] { s_x[0, 0], s_x[0, 1], s_x[0, 2] }.AsSpan());
        Assert.That(counting.Count - before, Is.EqualTo(1), "compiled once");
        Assert.That(named, Is.EqualTo(tensor));
        Assert.That(row, Is.EqualTo(tensor));
        Assert.That(one, Is.EqualTo(tensor[..2]).Within(2e-6));

        model.Weights[0].Value = TensorData.Zeros(DType.Float32, model.Weights[0].Shape);
        model.Predict(new Dictionary<string, TensorData> { [model.Inputs[0].Name] = s_x });
        model.Predict(row.AsSpan(0, 3), new float[2]);
        model.Predict(s_x);
        Assert.That(counting.Count - before, Is.EqualTo(2), "once more for the new weights");
    }

    [Test]
    public void TheGraph_IsWhatIsExported_AndWhatPredicts()
    {
        using var folder = new TempFolder();
        using var model = new Sequential { new Input(3), new Normalization(), new Dense(2, Activation.Sigmoid) };
        Assert.That(model.ToGraph, Throws.InstanceOf<LayerException>().With.Message.Contains("normalization"), "no adapted layer");
        Assert.That(new Sequential { new Dense(2) }.ToGraph, Throws.InvalidOperationException, "It does not know its input.");
        model.Adapt(s_x);
        var graph = model.ToGraph();
        Assert.That(graph.ToString(), Is.EqualTo(model.ExportOnnx(folder.At("model.onnx")).ToString()));
        Assert.That(graph.Inputs.Select(input => $"{input.Name} {input.Shape}"),
            Is.EqualTo(new[] { $"{model.Inputs[0].Name} [batch, 3]" }));
        Assert.That(graph.Outputs.Select(output => output.Key), Is.EqualTo(new[] { "dense" }));
        using var session = new Onnx.OnnxSession(graph);
        model.Engine = PredictEngine.OnnxRuntime;
        Assert.That(session.Run(s_x)[0].ToArray<float>(), Is.EqualTo(((TensorData)model.Predict(s_x)).ToArray<float>()));
    }

    // Dictionaries used to run in ONNX Runtime with any engine setting.
    [Test]
    public void AGraphThatTheRowEngineDoesNotSupport_IsRefusedByName_InEveryOverload()
    {
        var (a, b) = (new Input(2, name: "a"), new Input(2, name: "b"));
        using var model = new Functional([a, b], [new Add().Apply(a.Tensor, b.Tensor), new Subtract().Apply(a.Tensor, b.Tensor)],
            "sum")
        { Engine = PredictEngine.Rows };
        var x = new Dictionary<string, TensorData> { ["a"] = new float[1, 2], ["b"] = new float[1, 2] };
        Assert.That(() => model.Predict(x),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("sum").And.Message.Contains("several outputs"));
        model.Engine = PredictEngine.Auto;
        Assert.That(() => model.Predict(x), Throws.Nothing);
    }

    // The graph has no inputs.
    [Test]
    public void AModelThatDoesNotReadItsInput_Predicts()
    {
        using var model = new Sequential { new Input(3), new Constant() };
        Assert.That(model.Predict(s_x), Is.EqualTo(new float[,] { { 4 } }));
    }

    private sealed class Counting() : Layer("counting")
    {
        public int Count { get; private set; }

        protected override Value Call(Value x)
        {
            Count++;
            return x * 2f;
        }
    }

    private sealed class Constant() : Layer("constant")
    {
        protected override Value Call(Value x) => Ops.Constant(new float[,] { { 4 } });
    }
}
