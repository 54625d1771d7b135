using System.Collections;

namespace Layers.Graphs.Tests;

/// <summary>A use of an operator: creates inputs, returns the outputs of one node of the operator.</summary>
internal delegate IReadOnlyList<Value> Sample(Deal deal);

/// <summary>Samples of every operator, which the inference tests and the gradient tests run.</summary>
internal sealed partial class OpSamples : IEnumerable<KeyValuePair<Op, IReadOnlyList<Sample>>>
{
    private static readonly Shape[] s_shapes = [[], [1], [7], ["batch"], [2, 3], ["batch", 5], [2, "one", 3], [2, 1, 3, 2], [0, 3],
        ["none", 2]];

    private static readonly (Shape A, Shape B)[] s_pairs =
    [
        ([], []), ([3], [3]), ([3], []), ([], [2, 3]), ([2, 3], [3]), ([3], [2, 3]), ([2, 1], [1, 3]), ([3, 1, 2], [4, 1]),
        (["batch", 4], ["batch", 4]), (["batch", 4], [4]), ([], ["batch", 4]), (["batch", 1], [1, 4]), ([1, 1], ["batch", "rows"]),
        (["batch", 2, 3], [2, 1]), (["batch"], [3]), (["none", 2], [2]), ([0], [1]),
    ];

    private readonly Dictionary<Op, IReadOnlyList<Sample>> _samples = [];

    public static IReadOnlyList<Sample> For(Op op) => All._samples.GetValueOrDefault(op, []);

    public void Add(Op op, params IEnumerable<Sample> samples) => _samples.Add(op, [.. samples]);

    public IEnumerator<KeyValuePair<Op, IReadOnlyList<Sample>>> GetEnumerator() => _samples.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<Sample> Each(Func<Value, Value> call) =>
        s_shapes.Select<Shape, Sample>(shape => d => [call(d.X([.. shape]))]);

    private static IEnumerable<Sample> EachPositive(Func<Value, Value> call) =>
        s_shapes.Select<Shape, Sample>(shape => d => [call(d.Positive([.. shape]))]);

    private static IEnumerable<Sample> Pairs(Func<Value, Value, Value> call, Func<Deal, Shape, Value>? deal = null)
    {
        deal ??= (d, shape) => d.X([.. shape]);
        return s_pairs.Select<(Shape A, Shape B), Sample>(pair => d => [call(deal(d, pair.A), deal(d, pair.B))]);
    }

    private static Value Whole(Deal d, Shape shape) => d.Whole([.. shape]);

    private static Value Truth(Deal d, Shape shape) => d.Truth([.. shape]);

    private static Value Int32(Deal d, Shape shape) => d.Of(shape, i => i - 2);
}
