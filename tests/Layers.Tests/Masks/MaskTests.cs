using static Layers.Tests.Refusals;

namespace Layers.Tests;

/// <summary>Masks in models: the layers that make, pass on, drop and read them, and refused masks.</summary>
public sealed class MaskTests
{
    // Padding on the right, on the left, none, and a single step.
    private static readonly TensorData s_steps = TensorData.Of(new float[] { 1, 3, 0, 0, 0, 8, 4, 5, 6, 0, 7, 0 }, [4, 3, 1]);

    // The means of the steps that count.
    private static readonly float[] s_means = [2, 8, 5, 7];

    [Test]
    public void Masking_KeepsTheLayerContract() =>
        LayerContract.Check(policy => new Masking(0.25, dtype: policy), input: ["batch", "steps", 2], output: ["batch", "steps", 2]);

    [Test]
    public void Masking_OfWholeNumbers_KeepsTheirType()
    {
        var layer = new Masking(2);
        var y = layer.Predict(TensorData.Of(new[] { 2, 2, 2, 1 }, [2, 2]));
        Assert.That(y.ToArray<int>(), Is.EqualTo(new[] { 0, 0, 2, 1 }));
        Assert.That(new Masking(0.5).Predict(TensorData.Of(new[] { 0, 1 }, [2, 1])).ToArray<int>(), Is.EqualTo(new[] { 0, 1 }),
            "No whole number is a half.");
    }

    [Test]
    public void Masking_In16Bits_RoundsItsValueAsItsInput()
    {
        using var model = new Sequential { new Input([1, 1]), new Masking(0.1, dtype: DTypePolicy.MixedFloat16) };
        Assert.That(Casting.Cast(model.Predict(TensorData.Of(new[] { 0.1f }, [1, 1, 1])), DType.Float32).ToArray<float>(),
            Is.EqualTo(new[] { 0f }));
    }

    [Test]
    public void Embedding_ThatMasksZero_KeepsTheLayerContract() => LayerContract.Check(
        policy =>
        new Embedding(300, 3, maskZero: true, dtype: policy), input: ["batch", 4], output: ["batch", 4, 3], trainable: 1,
        inputType: DType.Int32);

    [Test]
    public void GlobalAveragePooling1D_OverTheStepsThatCount([Values] DataFormat format, [Values] bool keepDims)
    {
        var channelsFirst = format == DataFormat.ChannelsFirst;
        var (x, mask) = (new Input(channelsFirst ? [1, 3] : [3, 1], name: "x"), new Input([3], DType.Bool, "mask"));
        var y = new GlobalAveragePooling1D(format, keepDims).ApplyAll([x], Mask(mask))[0];
        using var model = new Functional([x, mask], [y]);
        Assert.That(y.Shape, Is.EqualTo((Shape)(keepDims ? ["batch", 1, 1] : ["batch", 1])));
        var numbers = s_steps.ToArray<float>();
        var inputs = new Dictionary<string, TensorData>
        {
            ["x"] = TensorData.Of(numbers, channelsFirst ? [4, 1, 3] : [4, 3, 1]),
            ["mask"] = TensorData.Of(Array.ConvertAll(numbers, number => number > 0), [4, 3])
        };
        Assert.That(model.Predict(inputs).Values.Single().ToArray<float>(), Is.EqualTo(s_means));
    }

    [Test]
    public void AMaskedMean_IsTheSameInBothEngines() =>
        Assert.That(BothEngines.Mismatches(Masked().ToGraph(), s_steps), Is.Not.Null.And.Empty);

    [Test]
    public void ARowOfNothing_IsRefused_AndNaNInFilesOfKerasAndExports()
    {
        using var model = Masked();
        var nothing = TensorData.Of(new float[] { 1, 0, 0, 0, 0, 0 }, [2, 3, 1]);
        Refused(() => model.Predict(nothing), "global_average_pooling1d", "row 1", "no step of the row counts");
        model.ChecksValues = false;
        Assert.That(model.Predict(nothing).ToArray<float>(), Is.EqualTo(new[] { 1, float.NaN }));
        using var folder = new TempFolder();
        model.ExportOnnx(folder.At("model.onnx"));
        Assert.That(PlainOnnx.Run(folder.At("model.onnx"), nothing).ToArray<float>(), Is.EqualTo(new[] { 1, float.NaN }));
    }

    [Test]
    public void Files_AndExports_KeepMasks()
    {
        using var folder = new TempFolder();
        using var model = Masked();
        Assert.That(model.Predict(s_steps).ToArray<float>(), Is.EqualTo(s_means));
        model.Save(folder.At("model.keras"));
        model.ExportOnnx(folder.At("model.onnx"));
        using var again = Model.Load(folder.At("model.keras"));
        Assert.That(again.Predict(s_steps).ToArray<float>(), Is.EqualTo(s_means));
        Assert.That(PlainOnnx.Run(folder.At("model.onnx"), s_steps).ToArray<float>(), Is.EqualTo(s_means));
    }

    [Test]
    public void ANestedModel_TakesMasksIn_HandsThemOn_AndIsGivenOne()
    {
        var outside = new Input([3, 1], name: "x");
        var inner = new Sequential { new Input([3, 1]), new Rescaling(2), new Dropout(0.5) };
        using var through = new Functional(outside, new GlobalAveragePooling1D().Apply(inner.Apply(new Masking().Apply(outside))));
        Assert.That(through.Predict(s_steps).ToArray<float>(), Is.EqualTo(s_means.Select(mean => 2 * mean)));

        using var pooling = new Sequential { new Input([3, 1]), new GlobalAveragePooling1D() };
        var (x, mask) = (new Input([3, 1], name: "x"), new Input([3], DType.Bool, "mask"));
        var masked = new Masking().Apply(x);
        // A mask that is passed to one of two calls applies to that call only.
        using var given = new Functional([x, mask],
            [pooling.ApplyAll([masked], Mask(mask))[0], new GlobalAveragePooling1D().Apply(masked)]);
        using var folder = new TempFolder();
        given.Save(folder.At("given.keras"));
        using var again = Model.Load(folder.At("given.keras"));
        foreach (var model in new Model[] { given, again })
        {
            var all = model.Predict(new Dictionary<string, TensorData>
            {
                ["x"] = s_steps,
                ["mask"] = TensorData.Of(Enumerable.Repeat(true, 12).ToArray(), [4, 3])
            }).Values.ToArray();
            Assert.That(all[0].ToArray<float>(), Is.EqualTo(new[] { 4f / 3, 8f / 3, 5, 7f / 3 }));
            Assert.That(all[1].ToArray<float>(), Is.EqualTo(s_means));
        }
    }

    [Test]
    public void AMaskOfAnotherShape_IsRefused_WithBothShapes()
    {
        Value x = Ops.Input("x", ["batch", 3, 2]), mask = Ops.Input("mask", ["batch", 2], DType.Bool),
            flat = Ops.Input("flat", ["batch"], DType.Bool);
        Refused(() => new GlobalAveragePooling1D().ApplyAll([x], Mask(mask)), "global_average_pooling1d", "[batch, 3]", "[batch, 2]");
        Refused(() => new GlobalAveragePooling1D().ApplyAll([x], Mask(flat)), "[batch, 3]", "[batch]");
        Refused(() => new BatchNormalization().ApplyAll([x], Mask(flat)), "batch_normalization", "[batch, 3]", "[batch]");
        Refused(() => new Softmax().ApplyAll([x], Mask(Ops.Input("mask", ["batch", 3, 3], DType.Bool))), "softmax", "broadcasts",
            "[batch, 3, 3]");
        Refused(() => new Softmax().ApplyAll([x], Mask(Ops.Input("mask", [1, "batch", 3, 2], DType.Bool))), "softmax", "no more axes");
    }

    [Test]
    public void AMaskThatEndsWhereItShouldNot_IsAWarning()
    {
        using var model = new Sequential { new Input([3, 1]), new Masking(), new Conv1D(2, 1, name: "conv"), new GlobalAveragePooling1D() };
        Assert.That(model.MaskWarnings, Has.Count.EqualTo(1));
        Assert.That(model.MaskWarnings[0], Does.Contain("conv (Conv1D)").And.Contain("does not support masking").And.Contain("every step"));
        Assert.That(model.Summary(), Does.EndWith($" Warning: {model.MaskWarnings[0]}\n"));
        using var sound = Masked();
        Assert.That(sound.MaskWarnings, Is.Empty);
        Assert.That(sound.Summary(), Does.Not.Contain("Warning"));
        using var unknown = new Sequential { new Masking(), new Flatten() };
        Assert.That(unknown.MaskWarnings, Is.Empty);
    }

    [Test]
    public void OnlyTheFirstOfSeveralOutputs_HasTheMask()
    {
        var (x, mask, record) = (Ops.Input("x", [2, 3, 4]), Ops.Input("mask", [2, 3], DType.Bool), CallRecord.ForPrediction());
        record.SetMask(x, mask);
        var outputs = new Halves().ApplyAll([x], record);
        Assert.That(outputs.Select(record.MaskOf), Is.EqualTo(new[] { mask, null }));
    }

    [Test]
    public void ALayerThatGivesBackItsSecondInput_LeavesThatInputItsMask()
    {
        Value a = Ops.Input("a", [2, 3]), b = Ops.Input("b", [2, 3]), first = Ops.Input("first", [2], DType.Bool),
            second = Ops.Input("second", [2], DType.Bool);
        var record = CallRecord.ForPrediction();
        record.SetMask(a, first);
        record.SetMask(b, second);
        var y = new Second().ApplyAll([a, b], record)[0];
        Assert.That((record.MaskOf(y), record.MaskOf(b)), Is.EqualTo((first, second)));
    }

    private static Sequential Masked() => new() { new Input([3, 1]), new Masking(), new GlobalAveragePooling1D() };

    private static Dictionary<string, IReadOnlyList<T>> Mask<T>(T mask) => new() { ["mask"] = [mask] };

    private static Dictionary<string, IReadOnlyList<KerasTensor>> Mask(Input mask) => new() { ["mask"] = [mask] };

    private sealed class Halves() : Layer("halves")
    {
        protected override bool SupportsMasking => true;

        protected override Value Call(Value x) => x;

        protected override IReadOnlyList<Value> CallMany(IReadOnlyList<Value> inputs, CallContext call) =>
            [Ops.Slice(inputs[0], 0, 2, 2), Ops.Slice(inputs[0], 2, 4, 2)];
    }

    private sealed class Second() : MergeLayer("second")
    {
        protected override Value Call(IReadOnlyList<Value> inputs) => inputs[1];

        protected override Value? ComputeMask(IReadOnlyList<Value> inputs, CallContext call) => call.MaskOf(inputs[0]);
    }
}
