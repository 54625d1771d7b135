using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

internal sealed partial class OpSamples
{
    // Every kind of window over one, two and three axes, with sizes that are and are not multiples of the stride.
    private static Sample[] Convolutions =>
    [
        d => [Conv(d.X(2, 3, 5), d.X(4, 3, 2))],
        d => [Conv(d.X("batch", 2, 5), d.X(3, 2, 3), d.X(3))],
        d => [Conv(d.X("batch", 2, 7), d.X(2, 2, 3), strides: [2])],
        d => [Conv(d.X("batch", 2, 8), d.X(2, 2, 3), strides: [3], pads: [1, 0])],
        d => [Conv(d.X("batch", 1, 7), d.X(2, 1, 2), dilations: [3])],
        d => [Conv(d.X(1, 2, 8), d.X(2, 2, 3), strides: [2], dilations: [2], pads: [2, 1])],
        d => [Conv(d.X("batch", 4, 5), d.X(2, 2, 2), group: 2)],
        d => [Conv(d.X("batch", 3, 6), d.X(6, 1, 3), d.X(6), strides: [2], group: 3)],
        d => [Conv(d.X(2, 2, 4, 5), d.X(3, 2, 2, 3))],
        d => [Conv(d.X("batch", 1, 5, 4), d.X(2, 1, 3, 2), d.X(2), strides: [2, 1], pads: [1, 0, 1, 1])],
        d => [Conv(d.X("batch", 2, 5, 5), d.X(2, 2, 2, 2), dilations: [2, 3])],
        d => [Conv(d.X("batch", 4, 4, 3), d.X(4, 2, 2, 2), pads: [1, 1, 0, 0], group: 2)],
        d => [Conv(d.X("batch", 3, 5, 6), d.X(3, 1, 2, 2), strides: [2, 1], group: 3)],
        d => [Conv(d.X("batch", 2, "rows"), d.X(4, 1, 3), strides: [2], samePads: true, group: 2)],
        d => [Conv(d.X("batch", 2, 5, 4), d.X(4, 1, 3, 3), strides: [2, 2], samePads: true, group: 2)],
        d => [Conv(d.X("batch", 2, 1, 1), d.X(2, 2, 3, 3), samePads: true)],
        d => [Conv(d.X(1, 2, 3, 2, 3), d.X(2, 2, 2, 1, 2), strides: [1, 1, 2])],
        d => [Conv(d.X(1, 1, 6), d.X(1, 1, 1), strides: [4])],
        d => [Conv(d.X("batch", 2, "rows"), d.X(3, 2, 3))],
        d => [Conv(d.X("batch", 2, "rows"), d.X(3, 2, 3), d.X(3), samePads: true)],
        d => [Conv(d.X("batch", 2, "rows"), d.X(3, 2, 3), pads: [2, 0])],
        d => [Conv(d.X("batch", 2, "rows"), d.X(2, 1, 2), strides: [3], pads: [1, 1], group: 2)],
        d => [Conv(d.X("batch", 2, "rows", 5), d.X(4, 1, 3, 2), strides: [2, 2], samePads: true, group: 2)],
        d => [Conv(d.X("batch", 4, 5, "rows"), d.X(4, 2, 2, 3), dilations: [2, 1], samePads: true, group: 2)],
        d => [Conv(d.X("batch", 1, "rows", "rows"), d.X(1, 1, 1, 2), strides: [3, 3], samePads: true)],
    ];

    private static Sample[] TransposedConvolutions =>
    [
        d => [ConvTranspose(d.X(2, 3, 4), d.X(3, 2, 2))],
        d => [ConvTranspose(d.X("batch", 2, 3), d.X(2, 3, 3), d.X(3), strides: [2])],
        d => [ConvTranspose(d.X("batch", 2, 3), d.X(2, 3, 3), strides: [3], pads: [1, 0], outputPadding: [2])],
        d => [ConvTranspose(d.X(1, 2, 4), d.X(2, 1, 2), dilations: [3])],
        d => [ConvTranspose(d.X("batch", 4, 3), d.X(4, 2, 2), strides: [2], group: 2)],
        d => [ConvTranspose(d.X("batch", 3, 3), d.X(3, 1, 3), d.X(3), group: 3, dilations: [2], pads: [1, 1])],
        d => [ConvTranspose(d.X(2, 2, 3, 2), d.X(2, 3, 2, 3))],
        d => [ConvTranspose(d.X("batch", 2, 3, 2), d.X(2, 1, 3, 2), d.X(1), strides: [2, 3], pads: [1, 0, 0, 1], outputPadding: [1, 2])],
        d => [ConvTranspose(d.X("batch", 4, 2, 3), d.X(4, 1, 2, 2), strides: [2, 1], group: 4)],
        d => [ConvTranspose(d.X("batch", 2, "rows"), d.X(2, 3, 3))],
        d => [ConvTranspose(d.X("batch", 2, "rows"), d.X(2, 3, 3), pads: [1, 1])],
        d => [ConvTranspose(d.X("batch", 2, 3, "rows"), d.X(2, 2, 3, 2), strides: [2, 2], outputPadding: [1, 1])],
    ];

    private static IEnumerable<Sample> Pools(Func<Value, long[], long[]?, long[]?, bool, Value> pool) =>
    [
        d => [pool(d.X(2, 3, 5), [2], null, null, false)],
        d => [pool(d.X("batch", 2, 6), [2], [2], null, false)],
        d => [pool(d.X("batch", 2, 7), [3], [2], [1, 1], false)],
        d => [pool(d.X("batch", 1, 8), [2], [3], null, false)],
        d => [pool(d.X("batch", 2, 5), [2], [2], null, true)],
        d => [pool(d.X("batch", 2, 4, 5), [2, 2], [2, 2], null, false)],
        d => [pool(d.X("batch", 2, 5, 3), [3, 2], [1, 2], [0, 1, 1, 0], false)],
        d => [pool(d.X("batch", 1, 3, 3), [3, 3], [1, 1], null, true)],
        d => [pool(d.X("batch", 2, 5, 4), [3, 3], [2, 2], null, true)],
        d => [pool(d.X(1, 2, 2, 3, 4), [2, 2, 2], [1, 1, 2], null, false)],
        d => [pool(d.X("batch", 2, "rows"), [2], [2], null, false)],
        d => [pool(d.X("batch", 2, "rows"), [3], [1], null, true)],
        d => [pool(d.X("batch", 2, "rows", 5), [3, 2], [2, 3], null, true)],
        d => [pool(d.X("batch", "rows", 5), [2], [2], null, true)],
        d => [pool(d.X("batch", 2, 5, "rows"), [2, 3], [2, 1], [0, 1, 1, 1], false)],
    ];

    private static IReadOnlyList<Value> Pooled(Value x)
    {
        long[] twos = [.. Enumerable.Repeat(2L, x.Shape.Rank - 2)];
        return Both(MaxPoolWithIndices(x, twos, twos));
    }
}
