using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

internal sealed partial class OpSamples
{
    private static Sample[] Scans =>
    [
        d => Sums(d.X(2), d.X(4, 2), 0, false),
        d => Sums(d.X("batch", 2), d.X("batch", 3, 2), 1, false),
        d => Sums(d.X("batch"), d.X("batch", 3), -1, true),
        d => Ends(Scan([], [d.X(3, 2)], (_, slices) => ([], [Exp(slices[0])]))),
        d => Ends(Scan([d.X("batch", 2)], [d.X(4, "batch", 3)], Cell(d.X(3, 2), d.X(2, 2)))),
        d => Ends(Scan([d.X(), d.Whole(2)], [d.X(3), d.Whole(3, 2)],
            (states, slices) => ([states[0] * slices[0], states[1] - slices[1]], []))),
        d => Ends(Scan([d.Type == DType.Float32 ? 0.0 : Scalar(0, d.Type)], [d.X(3)],
            (states, slices) => ([slices[0] * 2], [states[0] / 2]))),
    ];

    private static Func<IReadOnlyList<Value>, IReadOnlyList<Value>, (IReadOnlyList<Value>, IReadOnlyList<Value>)> Cell(Value kernel,
        Value recurrent) => (states, slices) =>
    {
        var next = Tanh(MatMul(slices[0], kernel) + MatMul(states[0], recurrent));
        return ([next], [-next]);
    };

    private static IReadOnlyList<Value> Sums(Value start, Value x, int axis, bool reverse) => Ends(Scan([start], [x], (states, slices) =>
    {
        var sum = states[0] + slices[0];
        return ([sum], [sum * 2]);
    }, axis, reverse));

    private static IReadOnlyList<Value> Ends((IReadOnlyList<Value> States, IReadOnlyList<Value> Results) scanned) =>
        [.. scanned.States, .. scanned.Results];
}
