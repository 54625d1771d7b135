namespace Layers;

/// <summary>An initializer that makes a matrix with orthonormal rows or columns, whichever are fewer. Use
/// <see cref="Initializer.Orthogonal"/>.</summary>
public sealed record OrthogonalInitializer : Initializer
{
    internal OrthogonalInitializer()
    {
    }

    /// <summary>The factor of the matrix; default 1.</summary>
    public double Gain { get; init; } = 1;

    internal override string ClassName => "Orthogonal";

    internal override string NameInFiles => "OrthogonalInitializer";

    /// <inheritdoc/>
    protected override double[] Generate(Shape shape, long key)
    {
        if (shape.Rank < 2) throw Throw.NeedsAMatrix(ClassName, shape);
        var columns = (int)shape[^1].Size;
        var rows = (int)(shape.Length / columns);
        var isTall = rows >= columns;
        var vectors = Orthonormal(key, isTall ? columns : rows, isTall ? rows : columns);
        return Drawn(shape, i =>
        {
            var (row, column) = ((int)i / columns, (int)i % columns);
            return Gain * (isTall ? vectors[column][row] : vectors[row][column]);
        });
    }

    internal override void WriteConfig(ConfigWriter config) => config.Set("gain", Gain).Set("seed", Seed);

    // The Gram-Schmidt process on random directions. Two passes are enough for machine precision (Giraud et al., 2005).
    private static double[][] Orthonormal(long key, int count, int length)
    {
        var vectors = new double[count][];
        for (var v = 0; v < count; v++)
        {
            var vector = vectors[v] = new double[length];
            for (var i = 0; i < length; i++) vector[i] = RandomKey.Normal(RandomKey.Mix(key, v), i);
            for (var pass = 0; pass < 2; pass++)
                foreach (var other in vectors.AsSpan(0, v))
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(other,
                        -System.Numerics.Tensors.TensorPrimitives.Dot<double>(other, vector), vector, vector);
            System.Numerics.Tensors.TensorPrimitives.Divide(vector, System.Numerics.Tensors.TensorPrimitives.Norm<double>(vector), vector);
        }
        return vectors;
    }
}
