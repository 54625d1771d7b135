using Layers.Graphs;
using static Layers.Graphs.Ops;

namespace Layers.Onnx.Tests;

/// <summary>Inputs that do not fit are refused before they reach native code.</summary>
public sealed class StatefulFaultTests
{
    private static readonly Value s_x = Input("x", ["batch", 2]);
    private static readonly Value s_w = Input("w", [2]);
    private static readonly Value s_v = Input("v", ["n"]);

    private static readonly Graph s_graph = Graph.Of(new Dictionary<string, Value>
    {
        ["next"] = s_w + 1,
        ["twice"] = s_v * 2,
        ["double"] = Cast(s_w, DType.Float64),
        ["y"] = s_x * s_w,
        ["open"] = Range(0, Cast(ReduceSum(s_x, keepDims: false), DType.Int64), 1)
    });

    private static readonly TestCaseData[] s_slots =
    [
        Fault("Every slot needs an initial value. Received 0 tensors for 1 slot.", [new(s_w, "next")]),
        Fault("The input 'w' is float32[2], but a tensor of float32[3] was given.", [new(s_w, "next")], new float[3]),
        Fault("The input 'w' is float32[2], but a tensor of int32[2] was given.", [new(s_w, "next")], new int[2]),
        Fault("The input 'w' is declared as a slot twice. Declare it once.", [new(s_w, "next"), new(s_w, null)],
            new float[2], new float[2]),
        Fault("The output 'next' is the next value of two slots; each slot needs its own output.", [new(s_w, "next"), new(s_v, "next")],
            new float[2], new float[2]),
        Fault("The next value of 'w' should be the output 'later', but the graph has no output of that name.", [new(s_w, "later")],
            new float[2]),
        Fault("The slot 'w' is float32[2], but its next value 'y' is float32[batch, 2]; they must be the same.", [new(s_w, "y")],
            new float[2]),
        Fault("The slot 'w' is float32[2], but its next value 'double' is float64[2]; they must be the same.", [new(s_w, "double")],
            new float[2]),
    ];

    [TestCaseSource(nameof(s_slots))]
    public void SlotsThatDoNotFit_AreRefused(StateInput[] slots, TensorData[] initial, string message) =>
        Assert.That(() => new StatefulSession(s_graph, slots, initial), Throws.ArgumentException.With.Message.EqualTo(message));

    private static readonly TestCaseData[] s_views =
    [
        View("The input 'w' should be a part of the slot 'x', but there is no such slot.", [new(s_w, s_x, 0)]),
        View("The input 'w' is declared as a slot twice. Declare it once.", [new(s_w, s_v, 0), new(s_w, s_v, 1)]),
        View("The input 'v' is declared as a slot twice. Declare it once.", [new(Input("v", [1]), s_v, 0), new(s_v, s_v, 0)]),
        View("The input 'w' (float32[2]) should be a part of the slot 'v' from element 2 on, but the slot is float32[3].",
            [new(s_w, s_v, 2)]),
        View("The input 'w' (float32[2]) should be a part of the slot 'v' from element -1 on, but the slot is float32[3].",
            [new(s_w, s_v, -1)]),
        View("The input 'i' (int64[2]) should be a part of the slot 'v' from element 0 on, but the slot is float32[3].",
            [new(Input("i", [2], DType.Int64), s_v, 0)]),
        View("The input 'open' (float32[n]) should be a part of the slot 'v' from element 0 on, but the slot is float32[3].",
            [new(Input("open", ["n"]), s_v, 0)]),
    ];

    [TestCaseSource(nameof(s_views))]
    public void PartsThatDoNotFit_AreRefused(StateSlice[] views, string message) =>
        Assert.That(() => new StatefulSession(s_graph, [new(s_v, null)], [new float[3]], views: views),
            Throws.ArgumentException.With.Message.EqualTo(message));

    private static readonly TestCaseData[] s_batches =
    [
        Batch("The graph has an input 'x', but no tensor was given for it."),
        Batch("The graph has the inputs x. Received 2 tensors.", [1, 2], [2]),
        Batch("The input 'x' is float32[batch, 2], but a tensor of float32[4, 3] was given.", [4, 3]),
        Batch("The result 'open' has shape", [4, 2]),
    ];

    [TestCaseSource(nameof(s_batches))]
    public void BatchesThatDoNotFit_AreRefused(Shape[] shapes, string message)
    {
        using var session = Session();
        Assert.That(() => session.CreateBatch(shapes), Throws.ArgumentException.With.Message.StartsWith(message));
    }

    [Test]
    public void AStateOfAnotherSize_IsRefused()
    {
        using var session = Session();
        Assert.That(() => session.Set(s_v, new float[4]),
            Throws.ArgumentException.With.Message.EqualTo("The state 'v' is float32[3], but a tensor of float32[4] was given."));
        Assert.That(() => session.Set(s_v, new double[3]), Throws.ArgumentException);
        Assert.That(() => session.Set(s_x, new float[3]), Throws.InstanceOf<KeyNotFoundException>());
        Assert.That(() => session.Get(s_x), Throws.InstanceOf<KeyNotFoundException>());
    }

    [Test]
    public void SizesThatDisagreeWithTheState_AreRefused()
    {
        var state = Input("state", ["batch"]);
        using var session = new StatefulSession(Graph.Of(new Dictionary<string, Value>
        {
            ["next"] = state
            + ReduceSum(s_x, [1], keepDims: false)
        }), [new(state, "next")], [new float[3]]);
        Assert.That(() => session.CreateBatch([4, 2]),
            Throws.ArgumentException.With.Message.EqualTo("The size 'batch' is 3 in one input and 4 in 'x'; it must be the same in all " +
            "inputs."));
    }

    private static StatefulSession Session() => new(s_graph, [new(s_w, "next"), new(s_v, "twice")], [new float[2], new float[3]]);

    private static TestCaseData Fault(string message, StateInput[] slots, params TensorData[] initial) =>
        new TestCaseData(slots, initial, message).SetArgDisplayNames(message);

    private static TestCaseData Batch(string message, params Shape[] shapes) =>
        new TestCaseData(shapes, message).SetArgDisplayNames(message);

    private static TestCaseData View(string message, StateSlice[] views) => new TestCaseData(views, message).SetArgDisplayNames(message);
}
