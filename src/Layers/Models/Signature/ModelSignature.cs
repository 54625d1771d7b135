namespace Layers;

/// <summary>What goes into a model and what comes out, by name: columns and outputs with their types, missing values and classes.</summary>
public sealed class ModelSignature
{
    internal ModelSignature(IReadOnlyList<ModelColumn> inputs, IReadOnlyList<ModelOutput> outputs) => (Inputs, Outputs) = (inputs, outputs);

    /// <summary>The columns that it takes from a table or a record. None where it takes tensors whose features have no names.</summary>
    public IReadOnlyList<ModelColumn> Inputs { get; }

    /// <summary>What it gives.</summary>
    public IReadOnlyList<ModelOutput> Outputs { get; }

    /// <summary>A line for each.</summary>
    public override string ToString() =>
        string.Join('\n', [.. Inputs.Select(input => $"in   {input}"), .. Outputs.Select(output => $"out  {output}")]);
}
