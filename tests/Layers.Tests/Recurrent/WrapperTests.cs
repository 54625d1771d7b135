using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>RNN with cells, Bidirectional, and TimeDistributed.</summary>
public sealed class WrapperTests
{
    private static readonly Shape s_input = ["batch", 4, 3];

    [OneTimeSetUp]
    public void KnowTheCell() => LayerRegistry.Register<Leaky>("tests");

    [Test]
    public void RNN_OfOneCell() =>
        LayerContract.Check(policy => new RNN(new GRUCell(2, dtype: policy), dtype: policy), s_input, ["batch", 2], trainable: 3);

    [Test]
    public void RNN_OfSeveralCells() => LayerContract.Check(
        policy =>
        new RNN([new LSTMCell(2, dtype: policy), new GRUCell(3, dtype: policy), new SimpleRNNCell(2, dtype: policy)], returnSequences: true,
        dtype: policy), s_input, ["batch", 4, 2], trainable: 9);

    [Test]
    public void RNN_OfACellOfTheUsers([Values] bool goBackwards, [Values] bool returnSequences)
    {
        RNN Made(DTypePolicy? policy) => new(new Leaky(2, dtype: policy), returnSequences, goBackwards: goBackwards, dtype: policy);
        var x = SampleData.Of([3, 4, 3], DType.Float64, seed: 4);
        Assert.That(Differences.Mismatches(Made(DTypePolicy.Float64), x, 1e-5), Is.Empty);
        using var folder = new TempFolder();
        using var model = new Sequential { new Input(["steps", 3]), Made(null), new Flatten() };
        model.Save(folder.At("model.keras"));
        using var again = Model.Load(folder.At("model.keras"));
        Assert.That(Mismatch.OfBits("output", again.Predict(x), model.Predict(x)), Is.Empty);
        // Step by step, without a loop.
        var (cell, h, rows) = (((RNN)model.Layers[0]).Cell, new float[6], new float[4][]);
        foreach (var step in goBackwards ? new[] { 3, 2, 1, 0 } : [0, 1, 2, 3])
        {
            var features = TensorData.Of(x.ToArray<double>().Chunk(12).SelectMany(row => row[(step * 3)..(step * 3 + 3)])
                .Select(number => (float)number).ToArray(), [3, 3]);
            var (input, state) = (Ops.Input("x", [3, 3]), Ops.Input("h", [3, 2]));
            using var session = new Layers.Onnx.OnnxSession(Graph.Of([.. cell.ApplyAll([input, state])])
                .Freeze(cell.Weights.ToDictionary(weight => weight.Symbol, weight => weight.Value)));
            var results = session.Run([.. session.Graph.Inputs.Select(each => each.Name == "x" ? features : TensorData.Of(h, [3, 2]))]);
            (rows[goBackwards ? 3 - step : step], h) = (results[0].ToArray<float>(), results[1].ToArray<float>());
        }
        float[] expected = [.. Enumerable.Range(0, 3)
            .SelectMany(row => (returnSequences ? rows : [rows[3]]).SelectMany(step => step[(row * 3)..(row * 3 + 3)]))];
        Assert.That(model.Predict(x).ToArray<float>(), Is.EqualTo(expected).Within(1e-6f));
    }

    [Test]
    public void Bidirectional_InEveryMode([Values] BidirectionalMerge mode)
    {
        if (mode == BidirectionalMerge.None)
        {
            var outputs = new Bidirectional(new LSTM(2), mode).ApplyAll([Ops.Input("x", s_input)]);
            Assert.That(outputs.Select(output => output.Shape.ToString()), Is.EqualTo(new[] { "[batch, 2]", "[batch, 2]" }));
            return;
        }
        var width = mode == BidirectionalMerge.Concat ? 4 : 2;
        LayerContract.Check(policy => new Bidirectional(new LSTM(2, returnSequences: true, dtype: policy), mode, dtype: policy), s_input,
            ["batch", 4, width], trainable: 6);
        LayerContract.Check(policy => new Bidirectional(new GRU(2, dtype: policy), mode, dtype: policy), s_input, ["batch", width],
            trainable: 6);
    }

    [Test]
    public void Bidirectional_WithABackwardLayerOfItsOwn() => LayerContract.Check(
        policy =>
        new Bidirectional(new LSTM(2, dtype: policy), backwardLayer: new GRU(3, goBackwards: true, dtype: policy), dtype: policy), s_input,
        ["batch", 5], trainable: 6);

    [Test]
    public void TimeDistributed_OfADenseLayer() => LayerContract.Check(
        policy => new TimeDistributed(new Dense(2, Activation.Tanh, dtype: policy), dtype: policy), s_input, ["batch", 4, 2], trainable: 2);

    [Test]
    public void TimeDistributed_OfAModel_AndOfMoreAxes()
    {
        LayerContract.Check(policy => new TimeDistributed(new Conv1D(2, 2, dtype: policy), dtype: policy), ["batch", 3, 5, 2],
            ["batch", 3, 4, 2], trainable: 2, step: 0.1);
        LayerContract.Check(policy => new TimeDistributed(new Sequential { new Input(3), new Dense(4, Activation.Tanh, dtype: policy),
            new Dense(2, dtype: policy) }, dtype: policy),
            s_input, ["batch", 4, 2], trainable: 4);
    }

    [Test]
    public void TimeDistributed_OfOneStepAfterTheOther_IsTheLayerOnEach()
    {
        var dense = new TimeDistributed(new Dense(2));
        var x = SampleData.Of([3, 4, 5], DType.Float32, seed: 1);
        var y = dense.Predict(x);
        for (var step = 0; step < 4; step++)
        {
            var rows = TensorData.Of(x.ToArray<float>().Chunk(20).SelectMany(row => row[(step * 5)..(step * 5 + 5)]).ToArray(), [3, 5]);
            Assert.That(y.ToArray<float>().Chunk(8).SelectMany(row => row[(step * 2)..(step * 2 + 2)]),
                Is.EqualTo(dense.Inner.Predict(rows).ToArray<float>()).Within(1e-6f));
        }
    }

    // Each step updates the moving statistics, as in Keras: with momentum m, by 1 − m of the distance to the step's own.
    [Test]
    public void TimeDistributed_OfStatisticsThatFollowTheData_GoesFromStepToStep()
    {
        using var model = new Sequential { new Input([2, 1]), new TimeDistributed(new BatchNormalization(momentum: 0.5)), new Flatten(),
            new Dense(1) };
        model.Compile(new Sgd(learningRate: 1e-9), Loss.MeanSquaredError);
        model.Fit(TensorData.Of(new float[] { 1, 5, 3, 7 }, [2, 2, 1]), TensorData.Of(new float[2], [2, 1]), batchSize: 2);
        var mean = model.Layers[0].Weights[2].Value.ToArray<float>()[0];
        Assert.That(mean, Is.EqualTo((0 * 0.5 + 2 * 0.5) * 0.5 + 6 * 0.5).Within(1e-6));
        using var open = new Sequential { new Input(["steps", 1]), new TimeDistributed(new BatchNormalization()),
            new GlobalAveragePooling1D(), new Dense(1) };
        open.Compile(new Sgd(), Loss.MeanSquaredError);
        Refused(() => open.Fit(TensorData.Of(new float[] { 1, 5, 3, 7 }, [2, 2, 1]), TensorData.Of(new float[2], [2, 1])),
            "time_distributed", "steps must be known");
    }

    // Statistics that were adapted are weights that training does not change: all steps run at once, for any number of them.
    [Test]
    public void TimeDistributed_OfStatisticsThatStand_DoesNotAskForTheStepsOneByOne()
    {
        var normalization = new Normalization();
        normalization.Adapt(TensorData.Of(new float[] { 1, 5 }, [2, 1]));
        foreach (var layer in (Layer[])[normalization, new BatchNormalization { Trainable = false }])
        {
            using var model = new Sequential { new Input(["steps", 1]), new TimeDistributed(layer), new GlobalAveragePooling1D(),
                new Dense(1) };
            model.Compile(new Sgd(), Loss.MeanSquaredError);
            var weights = layer.Weights.Select(weight => weight.Value.AsBytes().ToArray()).ToArray();
            var loss = model.Evaluate(TensorData.Of(new float[] { 1, 5, 3, 7 }, [2, 2, 1]), TensorData.Of(new float[2], [2, 1]))["loss"];
            var losses = model.Fit(TensorData.Of(new float[] { 1, 5, 3, 7 }, [2, 2, 1]), TensorData.Of(new float[2], [2, 1]))["loss"];
            Assert.That(losses[0], Is.EqualTo(loss).Within(1e-4).Percent, layer.Name);
            Assert.That(layer.Weights.Select(weight => weight.Value.AsBytes().ToArray()), Is.EqualTo(weights), layer.Name);
        }
    }

    [Test]
    public void ACell_OfMoreAxes([Values] bool returnSequences)
    {
        var x = SampleData.Of([2, 3, 5, 2], DType.Float32, seed: 1);
        using var model = new Sequential { new Input([3, 5, 2]), new RNN(new Summing(), returnSequences) };
        var sums = x.ToArray<float>().Chunk(10).Select(step => step.Sum()).Chunk(3)
            .Select(row => row.Select((_, i) => row[..(i + 1)].Sum())).ToArray();
        float[] expected = [.. returnSequences ? sums.SelectMany(row => row) : sums.Select(row => row.Last())];
        Assert.That(model.Predict(x).ToArray<float>(), Is.EqualTo(expected).Within(1e-5f));
        var mask = Ops.Constant(TensorData.Of(new[] { true, false, true, false, true, true }, [2, 3]));
        Assert.That(Run(new RNN(new Summing()), x, mask).ToArray<float>()[0],
            Is.EqualTo(x.ToArray<float>()[..10].Sum() + x.ToArray<float>()[20..30].Sum()).Within(1e-5f));
        // The cell alone, from states of zeros.
        Assert.That(new Summing().ApplyAll([Ops.Input("x", ["batch", 5, 2])]).Select(output => output.Shape.ToString()),
            Is.EqualTo(new[] { "[batch, 1]", "[batch, 1]" }));
    }

    // The values of a step exist only in the body of the loop.
    [Test]
    public void ChecksAndUpdatesInAStep_AreRefused()
    {
        foreach (var make in (Func<RecurrentCell, RNN>[])[cell => new RNN(cell), cell => new RNN([new GRUCell(1), cell])])
        {
            Refused(() => make(new Watching()).Apply(Ops.Input("x", s_input)), "watching", "check values in a step",
                "before the recurrent one");
            Refused(() => make(new Counting())
                .ApplyAll([Ops.Input("x", s_input)], new CallRecord(Ops.Input("key", [], DType.Int64), isTraining: true)), "counting",
                "/count in a step", "before the recurrent one");
        }
        // Without TimeDistributed the layer is accepted.
        Assert.That(new Watching().ApplyAll([Ops.Input("x", ["batch", 3])]), Has.Count.EqualTo(2));
    }

    [Test]
    public void ZeroOutputForMask_OfACellOfTheUsers_GivesZeros()
    {
        var x = SampleData.Of([2, 3, 2], DType.Float32, seed: 2);
        bool[] counts = [true, false, true, false, true, false];
        var mask = Ops.Constant(TensorData.Of(counts, [2, 3]));
        var cell = new Leaky(1);
        var kept = Run(new RNN(cell, returnSequences: true), x, mask).ToArray<float>().Chunk(2).ToArray();
        var zeros = Run(new RNN(cell, returnSequences: true, zeroOutputForMask: true), x, mask).ToArray<float>().Chunk(2).ToArray();
        for (var i = 0; i < 6; i++) Assert.That(zeros[i], Is.EqualTo(counts[i] ? kept[i] : new float[2]), $"step {i}");
        Assert.That(Run(new RNN(cell, zeroOutputForMask: true), x, mask).ToArray<float>(), Is.EqualTo(zeros[2].Concat(new float[2])),
            "the last step of the second row is masked");
    }

    [Test]
    public void StatesOfBothDirections_GoInAndComeOut()
    {
        var both = new Bidirectional(new LSTM(2, returnSequences: true, returnState: true), BidirectionalMerge.Sum);
        var (x, h) = (Ops.Input("x", [1, 3, 1]), Enumerable.Range(0, 4).Select(i => Ops.Input($"h{i}", [1, 2])).ToArray());
        var outputs = both.ApplyAll([x], new Dictionary<string, IReadOnlyList<Value>> { ["initial_state"] = h });
        Assert.That(outputs.Select(output => output.Shape.ToString()),
            Is.EqualTo(new[] { "[1, 3, 2]", "[1, 2]", "[1, 2]", "[1, 2]", "[1, 2]" }));
        Refused(() => both.ApplyAll([x], new Dictionary<string, IReadOnlyList<Value>> { ["initial_state"] = h[..3] }), "bidirectional",
            "half", "3 states");
    }

    /// <summary>Returns a model in which the final states of one layer are the initial states of the next.</summary>
    internal static Functional EncoderAndDecoder()
    {
        var (x, before) = (new Input([6, 3], name: "x"), new Input([6, 3], name: "before"));
        var encoded = new LSTM(4, returnState: true, name: "encoder").ApplyAll([before]);
        var decoded = new LSTM(4, returnSequences: true, name: "decoder")
            .ApplyAll([x], new Dictionary<string, IReadOnlyList<KerasTensor>> { ["initial_state"] = [encoded[1], encoded[2]] })[0];
        var last = new GRU(4, name: "last")
            .ApplyAll([decoded], new Dictionary<string, IReadOnlyList<KerasTensor>> { ["initial_state"] = [encoded[0]] })[0];
        var model = new Functional([x, before], [new Dense(2, name: "out").Apply(last)]);
        model.Compile(new Adam(), Loss.MeanSquaredError);
        return model;
    }

    [Test]
    public void StatesHandedOn_AreInTheFile_AndTrain()
    {
        using var folder = new TempFolder();
        using var model = EncoderAndDecoder();
        var x = new Dictionary<string, TensorData>
        {
            ["x"] = SampleData.Of([8, 6, 3], DType.Float32, seed: 1),
            ["before"] = SampleData.Of([8, 6, 3], DType.Float32, seed: 2)
        };
        model.Save(folder.At("model.keras"));
        using var again = Model.Load(folder.At("model.keras"));
        var first = model.Predict(x)["out"];
        Assert.That(Mismatch.OfBits("output", again.Predict(x)["out"], first), Is.Empty);
        x["before"] = SampleData.Of([8, 6, 3], DType.Float32, seed: 3);
        Assert.That(Mismatch.Of("output", model.Predict(x)["out"], first), Is.Not.Empty, "the encoder counts");
        var encoder = model.Layers.Single(layer => layer.Name == "encoder").Weights[1];
        var start = encoder.Value.ToArray<float>();
        var losses = model.Fit(x, new Dictionary<string, TensorData> { ["out"] = SampleData.Of([8, 2], DType.Float32, seed: 4) },
            epochs: 5)["loss"];
        Assert.That(losses[^1], Is.LessThan(losses[0]));
        Assert.That(encoder.Value.ToArray<float>(), Is.Not.EqualTo(start), "gradients pass through the states");
    }

    [Test]
    public void Masks_GoThrough_AndACellOfTheUsersKeepsItsOutput()
    {
        var x = SampleData.Of([2, 3, 2], DType.Float32, seed: 2);
        var mask = Ops.Constant(TensorData.Of(new[] { true, false, true, false, true, false }, [2, 3]));
        var rnn = new RNN(new Leaky(1), returnSequences: true);
        var y = Run(rnn, x, mask).ToArray<float>();
        Assert.That(y[2..4], Is.EqualTo(y[0..2]), "the output of the step before");
        Assert.That(y[6..8], Is.EqualTo(new float[2]), "zeros before the first step that counts");
        Assert.That(y[10..12], Is.EqualTo(y[8..10]));
        var both = Run(new Bidirectional(new GRU(1, returnSequences: true)), x, mask).ToArray<float>();
        Assert.That(both[2..4].Concat(both[6..8]).Concat(both[10..12]), Is.All.Zero, "both directions give zeros where a step is left out");
        Assert.That(both[0..2].Concat(both[4..6]).Concat(both[8..10]), Has.None.Zero);
    }

    [Test]
    public void InvalidArguments_AreRefused()
    {
        Refused(() => _ = new Bidirectional(new LSTM(2), backwardLayer: new LSTM(2)), "bidirectional", "backwards");
        Refused(() => _ = new Bidirectional(new LSTM(2), backwardLayer: new LSTM(2, goBackwards: true, returnState: true)), "bidirectional",
            "returnState");
        Refused(() => _ = new StackedRNNCells([]), "stacked_rnn_cells", "one cell or more");
        var cell = new GRUCell(2);
        Refused(() => _ = new StackedRNNCells([cell, cell]), "each only once");
        Refused(() => _ = new StackedRNNCells([new GRUCell(2, name: "a"), new LSTMCell(2, name: "a")]), "stacked_rnn_cells", "'a'");
        Assert.That(new StackedRNNCells([new GRUCell(2), new GRUCell(2), new LSTMCell(2)]).Cells.Select(each => each.Name),
            Is.EqualTo(new[] { "gru_cell", "gru_cell_1", "lstm_cell" }));
        Refused(() => new TimeDistributed(new Dense(2)).BuildFor(["batch", 3]), "time_distributed", "rank 3 or more");
        Refused(() => new TimeDistributed(new Dense(2)).BuildFor(["batch", 0, 3]), "time_distributed", "[batch, 0, 3]");
        Refused(() => new RNN(new Forgetful()).Apply(Ops.Input("x", s_input)), "forgetful", "0 states", "started from 1");
    }

    private static TensorData Run(Layer layer, TensorData x, Value mask)
    {
        var input = Ops.Input("x", x.Shape);
        var y = layer.ApplyAll([input], new Dictionary<string, IReadOnlyList<Value>> { ["mask"] = [mask] })[0];
        using var session = new Layers.Onnx.OnnxSession(Graph.Of(y)
            .Freeze(layer.Weights.ToDictionary(weight => weight.Symbol, weight => weight.Value)).Optimize());
        return session.Run([x])[0];
    }

    private sealed class Summing() : RecurrentCell("summing")
    {
        public override IReadOnlyList<int> StateSizes => [1];

        protected override (Value Output, IReadOnlyList<Value> States) Step(Value x, IReadOnlyList<Value> states, CallContext call)
        {
            var next = states[0] + Ops.ReduceSum(Ops.ReduceSum(x, [2], keepDims: false), [1]);
            return (next, [next]);
        }
    }

    private sealed class Watching() : RecurrentCell("watching")
    {
        public override IReadOnlyList<int> StateSizes => [1];

        protected override (Value Output, IReadOnlyList<Value> States) Step(Value x, IReadOnlyList<Value> states, CallContext call)
        {
            call.Check(x, x > 0, value => $"{value} is not positive.");
            return (states[0], states);
        }
    }

    private sealed class Counting() : RecurrentCell("counting")
    {
        private Weight _count = null!;

        public override IReadOnlyList<int> StateSizes => [1];

        protected override void Build(Shape inputShape) => _count = AddWeight("count", [], Initializer.Zeros, trainable: false);

        protected override (Value Output, IReadOnlyList<Value> States) Step(Value x, IReadOnlyList<Value> states, CallContext call)
        {
            if (call.IsTraining) call.Update(_count, call.Current(_count) + 1);
            return (states[0], states);
        }
    }

    private sealed class Forgetful() : RecurrentCell("forgetful")
    {
        public override IReadOnlyList<int> StateSizes => [2];

        protected override (Value Output, IReadOnlyList<Value> States) Step(Value x, IReadOnlyList<Value> states, CallContext call) =>
            (states[0], []);
    }
}
