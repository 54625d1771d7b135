using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

internal sealed partial class OpSamples
{
    private static Sample[] Memories =>
    [
        d => Three(LSTM(d.X(3, "batch", 2), d.X(1, 8, 2), d.X(1, 8, 2), d.X(1, 16))),
        d => Three(LSTM(d.X("rows", 2, 2), d.X(1, 8, 2), d.X(1, 8, 2), d.X(1, 16), reverse: true)),
        d => Three(LSTM(d.X(3, 2, 2), d.X(1, 4, 2), d.X(1, 4, 1), d.X(1, 8), d.X(1, 2, 1), d.X(1, 2, 1))),
        d => Three(LSTM(d.X(2, 2, 2), d.X(2, 4, 2), d.X(2, 4, 1), d.X(2, 8))),
    ];

    private static Sample[] GatedUnits =>
    [
        d => Two(GRU(d.X(3, "batch", 2), d.X(1, 6, 2), d.X(1, 6, 2), d.X(1, 12), linearBeforeReset: true)),
        d => Two(GRU(d.X(3, 2, 2), d.X(1, 6, 2), d.X(1, 6, 2), d.X(1, 12), linearBeforeReset: false, reverse: true)),
        d => Two(GRU(d.X("rows", 2, 2), d.X(1, 3, 2), d.X(1, 3, 1), d.X(1, 6), linearBeforeReset: true, d.X(1, 2, 1))),
        d => Two(GRU(d.X(2, 2, 2), d.X(2, 3, 2), d.X(2, 3, 1), d.X(2, 6), linearBeforeReset: false)),
    ];

    private static Sample[] SimpleUnits =>
    [
        d => Two(RNN(d.X(3, "batch", 2), d.X(1, 2, 2), d.X(1, 2, 2), d.X(1, 4))), d => Two(RNN(d.X("rows", 2, 1), d.X(1, 2, 1), d.X(1, 2, 2), d.X(1, 4), d.X(1, 2, 2), reverse: true)),
        d => Two(RNN(d.X(2, 2, 2), d.X(2, 1, 2), d.X(2, 1, 1), d.X(2, 2))),
    ];

    private static IReadOnlyList<Value> Three((Value, Value, Value) outputs) => [outputs.Item1, outputs.Item2, outputs.Item3];

    private static IReadOnlyList<Value> Two((Value, Value) outputs) => [outputs.Item1, outputs.Item2];
}
