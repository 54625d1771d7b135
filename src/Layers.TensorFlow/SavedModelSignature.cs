namespace Layers.TensorFlow;

/// <summary>Something that a SavedModel can be asked: what goes in by name, and what comes out.</summary>
public sealed class SavedModelSignature
{
    internal SavedModelSignature(string name, IReadOnlyList<SavedModelTensor> inputs, IReadOnlyList<SavedModelTensor> outputs, string? fault)
    {
        (Name, Inputs, Outputs) = (name, inputs, outputs);
        Fault = fault;
    }

    /// <summary>Its name, by custom <c>serving_default</c>.</summary>
    public string Name { get; }

    /// <summary>What goes in, in the order of the graph.</summary>
    public IReadOnlyList<SavedModelTensor> Inputs { get; }

    /// <summary>What comes out, in the order of the graph: <c>output_10</c> after <c>output_2</c>.</summary>
    public IReadOnlyList<SavedModelTensor> Outputs { get; }

    /// <summary>Why it cannot be called; null where it can.</summary>
    internal string? Fault { get; }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
