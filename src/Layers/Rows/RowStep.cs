namespace Layers;

/// <summary>A kernel of a row program with its inputs and its result.</summary>
internal abstract class RowStep(RowValue result, params RowValue[] inputs)
{
    public RowValue Result { get; } = result;

    public RowValue[] Inputs { get; } = inputs;

    /// <summary>The values that the step needs only while it runs.</summary>
    public RowValue[] Scratch { get; init; } = [];

    /// <summary>The cost per row, in units of one multiplication in a matrix product. For other kernels, each element counts as
    /// eight.</summary>
    public virtual long Work => 8L * Result.Length;

    /// <summary>Whether the result may overwrite an input of the same size that no later step reads.</summary>
    public virtual bool RunsInPlace => false;

    public abstract void Run(in RowFrame frame);
}
