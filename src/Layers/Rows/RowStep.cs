namespace Layers;

/// <summary>One kernel of a row program with what it reads and writes.</summary>
internal abstract class RowStep(RowValue result, params RowValue[] inputs)
{
    public RowValue Result { get; } = result;

    public RowValue[] Inputs { get; } = inputs;

    /// <summary>What it needs of a row while it runs, and nobody after it.</summary>
    public RowValue[] Scratch { get; init; } = [];

    /// <summary>What a row costs, counted in multiplications of a matrix product; an element of any other kernel is taken for
    /// eight.</summary>
    public virtual long Work => 8L * Result.Length;

    /// <summary>Whether the result may stand where an input of the same size stood that no later step reads.</summary>
    public virtual bool RunsInPlace => false;

    public abstract void Run(in RowFrame frame);
}
