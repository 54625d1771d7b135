using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Which layer of a model it is that TensorFlow has no operators for.</summary>
internal static class Refusals
{
    /// <summary>The first layer, in the order in which the model calls them, whose results cannot be written, and why; null where each
    /// one's can.</summary>
    public static (Layer Layer, CannotWriteException Why)? First(Model model)
    {
        foreach (var (layer, _, outputs) in HostLayers.CallsOf(model))
            if (Of(outputs) is { } why) return (layer, why);
        return null;
    }

    // What comes before the results is written with them: all of it was asked about before.
    private static CannotWriteException? Of(IReadOnlyList<Value> results)
    {
        var graph = GraphRules.InOthers(Graph.Of([.. results]).Optimize());
        Port[] inputs = [.. graph.Inputs.Select((input, i) =>
            new Port(Ops.Numbered("input", i), 0, input.Type.ToTensorFlow(), Ops.Numbered("input", i)))];
        try
        {
            GraphRules.Write(new NodeWriter(new FunctionLibrary(), isFunction: false), graph, inputs);
            return null;
        }
        catch (CannotWriteException why)
        {
            return why;
        }
    }
}
