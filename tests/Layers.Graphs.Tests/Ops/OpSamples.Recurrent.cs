using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

internal sealed partial class OpSamples
{
    private static Sample[] Memories =>
    [
        d => Three(LSTM(Small(d, 3, "batch", 2), Small(d, 1, 8, 2), Small(d, 1, 8, 2), Small(d, 1, 16))),
        d => Three(LSTM(Small(d, "rows", 2, 2), Small(d, 1, 8, 2), Small(d, 1, 8, 2), Small(d, 1, 16), reverse: true)),
        d => Three(LSTM(Small(d, 3, 2, 2), Small(d, 1, 4, 2), Small(d, 1, 4, 1), Small(d, 1, 8), Small(d, 1, 2, 1), Small(d, 1, 2, 1))),
        d => Three(LSTM(Small(d, 2, 2, 2), Small(d, 2, 4, 2), Small(d, 2, 4, 1), Small(d, 2, 8))),
    ];

    private static Sample[] GatedUnits =>
    [
        d => Two(GRU(Small(d, 3, "batch", 2), Small(d, 1, 6, 2), Small(d, 1, 6, 2), Small(d, 1, 12), linearBeforeReset: true)),
        d => Two(GRU(Small(d, 3, 2, 2), Small(d, 1, 6, 2), Small(d, 1, 6, 2), Small(d, 1, 12), linearBeforeReset: false, reverse: true)),
        d => Two(GRU(Small(d, "rows", 2, 2), Small(d, 1, 3, 2), Small(d, 1, 3, 1), Small(d, 1, 6), linearBeforeReset: true,
            Small(d, 1, 2, 1))),
        d => Two(GRU(Small(d, 2, 2, 2), Small(d, 2, 3, 2), Small(d, 2, 3, 1), Small(d, 2, 6), linearBeforeReset: false)),
    ];

    private static Sample[] SimpleUnits =>
    [
        d => Two(RNN(Small(d, 3, "batch", 2), Small(d, 1, 2, 2), Small(d, 1, 2, 2), Small(d, 1, 4))),
        d => Two(RNN(Small(d, "rows", 2, 1), Small(d, 1, 2, 1), Small(d, 1, 2, 2), Small(d, 1, 4), Small(d, 1, 2, 2), reverse: true)),
        d => Two(RNN(Small(d, 2, 2, 2), Small(d, 2, 1, 2), Small(d, 2, 1, 1), Small(d, 2, 2))),
    ];

    private static IReadOnlyList<Value> Three((Value, Value, Value) outputs) => [outputs.Item1, outputs.Item2, outputs.Item3];

    private static IReadOnlyList<Value> Two((Value, Value) outputs) => [outputs.Item1, outputs.Item2];

    // Where the functions are steep, differences in float32 are not precise.
    private static Value Small(Deal deal, params Dim[] shape) => deal.X(shape) * 0.25;
}
