namespace Layers.Tests;

/// <summary>Masks around attention in models: the masks that Keras's layers read, and the masks that they pass on.</summary>
public sealed class AttentionMaskTests
{
    private static readonly TensorData s_words = TensorData.Of(new[] { 1, 2, 0, 0, 0, 3, 4, 2, 1, 2, 3, 4 }, [3, 4]);

    [Test]
    public void Padding_IsIgnored_WithAnyValue()
    {
        var x = new Input([4], DType.Int32, "x");
        var table = new Embedding(5, 3, maskZero: true);
        var embedded = table.Apply(x);
        using var model = new Functional(x, new GlobalAveragePooling1D().Apply(new MultiHeadAttention(2, 3).Apply(embedded, embedded)));
        var before = model.Predict(s_words);
        var weights = table.Weights[0].Value.ToArray<float>();
        (weights[0], weights[1], weights[2]) = (9, -9, 4);
        table.Weights[0].Value = TensorData.Of(weights, [5, 3]);
        Assert.That(Mismatch.Of("output", model.Predict(s_words), before), Is.Empty);
    }

    // In Keras a MultiHeadAttention removes the masks of its inputs when it runs: a second one with the same inputs attends to padding too.
    [Test]
    public void OnlyTheFirstOfTwo_SeesTheMask_AsInKeras()
    {
        var x = new Input([4], DType.Int32, "x");
        var embedded = new Embedding(5, 3, maskZero: true).Apply(x);
        var shared = new MultiHeadAttention(2, 3);
        using var model = new Functional([x], [shared.Apply(embedded, embedded), shared.Apply(embedded, embedded)]);
        var outputs = model.Predict(new Dictionary<string, TensorData> { ["x"] = s_words }).Values.Select(output => output.ToArray<float>())
            .ToArray();
        Assert.That(outputs[0][..6], Is.Not.EqualTo(outputs[1][..6]).Within(1e-6), "Two steps of the first row are padding.");
        Assert.That(outputs[0][24..], Is.EqualTo(outputs[1][24..]), "The last row has none.");
    }

    [Test]
    public void AMaskOfACall_IsBoundWhenTheModelIsMade()
    {
        var x = new Input([4], DType.Int32, "x");
        var embedded = new Embedding(5, 3, maskZero: true).Apply(x);
        var attended = new MultiHeadAttention(2, 3).Apply(embedded, embedded);
        var sum = new Add().Apply(embedded, attended);
        using var model = new Functional([x], [new GlobalAveragePooling1D().Apply(sum), sum]);
        var outputs = model.Predict(new Dictionary<string, TensorData> { ["x"] = s_words }).Values.ToArray();
        var (means, sums) = (outputs[0].ToArray<float>(), outputs[1].ToArray<float>());
        for (var i = 0; i < 3; i++) Assert.That(means[i], Is.EqualTo((sums[i] + sums[3 + i]) / 2).Within(1e-6));
    }

    [Test]
    public void AModelWithMasks_SaysSoInItsFile_AsKerasDoes()
    {
        var x = new Input([4], DType.Int32, "x");
        var (a, b) = (new Embedding(5, 3, maskZero: true).Apply(x), new Masking().Apply(new Embedding(5, 3).Apply(x)));
        using var model = new Functional(x, new GlobalAveragePooling1D().Apply(new Concatenate(1).Apply(new Add().Apply(a, b), b)));
        Assert.That(model.Layers.Select(layer => layer.Name),
            Is.EquivalentTo(new[] { "embedding", "embedding_1", "masking", "add", "concatenate", "concatenate_1",
            "global_average_pooling1d" }),
            "Operations are not layers, except the operation that joins masks.");
        using var folder = new TempFolder();
        model.Save(folder.At("model.keras"));
        var config = KerasJson.Parse(EditedArchive.Text(folder.At("model.keras"), "config.json"))!["config"]!;
        var pooling = config["layers"]!.AsArray().Single(layer => (string?)layer!["class_name"] == "GlobalAveragePooling1D")!;
        Assert.That((string?)pooling["inbound_nodes"]![0]!["kwargs"]!["mask"]!["config"]!["keras_history"]![0],
            Is.EqualTo("concatenate_1"));
        using var again = Model.Load(folder.At("model.keras"));
        Assert.That(Mismatch.OfBits("output", again.Predict(s_words), model.Predict(s_words)), Is.Empty);
        Assert.That(again.Summary(), Is.EqualTo(model.Summary()));
        Assert.That(model.Summary(), Does.Contain("not_equal (NotEqual)"));
    }

    [Test]
    public void ACallWithOtherArguments_LooksForNoMask_AndHandsItOn()
    {
        var record = CallRecord.ForPrediction();
        Value x = Ops.Input("x", [2, 3, 1]), mask = Ops.Input("mask", [2, 3], DType.Bool), state = Ops.Input("state", [2]);
        record.SetMask(x, mask);
        var layer = new Stateful();
        var y = layer.ApplyAll([x], record, new Dictionary<string, IReadOnlyList<Value>> { ["initial_state"] = [state] })[0];
        Assert.That((layer.Seen, record.MaskOf(y)), Is.EqualTo(((Value?)null, mask)));
        _ = layer.ApplyAll([x], record);
        Assert.That(layer.Seen, Is.SameAs(mask));
    }

    private sealed class Stateful() : Layer("stateful")
    {
        public Value? Seen { get; private set; }

        protected internal override IReadOnlyList<string> ArgumentNames => ["mask", "initial_state"];

        protected override bool SupportsMasking => true;

        protected override Value Call(Value x) => x * 2;

        protected override Value Call(Value x, CallContext call)
        {
            Seen = call.MaskOf(x);
            return Call(x);
        }
    }
}
