using Layers.Onnx;

namespace Layers.Graphs.Tests;

/// <summary>Runs graphs on one thread, for tests of numbers.</summary>
internal static class Run
{
    private static readonly RuntimeOptions s_options = new() { Threads = 1 };

    public static OnnxSession Session(Graph graph) => new(graph, s_options);

    public static IReadOnlyList<TensorData> Of(Graph graph, IEnumerable<KeyValuePair<Value, TensorData>> feeds)
    {
        using var session = Session(graph);
        return session.Run(Ordered(graph, feeds));
    }

    /// <summary>Runs a graph with a tensor for each input, in the order in which the graph reads them.</summary>
    public static TensorData Of(Value output, params TensorData[] inputs)
    {
        using var session = Session(Graph.Of(output));
        return session.Run(inputs)[0];
    }

    public static TensorData[] Ordered(Graph graph, IEnumerable<KeyValuePair<Value, TensorData>> feeds)
    {
        var byInput = new Dictionary<Value, TensorData>(feeds);
        return [.. graph.Inputs.Select(input => byInput[input])];
    }
}
