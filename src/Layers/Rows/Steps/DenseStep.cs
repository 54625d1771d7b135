namespace Layers;

/// <summary>A step that multiplies rows by a constant matrix, adds a bias, and applies ReLU if <see cref="IsRectified"/> is true.</summary>
internal sealed class DenseStep : RowStep
{
    private readonly DenseWeights _weights;

    /// <param name="x">The rows, each of one or more vectors of <paramref name="inputs"/> elements.</param>
    /// <param name="matrix">The matrix <c>(inputs, units)</c>.</param>
    /// <param name="inputs">The number of elements of an input vector.</param>
    /// <param name="units">The number of elements of an output vector.</param>
    /// <param name="y">The result.</param>
    public DenseStep(RowValue x, float[] matrix, int inputs, int units, RowValue y)
        : base(y, x) => _weights = new DenseWeights(matrix, inputs, units);

    public int Units => _weights.Units;

    public override long Work => (long)Inputs[0].Length * Units;

    public bool HasBias { get; private set; }

    public bool IsRectified { get; private set; }

    public void AddBias(float[] bias)
    {
        HasBias = true;
        _weights.SetBias(bias);
    }

    public void Rectify() => IsRectified = true;

    public override void Run(in RowFrame frame) =>
        DenseKernel.Run(_weights, frame.Read<float>(Inputs[0]), frame.Write<float>(Result), IsRectified);
}
