using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>The reason for a difference from Keras, and a test of our behavior.</summary>
internal sealed record Difference(string Reason, Action<LayerCase> Choice);

/// <summary>The only table of deliberate differences from Keras. A test fails if an entry has no difference.</summary>
internal static class LayerDifferences
{
    private const string Constant = "A constant feature is stored with variance 1, so that a new value is shifted, not multiplied by 1e7.";
    private const string Digits = "Keras sums in the data's own type and loses the variance of numbers with a huge offset; statistics " +
        "here are float64.";
    private const string NotAdapted = "A layer that was not adapted is refused, and is not an identity: otherwise the model would " +
        "silently learn from raw numbers.";
    private const string Width = "Data whose width or rank differs from the adapted data is refused: broadcasting would give numbers for " +
        "missing features.";

    private const string Negative = "TensorFlow refuses a negative index at run time. A model refuses it if its checks are on; otherwise " +
        "the index adds nothing, as in Keras on JAX.";

    private const string Unknown = "TensorFlow refuses a value without an index at run time. A model refuses it if its checks are on; a " +
        "layer alone gives -1, which adds nothing in the other modes.";

    private const string Ragged =
        "Rows of different lengths are not a tensor. The layer is refused by name; with padded indices, Keras's " +
        "default, the numbers are the same.";

    public static IReadOnlyDictionary<string, Difference> All { get; } = new Dictionary<string, Difference>
    {
        ["Normalization.constant_feature"] = new(Constant, IsAsKerasUnderItsPolicy),
        ["Normalization.invert_constant_feature"] = new(Constant, IsAsKerasUnderItsPolicy),
        ["Normalization.single_row"] = new(Constant, IsAsKerasUnderItsPolicy),
        ["Normalization.axis_default_rank1"] = new(
            "A flat array is one column; Keras treats each of its rows as a feature, and gives 0 for every row that it saw.", IsOneColumn),
        ["Normalization.axis_none_0d"] = new(Constant, IsAsKerasUnderItsPolicy),
        ["Normalization.constant_feature_inexact"] = new("Keras stores a rounding error, 2e-13, as the variance " +
            "of a feature that is always 7.7; here such a feature is constant.", HasNoVarianceUnderKerasPolicy),
        ["Normalization.nan_in_feature_adapt"] = new("A missing value is refused unless a policy handles it.", IsAsKerasWhenPropagating),
        ["Normalization.huge_offset_float32"] = new(Digits, LearnsWhatTwoPassesInFloat64Give),
        ["Normalization.batches_huge_offset_float32"] = new(Digits, LearnsWhatTwoPassesInFloat64Give),
        ["Normalization.huge_offset_float64"] = new("float64 data is centered in float64 before it becomes float32: one float32 step at " +
            "1e9 is 64.", IsCentredInFloat64),
        ["Normalization.not_adapted_is_identity"] = new(NotAdapted, SaysToAdapt),
        ["Normalization.not_adapted_not_built_is_identity"] = new(NotAdapted, SaysToAdapt),
        ["Normalization.call_one_column_broadcasts"] = new(Width,
            one => Refuses(one, "normalization", "expects 3 features on axis 1", "with 1")),
        ["Normalization.call_rank1_after_rank2"] = new(Width, one => Refuses(one, "normalization", "rank 2", "[batch]")),
        ["Normalization.error_adapt_python_lists"] = new("Keras refuses lists without a shape; jagged arrays with rows of equal length " +
            "are common in C#, and become a matrix.", JaggedRowsAreAMatrix),
        ["Normalization.dataset_of_rows_is_batched_by_128"] = new("tf.data gives rows, which Keras puts into batches of 128; a sequence " +
            "here is one of batches, and rows are given as a matrix.", RowsGoInAsAMatrix),
        ["CategoryEncoding.multi_hot_negative_rank1"] = new(Negative, IsZerosAndRefusedInModels),
        ["CategoryEncoding.multi_hot_negative_rank2"] = new(Negative, IsZerosAndRefusedInModels),
        ["CategoryEncoding.count_negative_rank1"] = new(Negative, IsZerosAndRefusedInModels),
        ["CategoryEncoding.count_negative_rank2"] = new(Negative, IsZerosAndRefusedInModels),
        ["StringLookup.error_oov_without_index"] = new(Unknown, one => IsRefusedInModels(one, "the value 'zzz' is not in the vocabulary")),
        ["IntegerLookup.error_oov_without_index"] = new(Unknown, one => IsRefusedInModels(one, "is not in the vocabulary")),
        ["TextVectorization.ragged"] = new(Ragged, IsPaddedInstead),
        ["TextVectorization.ragged_sequence_length"] = new(Ragged, IsPaddedInstead),
        ["TextVectorization.one_hot"] = new(Ragged, one => Refuses(one, "text_vectorization", "one-hot", "CategoryEncoding")),
        ["TextVectorization.error_ngrams_list"] = new("Keras requires a Python tuple; settings in JSON have lists, which Keras reads as " +
            "tuples too.", HasTheNgramsOfAList),
        ["Discretization.error_both"] = new("Keras's constructor refuses boundaries together with a number of bins; its files have both " +
            "after adapt, and settings here are read from files.", IsAdaptedWithBoth),
        ["Rescaling.dtype_float64"] = new("TensorFlow converts a Python number to float32 before it reaches a float64 layer; here it " +
            "keeps the value in the file.", KeepsFloat64Settings),
    };

    private static void IsOneColumn(LayerCase one)
    {
        Refuses(one, "normalization", "rank 2", "[batch]");
        var numbers = one.Adapt![0].ToArray<float>();
        var layer = (Normalization)LayerRun.Adapting(one).Layer!;
        Assert.That(layer.Mean!.ToArray<float>(), Is.EqualTo(new[] { numbers.Average() }));
    }

    private static void IsAsKerasUnderItsPolicy(LayerCase one) =>
        Assert.That(LayerGoldenTests.Mismatches(one, LayerRun.Adapting(one, KerasPolicy)), Is.Empty);

    private static void HasNoVarianceUnderKerasPolicy(LayerCase one)
    {
        var run = LayerRun.Adapting(one, KerasPolicy);
        Assert.That(run.Layer!.Weights[1].Value.ToArray<float>(), Is.EqualTo(new float[2]));
        // If Keras too finds a feature's variance to be 0, both divide by 1e-7.
        Assert.That(run.Output!.AsSpan<float>()[2], Is.EqualTo(one.Output!.AsSpan<float>()[2]).Within(1e-5).Percent);
    }

    private static void IsAsKerasWhenPropagating(LayerCase one) =>
        Assert.That(LayerGoldenTests.Mismatches(one,
            LayerRun.Adapting(one, layer => ((NumericAdaptiveLayer)layer).MissingValues = MissingValues.Propagate)), Is.Empty);

    private static void LearnsWhatTwoPassesInFloat64Give(LayerCase one)
    {
        var run = LayerRun.Adapting(one);
        var (mean, variance) = TwoPasses(one.Adapt!);
        Assert.That(Mismatch.OfNumbers("mean", run.Layer!.Weights[0].Value, mean, new(1e-7, 0)), Is.Empty);
        Assert.That(Mismatch.OfNumbers("variance", run.Layer.Weights[1].Value, variance, new(1e-7, 0)), Is.Empty);
        Assert.That(LayerGoldenTests.Mismatches(one, LayerRun.Loading(one)), Is.Empty, "With Keras's weights the call is Keras's.");
    }

    private static void IsCentredInFloat64(LayerCase one)
    {
        var run = LayerRun.Adapting(one);
        var (mean, variance) = TwoPasses(one.Adapt!);
        var (m, v, x) = (mean.AsSpan<double>()[0], variance.AsSpan<double>()[0], one.Input!.ToArray<double>());
        var expected = TensorData.Of(Array.ConvertAll(x, number => (number - m) / Math.Sqrt(v)), one.Input.Shape);
        Assert.That(run.Output!.Type, Is.EqualTo(DType.Float32));
        Assert.That(Mismatch.OfNumbers("output", run.Output, expected, new(1e-6, 1e-6)), Is.Empty);
    }

    private static void SaysToAdapt(LayerCase one)
    {
        Refuses(one, "normalization", "has not been adapted", "Call Adapt");
        // In a graph the layer equals Keras's: the identity, with the initial weights.
        var layer = LayerRun.FromConfig(one.Layer, one.Config);
        Assert.That(layer.Apply(Ops.Input("x", ["batch", 3])).Shape.ToString(), Is.EqualTo("[batch, 3]"));
        Assert.That(layer.Weights[0].Value.ToArray<float>(), Is.EqualTo(new float[3]));
        Assert.That(layer.Weights[1].Value.ToArray<float>(), Is.EqualTo(new[] { 1f, 1f, 1f }));
    }

    private static void JaggedRowsAreAMatrix(LayerCase one)
    {
        var (jagged, matrix) = (new Normalization(), new Normalization());
        jagged.Adapt(new float[][] { [1, 2], [3, 4] });
        matrix.Adapt(new float[,] { { 1, 2 }, { 3, 4 } });
        Assert.That(Mismatch.IsBitwiseEqual(jagged.Predict(one.Input!), matrix.Predict(one.Input!)));
    }

    private static void RowsGoInAsAMatrix(LayerCase one)
    {
        var layer = (Normalization)LayerRun.FromConfig(one.Layer, one.Config);
        layer.Adapt(TensorData.OfRows([.. one.Adapt!.Select(row => row.ToArray<float>())]));
        Assert.That(Mismatch.Of("output", layer.Predict(one.Input!), one.Output!), Is.Empty);
        Assert.That(Mismatch.Of("mean", layer.Weights[0].Value, one.Weights[0].Value), Is.Empty);
        Assert.That(Mismatch.Of("variance", layer.Weights[1].Value, one.Weights[1].Value), Is.Empty);
    }

    private static void IsZerosAndRefusedInModels(LayerCase one)
    {
        // The last index is in range, and the negative index adds nothing.
        Assert.That(LayerRun.Adapting(one).Output!.ToArray<float>(),
            Is.EqualTo(one.Input!.Shape.Rank == 1 ? new float[] { 1, 0, 1, 0 } : [1, 0, 0, 0, 0, 1, 1, 0]));
        if (one.Input.Shape.Rank == 1) return;
        using var model = new Sequential { new Input([2], DType.Int64), LayerRun.FromConfig(one.Layer, one.Config) };
        Assert.That(() => model.Predict(one.Input),
            Throws.TypeOf<LayerException>().With.Message.Contains("row 0").And.Message.Contains("the index -1 is not one of 0 to 3"));
    }

    private static void IsRefusedInModels(LayerCase one, string fault)
    {
        Assert.That(LayerRun.Adapting(one).Output!.ToArray<long>(), Does.Contain(-1L));
        using var model = new Sequential { new Input([1], one.Input!.Type), LayerRun.FromConfig(one.Layer, one.Config) };
        Assert.That(() => model.Predict(one.Input.Reshape([one.Input.Length, 1])),
            Throws.TypeOf<LayerException>().With.Message.Contains("row 1").And.Message.Contains(fault));
    }

    private static void IsPaddedInstead(LayerCase one)
    {
        Refuses(one, "text_vectorization", "ragged", "padded with 0");
        var config = (JsonObject)one.Config.DeepClone();
        config["ragged"] = false;
        var (indices, theirs) = (LayerRun.FromConfig(one.Layer, config).Predict(one.Input!), one.Json["output"]!);
        var (ends, all, width) = (theirs["row_splits"]!.AsArray().Select(end => (int)end!).ToArray(),
            theirs["data"]!.AsArray().Select(index => (long)index!).ToArray(), (int)indices.Shape[1].Size);
        for (var row = 0; row < ends.Length - 1; row++)
        {
            var length = ends[row + 1] - ends[row];
            Assert.That(indices.AsSpan<long>().Slice(row * width, length).ToArray(), Is.EqualTo(all[ends[row]..ends[row + 1]]));
            Assert.That(indices.AsSpan<long>().Slice(row * width + length, width - length).ToArray(), Is.All.Zero);
        }
    }

    private static void HasTheNgramsOfAList(LayerCase one) =>
        Assert.That(((TextVectorization)LayerRun.FromConfig(one.Layer, one.Config)).Ngrams, Is.EqualTo(new[] { 1, 2 }));

    private static void IsAdaptedWithBoth(LayerCase one)
    {
        var layer = (Discretization)LayerRun.FromConfig(one.Layer, one.Config);
        Assert.That((layer.NumBins, layer.IsAdapted), Is.EqualTo((3, true)));
        Assert.That(layer.BinBoundaries, Is.EqualTo(new[] { 1.0 }));
    }

    private static void KeepsFloat64Settings(LayerCase one)
    {
        var expected = Array.ConvertAll(one.Input!.ToArray<double>(), x => x * (1.0 / 3) + 0.1);
        Assert.That(Mismatch.Of("output", LayerRun.Adapting(one).Output!, TensorData.Of(expected, one.Input.Shape), new(1e-15, 1e-16)),
            Is.Empty);
        Assert.That(LayerGoldenTests.Mismatches(one, LayerRun.Adapting(one), new(1e-7, 1e-7)), Is.Empty, "Within float32 it is Keras's.");
    }

    private static void Refuses(LayerCase one, params string[] parts)
    {
        var run = LayerRun.Adapting(one);
        Assert.That(run.Error, Is.Not.Null);
        foreach (var part in parts) Assert.That(run.Error!.Message, Does.Contain(part));
    }

    private static void KerasPolicy(Layer layer) => ((NumericAdaptiveLayer)layer).ConstantFeatures = ConstantFeatures.Keras;

    /// <summary>Returns mean and population variance over all axes but the last, by the textbook formula.</summary>
    private static (TensorData Mean, TensorData Variance) TwoPasses(IReadOnlyList<TensorData> batches)
    {
        var width = (int)batches[0].Shape[^1].Size;
        var rows = batches.SelectMany(batch => Mismatch.Doubles(batch).Chunk(width)).ToList();
        var mean = Enumerable.Range(0, width).Select(i => rows.Average(row => row[i])).ToArray();
        var variance = Enumerable.Range(0, width).Select(i => rows.Average(row => (row[i] - mean[i]) * (row[i] - mean[i]))).ToArray();
        return (TensorData.Of(mean, [width]), TensorData.Of(variance, [width]));
    }
}
