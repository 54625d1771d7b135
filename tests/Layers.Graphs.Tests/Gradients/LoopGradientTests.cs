using static Layers.Graphs.Ops;

namespace Layers.Graphs.Tests;

/// <summary>The gradients of a loop equal those of the unrolled steps, and the generated loop does no unnecessary work.</summary>
public sealed class LoopGradientTests
{
    private delegate (IReadOnlyList<Value> Next, IReadOnlyList<Value> Results) Step(IReadOnlyList<Value> states,
        IReadOnlyList<Value> slices);

    private const int Rows = 2, Size = 3;

    private static readonly Dictionary<string, Func<Func<Shape, Value>, (Value[] States, Value[] Xs, Step Step)>> s_loops = new()
    {
        ["plain"] = x => ([x([Rows, Size])], [x([4, Rows, Size])], (s, t) => ([Tanh(s[0] + t[0])], [s[0] * 2])),
        ["weights"] = x =>
        {
            var (w, u, b) = (x([Size, Size]), x([Size, Size]), x([Size]));
            return ([x([Rows, Size])], [x([4, Rows, Size])], (s, t) => ([Tanh(MatMul(t[0], w) + MatMul(s[0], u) + b)], [s[0] * t[0]]));
        },
        ["memory"] = x =>
        {
            var (w, u, b) = (x([Size, 4 * Size]), x([Size, 4 * Size]), x([4 * Size]));
            return ([x([Rows, Size]), x([Rows, Size])], [x([5, Rows, Size])], (s, t) =>
            {
                var z = Split(MatMul(t[0], w) + b + MatMul(s[0], u), [Size, Size, Size, Size]);
                var c = Sigmoid(z[1]) * s[1] + Sigmoid(z[0]) * Tanh(z[2]);
                var h = Sigmoid(z[3]) * Tanh(c);
                return ([h, c], [h]);
            }
            );
        },
        ["masked"] = x =>
        {
            var (u, mask) = (x([Size, Size]), x([4, Rows, 1]));
            return ([x([Rows, Size])], [x([4, Rows, Size]), mask], (s, t) =>
            {
                var next = Where(t[1] > 0, Tanh(t[0] + MatMul(s[0], u)), s[0]);
                return ([next], [next]);
            }
            );
        },
        // The weights are in one product with the step's input, in two products, and in none. One result is read by no state, and one state
        // passes through unchanged.
        ["mixed"] = x =>
        {
            var (w, u, g) = (x([Size, Size]), x([Size, Size]), x([Size]));
            return ([x([Rows, Size]), x([Rows, 1])], [x([3, Rows, Size]), x([3, Size])], (s, t) =>
            {
                var a = MatMul(t[0], w) * g;
                var next = Sigmoid(MatMul(MatMul(s[0], u), u) + a - t[1] * s[1]);
                return ([next, s[1]], [ReduceSum(Exp(next) * a, [1]), a, Softmax(next * g), Concat([t[0], next], -1),
                    ReduceMean(t[1], [0])]);
            }
            );
        },
        ["other order"] = x => ([x([Rows, Size])], [x([3, Rows, Size])], (s, t) =>
        {
            var turned = Transpose(s[0]);
            var next = Reshape(Concat([turned, Transpose(t[0])], 1), Rows * 2, Size);
            return ([Tanh(Slice(next, 0, Rows, 0)) + Unsqueeze(Squeeze(Slice(s[0], 0, 1, 0), 0), 0)],
                [Slice(next, 0, long.MaxValue, 0, 2)]);
        }
        ),
        ["no state"] = x => ([], [x([3, Rows, Size])], (_, t) => ([], [Exp(t[0])])),
        // The state is the same in every step, and the steps' input is not read.
        ["state alone"] = x => ([x([Rows])], [x([3, Rows])], (s, _) => ([s[0] * s[0]], [])),
    };

    private static IEnumerable<string> Loops => s_loops.Keys;

    [TestCaseSource(nameof(Loops))]
    public void Gradient_IsThatOfTheStepsWrittenOut(string loop) => Compare(loop, 0, false);

    [Test]
    public void OfOtherAxesAndBackwards_Too([Values("weights", "memory", "mixed")] string loop, [Values(0, 1)] int axis,
        [Values] bool reverse) => Compare(loop, axis, reverse);

    [Test]
    public void OfStepsThatOnlyTheRunKnows_Too([Values(1, 2, 5)] int steps, [Values] bool reverse)
    {
        Graph Of(Dim count, Dim rows, Func<Value, Value, Step, (IReadOnlyList<Value> States, IReadOnlyList<Value> Results)> run)
        {
            var (x, h0, w, u) = (Input("x", [count, rows, 2], DType.Float64), Input("h0", [rows, 3], DType.Float64),
                Input("w", [2, 3], DType.Float64), Input("u", [3, 3], DType.Float64));
            var (states, results) = run(h0, x, (s, t) =>
            {
                var next = Tanh(MatMul(t[0], w) + MatMul(s[0], u));
                return ([next], [next * next]);
            });
            var loss = ReduceSum(results[0], keepDims: false) + ReduceSum(states[0], keepDims: false);
            return Graph.Of([x, h0, w, u], Graph.Of([loss, .. Gradient.Of(loss, x, h0, w, u)!]).Outputs);
        }

        var graph = Of("steps", "batch", (first, x, step) => Scan([first], [x], (s, t) => step(s, t), reverse: reverse));
        TensorData[] numbers = [Numbers([steps, 2, 2], 1), Numbers([2, 3], 2), Numbers([2, 3], 3), Numbers([3, 3], 4)];
        IReadOnlyList<TensorData> Results(Graph form) => Run.Of(form, form.Inputs.Zip(numbers, KeyValuePair.Create));
        var expected = Results(Of(steps, 2, (first, x, step) => WrittenOut([first], [x], step, reverse)));
        Assert.That(graph.Optimize().Verify(), Is.Empty);
        foreach (var form in new[] { graph, graph.Optimize() }) Same(Results(form), expected);
    }

    // Each step of the loop has one product of 2 by 3 by 12. The product with the features, and the product of each weight's gradient, run
    // once for all 8 steps.
    [Test]
    public void TheLoopAndItsGradient_HaveOneProductEach_AndTheRestIsOutside()
    {
        var deal = new List<KeyValuePair<Value, TensorData>>();
        Value X(Shape shape) => Dealt(deal, shape);
        var (first, xs, step) = s_loops["memory"](X);
        var (_, results) = Scan(first, xs, (s, t) => step(s, t));
        var loss = ReduceSum(results[0], keepDims: false);
        var gradients = Gradient.Of(loss, [.. deal.Select(feed => feed.Key)]);
        var graph = Graph.Of([loss, .. gradients.OfType<Value>()]).Optimize();
        Node[] loops = [.. graph.Nodes.Where(node => node.Op == Op.Scan)];
        Assert.That(loops, Has.Length.EqualTo(2), "the loop and its gradient's loop");
        Assert.That(loops.Select(loop => loop.Body!.Nodes.Count(node => node.Op == Op.MatMul)), Is.All.EqualTo(1));
        Assert.That(graph.Nodes.Where(node => node.Op == Op.MatMul).Select(node => node.Outputs[0].Shape.ToString()),
            Is.EquivalentTo(new[] { "[5, 2, 12]", "[5, 2, 3]", "[3, 12]", "[3, 12]" }));
        Assert.That(loops[1].Body!.Nodes.Count(node => node.Op == Op.Sigmoid || node.Op == Op.Tanh), Is.Zero,
            "what the first loop computed is kept");
        Assert.That(loops[1].Body!.Nodes.Count(node => node.Op == Op.Mul), Is.LessThanOrEqualTo(6));
    }

    // The gradient is zero, and its shape is known only when the graph runs.
    [Test]
    public void AStateThatNothingReads_OfRowsThatOnlyTheRunKnows()
    {
        var (x, first, unread) = (Input("x", [3, "batch", 2]), Input("first", ["batch", 2]), Input("unread", ["batch", 2]));
        var (states, results) = Scan([first, unread], [x], (s, t) => ([s[0] * t[0], t[0] * 2], [s[0]]));
        var loss = ReduceSum(results[0], keepDims: false) + ReduceSum(states[0], keepDims: false) + ReduceSum(states[1], keepDims: false);
        var gradients = Gradient.Of(loss, x, first, unread);
        var graph = Graph.Of([x, first, unread], Graph.Of([.. gradients.OfType<Value>()]).Outputs);
        foreach (var form in new[] { graph, graph.Optimize() })
        {
            Assert.That(form.Verify(), Is.Empty);
            var numbers = Run.Of(form,
                [new(x, TensorData.Of(new float[] { 1, 2, 3, 4, 5, 6 }, [3, 1, 2])),
                new(first, TensorData.Of(new float[] { 1, 1 }, [1, 2])), new(unread, TensorData.Of(new float[] { 7, 7 }, [1, 2]))]);
            // The gradient of f·(1 + x0 + x0·x1 + x0·x1·x2) plus twice the last step.
            Assert.That(numbers[0].ToArray<float>(), Is.EqualTo(new float[] { 1 + 3 + 15, 1 + 4 + 24, 1 + 5, 2 + 12, 3 + 2, 8 + 2 }));
            Assert.That(numbers[1].ToArray<float>(), Is.EqualTo(new float[] { 1 + 1 + 3 + 15, 1 + 2 + 8 + 48 }));
            Assert.That(numbers[2].ToArray<float>(), Is.All.Zero);
        }
    }

    // The results already contain the states.
    [Test]
    public void ALoopThatGivesWhatItsGradientReads_IsNotWrittenAgain([Values] bool isReversed)
    {
        var (x, u, first) = (Input("x", [4, 2, 3]), Input("u", [3, 3]), Input("first", [2, 3]));
        var (_, results) = Scan([first], [x], (s, t) =>
        {
            var next = Tanh(t[0] + MatMul(s[0], u));
            return ([next], [next]);
        }, reverse: isReversed);
        var loss = ReduceSum(results[0], keepDims: false);
        var graph = Graph.Of([loss, .. Gradient.Of(loss, x, u, first).OfType<Value>()]);
        Assert.That(graph.Nodes.Count(node => node.Op == Op.Scan), Is.EqualTo(2), "the loop and its gradient's loop");
        Assert.That(graph.Optimize().Nodes.Count(node => node.Op == Op.Scan), Is.EqualTo(2));
    }

    [Test]
    public void ResultsThatNobodyReads_AreNotMade()
    {
        var x = Input("x", [4, 2]);
        var (states, _) = Scan([Constant(new float[2])], [x], (s, t) => ([s[0] + t[0]], [Exp(s[0]), s[0] * 3]));
        var loop = Graph.Of(states[0]).Optimize().Nodes.Single(node => node.Op == Op.Scan);
        Assert.That(loop.Outputs, Has.Count.EqualTo(1));
        Assert.That(loop.Body!.Nodes.Any(node => node.Op == Op.Exp), Is.False);
    }

    [Test]
    public void StopGradient_StopsItInALoopToo()
    {
        var (x, w) = (Input("x", [5, 2]), Input("w", [2]));
        var (states, _) = Scan([Constant(new float[2])], [x], (s, t) => ([s[0] + StopGradient(t[0] * w)], []));
        var loss = ReduceSum(states[0], keepDims: false);
        Assert.That(Gradient.Of(loss, w)[0], Is.Null);
        Assert.That(Gradient.Of(ReduceSum(StopGradient(states[0]) * w, keepDims: false), w)[0], Is.Not.Null);
    }

    private static void Compare(string loop, int axis, bool reverse)
    {
        var written = new List<KeyValuePair<Value, TensorData>>();
        var (first, xs, step) = s_loops[loop](shape => Dealt(written, shape));
        var (states, results) = WrittenOut(first, xs, step, reverse);
        var expected = Run.Of(WithGradients([.. states, .. results], written), written);

        var dealt = new List<KeyValuePair<Value, TensorData>>();
        (first, xs, step) = s_loops[loop](shape => Dealt(dealt, shape));
        // The axis of the steps is transposed to the front, and the results are transposed to their axis.
        (states, results) = Scan(first,
            [.. xs.Select(x => Transpose(x, [.. Enumerable.Range(1, axis), 0, .. Enumerable.Range(axis + 1, x.Shape.Rank - axis - 1)]))],
            (s, t) => step(s, t), axis, reverse);
        results = [.. results.Select(result => Transpose(result,
            [axis, .. Enumerable.Range(0, result.Shape.Rank).Where(other => other != axis)]))];
        var scanned = WithGradients([.. states, .. results], dealt);
        foreach (var form in new[] { scanned, scanned.Optimize(), scanned.Optimize().Optimize() })
        {
            Assert.That(form.Verify(), Is.Empty);
            Same(Run.Of(form, dealt), expected);
        }
    }

    private static (IReadOnlyList<Value> States, IReadOnlyList<Value> Results) WrittenOut(IReadOnlyList<Value> states,
        IReadOnlyList<Value> xs, Step step, bool reverse)
    {
        var length = (int)xs[0].Shape[0].Size;
        var results = new IReadOnlyList<Value>[length];
        for (var i = 0; i < length; i++)
        {
            var at = reverse ? length - 1 - i : i;
            (states, results[at]) = step(states, [.. xs.Select(x => Squeeze(Slice(x, at, at + 1, 0), 0))]);
        }
        return (states, [.. Enumerable.Range(0, results[0].Count)
            .Select(result => Concat([.. results.Select(each => Unsqueeze(each[result], 0))], 0))]);
    }

    private static Graph WithGradients(Value[] outputs, List<KeyValuePair<Value, TensorData>> feeds)
    {
        Value loss = Scalar(0, DType.Float64);
        foreach (var (i, output) in outputs.Index())
            loss += ReduceSum(Sin(output * (i + 1.5))
                * Reshape(Constant(TensorData.Of(Enumerable.Range(1, (int)output.Shape.Length).Select(n => Math.Sin(n) + 0.1).ToArray(),
                [output.Shape.Length])), output.Shape.ToArray()), keepDims: false);
        var gradients = Gradient.Of(loss, [.. feeds.Select(feed => feed.Key)]);
        return Graph.Of([.. outputs, loss, .. gradients.OfType<Value>()]);
    }

    private static Value Dealt(List<KeyValuePair<Value, TensorData>> feeds, Shape shape)
    {
        var input = Input($"x{feeds.Count}", shape, DType.Float64);
        feeds.Add(new(input, Numbers(shape.ToArray(), feeds.Count + 1)));
        return input;
    }

    private static TensorData Numbers(long[] shape, int seed)
    {
        var random = new Random(seed);
        return TensorData.Of(Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => random.NextDouble() * 2 - 1)
            .ToArray(), Shape.Of(shape));
    }

    private static void Same(IReadOnlyList<TensorData> actual, IReadOnlyList<TensorData> expected)
    {
        Assert.That(actual, Has.Count.EqualTo(expected.Count));
        for (var i = 0; i < actual.Count; i++)
        {
            Assert.That(actual[i].Shape, Is.EqualTo(expected[i].Shape), $"output {i}");
            Assert.That(actual[i].ToArray<double>(), Is.EqualTo(expected[i].ToArray<double>()).Within(1e-11), $"output {i}");
        }
    }
}
