using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>Small graphs with much to rewrite: operations on constants, repeated expressions, zeros of both signs.</summary>
internal static class RandomGraphs
{
    private static readonly float[] s_floats = [0, -0f, 1, -1, 0.1f, -2.5f, 1e-40f, 3e38f, float.PositiveInfinity, float.NegativeInfinity,
        float.NaN, 7];

    private static readonly Shape[] s_shapes = [[], [3], [2, 3], [2, 1], [1, 3]];

    // Max and Min have no zero as a constant: ONNX Runtime's choice between two zeros depends on their place in memory.
    private static readonly Func<Value, Value>[] s_unary =
        [x => Max(x, 0.1), x => Min(x, -1), Neg, Sqrt, Abs, Exp, Identity, StopGradient, x => Cast(Cast(x, DType.Float64), DType.Float32),
        x => Unsqueeze(x, 0), x => Reshape(x, -1), Same, x => x * 1, x => Div(x, 1), x => ReduceSum(x),
        x => Concat([Reshape(x, -1), Reshape(x, -1)], 0)];

    private static readonly Func<Value, Value, Value>[] s_binary = [Add, Sub, Mul, Div, (a, b) => Where(a > b, a, b)];

    private static readonly Func<Value, Value, Value>[] s_integers = [Add, Sub, Mul, Max, Min];

    /// <summary>Returns a graph, and a tensor for each of the inputs that it may read.</summary>
    public static (Graph Graph, KeyValuePair<Value, TensorData>[] Feeds) Of(int seed)
    {
        var random = new Random(seed);
        KeyValuePair<Value, TensorData>[] feeds = [Feed("x", [3], random), Feed("y", [2, 3], random)];
        List<Value> floats = [.. feeds.Select(feed => feed.Key), .. s_shapes.Select(shape => Constant(Floats(shape, random)))];
        List<Value> integers = [.. s_shapes.Select(shape => Constant(TensorData.Of(Some(shape, () => random.NextInt64(-3, 4)), shape)))];
        for (var i = 0; i < 14; i++)
        {
            floats.Add(random.Next(3) == 0 ? Pick(s_unary, random)(Pick(floats, random)) : Joined(Pick(s_binary, random), floats, random));
            integers.Add(Joined(Pick(s_integers, random), integers, random));
        }
        return (Graph.Of([.. floats[^5..], .. integers[^3..]]), feeds);
    }

    private static Value Same(Value x) => Reshape(x, x.Shape.ToArray());

    /// <summary>Whether two values broadcast for all sizes of a run: a named size fits itself and 1, and no other number.</summary>
    public static bool Fits(Value a, Value b) =>
        a.Shape.Reverse().Zip(b.Shape.Reverse()).All(pair => pair.First == pair.Second || pair.First == 1 || pair.Second == 1);

    private static Value Joined(Func<Value, Value, Value> call, List<Value> values, Random random)
    {
        var a = Pick(values, random);
        return call(a, Pick([.. values.Where(b => Fits(a, b))], random));
    }

    private static KeyValuePair<Value, TensorData> Feed(string name, Shape shape, Random random) =>
        new(Input(name, shape), Floats(shape, random));

    private static TensorData Floats(Shape shape, Random random) => TensorData.Of(Some(shape, () => Pick(s_floats, random)), shape);

    private static T[] Some<T>(Shape shape, Func<T> element) => [.. Enumerable.Range(0, (int)shape.Length).Select(_ => element())];

    private static T Pick<T>(IReadOnlyList<T> from, Random random) => from[random.Next(from.Count)];
}
