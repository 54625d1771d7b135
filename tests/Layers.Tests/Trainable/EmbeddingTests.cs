using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>Embedding: lookups, training, and refused inputs.</summary>
public sealed class EmbeddingTests
{
    // Whole numbers, mostly from 1 to 4, are indices of a table that is large enough for the sample's range.
    [TestCase(DType.Int32)]
    [TestCase(DType.Int64)]
    [TestCase(DType.UInt8)]
    public void OfWholeNumbers_KeepsTheLayerContract(DType type) => LayerContract.Check(
        policy => new Embedding(300, 3, dtype: policy), input: ["batch", 4], output: ["batch", 4, 3], trainable: 1, inputType: type);

    [Test]
    public void OfOpenSteps_KeepsTheLayerContract() => LayerContract.Check(
        policy =>
        new Embedding(50, 2, Initializer.HeNormal, dtype: policy), input: ["batch", "steps", 3], output: ["batch", "steps", 3, 2],
        trainable: 1, inputType: DType.Int64);

    [Test]
    public void Floats_AreCutToIndices_AndNegativeOnesCountFromTheEnd()
    {
        var layer = new Embedding(3, 2, weights: new float[,] { { 0, 1 }, { 10, 11 }, { 20, 21 } });
        Assert.That(layer.Predict(new[] { 1.9f, 0.5f }).ToArray<float>(), Is.EqualTo(new float[] { 10, 11, 0, 1 }));
        Assert.That(layer.Predict(TensorData.Of(new long[] { -1, -3 }, [2])).ToArray<float>(), Is.EqualTo(new float[] { 20, 21, 0, 1 }));
    }

    [Test]
    public void LargeIndices_KeepTheirDigits_In16Bits()
    {
        var layer = new Embedding(5000, 1, Initializer.Zeros, dtype: DTypePolicy.MixedFloat16);
        layer.BuildFor(["batch", 1]);
        var table = new float[5000, 1];
        table[4097, 0] = 1;
        layer.Weights[0].Value = table;
        Assert.That(Casting.Cast(layer.Predict(new float[,] { { 4096 }, { 4097 } }), DType.Float32).ToArray<float>(),
            Is.EqualTo(new[] { 0f, 1 }));
    }

    [Test]
    public void OnlyRowsThatWereLookedUp_AreTrained_AndRepeatedRowsTwice()
    {
        using var model = new Sequential { new Input([2], DType.Int32), new Embedding(4, 1, Initializer.Zeros), new Flatten(),
            new Dense(1, kernelInitializer: Initializer.Ones) };
        model.Compile(new Sgd(0.5), Loss.MeanSquaredError);
        model.Fit(TensorData.Of(new[] { 2, 2, 0, 1 }, [2, 2]), new float[,] { { 1 }, { 1 } }, shuffle: false);
        // The derivative of the loss is −1 in each place, and the learning rate is one half.
        Assert.That(model.Weights[0].Value.ToArray<float>(), Is.EqualTo(new[] { 0.5f, 0.5f, 1, 0 }));
    }

    [Test]
    public void AnIndexOutside_IsRefused_WithTheLayerAndTheRange()
    {
        var layer = new Embedding(3, 2, name: "colour");
        Refused(() => layer.Predict(TensorData.Of(new long[] { 0, 3 }, [2])), "colour", "index 3", "0 to 2");
        using var model = new Sequential { new Input([2], DType.Int32), layer, new Flatten(), new Dense(1) };
        var (x, y) = (TensorData.Of(new[] { 0, 1, 2, 7 }, [2, 2]), new float[2, 1]);
        model.Compile(new Adam(), Loss.MeanSquaredError);
        Refused(() => model.Predict(x), "colour", "index 7");
        Refused(() => model.Fit(x, y), "colour", "index 7");
        Refused(() => model.Evaluate(x, y), "colour", "index 7");
        Refused(() => model.Predict(TensorData.Of(Enumerable.Repeat(-4, 5000).ToArray(), [2500, 2])), "colour", "index -4");
    }

    [Test]
    public void InvalidArguments_AreRefused_NamingTheLayer()
    {
        Assert.That(() => new Embedding(0, 2), Throws.TypeOf<LayerException>().With.Message.Contains("inputDim"));
        Assert.That(() => new Embedding(2, 0), Throws.TypeOf<LayerException>().With.Message.Contains("outputDim"));
        Assert.That(() => new Embedding(2, 3, weights: new float[3, 2]), Throws.TypeOf<LayerException>().With.Message.Contains("[2, 3]"));
        Assert.That(() => new Embedding(2, 3).Apply(Ops.Input("x", ["batch"], DType.String)),
            Throws.TypeOf<LayerException>().With.Message.Contains("numbers"));
        var config = LayerJson.Write(new Embedding(2, 3));
        config["config"]!["lora_rank"] = 4;
        Assert.That(() => LayerJson.Read(config),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("lora_rank").And.Message.Contains("embedding"));
    }
}
