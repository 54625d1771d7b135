using Layers.Onnx;

namespace Layers.Tests;

/// <summary>Compares the gradients of a layer's weights and input with central differences of a weighted sum of its outputs.</summary>
internal static class Differences
{
    /// <param name="layer">The layer, in float64.</param>
    /// <param name="x">The input at which the gradients are taken.</param>
    /// <param name="step">The distance of the differences to either side.</param>
    /// <param name="isTraining">Whether the formula is that of training; its random numbers are the same in every run.</param>
    public static IEnumerable<string> Mismatches(Layer layer, TensorData x, double step, bool isTraining = false)
    {
        // The rounding error is the precision divided by the step, and the error of the third derivative is step²; their sum is below this.
        var tolerance = Math.Max(1e-6, 10 * step * step);
        var input = Ops.Input("x", x.Shape, x.Type);
        var key = Ops.Input("key", [], DType.Int64);
        var y = layer.ApplyAll([input], new CallRecord(key, isTraining))[0];
        if (!y.Type.IsFloat()) return [];
        // The factors differ, so that exchanged outputs are noticed.
        var factors = SampleData.Of(y.Shape, DType.Float64, seed: 9);
        var loss = Ops.ReduceSum(Ops.Cast(y, DType.Float64) * Ops.Constant(factors), keepDims: false);

        var symbols = layer.TrainableWeights.ToDictionary(weight => weight.Symbol, weight => weight.Value);
        foreach (var weight in layer.Weights.Except(layer.TrainableWeights)) symbols[weight.Symbol] = weight.Value;
        (symbols[input], symbols[key]) = (x, TensorData.Scalar(1L));
        Value[] wanted = [.. layer.TrainableWeights.Select(weight => weight.Symbol), .. x.Type.IsFloat() ? [input] : Array.Empty<Value>()];
        var gradients = Gradient.Of(loss, wanted);
        return wanted.Zip(gradients).SelectMany(pair => pair.Second is { } gradient
            ? Mismatch.OfNumbers($"gradient of {pair.First.Name}", Run(gradient, symbols), Numeric(loss, pair.First, symbols, step),
                new(tolerance, tolerance))
            : [$"{pair.First.Name} has no gradient"]);
    }

    private static TensorData Numeric(Value loss, Value of, Dictionary<Value, TensorData> symbols, double step)
    {
        using var session = new OnnxSession(Graph.Of(loss));
        var slopes = new double[symbols[of].Length];
        for (var i = 0; i < slopes.Length; i++) slopes[i] = (LossAt(i, step) - LossAt(i, -step)) / (2 * step);
        return TensorData.Of(slopes, symbols[of].Shape);

        double LossAt(int index, double by)
        {
            var moved = symbols[of].ToArray<double>();
            moved[index] += by;
            var feeds = session.Graph.Inputs.Select(input => ReferenceEquals(input, of)
                ? TensorData.Of(moved, symbols[of].Shape) : symbols[input]);
            return session.Run([.. feeds])[0].AsSpan<double>()[0];
        }
    }

    private static TensorData Run(Value value, Dictionary<Value, TensorData> symbols)
    {
        using var session = new OnnxSession(Graph.Of(value));
        return session.Run([.. session.Graph.Inputs.Select(input => symbols[input])])[0];
    }
}
