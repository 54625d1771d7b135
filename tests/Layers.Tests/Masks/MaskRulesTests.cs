using System.Text.Json.Nodes;
using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>The handling of masks in each class of Keras's layers: one table, which is also compared with real Keras.</summary>
public sealed class MaskRulesTests
{
    private enum Rule
    {
        /// <summary>The output has the mask of the input.</summary>
        HandsOn,

        /// <summary>The layer makes the mask of its output.</summary>
        Makes,

        /// <summary>The output has no mask, by design.</summary>
        Ends,

        /// <summary>The output has no mask, and Keras warns.</summary>
        Drops,
    }

    // Every size is 3, so that the mask broadcasts with the input of any layer.
    private static readonly Shape s_matrix = [3, 3], s_steps = [3, 3, 3], s_images = [3, 3, 3, 3], s_volumes = [3, 3, 3, 3, 3];

    private static readonly (Rule Rule, Func<Layer> Make, Shape Input)[] s_table =
    [
        (Rule.HandsOn, () => new Activation(Activation.Tanh), s_steps),
        (Rule.HandsOn, () => new ActivityRegularization(l2: 1), s_steps),
        (Rule.HandsOn, () => new Add(), s_steps),
        (Rule.HandsOn, () => new Average(), s_steps),
        (Rule.HandsOn, () => new BatchNormalization(), s_steps),
        (Rule.HandsOn, () => new Concatenate(), s_steps),
        (Rule.HandsOn, () => new Dense(2), s_steps),
        (Rule.HandsOn, () => new Dropout(0.5), s_steps),
        (Rule.HandsOn, () => new ELU(), s_steps),
        (Rule.HandsOn, () => new GaussianDropout(0.5), s_steps),
        (Rule.HandsOn, () => new GaussianNoise(0.5), s_steps),
        (Rule.HandsOn, () => new GroupNormalization(3), s_steps),
        (Rule.HandsOn, () => new Identity(), s_steps),
        (Rule.HandsOn, () => new LayerNormalization(), s_steps),
        (Rule.HandsOn, () => new LeakyReLU(), s_steps),
        (Rule.HandsOn, () => new Maximum(), s_steps),
        (Rule.HandsOn, () => new Minimum(), s_steps),
        (Rule.HandsOn, () => new Multiply(), s_steps),
        (Rule.HandsOn, () => new Normalization(new float[] { 0, 1, 2 }, new float[] { 1, 2, 3 }), s_steps),
        (Rule.HandsOn, () => new PReLU(), s_steps),
        (Rule.HandsOn, () => new ReLU(), s_steps),
        (Rule.HandsOn, () => new Rescaling(2), s_steps),
        (Rule.HandsOn, () => new Softmax(), s_steps),
        (Rule.HandsOn, () => new SpatialDropout1D(0.5), s_steps),
        (Rule.HandsOn, () => new SpatialDropout2D(0.5), s_images),
        (Rule.HandsOn, () => new SpatialDropout3D(0.5), s_volumes),
        (Rule.HandsOn, () => new Subtract(), s_steps),
        (Rule.HandsOn, () => new UnitNormalization(), s_steps),
        (Rule.HandsOn, () => new TimeDistributed(new Dense(2)), s_steps),
        (Rule.HandsOn, () => new LSTM(2, returnSequences: true), s_steps),
        (Rule.Ends, () => new Bidirectional(new LSTM(2)), s_steps),
        (Rule.Ends, () => new GRU(2), s_steps),
        (Rule.Ends, () => new LSTM(2), s_steps),
        (Rule.Ends, () => new RNN(new SimpleRNNCell(2)), s_steps),
        (Rule.Ends, () => new SimpleRNN(2), s_steps),
        (Rule.HandsOn, () => new AdditiveAttention(), s_steps),
        (Rule.HandsOn, () => new Attention(), s_steps),
        (Rule.HandsOn, () => new GroupQueryAttention(2, 2, 1), s_steps),
        (Rule.HandsOn, () => new MultiHeadAttention(2, 2), s_steps),
        (Rule.Makes, () => new Embedding(3, 2, maskZero: true), s_matrix),
        (Rule.Makes, () => new Masking(), s_steps),
        (Rule.Ends, () => new Dot(1), s_steps),
        (Rule.Ends, () => new GlobalAveragePooling1D(), s_steps),
        (Rule.Drops, () => new CategoryEncoding(3), s_steps),
        (Rule.Drops, () => new Discretization([0.0]), s_steps),
        (Rule.Drops, () => new Hashing(3), s_steps),
        (Rule.Drops, () => new IntegerLookup(vocabulary: [1]), s_steps),
        (Rule.Drops, () => new StringLookup(vocabulary: ["a"], invert: true), s_steps),
        (Rule.Drops, () => new TextVectorization(vocabulary: ["a"]), [3, 1]),
        (Rule.Drops, () => new HashedCrossing(3), [3, 1]),
        (Rule.Drops, () => new AveragePooling1D(2), s_steps),
        (Rule.Drops, () => new AveragePooling2D(2), s_images),
        (Rule.Drops, () => new Conv1D(2, 2), s_steps),
        (Rule.Drops, () => new Conv2D(2, 2), s_images),
        (Rule.Drops, () => new Cropping1D((0, 1)), s_steps),
        (Rule.Drops, () => new Cropping2D((1, 0)), s_images),
        (Rule.Drops, () => new DepthwiseConv1D(2), s_steps),
        (Rule.Drops, () => new DepthwiseConv2D(2), s_images),
        (Rule.Drops, () => new Embedding(3, 2), s_matrix),
        (Rule.Drops, () => new Flatten(), s_steps),
        (Rule.Drops, () => new GlobalAveragePooling2D(), s_images),
        (Rule.Drops, () => new GlobalMaxPooling1D(), s_steps),
        (Rule.Drops, () => new GlobalMaxPooling2D(), s_images),
        (Rule.Drops, () => new MaxPooling1D(), s_steps),
        (Rule.Drops, () => new MaxPooling2D(), s_images),
        (Rule.Drops, () => new Permute([2, 1]), s_steps),
        (Rule.Drops, () => new RMSNormalization(), s_steps),
        (Rule.Drops, () => new RepeatVector(2), s_matrix),
        (Rule.Drops, () => new Reshape([9]), s_steps),
        (Rule.Drops, () => new SeparableConv1D(2, 2), s_steps),
        (Rule.Drops, () => new SeparableConv2D(2, 2), s_images),
        (Rule.Drops, () => new UpSampling1D(), s_steps),
        (Rule.Drops, () => new UpSampling2D(), s_images),
        (Rule.Drops, () => new AdaptiveAveragePooling1D(2), s_steps),
        (Rule.Drops, () => new AdaptiveAveragePooling2D(2), s_images),
        (Rule.Drops, () => new AdaptiveAveragePooling3D(2), s_volumes),
        (Rule.Drops, () => new AdaptiveMaxPooling1D(2), s_steps),
        (Rule.Drops, () => new AdaptiveMaxPooling2D(2), s_images),
        (Rule.Drops, () => new AdaptiveMaxPooling3D(2), s_volumes),
        (Rule.Drops, () => new AveragePooling3D(2), s_volumes),
        (Rule.Drops, () => new Conv1DTranspose(2, 2), s_steps),
        (Rule.Drops, () => new Conv2DTranspose(2, 2), s_images),
        (Rule.Drops, () => new Conv3D(2, 2), s_volumes),
        (Rule.Drops, () => new Conv3DTranspose(2, 2), s_volumes),
        (Rule.Drops, () => new Cropping3D(((1, 0), (0, 1), (0, 0))), s_volumes),
        (Rule.Drops, () => new GlobalAveragePooling3D(), s_volumes),
        (Rule.Drops, () => new GlobalMaxPooling3D(), s_volumes),
        (Rule.Drops, () => new MaxPooling3D(), s_volumes),
        (Rule.Drops, () => new UpSampling3D(), s_volumes),
        (Rule.Drops, () => new ZeroPadding3D(), s_volumes),
        (Rule.Drops, () => new ZeroPadding1D(), s_steps),
        (Rule.Drops, () => new ZeroPadding2D(), s_images),
    ];

    private static IEnumerable<TestCaseData> Rows =>
        s_table.Select((row, i) => new TestCaseData(i).SetArgDisplayNames($"{row.Make()} {row.Rule}"));

    // Layers call the cells that they contain, so cells have no row.
    [Test]
    public void EveryClassOfKeras_HasARow() =>
        Assert.That(LayerRegistry.KerasNames.Except(["InputLayer"])
            .Where(name => !name.EndsWith("Cell", StringComparison.Ordinal) && !name.EndsWith("Cells", StringComparison.Ordinal))
            .Except(s_table.Select(row => row.Make().GetType().Name)), Is.Empty);

    [TestCaseSource(nameof(Rows))]
    public void AMask_FollowsTheTable(int row)
    {
        var (rule, make, shape) = s_table[row];
        var (layer, record) = (make(), CallRecord.ForPrediction());
        Value[] inputs = [.. Enumerable.Range(0, InputsOf(layer)).Select(i => Ops.Input($"x{i}", shape, Type(layer)))];
        var masks = inputs.Select((_, i) => Ops.Input($"mask{i}", shape.Rank == 2 && layer is not Embedding ? [3] : s_matrix, DType.Bool))
            .ToArray();
        foreach (var (x, mask) in inputs.Zip(masks)) record.SetMask(x, mask);
        var y = layer.ApplyAll(inputs, record)[0];
        Assert.Multiple(() =>
        {
            Assert.That(record.MaskOf(y) is not null, Is.EqualTo(rule is Rule.HandsOn or Rule.Makes));
            if (rule == Rule.HandsOn && layer is not MergeLayer) Assert.That(record.MaskOf(y), Is.SameAs(masks[0]));
            if (rule == Rule.Makes) Assert.That(record.MaskOf(y), Is.Not.SameAs(masks[0]));
            Assert.That(record.MasksEndAt, Is.EqualTo(rule == Rule.Drops ? [layer] : Array.Empty<Layer>()));
            foreach (var (x, mask) in inputs.Zip(masks))
                Assert.That(record.MaskOf(x), layer is MultiHeadAttention ? Is.Null : Is.SameAs(mask),
                    "The input keeps its mask, except in the one class of Keras that removes it.");
        });
    }

    [Category("Interop")]
    [TestCaseSource(typeof(KerasProcess), nameof(KerasProcess.Versions))]
    public void TheTable_IsKeras(string version)
    {
        const string Script = """
            def do(job):
                layer = keras.saving.deserialize_keras_object(job["layer"])
                x = [keras.Input(batch_shape=job["shape"], dtype=job["dtype"]) for _ in range(job["inputs"])]
                for one in x: one._keras_mask = keras.Input(batch_shape=job["mask"], dtype="bool")
                with warnings.catch_warnings(record=True) as seen:
                    warnings.simplefilter("always")
                    y = layer(*x) if job["apart"] else layer(x if len(x) > 1 else x[0])
                return {"mask": getattr(y, "_keras_mask", None) is not None, "warned": any("does not support masking" in str(w.message) for w in seen)}
            """;
        _ = KerasProcess.Folder;
        using var folder = new TempFolder();
        // Keras has RMSNormalization since 3.9 and adaptive pooling since 3.13, and 3.3.3 loses the masks of lists of inputs. Hashing,
        // lookups and texts require TensorFlow.
        var rows = s_table.Where(row => row.Make() switch
        {
            AdaptivePoolingLayer => version == KerasProcess.Newest,
            Hashing or HashedCrossing or StringLookup or IntegerLookup or TextVectorization => false,
            RMSNormalization or MergeLayer or AttentionLayer => version != "3.3.3",
            _ => true
        }).ToList();
        var results = KerasProcess.Run(version, folder.At("."), rows.Select(row => row.Make()).Zip(rows, (layer, row) => new JsonObject
        {
            ["layer"] = LayerJson.WriteOwn(layer),
            ["shape"] = KerasShapes.Write(row.Input),
            ["mask"] = KerasShapes.Write(row.Input.Rank == 2 && layer is not Embedding ? [3] : s_matrix),
            ["dtype"] = Type(layer).Name(),
            ["inputs"] = InputsOf(layer),
            ["apart"] = layer.NamedInputs.Count > 0,
        }), Script);
        Assert.Multiple(() =>
        {
            foreach (var (row, result) in rows.Zip(results))
            {
                Assert.That((string?)result["error"], Is.Null, $"{row.Make()}");
                if (result["error"] is not null) continue;
                var rule = (bool)result["mask"]! ? Rule.HandsOn : (bool)result["warned"]! ? Rule.Drops : Rule.Ends;
                Assert.That(rule, Is.EqualTo(row.Rule == Rule.Makes ? Rule.HandsOn : row.Rule), $"{row.Make()}");
            }
        });
    }

    private static int InputsOf(Layer layer) => layer is MergeLayer or AttentionLayer or ProjectedAttention ? 2 : 1;

    private static DType Type(Layer layer) =>
        layer is TextVectorization ? DType.String : layer is Embedding or HashedCrossing ? DType.Int32 : DType.Float32;
}
