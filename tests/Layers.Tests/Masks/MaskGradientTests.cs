namespace Layers.Tests;

/// <summary>Gradients through masks, compared with central differences: padding on the left, on the right, in between, no padding, a row of
/// padding only, a single step.</summary>
public sealed class MaskGradientTests
{
    // Four rows: padded on the right, on the left, in between, and without padding.
    private static readonly TensorData s_padded = TensorData.Of(new[] { true, true, false, false, true, true, true, false, true, true, true,
        true }, [4, 3]);
    private static readonly TensorData s_withNothing = TensorData.Of(new[] { true, true, false, false, false, false, true, false, true,
        true, true, true }, [4, 3]);
    private static readonly TensorData s_oneStep = TensorData.Of(new[] { true, true }, [2, 1]);

    private static readonly (string Name, Func<Layer[]> Layers, bool TakesNothing)[] s_models =
    [
        ("mean of steps", () => [new Dense(2, dtype: DTypePolicy.Float64), new GlobalAveragePooling1D(dtype: DTypePolicy.Float64)], false),
        ("mean of steps, kept", () => [new GlobalAveragePooling1D(keepDims: true, dtype: DTypePolicy.Float64)], false),
        ("batch statistics", () => [new BatchNormalization(dtype: DTypePolicy.Float64)], true),
        ("passes the mask on", () => [new Dense(3, Activation.Tanh, dtype: DTypePolicy.Float64),
            new LayerNormalization(dtype: DTypePolicy.Float64)],
            true),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        from model in s_models
        from mask in new[] { ("padded", s_padded), ("one step", s_oneStep), ("a row of nothing", s_withNothing) }
        from training in new[] { false, true }
        where model.TakesNothing || mask.Item1 != "a row of nothing"
        select new TestCaseData(model.Layers, mask.Item2, training)
        .SetArgDisplayNames(model.Name, mask.Item1, training ? "training" : "predicting");

    [TestCaseSource(nameof(Cases))]
    public void Gradients_MatchDifferences(object layers, TensorData mask, bool training)
    {
        using var model = new Sequential { new Input([mask.Shape[1], 3], DType.Float64), new FixedMask(mask, DTypePolicy.Float64) };
        foreach (var layer in ((Func<Layer[]>)layers)()) model.Add(layer);
        var x = SampleData.Of([mask.Shape[0], mask.Shape[1], 3], DType.Float64, seed: 2);
        Assert.That(Differences.Mismatches(model, x, 1e-5, training), Is.Empty);
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void Softmax_OfTheStepsThatCount(int axis)
    {
        // No step of the second row counts: its softmax is 0 for any input.
        var mask = TensorData.Of(new[] { true, false, true, false, false, false }, [1, 2, 3]);
        using var model = new Sequential { new Input([2, 3], DType.Float64), new FixedMask(mask, DTypePolicy.Float64),
            new Softmax(axis, dtype: DTypePolicy.Float64) };
        Assert.That(Differences.Mismatches(model, SampleData.Of([2, 2, 3], DType.Float64, seed: 3), 1e-5), Is.Empty);
    }

    [Test]
    public void Merges_OfInputsWithDifferentMasks([Values] bool both,
        [Values("Add", "Subtract", "Average", "Multiply", "Maximum", "Minimum")] string name)
    {
        MergeLayer merge = name switch
        {
            "Add" => new Add(dtype: DTypePolicy.Float64),
            "Subtract" => new Subtract(dtype: DTypePolicy.Float64),
            "Average" => new Average(dtype: DTypePolicy.Float64),
            "Multiply" => new Multiply(dtype: DTypePolicy.Float64),
            "Maximum" => new Maximum(dtype: DTypePolicy.Float64),
            _ => new Minimum(dtype: DTypePolicy.Float64),
        };
        var input = new Input([3, 2], DType.Float64, "x");
        var left = new FixedMask(s_padded,
            DTypePolicy.Float64)
        { Name = "left" }.Apply(new Dense(2, dtype: DTypePolicy.Float64).Apply(input));
        // The numbers differ from those on the left, so that no two are equal.
        var right = new Dense(2, kernelInitializer: Initializer.GlorotUniform with { Seed = 5 }, dtype: DTypePolicy.Float64).Apply(input);
        if (both) right = new FixedMask(s_withNothing, DTypePolicy.Float64) { Name = "right" }.Apply(right);
        using var model = new Functional(input, merge.Apply(left, right));
        Assert.That(Differences.Mismatches(model, SampleData.Of([4, 3, 2], DType.Float64, seed: 4), 1e-5), Is.Empty);
    }
}
