using Layers.Graphs;
using Layers.Onnx.Proto;
using static Layers.Graphs.Ops;

namespace Layers.Onnx.Tests;

/// <summary>A body that runs once for each step gives the result of a loop, from the graph and from its file.</summary>
public sealed class ScanTests
{
    [Test]
    public void RunningSums_AreThoseOfALoop([Values(0, 1, 2, 57)] int steps, [Values(0, 1)] int axis, [Values] bool reverse)
    {
        const int width = 3;
        var x = Input("x", axis == 0 ? ["steps", width] : [width, "steps"]);
        var start = Input("start", [width]);
        var (last, all) = Scan([start], [x], (states, slices) =>
        {
            var sum = states[0] + slices[0] * 2;
            return ([sum], [sum]);
        }, axis, reverse);
        float[] numbers = [.. Enumerable.Range(0, steps * width).Select(i => i % 7 - 3f)];

        var (sum, expected) = (new float[] { 1, 2, 3 }, new float[steps * width]);
        foreach (var step in reverse ? Enumerable.Range(0, steps).Reverse() : Enumerable.Range(0, steps))
            for (var i = 0; i < width; i++)
            {
                var at = axis == 0 ? step * width + i : i * steps + step;
                expected[at] = sum[i] += numbers[at] * 2;
            }

        foreach (var graph in WrittenAndNot(Graph.Of(last[0], all[0])))
        {
            var results = Run(graph, [(x, TensorData.Of(numbers, axis == 0 ? [steps, width] : [width, steps])),
                (start, new float[] { 1, 2, 3 })]);
            Assert.That(results[0].ToArray<float>(), Is.EqualTo(sum));
            Assert.That(results[1].Shape, Is.EqualTo(axis == 0 ? Shape.Of(steps, width) : Shape.Of(width, steps)));
            Assert.That(results[1].ToArray<float>(), Is.EqualTo(expected));
        }
    }

    [Test]
    public void ARecurrentCell_IsALoopOverItsFormula([Values(0, 1, 30)] int steps)
    {
        var (x, h0) = (Input("x", ["batch", "steps", 2]), Input("h0", ["batch", 2]));
        var (kernel, recurrent, bias) = (Input("kernel", [2, 2]), Input("recurrent", [2, 2]), Input("bias", [2]));
        var (states, results) = Cell(x, h0, kernel, recurrent, bias);
        var graph = Graph.Of(states[0], results[0]);
        float[] w = [0.5f, -1, 0.25f, 2], u = [0.1f, 0.2f, -0.3f, 0.4f], b = [0.1f, -0.1f];
        float[] numbers = [.. Enumerable.Range(0, 3 * steps * 2).Select(i => MathF.Sin(i))];

        var (h, expected) = (new float[6], new float[3 * steps * 2]);
        for (var row = 0; row < 3; row++)
            for (var step = 0; step < steps; step++)
            {
                var at = (row * steps + step) * 2;
                float[] next = [.. new[] { 0, 1 }.Select(j => MathF.Tanh(b[j]
                    + numbers[at] * w[j] + numbers[at + 1] * w[2 + j] + h[row * 2] * u[j] + h[row * 2 + 1] * u[2 + j]))];
                next.CopyTo(h, row * 2);
                next.CopyTo(expected, at);
            }

        var frozen = graph.Freeze(new Dictionary<Value, TensorData>
        {
            [kernel] = TensorData.Of(w, [2, 2]),
            [recurrent] = TensorData.Of(u, [2, 2]),
            [bias] = b
        });
        (Value, TensorData)[] feeds = [(x, TensorData.Of(numbers, [3, steps, 2])), (h0, TensorData.Of(new float[6], [3, 2]))];
        (Value, TensorData)[] weights = [(kernel, TensorData.Of(w, [2, 2])), (recurrent, TensorData.Of(u, [2, 2])), (bias, b)];
        foreach (var form in WrittenAndNot(graph).Concat(WrittenAndNot(frozen)).Append(frozen.Optimize())
            .Append(graph.FixSizes(new Dictionary<string, long> { ["batch"] = 3 }).Optimize()))
        {
            var run = Run(form, form.Inputs.Count == 2 ? feeds : [.. feeds, .. weights]);
            Assert.That(run[0].ToArray<float>(), Is.EqualTo(h).Within(1e-6f), form.ToString());
            Assert.That(run[1].ToArray<float>(), Is.EqualTo(expected).Within(1e-6f), form.ToString());
        }
    }

    // ONNX Runtime copies the inputs and the states of each step. A value from outside the body is read in place.
    [Test]
    public void WeightsStayOutside_AndTheFileNamesThemThere()
    {
        var (x, h0) = (Input("x", ["batch", 6, 2]), Input("h0", ["batch", 2]));
        var (kernel, recurrent, bias) = (Input("kernel", [2, 2]), Input("recurrent", [2, 2]), Input("bias", [2]));
        var graph = Graph.Of([.. Cell(x, h0, kernel, recurrent, Exp(bias)).Results]);
        Assert.That(graph.Nodes.Count(node => node.Op == Op.Exp), Is.EqualTo(1), "constant values are computed outside");
        var scan = graph.Nodes.Single(node => node.Op == Op.Scan);
        Assert.That(scan.Inputs, Has.Count.EqualTo(5));

        var proto = ModelProto.Parser.ParseFrom(OnnxWriter.Write(graph)).Graph.Node.Single(node => node.OpType == "Scan");
        Assert.That(proto.Input, Is.EqualTo(new[] { "h0", "x" }));
        var body = proto.Attribute.Single(attribute => attribute.Name == "body").G;
        Assert.That(body.Input, Has.Count.EqualTo(2));
        Assert.That(body.Node.SelectMany(node => node.Input), Is.SupersetOf(new[] { "kernel", "recurrent" }));
        Assert.That(proto.Attribute.Select(attribute => attribute.Name), Has.None.EqualTo("num_states"));
        Assert.That(OnnxReader.Read(OnnxWriter.Write(graph)).Optimize().ToString(), Is.EqualTo(graph.Optimize().ToString()));
    }

    [Test]
    public void ABodyWithinABody_ReadsWhatIsAroundBoth()
    {
        var (x, w) = (Input("x", [4, 3]), Input("w", []));
        // The sum of each row's running sums, times w.
        var (total, _) = Scan([Scalar(0, DType.Float32)], [x], (outer, rows) =>
        {
            var (sums, _) = Scan([Scalar(0, DType.Float32), outer[0]], [rows[0]], (inner, numbers) =>
            {
                var sum = inner[0] + numbers[0] * w;
                return ([sum, inner[1] + sum], []);
            });
            return ([sums[1]], []);
        });
        foreach (var graph in WrittenAndNot(Graph.Of(total[0])))
            Assert.That(Run(graph, [(x, TensorData.Of([.. Enumerable.Range(1, 12).Select(i => (float)i)], [4, 3])),
                (w, TensorData.Scalar(2f))])[0].ToArray<float>(),
                Is.EqualTo(new[] { 2f * Enumerable.Range(0, 4).Sum(row => 3 * (3 * row + 1) + 2 * (3 * row + 2) + 3 * row + 3) }));
    }

    [Test]
    public void SizesThatAreFixed_AreFixedInTheBody()
    {
        var (x, h0) = (Input("x", ["batch", "steps", 2]), Input("h0", ["batch", 2]));
        var graph = Graph.Of([.. Cell(x, h0, Input("kernel", [2, 2]), Input("recurrent", [2, 2]), Input("bias", [2])).Results])
            .FixSizes(new Dictionary<string, long> { ["batch"] = 5, ["steps"] = 7 });
        Assert.That(graph.Outputs[0].Value.Shape, Is.EqualTo(Shape.Of(5, 7, 2)));
        Assert.That(graph.Nodes.Single(node => node.Op == Op.Scan).Body!.Nodes.SelectMany(node => node.Outputs)
            .Select(value => value.Shape.IsKnown), Is.All.True);
    }

    [Test]
    public void TheSameScanTwice_IsOne()
    {
        var x = Input("x", [6, 2]);
        var (states, results) = Scan([Constant(new float[2])], [x], (before, slices) => ([before[0] + slices[0]], [before[0]]));
        var again = new Node(Op.Scan, states[0].Node.Inputs, states[0].Node.Attributes);
        Assert.That(Graph.Of(states[0], results[0], again.Outputs[0]).RemoveDuplicates().Nodes.Count(node => node.Op == Op.Scan),
            Is.EqualTo(1));
    }

    [Test]
    public void VerifyLooksIntoTheBody()
    {
        var (x, y) = (Input("x", [6, "rows"]), Input("y", ["batch"]));
        var (_, results) = Scan([], [x], (_, slices) => ([], [slices[0] + y]));
        Assert.That(Graph.Of(results[0]).Verify().Select(problem => problem.Message),
            Has.One.StartsWith("In the body of Scan: Add(slice_0, outer_0): sizes with different names are combined"));
    }

    [Test]
    public void InvalidArguments_AreRefused()
    {
        var (x, h) = (Input("x", ["steps", 2]), Input("h", [2]));
        Assert.That(() => Scan([h], [], (s, _) => (s, [])), Throws.ArgumentException.With.Message.Contains("no value to scan"));
        Assert.That(() => Scan([h], [x], (s, _) => ([], s)),
            Throws.ArgumentException.With.Message.Contains("returns 0 next states for 1 state;"));
        Assert.That(() => Scan([h], [x], (s, _) => ([Concat([s[0], s[0]], 0)], [])),
            Throws.ArgumentException.With.Message.Contains("state 0 is float32[2], but its next state is float32[4]"));
        Assert.That(() => Scan([h], [x], (s, _) => ([Cast(s[0], DType.Float64)], [])),
            Throws.ArgumentException.With.Message.Contains("a state must have the same type"));
        Assert.That(() => Scan([h], [x], (s, _) => (s, []), axis: 2), Throws.ArgumentException.With.Message.Contains("axis 2"));
        Assert.That(() => Scan([h], [Input("a", [3, 2]), Input("b", [4, 2])], (s, _) => (s, [])),
            Throws.ArgumentException.With.Message.Contains("one scanned value has 3 steps and another has 4"));
    }

    private static (IReadOnlyList<Value> States, IReadOnlyList<Value> Results) Cell(Value x, Value h0, Value kernel, Value recurrent,
        Value bias) => Scan([h0], [x], (states, slices) =>
    {
        var h = Tanh(MatMul(slices[0], kernel) + MatMul(states[0], recurrent) + bias);
        return ([h], [h]);
    }, axis: 1);

    private static IEnumerable<Graph> WrittenAndNot(Graph graph)
    {
        Assert.That(graph.Verify(), Is.Empty, graph.ToString());
        return [graph, OnnxReader.Read(OnnxWriter.Write(graph))];
    }

    private static IReadOnlyList<TensorData> Run(Graph graph, IEnumerable<(Value Input, TensorData Data)> feeds)
    {
        var byName = feeds.ToDictionary(feed => feed.Input.Name!, feed => feed.Data);
        using var session = new OnnxSession(graph, new() { Threads = 1 });
        return session.Run([.. graph.Inputs.Select(input => byName[input.Name!])]);
    }
}
