using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>Recurrent layers beyond their golden cases: gradients under masks, dropout, and refused arguments.</summary>
public sealed class RecurrentLayerTests
{
    private static readonly bool[] s_masks =
    [
        true, true, true, true, true, // every step
        true, true, true, false, false, // padded on the right
        false, false, true, true, true, // on the left
        false, true, false, true, false, // anywhere
        false, false, false, false, false, // a row without a step that counts
    ];

    private static IEnumerable<TestCaseData> Kinds =>
    [
        new(() => new SimpleRNN(2, returnSequences: true, dtype: DTypePolicy.Float64)),
            new(() => new SimpleRNN(2, goBackwards: true, dtype: DTypePolicy.Float64)),
        new(() => new LSTM(2, dtype: DTypePolicy.Float64)),
            new(() => new LSTM(2, returnSequences: true, goBackwards: true, dtype: DTypePolicy.Float64)),
        new(() => new LSTM(2, returnSequences: true, zeroOutputForMask: true, dtype: DTypePolicy.Float64)),
        new(() => new GRU(2, dtype: DTypePolicy.Float64)),
            new(() => new GRU(2, resetAfter: false, returnSequences: true, dtype: DTypePolicy.Float64)),
        new(() => new LSTM(2, dropout: 0.3, recurrentDropout: 0.4, dtype: DTypePolicy.Float64)),
            new(() => new GRU(2, dropout: 0.5, dtype: DTypePolicy.Float64)),
        new(() => new GRU(2, recurrentDropout: 0.5, resetAfter: false, dtype: DTypePolicy.Float64)),
    ];

    [TestCaseSource(nameof(Kinds))]
    public void Gradients_MatchCentralDifferences_UnderAMask(Func<Layer> make)
    {
        var x = SampleData.Of([5, 5, 3], DType.Float64, seed: 1);
        foreach (var isTraining in new[] { false, true })
            foreach (var mask in new[] { null, TensorData.Of(s_masks, [5, 5]) })
                Assert.That(Differences.Mismatches(new Masked(make(), mask), x, 1e-5, isTraining), Is.Empty);
    }

    [Test]
    public void AMask_LeavesStepsOut_AsIfTheyWereNotThere([Values] bool goBackwards)
    {
        var x = SampleData.Of([5, 5, 3], DType.Float32, seed: 1);
        var lstm = new LSTM(2, goBackwards: goBackwards);
        var output = new Masked(lstm, TensorData.Of(s_masks, [5, 5])).Predict(x).ToArray<float>();
        for (var row = 0; row < 5; row++)
        {
            int[] counting = [.. Enumerable.Range(0, 5).Where(step => s_masks[row * 5 + step])];
            var steps = TensorData.Of(counting.SelectMany(step => x.ToArray<float>()[(row * 15 + step * 3)..(row * 15 + step * 3 + 3)])
                .ToArray(), [1, counting.Length, 3]);
            var expected = counting.Length == 0 ? new float[2] : lstm.Predict(steps).ToArray<float>();
            Assert.That(output[(row * 2)..(row * 2 + 2)], Is.EqualTo(expected).Within(1e-6f), $"row {row}");
        }
    }

    // A masked step keeps the states, and the output before the first step is zeros.
    [Test]
    public void BeforeTheFirstStepThatCounts_TheOutputIsZerosAndTheStatesAreTheInitialOnes()
    {
        var gru = new GRU(2, returnSequences: true, returnState: true);
        var (x, h) = (Ops.Input("x", [1, 3, 1]), Ops.Input("h", [1, 2]));
        var mask = Ops.Constant(TensorData.Of(new[] { false, false, false }, [1, 3]));
        var outputs = gru.ApplyAll([x], new Dictionary<string, IReadOnlyList<Value>> { ["mask"] = [mask], ["initial_state"] = [h] });
        using var session = new Layers.Onnx.OnnxSession(Graph.Of([.. outputs])
            .Freeze(gru.Weights.ToDictionary(weight => weight.Symbol, weight => weight.Value)));
        var results = session.Run([.. session.Graph.Inputs.Select(input => input.Name == "x"
            ? TensorData.Of(new float[] { 1, 2, 3 }, [1, 3, 1]) : TensorData.Of(new float[] { 5, 7 }, [1, 2]))]);
        Assert.That(results[0].ToArray<float>(), Is.EqualTo(new float[6]));
        Assert.That(results[1].ToArray<float>(), Is.EqualTo(new float[] { 5, 7 }));
    }

    [Test]
    public void Dropout_IsTheSameInEveryStep_AndDropsOnlyInTraining()
    {
        var rnn = new SimpleRNN(1, Activation.Linear, useBias: false, kernelInitializer: Initializer.Ones,
            recurrentInitializer: Initializer.Zeros, dropout: 0.5, returnSequences: true);
        var x = Ops.Input("x", [64, 6, 1]);
        var key = Ops.Input("key", [], DType.Int64);
        var y = rnn.ApplyAll([x], new CallRecord(key, isTraining: true))[0];
        using var session = new Layers.Onnx.OnnxSession(Graph.Of(y)
            .Freeze(rnn.Weights.ToDictionary(weight => weight.Symbol, weight => weight.Value)).Optimize());
        var ones = TensorData.Of(Enumerable.Repeat(1f, 64 * 6).ToArray(), [64, 6, 1]);
        var rows = session.Run([.. session.Graph.Inputs.Select(input => input.Name == "x"
            ? ones : TensorData.Scalar(3L))])[0].ToArray<float>().Chunk(6).ToArray();
        Assert.That(rows.Select(row => row.Distinct().Count()), Is.All.EqualTo(1), "one pattern for all steps of a row");
        Assert.That(rows.Select(row => row[0]).Distinct(), Is.EquivalentTo(new[] { 0f, 2f }));
        Assert.That(rows.Count(row => row[0] == 0), Is.InRange(16, 48));
        Assert.That(rnn.Predict(ones).ToArray<float>(), Is.All.EqualTo(1f));
    }

    [Test]
    public void TheForgetGate_StartsOpen()
    {
        var lstm = new LSTM(2);
        lstm.BuildFor(["batch", 3, 1]);
        Assert.That(lstm.Weights[2].Value.ToArray<float>(), Is.EqualTo(new float[] { 0, 0, 1, 1, 0, 0, 0, 0 }));
        Assert.That(lstm.Weights.Select(weight => weight.Path),
            Is.EqualTo(new[] { "lstm/lstm_cell/kernel", "lstm/lstm_cell/recurrent_kernel", "lstm/lstm_cell/bias" }));
    }

    [Test]
    public void Prediction_IsTheEnginesOperator_WhereItsFormulaIsTheSame()
    {
        Op[] Of(Layer layer) => [.. new Sequential { new Input([4, 3]), layer }.ToGraph().AllNodes().Select(node => node.Op)];
        Assert.That(Of(new LSTM(2)), Does.Contain(Op.LSTM).And.Not.Contain(Op.Scan));
        Assert.That(Of(new GRU(2, resetAfter: false)), Does.Contain(Op.GRU).And.Not.Contain(Op.Scan));
        Assert.That(Of(new SimpleRNN(2)), Does.Contain(Op.RNN).And.Not.Contain(Op.Scan));
        Assert.That(Of(new LSTM(2, Activation.Relu)), Does.Contain(Op.Scan).And.Not.Contain(Op.LSTM));
        Assert.That(Of(new LSTM(2, dtype: DTypePolicy.Float64)), Does.Contain(Op.Scan).And.Not.Contain(Op.LSTM));
    }

    [Test]
    public void Training_LearnsARunningSum_WithPenaltiesAndConstraints()
    {
        var x = SampleData.Of([64, 6, 1], DType.Float32, seed: 3);
        var y = TensorData.Of(x.ToArray<float>().Chunk(6).Select(row => row.Sum()).ToArray(), [64, 1]);
        using var model = new Sequential(seed: 1)
        {
            new Input([6, 1]), new SimpleRNN(4, Activation.Linear, recurrentRegularizer: Regularizer.L2,
                kernelConstraint: WeightConstraint.MaxNorm),
            new Dense(1),
        };
        model.Compile(new Adam(learningRate: 0.02), Loss.MeanSquaredError);
        var losses = model.Fit(x, y, epochs: 30, seed: 1)["loss"];
        Assert.That(losses[^1], Is.LessThan(losses[0] / 20));
        var kernel = model.Layers[0].Weights[0].Value.ToArray<float>();
        Assert.That(kernel.Select(Math.Abs), Is.All.LessThanOrEqualTo(2 + 1e-6));
    }

    [Test]
    public void InputsOfTheWrongShape_AreRefusedWithTheShape()
    {
        Refused(() => _ = new LSTM(0), "lstm", "units", "1 or more", "0");
        Refused(() => _ = new GRU(2, dropout: double.NaN), "gru", "dropout must be a number, and it is NaN");
        Refused(() => _ = new LSTM(2, recurrentDropout: double.NaN), "lstm", "recurrentDropout must be a number, and it is NaN");
        Refused(() => new LSTM(2).BuildFor(["batch", 3]), "lstm (LSTM)", "rank 3", "[batch, 3]");
        Refused(() => new LSTM(2).BuildFor(["batch", 3, 2, 2]), "lstm (LSTM)", "rank 3", "[batch, 3, 2, 2]");
        Refused(() => new LSTM(2).BuildFor(["batch", 3, "features"]), "lstm_cell (LSTMCell)", "features");
        Refused(() => new GRU(2).BuildFor(["batch", 0, 2]), "gru (GRU)", "[batch, 0, 2]", "none");
        Refused(() => Called(new LSTM(2), "mask", Ops.Input("mask", ["batch", 4], DType.Bool)), "lstm (LSTM)", "mask", "[batch, 3]",
            "bool[batch, 4]");
        Refused(() => Called(new LSTM(2), "mask", Ops.Input("mask", ["batch", 3, 1], DType.Bool)), "lstm (LSTM)", "mask", "[batch, 3]",
            "bool[batch, 3, 1]");
        Refused(() => Called(new LSTM(2), "initial_state", Ops.Input("h", ["batch", 2])), "lstm (LSTM)", "2 states",
            "(batch, 2) and (batch, 2)", "[batch, 2]");
        Refused(() => Called(new GRU(2), "initial_state", Ops.Input("h", ["batch", 3])), "gru (GRU)", "1 state,", "(batch, 2)",
            "[batch, 3]");
        Refused(() => Called(new GRU(2), "initial_state", Ops.Input("h", [7, 2]), rows: 5), "gru (GRU)", "as many rows", "[7, 2]");
        var built = new SimpleRNN(2);
        built.BuildFor(["batch", 3, 4]);
        Refused(() => built.Apply(Ops.Input("x", ["batch", 3, 5])), "expects 4 features", "with 5");
    }

    [Test]
    public void Integers_AreWhatTheyAreAsFloats_InPredictionAndTraining([Values(DType.Int32, DType.UInt8)] DType type)
    {
        var x = Casting.Cast(SampleData.Of([4, 5, 3], DType.Int32, seed: 1), type);
        foreach (var make in (Func<Layer>[])[() => new LSTM(2), () => new GRU(2), () => new SimpleRNN(2),
            () => new SimpleRNN(2, Activation.Softsign), () => new RNN([new GRUCell(2), new LSTMCell(2)])])
        {
            using var model = new Sequential(seed: 1) { new Input([5, 3], type), make(), new Dense(1) };
            using var floats = new Sequential(seed: 1) { new Input([5, 3]), make(), new Dense(1) };
            foreach (var (own, other) in model.Weights.Zip(floats.Weights)) own.Value = other.Value;
            Assert.That(Mismatch.OfBits("output", model.Predict(x), floats.Predict(Casting.Cast(x, DType.Float32))), Is.Empty,
                model.Layers[0].Name);
            model.Compile(new Sgd(), Loss.MeanSquaredError);
            floats.Compile(new Sgd(), Loss.MeanSquaredError);
            var y = TensorData.Of(new float[4], [4, 1]);
            Assert.That(model.Fit(x, y)["loss"][0],
                Is.EqualTo(floats.Fit(Casting.Cast(x, DType.Float32), y)["loss"][0]).Within(1e-5).Percent, model.Layers[0].Name);
        }
    }

    [Test]
    public void SequencesWithoutSteps_AreRefused_WhereOnlyTheDataKnows()
    {
        foreach (var layer in (Layer[])[new LSTM(2), new GRU(2, Activation.Relu), new SimpleRNN(2, returnSequences: true)])
        {
            using var model = new Sequential { new Input(["steps", 3]), layer };
            Refused(() => model.Predict(TensorData.Of(Array.Empty<float>(), [2, 0, 3])), layer.Name, "one step or more");
            Assert.That(model.Predict(SampleData.Of([2, 1, 3], DType.Float32, seed: 1)).Shape[0].Size, Is.EqualTo(2));
        }
    }

    private static void Called(Layer layer, string argument, Value value, Dim? rows = null) =>
        layer.ApplyAll([Ops.Input("x", [rows ?? "batch", 3, 4])], new Dictionary<string, IReadOnlyList<Value>> { [argument] = [value] });

    // Calls another layer with a mask.
    private sealed class Masked(Layer layer, TensorData? mask) : Layer("masked", layer.Policy)
    {
        public override IReadOnlyList<Weight> Weights => layer.Weights;

        public override IReadOnlyList<Weight> TrainableWeights => layer.TrainableWeights;

        protected override Value Call(Value x) =>
            Call(x, new CallContext(CallRecord.ForPrediction(), this, new Dictionary<string, IReadOnlyList<Value>>(), []));

        protected override Value Call(Value x, CallContext call) =>
            layer.ApplyAll([x], call.Record,
                mask is null ? null : new Dictionary<string, IReadOnlyList<Value>> { ["mask"] = [Ops.Constant(mask)] })[0];
    }
}
