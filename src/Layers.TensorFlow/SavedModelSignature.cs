namespace Layers.TensorFlow;

/// <summary>A signature of a SavedModel: a function with named inputs and outputs.</summary>
public sealed class SavedModelSignature
{
    internal SavedModelSignature(string name, IReadOnlyList<SavedModelTensor> inputs, IReadOnlyList<SavedModelTensor> outputs,
        string? fault)
    {
        (Name, Inputs, Outputs) = (name, inputs, outputs);
        Fault = fault;
    }

    /// <summary>The name, by convention <c>serving_default</c>.</summary>
    public string Name { get; }

    /// <summary>The inputs, in the order of the graph.</summary>
    public IReadOnlyList<SavedModelTensor> Inputs { get; }

    /// <summary>The outputs, in the order of the graph: <c>output_10</c> after <c>output_2</c>.</summary>
    public IReadOnlyList<SavedModelTensor> Outputs { get; }

    /// <summary>The reason why the signature cannot be called; null if it can be called.</summary>
    internal string? Fault { get; }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
