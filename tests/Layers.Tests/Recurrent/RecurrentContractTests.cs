namespace Layers.Tests;

/// <summary>Recurrent layers keep the contract of layers, in each form that changes their formula.</summary>
public sealed class RecurrentContractTests
{
    private static readonly Shape s_input = ["batch", 4, 3];

    [Test]
    public void SimpleRNN_OfTheLastStep() =>
        LayerContract.Check(policy => new SimpleRNN(2, dtype: policy), s_input, ["batch", 2], trainable: 3);

    [Test]
    public void SimpleRNN_OfEveryStep_Backwards() => LayerContract.Check(
        policy =>
        new SimpleRNN(2, Activation.Softsign, useBias: false, goBackwards: true, returnSequences: true, dtype: policy), s_input,
        ["batch", 4, 2], trainable: 2);

    [Test]
    public void LSTM_OfTheLastStep() => LayerContract.Check(policy => new LSTM(2, dtype: policy), s_input, ["batch", 2], trainable: 3);

    [Test]
    public void LSTM_OfEveryStep() =>
        LayerContract.Check(policy => new LSTM(2, returnSequences: true, dtype: policy), s_input, ["batch", 4, 2], trainable: 3);

    [Test]
    public void LSTM_OfOtherFunctions() => LayerContract.Check(
        policy =>
        new LSTM(2, Activation.Softsign, Activation.HardSigmoid, useBias: false, goBackwards: true, dtype: policy), s_input, ["batch", 2],
        trainable: 2);

    [Test]
    public void GRU_OfTheLastStep() => LayerContract.Check(policy => new GRU(2, dtype: policy), s_input, ["batch", 2], trainable: 3);

    [Test]
    public void GRU_WithResetBefore() =>
        LayerContract.Check(policy => new GRU(2, resetAfter: false, returnSequences: true, dtype: policy), s_input, ["batch", 4, 2],
        trainable: 3);

    [Test]
    public void GRU_WithoutBias() =>
        LayerContract.Check(policy => new GRU(2, useBias: false, goBackwards: true, dtype: policy), s_input, ["batch", 2], trainable: 2);

    [Test]
    public void OneStep_AndStepsThatOnlyTheDataKnows()
    {
        LayerContract.Check(policy => new LSTM(2, dtype: policy), ["batch", 1, 3], ["batch", 2], trainable: 3);
        foreach (Layer layer in (Layer[])[new LSTM(2, returnSequences: true), new GRU(2, Activation.Relu, returnSequences: true),
            new SimpleRNN(2, goBackwards: true, returnSequences: true)])
        {
            using var model = new Sequential { new Input(["steps", 3]), layer, layer is GRU ? new GRU(1) : new LSTM(1) };
            Assert.That(model.ToGraph().Verify(), Is.Empty);
            using var folder = new TempFolder();
            model.ExportOnnx(folder.At("model.onnx"));
            foreach (var steps in new[] { 1, 2, 9 })
            {
                var x = SampleData.Of([3, steps, 3], DType.Float32, seed: steps);
                var alone = new Sequential { new Input([steps, 3]), LayerJson.Read(LayerJson.Write(model.Layers[0])),
                    LayerJson.Read(LayerJson.Write(model.Layers[1])) };
                foreach (var (own, other) in alone.Weights.Zip(model.Weights)) own.Value = other.Value;
                Assert.That(Mismatch.Of("output", model.Predict(x), alone.Predict(x)), Is.Empty, $"{steps} steps");
                Assert.That(Mismatch.Of("output", PlainOnnx.Run(folder.At("model.onnx"), x), alone.Predict(x)), Is.Empty, $"{steps} steps");
            }
        }
    }
}
