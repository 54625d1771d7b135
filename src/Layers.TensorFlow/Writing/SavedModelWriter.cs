using Google.Protobuf;
using Layers.TensorFlow.Proto;

namespace Layers.TensorFlow;

/// <summary>Writes a graph as the bytes of <c>saved_model.pb</c>, the only file that a SavedModel without variables needs.</summary>
internal static class SavedModelWriter
{
    // The version that TensorFlow 2.21 writes; older runtimes read it as well.
    private const int Producer = 1882;

    private const string Init = "init", InitKey = "__saved_model_init_op", InitCollection = "saved_model_main_op";

    /// <summary>Returns the bytes of the file.</summary>
    /// <param name="graph">The graph. Its inputs and outputs have the names of the signature, in order.</param>
    /// <exception cref="CannotWriteException">A node has no equivalent.</exception>
    /// <exception cref="NotSupportedException">The graph is larger than the format allows.</exception>
    public static byte[] Write(Graph graph)
    {
        var bytes = graph.AllNodes().Where(node => node.Op == Op.Constant && node.Constant.Type != DType.String).Sum(node =>
            (long)node.Constant.AsBytes().Length);
        if (bytes > MostBytes) throw Throw.TooLarge(bytes, MostBytes);
        return Of(graph).ToByteArray();
    }

    // Protocol buffers are limited to 2 GiB; the rest is for names.
    private const long MostBytes = int.MaxValue - (1 << 24);

    /// <summary>Returns the model as protocol buffers.</summary>
    /// <inheritdoc cref="Write"/>
    public static SavedModelProto Of(Graph graph)
    {
        var ready = GraphRules.WithFormulas(graph);
        var (functions, signature) = (new FunctionLibrary(), new SignatureDef { MethodName = "tensorflow/serving/predict" });
        var to = new NodeWriter(functions, isFunction: false);
        var inputs = new List<Port>();
        foreach (var input in ready.Inputs)
        {
            inputs.Add(to.Named($"serving_default_{input.Name}", "Placeholder", [], ("dtype", input.Type.ToTensorFlow()),
                ("shape", input.Shape)));
            signature.Inputs.Add(input.Name!, Info(inputs[^1], input.Shape));
        }
        var outputs = GraphRules.Write(to, ready, inputs);
        // The outputs are the last nodes, in order, so that a reader can tell their order, which a signature does not have.
        foreach (var (named, port) in ready.Outputs.Zip(outputs))
            signature.Outputs.Add(named.Key, Info(to.Named($"output_{named.Key}", "Identity", [port]), named.Value.Shape));

        var meta = new MetaGraphDef { MetaInfoDef = new() { Tags = { "serve" }, StrippedDefaultAttrs = true } };
        meta.SignatureDef.Add("serving_default", signature);
        meta.SignatureDef.Add("serve", signature.Clone());
        if (to.Initializers.Count > 0) Announce(meta, to.NewName(Init), to);
        meta.GraphDef = new GraphDef { Versions = new() { Producer = Producer } };
        meta.GraphDef.Node.AddRange(to.Nodes);
        if (!functions.IsEmpty) meta.GraphDef.Library = functions.Proto;
        return new SavedModelProto { SavedModelSchemaVersion = 1, MetaGraphs = { meta } };
    }

    // Runtimes look for one of the two names, depending on their age.
    private static void Announce(MetaGraphDef meta, string name, NodeWriter to)
    {
        var init = new NodeDef { Name = name, Op = "NoOp" };
        init.Input.AddRange(to.Initializers.Select(initializer => "^" + initializer));
        to.Nodes.Add(init);
        meta.CollectionDef.Add(InitCollection, new CollectionDef { NodeList = new() { Value = { name } } });
        var announced = new SignatureDef();
        announced.Outputs.Add(InitKey, new TensorInfo { Name = name, TensorShape = new() { UnknownRank = true } });
        meta.SignatureDef.Add(InitKey, announced);
    }

    private static TensorInfo Info(Port port, Shape shape) =>
        new() { Name = port.Tensor, Dtype = port.Type, TensorShape = TensorProtos.Of(shape) };
}
