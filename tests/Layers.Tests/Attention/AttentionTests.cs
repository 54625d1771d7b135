using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>Attention: Keras's outputs, files, gradients, and refused arguments.</summary>
public sealed class AttentionTests
{
    private static readonly Dictionary<string, Func<DTypePolicy?, Layer>> s_layers = new()
    {
        ["attention"] = policy => new Attention(useScale: true, scoreMode: AttentionScore.Concat, dropout: 0.3, seed: 4, dtype: policy),
        ["products"] = policy => new Attention(useScale: true, dtype: policy),
        ["additive"] = policy => new AdditiveAttention(dtype: policy),
        ["heads"] = policy =>
            new MultiHeadAttention(2, 3, valueDim: 2, useGate: true, slidingWindow: 3, kernelRegularizer: Regularizer.L2,
            activityRegularizer: Regularizer.L2, seed: 5, dtype: policy),
        ["plain_heads"] = policy => new MultiHeadAttention(2, 3, useBias: false, outputShape: [5], dtype: policy),
        ["groups"] = policy => new GroupQueryAttention(3, 4, 2, biasConstraint: WeightConstraint.MaxNorm, dtype: policy),
    };

    private static IEnumerable<TestCaseData> Cases => AttentionCase.All.Select(one => new TestCaseData(one).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Cases))]
    public void Attention_GivesWhatKerasGives(object @case)
    {
        var one = (AttentionCase)@case;
        var layer = one.Layer();
        var results = one.Run(layer);
        Assert.Multiple(() =>
        {
            Assert.That(results, Has.Count.EqualTo(one.Outputs.Count + (one.OutputMask is null ? 0 : 1)));
            foreach (var (ours, theirs) in results.Zip(one.Outputs)) Assert.That(Mismatch.Of("output", ours, theirs), Is.Empty);
            if (one.OutputMask is not null) Assert.That(Mismatch.Of("mask", results[^1], one.OutputMask), Is.Empty);
            Assert.That(ConfigMismatch.Of("", KerasJson.Parse(KerasJson.Write(LayerJson.Write(layer)))!["config"], one.Config), Is.Empty);
        });
    }

    [Test]
    public void EveryLayer_IsRestoredFromItsConfigAndItsFile_AndIsTheSameInPlainOnnx([ValueSource(nameof(Names))] string name)
    {
        var text = KerasJson.Write(LayerJson.WriteOwn(s_layers[name](null)));
        Assert.That(KerasJson.Write(LayerJson.WriteOwn(LayerJson.Read(KerasJson.Parse(text)))), Is.EqualTo(text));

        using var model = Model(s_layers[name](null), null, open: true);
        using var folder = new TempFolder();
        var rows = Rows(3, 4, DType.Float32);
        var expected = model.Predict(rows);
        Assert.That(expected.ToArray<float>().All(float.IsFinite));
        model.Save(folder.At("model.keras"));
        using var again = Layers.Model.Load(folder.At("model.keras"));
        Assert.That(again.LoadReport!.Warnings, Is.Empty);
        Assert.That(Mismatch.OfBits("here", again.Predict(rows), expected), Is.Empty);
        Assert.That(Mismatch.OfBits("in a fresh process", FreshProcess.Predict(folder.At("model.keras"), rows), expected), Is.Empty);
        model.ExportOnnx(folder.At("model.onnx"));
        model.Engine = PredictEngine.OnnxRuntime;
        foreach (var (batch, steps) in new[] { (1, 4), (7, 1), (300, 6) })
        {
            var more = Rows(batch, steps, DType.Float32);
            Assert.That(Mismatch.OfBits($"{batch} rows", PlainOnnx.Run(folder.At("model.onnx"), more), model.Predict(more)), Is.Empty);
            // The row engine multiplies rows by constant matrices only, so ONNX Runtime computes attention.
            Assert.That(BothEngines.Mismatches(model.ToGraph(), more), Is.Null);
        }
        Assert.That(model.ToGraph().Verify(), Is.Empty);
    }

    [Test]
    public void Gradients_MatchDifferences([ValueSource(nameof(Names))] string name, [Values] bool training, [Values] bool causal,
        [Values("none", "padded", "one step", "a row of nothing")] string mask)
    {
        var counts = mask switch
        {
            "padded" => TensorData.Of(new[] { true, true, false, false, true, true, true, true, true }, [3, 3]),
            "a row of nothing" => TensorData.Of(new[] { true, true, false, false, false, false, true, true, true }, [3, 3]),
            "one step" => TensorData.Of(new[] { true, false }, [2, 1]),
            _ => null,
        };
        using var model = Model(s_layers[name](DTypePolicy.Float64), counts, open: false, causal);
        var shape = counts?.Shape ?? [3, 3];
        Assert.That(Differences.Mismatches(model, Rows((int)shape[0].Size, (int)shape[1].Size, DType.Float64), 1e-5, training), Is.Empty);
    }

    [Test]
    public void AModelOfKeras_WithTheOperationsOfItsMasks_GivesTheSame_AndSoDoesWhatItIsSavedAs([Values("3.12.0", "3.15.1")] string version)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fixtures", "attention", $"model-{version}.keras");
        var facts = Golden.Json(Path.ChangeExtension(path, ".json"));
        using var model = Layers.Model.Load(path);
        Check(model);
        using var folder = new TempFolder();
        model.Save(folder.At("again.keras"));
        using var again = Layers.Model.Load(folder.At("again.keras"));
        Check(again);

        void Check(Model model)
        {
            var outputs = model.Predict(new Dictionary<string, TensorData> { ["x"] = Golden.Tensor(facts["inputs"]) }).Values;
            Assert.That(outputs.Zip(facts["outputs"]!.AsArray())
                .SelectMany((pair, i) => Mismatch.Of($"output {i}", pair.First, Golden.Tensor(pair.Second))), Is.Empty);
        }
    }

    [Test]
    public void InTraining_SharesAreDropped_AndTheRestScaledUp()
    {
        var (query, value) = (Ops.Constant(TensorData.Of(new float[8], [1, 4, 2])),
            Ops.Constant(TensorData.Of(Enumerable.Repeat(1f, 2000).ToArray(), [1, 1000, 2])));
        foreach (var layer in new Layer[] { new Attention(dropout: 0.25), new AdditiveAttention(useScale: false, dropout: 0.25) })
        {
            var key = Ops.Input("key", [], DType.Int64);
            var outputs = layer.ApplyAll([query, value], new CallRecord(key, isTraining: true), flags: ["return_attention_scores"]);
            using var session = new Layers.Onnx.OnnxSession(Graph.Of([.. outputs.Select((y, i) => KeyValuePair.Create($"y{i}", y))]));
            var shares = session.Run([TensorData.Scalar(3L)])[1].ToArray<float>();
            Assert.That(shares.Count(share => share == 0) / 4000.0, Is.EqualTo(0.25).Within(0.03));
            Assert.That(shares.Where(share => share != 0), Is.All.EqualTo(1 / 750f).Within(1e-7));
        }
    }

    // Keras 3.15.1 passes the argument to the formula in GroupQueryAttention, and replaces it by the mask of the queries in
    // MultiHeadAttention.
    [Test]
    public void TheArgumentQueryMask_CountsInGroupQueryAttentionAlone()
    {
        Value x = Ops.Input("x", [1, 3, 4]), mask = Ops.Input("mask", [1, 3], DType.Bool);
        foreach (var (layer, expected) in new (Layer, float[])[] { (new GroupQueryAttention(2, 2, 1), [1, 0, 1]),
            (new MultiHeadAttention(2, 2), [1, 1, 1]) })
        {
            var outputs = layer.ApplyAll([x, x], CallRecord.ForPrediction(),
                new Dictionary<string, IReadOnlyList<Value>> { ["query_mask"] = [mask] }, ["return_attention_scores"]);
            var sums = Ops.ReduceSum(outputs[1], [-1], keepDims: false);
            // The mask is always read, so that the graph has both inputs.
            var read = Ops.Cast(mask, DType.Float32) * 0 + Ops.Squeeze(Ops.Gather(sums, Ops.Constant(new long[] { 1 }), 1), [1]);
            using var session = new Layers.Onnx.OnnxSession(Predictor.Freeze(layer, [KeyValuePair.Create("sums", read)]));
            var results = session.Run([.. session.Graph.Inputs.Select(input => input.Name == "x"
                ? Rows(1, 3, DType.Float32) : TensorData.Of(new[] { true, false, true }, [1, 3]))]);
            Assert.That(results[0].ToArray<float>(), Is.EqualTo(expected).Within(1e-6), $"{layer}");
        }
    }

    [Test]
    public void OneLayer_MayBeAskedForDifferentThingsInTwoCalls()
    {
        var x = new Input([4, 4], name: "x");
        var shared = new MultiHeadAttention(2, 3);
        var (causal, scores) = shared.ApplyWithScores(x, x, useCausalMask: true);
        using var model = new Functional([x], [shared.Apply(x, x), causal, scores]);
        using var folder = new TempFolder();
        model.Save(folder.At("model.keras"));
        using var again = (Functional)Layers.Model.Load(folder.At("model.keras"));
        var rows = new Dictionary<string, TensorData> { ["x"] = Rows(2, 4, DType.Float32) };
        var (here, there) = (model.Predict(rows), again.Predict(rows));
        Assert.That(here.Values.Zip(there.Values).SelectMany(pair => Mismatch.OfBits("output", pair.First, pair.Second)), Is.Empty);
        var shares = here.Values.ElementAt(2);
        Assert.That(shares.Shape, Is.EqualTo(Shape.Of(2, 2, 4, 4)));
        Assert.That(shares.ToArray<float>().Where((_, i) => i % 4 > i / 4 % 4), Is.All.Zero, "No step sees a later one.");
        Assert.That(shared.Calls.Select(call => call.Flags.Count), Is.EqualTo(new[] { 2, 0 }));
    }

    [Test]
    public void InvalidArguments_AreRefused_NamingTheLayer()
    {
        Assert.That(() => new MultiHeadAttention(0, 2), Throws.TypeOf<LayerException>().With.Message.Contains("numHeads"));
        Assert.That(() => new MultiHeadAttention(2, 0), Throws.TypeOf<LayerException>().With.Message.Contains("keyDim"));
        Assert.That(() => new MultiHeadAttention(2, 2, valueDim: 0), Throws.TypeOf<LayerException>().With.Message.Contains("valueDim"));
        Assert.That(() => new MultiHeadAttention(2, 2, dropout: 1.5), Throws.TypeOf<LayerException>().With.Message.Contains("dropout"));
        Assert.That(() => new MultiHeadAttention(2, 2, slidingWindow: 0),
            Throws.TypeOf<LayerException>().With.Message.Contains("slidingWindow"));
        Assert.That(() => new MultiHeadAttention(2, 2, outputShape: [2, 0]),
            Throws.TypeOf<LayerException>().With.Message.Contains("outputShape").And.Message.Contains("[2, 0]"));
        Assert.That(() => new GroupQueryAttention(2, 3, 2),
            Throws.TypeOf<LayerException>().With.Message.Contains("multiple").And.Message.Contains("3 and 2"));
        Assert.That(() => new Attention(dropout: -1), Throws.TypeOf<LayerException>().With.Message.Contains("dropout"));

        Value q = Ops.Input("q", ["batch", 4, 6]), v = Ops.Input("v", ["batch", 5, 6]), narrow = Ops.Input("narrow", ["batch", 5, 3]),
            shorter = Ops.Input("shorter", ["batch", 2, 6]), flat = Ops.Input("flat", ["batch", 6]);
        Refused(() => new Attention().ApplyAll([q]), "attention", "query first", "called on 1");
        Refused(() => new Attention().ApplyAll([q, narrow]), "attention", "[batch, 4, 6]", "[batch, 5, 3]");
        Refused(() => new Attention().ApplyAll([q, v, shorter]), "one key for each value", "[batch, 5, 6]", "[batch, 2, 6]");
        Refused(() => new AdditiveAttention().ApplyAll([flat, v]), "additive_attention", "rank 3");
        Refused(() => new MultiHeadAttention(2, 3).ApplyAll([q, v, shorter]), "one key for each value");
        Refused(() => new MultiHeadAttention(2, 3).ApplyAll([q, flat]), "multi_head_attention", "rank 3");
        Refused(() => new MultiHeadAttention(2, 3, attentionAxes: [2]).ApplyAll([q, v]), "attentionAxes", "[2]");
        Refused(() => new MultiHeadAttention(2, 3).ApplyAll([q, v], flags: ["causal"]), "'causal'", "use_causal_mask");
        Refused(() => new Dense(2).ApplyAll([q], flags: ["use_causal_mask"]), "has no flag 'use_causal_mask'; its calls have no flags");
        var built = new MultiHeadAttention(2, 3);
        _ = built.ApplyAll([q, v]);
        Refused(() => built.ApplyAll([q, narrow]), "expects 6 features", "with 3");
        IReadOnlyDictionary<string, IReadOnlyList<Value>> Given(string name, Shape shape) =>
            new Dictionary<string, IReadOnlyList<Value>> { [name] = [Ops.Input(name, shape, DType.Bool)] };
        Refused(() => built.ApplyAll([q, v], Given("attention_mask", ["batch", 5, 4])), "(batch, T, S)", "[batch, 2, 4, 5]",
            "[batch, 1, 5, 4]");
        Refused(() => built.ApplyAll([q, v], Given("attention_mask", ["batch"])), "(batch, T, S)", "[batch]");
        Refused(() => built.ApplyAll([q, v], Given("value_mask", ["batch", 4])), "[batch, 5]", "[batch, 4]");
        Refused(() => new Attention()
            .ApplyAll([q, v], new Dictionary<string, IReadOnlyList<Value>>
            {
                ["mask"] = [Ops.Input("m", ["batch", 4], DType.Bool),
            Ops.Input("n", ["batch", 4], DType.Bool)]
            }), "attention", "[batch, 5]", "[batch, 4]");
        Value image = Ops.Input("image", ["batch", 3, 4, 6]);
        Refused(() => new MultiHeadAttention(2, 3).ApplyAll([image, image], flags: ["use_causal_mask"]), "one axis of steps", "over 2");
        Refused(() => new GroupQueryAttention(2, 4, 2).ApplyAll([image, image]), "rank 3");
    }

    private static IEnumerable<string> Names => s_layers.Keys;

    // Queries and values have different widths and the same number of steps.
    private static Functional Model(Layer layer, TensorData? mask, bool open, bool causal = false)
    {
        var type = layer.Policy.ComputeType;
        var x = new Input([open ? "steps" : mask?.Shape[1] ?? 3, 4], type, "x");
        var (query, value) = (Half(2), Half(3));
        if (layer is AttentionLayer) value = Half(2, seed: 8);
        if (mask is not null)
            (query, value) = (new FixedMask(mask, layer.Policy) { Name = "of_query" }.Apply(query),
                new FixedMask(mask, layer.Policy) { Name = "of_value" }.Apply(value));
        return new(x, layer.ApplyAll([query, value], flags: causal ? ["use_causal_mask"] : [])[0]);

        KerasTensor Half(int width, long seed = 7) =>
            new Dense(width, kernelInitializer: Initializer.GlorotUniform with { Seed = seed + width }, dtype: layer.Policy).Apply(x);
    }

    private static TensorData Rows(int batch, int steps, DType type) => SampleData.Of([batch, steps, 4], type, seed: 3);
}
