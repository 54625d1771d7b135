using FsCheck;
using FsCheck.Fluent;
using Layers.Testing;
using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>A transpose cancels its inverse, and nothing else changes.</summary>
public sealed class TransposeCancellingTests
{
    private static readonly int[] s_first = [0, 3, 1, 2];
    private static readonly int[] s_last = [0, 2, 3, 1];

    private static readonly Value s_image = Input("x", ["batch", 4, 5, 3]);

    [Test]
    public void APairThatUndoesItself_IsGone() =>
        Assert.That(Text(Relu(Transpose(Transpose(s_image, s_first), s_last))), Is.EqualTo("%0 = Relu(x) : float32[batch, 4, 5, 3]"));

    [Test]
    public void SeveralInARow_BecomeOne() =>
        Assert.That(Text(Transpose(Transpose(s_image, s_first), s_first)),
        Is.EqualTo("%0 = Transpose(x, perm=[0, 2, 3, 1]) : float32[batch, 5, 3, 4]"));

    [Test]
    public void WhatWorksAlongAnAxis_IsToldWhereTheAxisWent()
    {
        var first = Transpose(s_image, s_first);
        Assert.That(Text(ArgMax(first, 1)), Is.EqualTo("%0 = ArgMax(x, axis=3, keepdims=0) : int64[batch, 4, 5]"));
        Assert.That(Text(Transpose(TopK(first, 2, 1).Indices, s_last)),
            Is.EqualTo("%0, %1 = TopK(x, {2}, axis=3) : float32[batch, 4, 5, 2], int64[batch, 4, 5, 2]"));
        Assert.That(Text(Transpose(Split(first, [1, 2], 1)[1], s_last)),
            Is.EqualTo("%0, %1 = Split(x, {1, 2}, axis=3) : float32[batch, 4, 5, 1], float32[batch, 4, 5, 2]"));
    }

    [Test]
    public void WhatIsAddedOnTheWay_IsPutInOrderItself()
    {
        var y = Transpose(Relu(Transpose(s_image, s_last) + Constant(new float[] { 1, 2, 3, 4 })), s_first);
        Assert.That(Text(y), Is.EqualTo("""
            %0 = Add(x, {1, 2, 3, 4}) : float32[batch, 4, 5, 3]
            %1 = Relu(%0) : float32[batch, 4, 5, 3]
            """));
    }

    [Test]
    public void SizesAreAskedOfWhatWasMoved_WithoutMovingIt() => Assert.That(Text(ShapeOf(Transpose(s_image, s_first))), Is.EqualTo("""
        %0 = Shape(x) : int64[4]
        %1 = Gather(%0, {0, 3, 1, 2}, axis=0) : int64[4]
        """));

    [Test]
    public void WhatIsRepeated_IsMovedWhileThereIsLittleOfIt()
    {
        var y = Transpose(Expand(Input("few", ["batch", 1, 1, 3]), Constant(new long[] { 1, 4, 5, 3 })), s_first);
        Assert.That(Text(y), Is.EqualTo("""
            %0 = Transpose(few, perm=[0, 3, 1, 2]) : float32[batch, 3, 1, 1]
            %1 = Expand(%0, {1, 3, 4, 5}) : float32[batch, 3, 4, 5]
            """));
    }

    [Test]
    public void MatricesAreLeftAlone()
    {
        var graph = Graph.Of(Transpose(Relu(Transpose(Input("m", ["batch", 4])))));
        Assert.That(graph.CancelTransposes(), Is.SameAs(graph));
    }

    [Test]
    public void WithoutAnImprovement_TheGraphIsUnchanged()
    {
        var graph = Graph.Of(MatMul(Relu(Transpose(s_image, s_first)), Input("w", [5, 2])));
        Assert.That(graph.CancelTransposes(), Is.SameAs(graph));
    }

    [Test]
    public void ATransposedConstant_IsFolded()
    {
        var folded = Graph.Of(Transpose(Constant(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }))).FoldConstants().Outputs[0].Value.Constant!;
        Assert.That(folded.Shape.ToString(), Is.EqualTo("[3, 2]"));
        Assert.That(folded.ToArray<float>(), Is.EqualTo(new[] { 1f, 4, 2, 5, 3, 6 }));
    }

    [Test]
    public void AnyRewrittenGraph_GivesTheSameResult() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var (graph, feeds) = Transposing(seed);
            var rewritten = graph.CancelTransposes();
            Assert.That(rewritten.Verify(), Is.Empty, rewritten.ToString());
            var (before, after) = (Judge.Run(graph, feeds), Judge.Run(rewritten, feeds));
            for (var i = 0; i < before.Count; i++)
            {
                Assert.That(after[i].Shape, Is.EqualTo(before[i].Shape));
                // Sums are computed in another order, so they may round differently.
                if (before[i].Type == DType.Float32)
                    Assert.That(after[i].ToArray<float>(), Is.EqualTo(before[i].ToArray<float>()).Within(1e-4),
                        $"seed {seed}\n{graph}\nbecame\n{rewritten}");
                else Assert.That(after[i].ToArray<long>(), Is.EqualTo(before[i].ToArray<long>()),
                    $"seed {seed}\n{graph}\nbecame\n{rewritten}");
            }
        }).Hold();

    [Test]
    public void RandomGraphs_OftenBecomeCheaper() =>
        Assert.That(Enumerable.Range(0, 100).Select(seed => Transposing(seed).Graph)
            .Count(graph => !ReferenceEquals(graph.CancelTransposes(), graph)), Is.GreaterThan(30));

    private static string Text(Value value) => Graph.Of(value).CancelTransposes().FoldConstants().ToString();

    // Images in both layouts, combined in every way that their shapes allow.
    private static (Graph Graph, KeyValuePair<Value, TensorData>[] Feeds) Transposing(int seed)
    {
        var random = new Random(seed);
        KeyValuePair<Value, TensorData>[] feeds = [Fed("x", ["batch", 2, 3, 2], random), Fed("y", ["batch", 2, 2, 3], random)];
        List<Value> values = [.. feeds.Select(feed => feed.Key), Constant(Floats([2], random)), Constant(Floats([2, 1, 1], random)),
            Constant(Floats([1, 2, 3, 2], random))];
        var sizes = new List<Value>();
        for (var i = 0; i < 16; i++)
        {
            var x = Pick(values, random);
            values.Add(Step(x, Pick([.. values.Where(other => RandomGraphs.Fits(x, other))], random), random));
            if (random.Next(4) == 0) sizes.Add(ShapeOf(x));
        }
        return (Graph.Of([.. values[^4..], .. sizes.Where(size => size.Constant is null).Take(2)]), feeds);
    }

    private static Value Pick(List<Value> values, Random random) => values[random.Next(values.Count)];

    private static Value Step(Value x, Value other, Random random)
    {
        var axis = random.Next(Math.Max(1, x.Shape.Rank));
        return random.Next(20) switch
        {
            // The batch axis is not sliced, because the other inputs would no longer share its size.
            >= 12 when x.Shape.Rank == 0 || !x.Shape[axis].IsKnown || x.Shape[axis].Size < 2 => Abs(x),
            _ when x.Shape.Rank == 0 => x + other,
            < 6 when x.Shape.Rank == 4 => Transpose(x, random.Next(3) switch { 0 => s_first, 1 => s_last, _ => [0, 1, 3, 2] }),
            6 or 7 => x + other,
            8 => Where(x > other, x, 0),
            9 => Tanh(x),
            10 => ReduceMean(x, [axis], keepDims: random.Next(2) == 0),
            11 => ReduceSum(x, x.Shape.Rank < 2 ? null : [0, x.Shape.Rank - 1], keepDims: random.Next(2) == 0),
            12 => Concat([x, x], axis),
            13 => Split(x, [1, x.Shape[axis].Size - 1], axis)[1],
            14 => Slice(x, 1, long.MaxValue, axis),
            15 => Pad(x, [.. x.Shape.Select((_, i) => i == axis ? 1L : 0)], new long[x.Shape.Rank]),
            16 => Softmax(x, axis),
            17 => Unsqueeze(Squeeze(ReduceMax(x, [axis]), axis), random.Next(2) == 0 ? axis : 0),
            18 => Expand(ReduceMin(x, [axis]), ShapeOf(x)),
            _ => Gather(x, Constant(new long[] { 0, 0 }), axis),
        };
    }

    private static KeyValuePair<Value, TensorData> Fed(string name, Shape shape, Random random) =>
        new(Input(name, shape), Floats(shape.With(0, 2), random));

    private static TensorData Floats(Shape shape, Random random) =>
        TensorData.Of(Enumerable.Range(0, (int)shape.Length).Select(_ => random.NextSingle() * 4 - 2).ToArray(), shape);
}
