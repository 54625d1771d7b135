namespace Layers;

/// <summary>The signature of a model: its columns and outputs by name, with their types, missing values and classes.</summary>
public sealed class ModelSignature
{
    internal ModelSignature(IReadOnlyList<ModelColumn> inputs, IReadOnlyList<ModelOutput> outputs) => (Inputs, Outputs) = (inputs, outputs);

    /// <summary>The columns that the model takes from a table or a record. Empty if the model takes tensors whose features have no
    /// names.</summary>
    public IReadOnlyList<ModelColumn> Inputs { get; }

    /// <summary>The outputs of the model.</summary>
    public IReadOnlyList<ModelOutput> Outputs { get; }

    /// <summary>Returns a line for each column and output.</summary>
    public override string ToString() =>
        string.Join('\n', [.. Inputs.Select(input => $"in   {input}"), .. Outputs.Select(output => $"out  {output}")]);
}
