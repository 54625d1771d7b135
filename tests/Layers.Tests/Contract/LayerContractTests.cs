using System.Reflection;

namespace Layers.Tests;

/// <summary>Every layer keeps the contract, in each form that changes its formula.</summary>
public sealed class LayerContractTests
{
    private static readonly TensorData s_mean = new float[] { 1, 2, 3 };
    private static readonly TensorData s_variance = new float[] { 1, 4, 0.25f };

    [Test]
    public void Normalization_OfFeatures() => LayerContract.Check(
        policy => new Normalization(dtype: policy), input: ["batch", 3], output: ["batch", 3], frozen: 3);

    [Test]
    public void Normalization_OfSeveralAxes() => LayerContract.Check(
        policy => new Normalization([1, 3], dtype: policy), input: ["batch", 2, 4, 3], output: ["batch", 2, 4, 3], frozen: 3);

    [Test]
    public void Normalization_OfEverything() => LayerContract.Check(
        policy => new Normalization([], dtype: policy), input: ["batch", 3], output: ["batch", 3], frozen: 3);

    [Test]
    public void Normalization_Inverted() => LayerContract.Check(
        policy => new Normalization(invert: true, dtype: policy), input: ["batch", 3], output: ["batch", 3], frozen: 3);

    [Test]
    public void Normalization_Given() => LayerContract.Check(
        policy => new Normalization(s_mean, s_variance, dtype: policy), input: ["batch", 3], output: ["batch", 3]);

    [TestCase(DType.Float64)]
    [TestCase(DType.Int64)]
    [TestCase(DType.Int32)]
    public void Normalization_OfOtherTypes(DType type) => LayerContract.Check(
        policy => new Normalization(dtype: policy), input: ["batch", 3], output: ["batch", 3], frozen: 3, inputType: type);

    [Test]
    public void Rescaling_WithOneScale() => LayerContract.Check(
        policy => new Rescaling(1 / 127.5, -1, dtype: policy), input: ["batch", 4], output: ["batch", 4]);

    [Test]
    public void Rescaling_OfChannels() => LayerContract.Check(
        policy => new Rescaling(s_variance, s_mean, dtype: policy), input: ["batch", 4, 4, 3], output: ["batch", 4, 4, 3]);

    [Test]
    public void Rescaling_OfBytes() => LayerContract.Check(
        policy => new Rescaling(1 / 255.0, dtype: policy), input: ["batch", 4, 4, 3], output: ["batch", 4, 4, 3], inputType: DType.UInt8);

    [Test]
    public void Dense_OfRows() => LayerContract.Check(
        policy => new Dense(5, dtype: policy), input: ["batch", 3], output: ["batch", 5], trainable: 2);

    [Test]
    public void Dense_WithoutBias_OverMoreAxes() => LayerContract.Check(
        policy =>
        new Dense(2, Activation.Tanh, useBias: false, dtype: policy), input: ["batch", "steps", 3], output: ["batch", "steps", 2],
        trainable: 1);

    [Test]
    public void Dense_WithInitializers() => LayerContract.Check(
        policy =>
        new Dense(4, Activation.Sigmoid, kernelInitializer: Initializer.HeNormal with { Seed = 3 },
        biasInitializer: Initializer.Constant with { Value = 0.5 }, dtype: policy),
        input: ["batch", 3], output: ["batch", 4], trainable: 2);

    [Test]
    public void Dropout_OfRows() => LayerContract.Check(
        policy => new Dropout(0.5, seed: 7, dtype: policy), input: ["batch", 3], output: ["batch", 3]);

    [Test]
    public void Dropout_OfWholeColumns() => LayerContract.Check(
        policy => new Dropout(0.2, noiseShape: [1, null], dtype: policy), input: ["batch", 3], output: ["batch", 3]);

    [Test]
    public void Flatten_OfImages() => LayerContract.Check(
        policy => new Flatten(dtype: policy), input: ["batch", 2, 3, 2], output: ["batch", 12]);

    [Test]
    public void Flatten_OfChannelsFirst() => LayerContract.Check(
        policy => new Flatten(DataFormat.ChannelsFirst, dtype: policy), input: ["batch", 2, 3, 2], output: ["batch", 12]);

    [Test]
    public void Reshape_WithAnOpenSize() => LayerContract.Check(
        policy => new Reshape([-1, 2], dtype: policy), input: ["batch", 6], output: ["batch", 3, 2]);

    private static IEnumerable<ActivationFunction> Functions => typeof(Activation).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(ActivationFunction))
        .Select(property => (ActivationFunction)property.GetValue(null)!)
        .Where(function => function != Activation.Glu && function != Activation.Gelu);

    [TestCaseSource(nameof(Functions))]
    public void Activation_OfEachFunction(ActivationFunction function) => LayerContract.Check(
        policy => new Activation(function, dtype: policy), input: ["batch", 4], output: ["batch", 4]);

    [Test]
    public void Activation_Gelu() => LayerContract.Check(
        policy => new Activation(Activation.Gelu, dtype: policy), input: ["batch", 4], output: ["batch", 4], step: 1e-2);

    [Test]
    public void Activation_Glu() => LayerContract.Check(
        policy => new Activation(Activation.Glu, dtype: policy), input: ["batch", 4], output: ["batch", 2]);
}
