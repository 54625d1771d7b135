namespace Layers;

/// <summary>Rows with their labels, checked once so that no step has to: types as the graph wants them, finite numbers, matching counts.</summary>
internal sealed class Examples
{
    private Examples(TensorData x, TensorData y, TensorData? weights)
    {
        X = x;
        Y = y;
        Weights = weights;
    }

    public TensorData X { get; }

    public TensorData Y { get; }

    public TensorData? Weights { get; }

    public int Rows => (int)X.Shape[0].Size;

    public static Examples Of(TensorData x, TensorData y, TensorData? weights, string use)
    {
        if (x.Shape.Rank == 0 || x.Shape[0] == 0) throw Throw.NoData(use);
        var rows = (int)x.Shape[0].Size;
        if (y.Shape.Rank == 0 || y.Shape[0] != rows) throw Throw.CountsDiffer("labels", y.Shape.Rank == 0 ? 1 : y.Shape[0].Size, rows);
        if (weights is not null && (weights.Shape.Length != rows || weights.Shape[0] != rows)) throw Throw.WrongWeights(weights.Shape, rows);
        Finite.Require(y, "Labels");
        if (weights is not null) Finite.Require(weights, "Sample weights");
        return new Examples(x, y, weights is null ? null : Casting.Cast(weights, DType.Float32).Reshape([rows]));
    }

    /// <summary>The first rows and the rest.</summary>
    public (Examples Before, Examples After) Split(int at) => (Part(0, at), Part(at, Rows - at));

    /// <summary>The same rows, each counting what its class does: the label, the place of the largest of one-hot labels, rounded.</summary>
    public Examples Weighted(IReadOnlyDictionary<int, double> classWeight)
    {
        if (Y.Shape.Rank > 2) throw Throw.ClassesOfRows(Y.Shape);
        var labels = Casting.Cast(Y, DType.Float64).AsSpan<double>();
        var width = labels.Length / Rows;
        var weights = new float[Rows];
        for (var row = 0; row < weights.Length; row++)
        {
            var one = labels.Slice(row * width, width);
            // Keras rounds halves to the even number.
            var number = width == 1 ? Math.Round(one[0]) : System.Numerics.Tensors.TensorPrimitives.IndexOfMax(one);
            weights[row] = classWeight.TryGetValue((int)number, out var weight) ? (float)weight : 1;
        }
        var data = TensorData.Of(weights, [Rows]);
        Finite.Require(data, "Class weights");
        return new Examples(X, Y, data);
    }

    private Examples Part(int start, int count) => new(Part(X, start, count), Part(Y, start, count), Weights is null ? null : Part(Weights, start, count));

    private static TensorData Part(TensorData data, int start, int count)
    {
        var shape = data.Shape.With(0, count);
        var part = TensorData.Zeros(data.Type, shape);
        var width = data.Length / (int)data.Shape[0].Size;
        Casting.Convert(data, start * width, part, 0, count * width);
        return part;
    }
}
