using Layers.Graphs;
using static Layers.Graphs.Ops;

namespace Layers.Onnx.Tests;

/// <summary>State is kept from run to run, in two sets of buffers that alternate.</summary>
public sealed class StatefulSessionTests
{
    private static readonly Value s_x = Input("x", ["batch"]);
    private static readonly Value s_sum = Input("sum", []);
    private static readonly Value s_rate = Input("rate", []);

    // sum += rate · Σ x; the result is the sum before.
    private static readonly Graph s_accumulator = Named(("sum_next", s_sum + s_rate * ReduceSum(s_x, keepDims: false)),
        ("before", Identity(s_sum)), ("doubled", s_x * 2));

    [Test]
    public void State_GoesFromRunToRun()
    {
        using var session = Accumulator();
        using var batch = session.CreateBatch([2]);
        for (var i = 1; i <= 101; i++)
        {
            batch.Feed<float>(0)[0] = i;
            batch.Run();
            Assert.That(batch.Results[0].AsSpan<float>()[0], Is.EqualTo(i * (i - 1) / 2));
            Assert.That(Number(session, s_sum), Is.EqualTo(i * (i + 1) / 2));
        }
    }

    [Test]
    public void FeedsAndResults_AreTheSameMemoryInEveryRun()
    {
        using var session = Accumulator();
        using var batch = session.CreateBatch([2]);
        var doubled = batch.Results[1];
        batch.Feed<float>(0)[1] = 3;
        batch.Run();
        Assert.That(doubled.ToArray<float>(), Is.EqualTo(new[] { 0f, 6f }));
        batch.Feed<float>(0)[0] = 5;
        batch.Run();
        Assert.That(doubled.ToArray<float>(), Is.EqualTo(new[] { 10f, 6f }));
        Assert.That(batch.Results[1], Is.SameAs(doubled));
    }

    [Test]
    public void BatchesOfOtherSizes_ShareTheState()
    {
        using var session = Accumulator();
        using var two = session.CreateBatch([2]);
        using var three = session.CreateBatch([3]);
        two.Feed<float>(0).Fill(1);
        three.Feed<float>(0).Fill(1);
        // Each batch size runs an odd number of times, so that each reads both sets of buffers.
        foreach (var batch in new[] { two, three, three, three, two, two, three, two }) batch.Run();
        Assert.That(Number(session, s_sum), Is.EqualTo(4 * 2 + 4 * 3));
        Assert.That(three.Results[1].Shape.ToString(), Is.EqualTo("[3]"));
    }

    [Test]
    public void Set_IsReadByTheNextRun_WhicheverSetItReads()
    {
        using var session = Accumulator();
        using var batch = session.CreateBatch([1]);
        batch.Feed<float>(0)[0] = 1;
        for (var i = 0; i < 4; i++)
        {
            session.Set(s_sum, TensorData.Scalar(100f * i));
            session.Set(s_rate, TensorData.Scalar(1f + i));
            batch.Run();
            Assert.That(Number(session, s_sum), Is.EqualTo(100 * i + 1 + i));
            Assert.That(Number(session, s_rate), Is.EqualTo(1 + i));
        }
    }

    [Test]
    public void ASlotWithoutANextValue_KeepsItsOwn()
    {
        using var session = Accumulator(rate: 0.5f);
        using var batch = session.CreateBatch([1]);
        batch.Feed<float>(0)[0] = 1;
        for (var i = 0; i < 3; i++) batch.Run();
        Assert.That((Number(session, s_rate), Number(session, s_sum)), Is.EqualTo((0.5f, 1.5f)));
    }

    [Test]
    public void ASlotThatNothingReads_IsStillWritten()
    {
        var unread = Input("unread", ["batch"]);
        using var session = new StatefulSession(Named(("last", s_x * 1), ("y", s_x + 1)), [new(unread, "last")], [new float[2]]);
        Assert.That(session.Feeds, Is.EqualTo(new[] { s_x }));
        using var batch = session.CreateBatch([2]);
        for (var i = 1; i <= 3; i++)
        {
            batch.Feed<float>(0).Fill(i);
            batch.Run();
            Assert.That(session.Get(unread).ToArray<float>(), Is.EqualTo(new float[] { i, i }));
        }
    }

    [Test]
    public void InitialValuesAndCopies_AreTheCallersOwn()
    {
        float[] initial = [7], other = [8];
        using var session = new StatefulSession(s_accumulator, [new(s_sum, "sum_next"), new(s_rate, null)],
            [TensorData.Of(initial, []), TensorData.Scalar(1f)]);
        initial[0] = 0;
        var copy = session.Get(s_sum);
        session.Set(s_sum, TensorData.Of(other, []));
        other[0] = 0;
        Assert.That((copy.AsSpan<float>()[0], Number(session, s_sum)), Is.EqualTo((7f, 8f)));
    }

    [Test]
    public void IntegersAndTruthValues_AreStateToo()
    {
        var (count, flag) = (Input("count", [], DType.Int64), Input("flag", [], DType.Bool));
        using var session = new StatefulSession(Named(("c", count + 1), ("f", !flag)), [new(count, "c"), new(flag, "f")],
            [TensorData.Scalar(1L << 40), TensorData.Scalar(false)]);
        using var batch = session.CreateBatch();
        for (var i = 0; i < 3; i++) batch.Run();
        Assert.That((session.Get(count).AsSpan<long>()[0], session.Get(flag).AsSpan<bool>()[0]), Is.EqualTo(((1L << 40) + 3, true)));
    }

    [Test]
    public void SizesOfTheState_AreSizesOfTheResults()
    {
        var state = Input("state", ["width"]);
        using var session = new StatefulSession(Named(("next", state + 1), ("seen", state * ReduceSum(s_x))), [new(state, "next")],
            [new float[3]]);
        using var batch = session.CreateBatch([5]);
        batch.Run();
        Assert.That(batch.Results[0].Shape.ToString(), Is.EqualTo("[3]"));
    }

    [Test]
    public void APartOfASlot_IsReadInPlace_WhicheverSetIsRead()
    {
        // The next value of all is all · 2 + Σ part. No output's shape depends on the shape of the part.
        var (all, part) = (Input("all", [20]), Input("part", [2, 1]));
        using var session = new StatefulSession(Named(("next", all * 2 + ReduceSum(part, keepDims: false))), [new(all, "next")],
            [new float[20]], views: [new(part, all, 16)]);
        Assert.That(session.Feeds, Is.Empty);
        using var batch = session.CreateBatch();
        float[] first = [.. Enumerable.Range(0, 20)];
        session.Set(all, first);
        for (var run = 0; run < 3; run++)
        {
            batch.Run();
            var sum = first[16] + first[17];
            for (var i = 0; i < first.Length; i++) first[i] = (first[i] * 2) + sum;
            Assert.That(session.Get(all).ToArray<float>(), Is.EqualTo(first));
        }
    }

    [Test]
    public void ABatchCompiledForItsSizes_GivesTheSameBits_AndSharesTheState()
    {
        using var session = Accumulator();
        using var any = session.CreateBatch([3]);
        using var alone = session.CreateFixedBatch([3]);
        float[] x = [0.1f, 0.2f, 0.3f];
        foreach (var batch in (StatefulBatch[])[any, alone]) x.CopyTo(batch.Feed<float>(0));
        any.Run();
        var once = Number(session, s_sum);
        alone.Run();
        Assert.That((alone.Results[0].AsSpan<float>()[0], Number(session, s_sum)), Is.EqualTo((once, once + once)));
        Assert.That(alone.Results[1].ToArray<float>(), Is.EqualTo(any.Results[1].ToArray<float>()));
        Assert.That((any.IsFixed, alone.IsFixed), Is.EqualTo((false, true)));
        Assert.That((any.Compiled.InputMetadata["x"].Dimensions, alone.Compiled.InputMetadata["x"].Dimensions),
            Is.EqualTo((new[] { -1 }, new[] { 3 })));
    }

    [Test]
    public void AFeedOfWhichOnlyTheSizeCounts_MayBeFilledStill()
    {
        var rows = Cast(Squeeze(ShapeOf(s_x), 0), DType.Float32);
        using var session = new StatefulSession(Named(("next", s_sum + rows)), [new(s_sum, "next")], [TensorData.Scalar(0f)]);
        using var batch = session.CreateFixedBatch([5]);
        Assert.That(batch.Compiled.InputMetadata.Keys, Has.None.EqualTo("x"));
        batch.Feed<float>(0).Fill(1);
        batch.Run();
        batch.Run();
        Assert.That(Number(session, s_sum), Is.EqualTo(10));
    }

    [Test]
    public void ADisposedBatch_LeavesTheOthersTheirs()
    {
        using var session = Accumulator();
        using var kept = session.CreateBatch([1]);
        session.CreateFixedBatch([2]).Dispose();
        kept.Feed<float>(0)[0] = 4;
        kept.Run();
        Assert.That(Number(session, s_sum), Is.EqualTo(4));
    }

    [Test]
    public void Training_FollowsTheGradient()
    {
        // w ← w − 0.1 · d(w − 3)²/dw: each step keeps 0.8 of the distance.
        var w = Input("w", []);
        var loss = Square(w - 3);
        using var session = new StatefulSession(Named(("w_next", w - Gradient.Of(loss, [w])[0]! * 0.1), ("loss", loss)), [new(w, "w_next")],
            [TensorData.Scalar(0f)]);
        using var batch = session.CreateBatch();
        for (var i = 0; i < 50; i++) batch.Run();
        Assert.That(Number(session, w), Is.EqualTo(3 - 3 * Math.Pow(0.8, 50)).Within(1e-5));
    }

    [Test]
    public void AFailedRun_LeavesTheStateAsItWas()
    {
        var at = Input("at", [1], DType.Int64);
        using var session = new StatefulSession(Named(("next", s_sum + ReduceSum(Gather(Constant(new[] { 1f, 2f }), at), keepDims: false))),
            [new(s_sum, "next")], [TensorData.Scalar(5f)]);
        using var batch = session.CreateBatch([1]);
        batch.Feed<long>(0)[0] = 99;
        Assert.That(batch.Run, Throws.InvalidOperationException.With.Message.StartsWith("ONNX Runtime failed while it ran the graph"));
        Assert.That(Number(session, s_sum), Is.EqualTo(5));
        batch.Feed<long>(0)[0] = 1;
        batch.Run();
        Assert.That(Number(session, s_sum), Is.EqualTo(7));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void DisposedIsDisposed_InEitherOrder(bool batchFirst)
    {
        var session = Accumulator();
        var batch = session.CreateBatch([1]);
        IDisposable[] both = batchFirst ? [batch, session] : [session, batch];
        foreach (var one in both) one.Dispose();
        Assert.That(session.Dispose, Throws.Nothing);
        Assert.That(batch.Run, Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => session.CreateBatch([1]), Throws.InstanceOf<ObjectDisposedException>());
    }

    private static StatefulSession Accumulator(float rate = 1) =>
        new(s_accumulator, [new(s_sum, "sum_next"), new(s_rate, null)], [TensorData.Scalar(0f), TensorData.Scalar(rate)],
            new RuntimeOptions { Threads = 1 });

    private static float Number(StatefulSession session, Value slot) => session.Get(slot).AsSpan<float>()[0];

    private static Graph Named(params (string Name, Value Value)[] outputs) =>
        Graph.Of(outputs.Select(output => KeyValuePair.Create(output.Name, output.Value)));

    // ONNX Runtime copies texts when buffers are bound, and at that time the texts are still empty.
    [Test]
    public void Texts_ArriveInEachRun_AndAreReturned([Values] bool isFixed)
    {
        var words = Input("words", ["batch"], DType.String);
        var codes = LabelEncoder(words, new[] { "a", "b" }, new[] { 1f, 2f }, TensorData.Scalar(-1f));
        var count = Input("count", []);
        using var session = new StatefulSession(Graph.Of(new Dictionary<string, Value>
        {
            ["next"] = count
            + ReduceSum(codes, keepDims: false),
            ["codes"] = codes,
            ["same"] = Identity(words)
        }), [new StateInput(count, "next")],
            [TensorData.Scalar(0f)]);
        using var batch = isFixed ? session.CreateFixedBatch(Shape.Of(3)) : session.CreateBatch(Shape.Of(3));
        foreach (var (texts, expected) in new[] { (new[] { "a", "b", "c" }, new[] { 1f, 2, -1 }), (["b", "b", ""], [2f, 2, -1]),
            (["ü", "a", "a"], [-1f, 1, 1]) })
        {
            texts.CopyTo(batch.Feed<string>(0));
            batch.Run();
            Assert.That(batch.Results[0].ToArray<float>(), Is.EqualTo(expected));
            Assert.That(batch.Results[1].ToArray<string>(), Is.EqualTo(texts));
        }
        Assert.That(session.Get(count).ToArray<float>(), Is.EqualTo(new[] { 6f }));
    }
}
