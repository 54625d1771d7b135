using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

internal sealed partial class OpSamples
{
    private static Sample[] Transposes =>
    [
        d => [Transpose(d.X(2, 3))],
        d => [Transpose(d.X("batch", 4))],
        d => [Transpose(d.X(2, 3, 4))],
        d => [Transpose(d.X(2, "rows", 3), [1, 2, 0])],
        d => [Transpose(d.X(2, 1, 3, 2), [3, 0, 2, 1])],
        d => [Transpose(d.X(3), [0])],
        d => [Transpose(d.X(), [])],
        d => [Transpose(d.Text(2, 3))],
    ];

    private static Sample[] Reshapes =>
    [
        d => [Reshape(d.X(2, 3), 3, 2)],
        d => [Reshape(d.X(2, 3), -1)],
        d => [Reshape(d.X(2, 3), 3, -1, 1)],
        d => [Reshape(d.X(2, 3), 0, -1)],
        d => [Reshape(d.X(), 1)],
        d => [Reshape(d.X(1), [])],
        d => [Reshape(d.X("batch", 4), -1, 2)],
        d => [Reshape(d.X("batch", 4), 0, 2, 2)],
        d => [Reshape(d.X("batch", 4), 0, -1, 2)],
        d => [Reshape(d.X("batch", 4), -1, 4)],
        d => [Reshape(d.X("batch", 4), -1)],
        d => [Reshape(d.X("batch", "rows"), -1)],
        d => [Reshape(d.X("rows", 3), -1, 2)],
        d => [Reshape(d.X("rows", 3), 2, -1)],
        d => [Reshape(d.X("rows", 3), 4, 3)],
        d => [Reshape(d.X("none", 2), -1, 4)],
        d => [Reshape(d.X(0, 3), -1, 3)],
        d => [Reshape(d.X(6), ShapeOf(d.Whole("batch", 2)))],
        d => [Reshape(d.X("rows", 3), Concat([Int64(2), Int64(-1)], 0))],
        d => [Reshape(d.X("batch", 2), Concat([ShapeOf(d.Whole("batch")), Int64(1, 2)], 0))],
        d => [Reshape(d.X("rows", 3), Gather(ShapeOf(d.Whole(2, "batch", "rows")), Int64(1, 2)))],
        d => [Reshape(d.X("rows", 3), d.Of([2], i => 6L - 4 * i))],
    ];

    private static Sample[] Expansions =>
    [
        d => [Expand(d.X(), Int64(2, 3))],
        d => [Expand(d.X(3), Int64(2, 3))],
        d => [Expand(d.X(2, 1), Int64(2, 3))],
        d => [Expand(d.X(2, 1, 3), Int64(1, 4, 1))],
        d => [Expand(d.X(2), Int64(1))],
        d => [Expand(d.X(), ShapeOf(d.Whole("batch", 2)))],
        d => [Expand(d.X("batch", 1), ShapeOf(d.Whole("batch", "rows")))],
        d => [Expand(d.X(1, 2), Concat([ShapeOf(d.Whole("batch")), Int64(2)], 0))],
        d => [Expand(d.X(2), ShapeOf(d.Whole("none", 2)))],
        d => [Expand(d.X(1, 2), d.Of([3], i => 3L - i))],
    ];

    private static Sample[] Concatenations =>
    [
        d => [Concat([d.X(2), d.X(3)], 0)],
        d => [Concat([d.X(2, 3), d.X(2, 1), d.X(2, 2)], -1)],
        d => [Concat([d.X("batch", 2), d.X("batch", 3)], 1)],
        d => [Concat([d.X("batch", 2), d.X("batch", 2)], 0)],
        d => [Concat([d.X("batch", 2), d.X(2, 2), d.X("rows", 2)], 0)],
        d => [Concat([d.X(2, 2)], 0)],
        d => [Concat([d.X("none", 2), d.X(3, 2)], 0)],
        d => [Concat([d.X("batch", 2), d.X(3, 1)], 1)],
        d => [Concat([d.Text(1), d.Text(2)], 0)],
        d => [Twice(d.X(2, 3))],
    ];

    private static Sample[] Slices =>
    [
        d => [Slice(d.X(5), 1, 3)],
        d => [Slice(d.X(5), -3, long.MaxValue)],
        d => [Slice(d.X(5), 0, -1)],
        d => [Slice(d.X(5), 0, 5, step: 2)],
        d => [Slice(d.X(5), 4, long.MinValue, step: -1)],
        d => [Slice(d.X(5), -1, -4, step: -2)],
        d => [Slice(d.X(5), 3, 1)],
        d => [Slice(d.X(2, 6), 1, 100, axis: 1, step: 3)],
        d => [Slice(d.X(2, 6), 0, 1, axis: 0)],
        d => [Slice(d.X("batch", 4), 1, 3)],
        d => [Slice(d.X("batch", 4), 0, 2, axis: 0)],
        d => [Slice(d.X("batch", 4), 0, long.MaxValue, axis: 0)],
        d => [Slice(d.X("batch", 4), long.MaxValue, long.MinValue, axis: 0, step: -1)],
        d => [Slice(d.X("rows", 2), -2, long.MaxValue, axis: 0)],
        d => [Slice(d.X(2, 3, 4), 2, 0, axis: 1, step: -1)],
        d => [Slice(d.X("none", 2), 0, 3, axis: 0)],
        d => [Slice(d.Text(3), 1, 3)],
    ];

    private static Sample[] Pads =>
    [
        d => [Pad(d.X(3), [1], [2])],
        d => [Pad(d.X(2, 3), [0, 1], [0, 0])],
        d => [Pad(d.X(2, 3), [1, 0], [1, 2])],
        d => [Pad(d.X("batch", 2), [0, 1], [0, 1])],
        d => [Pad(d.X("batch", 2), [1, 0], [0, 0])],
        d => [Pad(d.X(2, 1, 3), [0, 2, 0], [1, 0, 1])],
        d => [Pad(d.X(5), [-1], [-2])],
        d => [Pad(d.X(3, 4), [1, -2], [-1, 1])],
        d => [Pad(d.X("rows", 2), [-1, 0], [-1, 0])],
        d => [Pad(d.Whole(2), [1], [1])],
    ];

    private static Sample[] Gathers =>
    [
        d => [Gather(d.X(4), d.Indices(4, 6))],
        d => [Gather(d.X(4), Int64(2))],
        d => [Gather(d.X(4), 3)],
        d => [Gather(d.X(4, 2), d.Indices(4, 2, 5))],
        d => [Gather(d.X(2, 4), d.Indices(4, 3), axis: 1)],
        d => [Gather(d.X(2, 4, 3), d.Indices(4, 2, 2), axis: 1)],
        d => [Gather(d.X(2, 3, 4), d.Indices(4), axis: -1)],
        d => [Gather(d.X(5, 2), d.Indices(5, "batch"))],
        d => [Gather(d.X("batch", 4), d.Indices(4, "rows", 2), axis: 1)],
        d => [Gather(d.X("rows", 2), d.Indices(4, "batch", 5))],
        d => [Gather(d.X("rows"), d.Of([3], i => i - 1))],
        d => [Gather(d.X(4, 2), d.Indices(4, "none"))],
        d => [Gather(d.Text(3), d.Indices(3, 4))],
    ];

    private static Sample[] Splits =>
    [
        d => Split(d.X(5), [2, 3]),
        d => Split(d.X(2, 6), [1, 2, 3]),
        d => Split(d.X("batch", 4), [1, 3]),
        d => Split(d.X("batch", 2), [1, 2], axis: 0),
        d => Split(d.X(4, 2), [4, 0], axis: 0),
        d => Split(d.X(2, 3, 2), [2, 1], axis: -2),
        d => Split(d.X(3), [3]),
        d => [Split(d.X(4, 2), [1, 2, 1], axis: 0)[1]],
    ];

    private static Sample[] Squeezes =>
    [
        d => [Squeeze(d.X(1), 0)],
        d => [Squeeze(d.X(2, 1, 3), 1)],
        d => [Squeeze(d.X(1, 2, 1), 0, -1)],
        d => [Squeeze(d.X("batch", 1), -1)],
        d => [Squeeze(d.X("one", 3), 0)],
        d => [Squeeze(d.X(1, "batch", 1), 0)],
    ];

    private static Sample[] Unsqueezes =>
    [
        d => [Unsqueeze(d.X(), 0)],
        d => [Unsqueeze(d.X(), 0, 1)],
        d => [Unsqueeze(d.X(3), -1)],
        d => [Unsqueeze(d.X(2, 3), 1, -1)],
        d => [Unsqueeze(d.X("batch", 2), 0)],
        d => [Unsqueeze(d.X("batch"), 2, 0)],
    ];

    private static Sample[] Sizes =>
        [d => [ShapeOf(d.X("batch"))], d => [ShapeOf(d.X("batch", 2, "rows"))], d => [ShapeOf(d.Text("none", 1))]];

    private static Sample[] Ranges =>
    [
        d => [Range(0, 5, 1)],
        d => [Range(0, 5, 2)],
        d => [Range(5, 0, -2)],
        d => [Range(0, 6, -1)],
        d => [Range(3, 3, 1)],
        d => [Range(-7, 8, 5)],
        d => [Range(1, -6, -7)],
        d => [Range(Scalar(0.5, d.Type), Scalar(3, d.Type), Scalar(0.5, d.Type))],
        d => [Range(0, d.Of([], _ => 4), 1)],
        d => [Range(d.Positive(), Scalar(5.3, d.Type), Scalar(1.25, d.Type))],
        d => [Range(0, d.Of([], _ => 4L), 1)],
        d => [Range(0, Squeeze(ShapeOf(d.Whole("batch")), 0), 1)],
        d => [Range(0, Gather(ShapeOf(d.Whole("batch", "rows")), 1), 1)],
        d => [Range(1, Gather(ShapeOf(d.Whole("batch", "rows")), 1), 2)],
    ];

    private static Value Twice(Value x) => Concat([x, x], 0);

    private static Value Int64(params long[] numbers) => Constant(numbers);
}
