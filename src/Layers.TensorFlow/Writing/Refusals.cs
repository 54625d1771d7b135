using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Finds the layer of a model for which TensorFlow has no operators.</summary>
internal static class Refusals
{
    /// <summary>Returns the first layer, in the order of calls, whose results cannot be written, and the reason; null if all can be
    /// written.</summary>
    public static (Layer Layer, CannotWriteException Why)? First(Model model)
    {
        foreach (var (layer, _, outputs) in HostLayers.CallsOf(model))
            if (Of(outputs) is { } why) return (layer, why);
        return null;
    }

    // Earlier layers are written as well; all of them were checked before.
    private static CannotWriteException? Of(IReadOnlyList<Value> results)
    {
        var graph = GraphRules.WithFormulas(Graph.Of([.. results]).Optimize());
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
