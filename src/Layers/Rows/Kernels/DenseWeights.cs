namespace Layers;

/// <summary>A matrix and a bias in the order in which <see cref="DenseKernel"/> reads them.</summary>
/// <remarks>Units are stored in panels of four vectors, then in panels of one vector, the last padded with zeros. Within a panel, the
/// inputs follow one another. Few units are stored as columns instead, because a vector would be mostly zeros.</remarks>
internal sealed class DenseWeights
{
    /// <summary>The number of vectors in a large panel: enough independent sums to hide the latency of the instructions.</summary>
    public const int PanelVectors = 4;

    public DenseWeights(float[] matrix, int inputs, int units)
        : this(matrix, inputs, units, Wide.Count)
    {
    }

    public DenseWeights(float[] matrix, int inputs, int units, int vector)
    {
        (Inputs, Units, Vector) = (inputs, units, vector);
        IsByColumn = units * 4 <= vector;
        Panels = IsByColumn ? Columns(matrix) : Packed(matrix);
        Bias = new AlignedMemory<float>((units + vector - 1) / vector * vector);
    }

    public int Inputs { get; }

    public int Units { get; }

    /// <summary>The number of elements in a vector.</summary>
    public int Vector { get; }

    public bool IsByColumn { get; }

    public AlignedMemory<float> Panels { get; }

    /// <summary>One number per unit, padded to whole vectors.</summary>
    public AlignedMemory<float> Bias { get; }

    public void SetBias(float[] bias) => bias.CopyTo(Bias.Span);

    private AlignedMemory<float> Columns(float[] matrix)
    {
        var aligned = new AlignedMemory<float>(matrix.Length);
        var columns = aligned.Span;
        for (var input = 0; input < Inputs; input++)
            for (var unit = 0; unit < Units; unit++)
                columns[unit * Inputs + input] = matrix[input * Units + unit];
        return aligned;
    }

    private AlignedMemory<float> Packed(float[] matrix)
    {
        var vectors = (Units + Vector - 1) / Vector;
        var aligned = new AlignedMemory<float>(vectors * Vector * Inputs);
        var panels = aligned.Span;
        var next = 0;
        for (var first = 0; first < vectors;)
        {
            var width = (first + PanelVectors) * Vector <= Units ? PanelVectors : 1;
            for (var input = 0; input < Inputs; input++)
            {
                var from = first * Vector;
                var count = Math.Min(width * Vector, Units - from);
                matrix.AsSpan(input * Units + from, count).CopyTo(panels[next..]);
                next += width * Vector;
            }
            first += width;
        }
        return aligned;
    }
}
