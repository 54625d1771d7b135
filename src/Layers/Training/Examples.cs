namespace Layers;

/// <summary>Rows with their labels, checked once so that no step has to: types as the graph wants them, finite numbers, matching
/// counts.</summary>
internal sealed class Examples
{
    private Examples(IReadOnlyList<TensorData> x, IReadOnlyList<TensorData?> y, IReadOnlyList<TensorData?> weights, RowsBefore before, long[]? positions)
    {
        (X, Y, Weights, Before, Positions) = (x, y, weights, before, positions);
        Parts = [.. x, .. y, .. weights];
    }

    /// <summary>The rows of each input.</summary>
    public IReadOnlyList<TensorData> X { get; }

    /// <summary>The labels of each output; null where there are none.</summary>
    public IReadOnlyList<TensorData?> Y { get; }

    /// <summary>One number a row for each output; null for 1 each.</summary>
    public IReadOnlyList<TensorData?> Weights { get; }

    /// <summary>Rows, labels and weights, one after the other.</summary>
    public IReadOnlyList<TensorData?> Parts { get; }

    /// <summary>The position of each row in the source that it was drawn from; null where rows come in their own order.</summary>
    public long[]? Positions { get; }

    public int Rows => (int)X[0].Shape[0].Size;

    /// <summary>What the caller gave before these.</summary>
    public RowsBefore Before { get; }

    public static Examples Of(
        IReadOnlyList<TensorData> x, IReadOnlyList<TensorData?> y, IReadOnlyList<TensorData?> weights, string use, RowsBefore before = default, long[]? positions = null)
    {
        if (x[0].Shape.Rank == 0 || x[0].Shape[0] == 0) throw Throw.NoData(use);
        var rows = (int)x[0].Shape[0].Size;
        foreach (var other in x)
            if (other.Shape.Rank == 0 || other.Shape[0] != rows) throw Throw.CountsDiffer("rows of another input", other.Shape.Rank == 0 ? 1 : other.Shape[0].Size, rows);
        foreach (var labels in y.OfType<TensorData>())
        {
            if (labels.Shape.Rank == 0 || labels.Shape[0] != rows) throw Throw.CountsDiffer("labels", labels.Shape.Rank == 0 ? 1 : labels.Shape[0].Size, rows);
            Finite.Require(labels, "Labels", before);
        }
        foreach (var some in weights.OfType<TensorData>())
        {
            if (some.Shape.Length != rows || some.Shape[0] != rows) throw Throw.WrongWeights(some.Shape, rows);
            Finite.Require(some, "Sample weights", before);
            RequireNotNegative(some, before);
        }
        return new Examples(x, y, [.. weights.Select(some => some is null ? null : Casting.Cast(some, DType.Float32).Reshape([rows]))], before, positions);
    }

    /// <summary>How many batches there are.</summary>
    public int Steps(int batchSize) => (Rows + batchSize - 1) / batchSize;

    /// <summary>All rows in batches, the last of which may be smaller.</summary>
    /// <param name="batchSize">Rows a batch.</param>
    /// <param name="order">The order of the rows; null for their own.</param>
    public IEnumerable<ExampleBatch> Batches(int batchSize, int[]? order = null)
    {
        for (var start = 0; start < Rows; start += batchSize) yield return new ExampleBatch(this, start, Math.Min(batchSize, Rows - start), order);
    }

    /// <summary>The first rows and the rest.</summary>
    public (Examples Before, Examples After) Split(int at) => (Part(0, at), Part(at, Rows - at));

    /// <summary>Copies of some rows, in an order of their own.</summary>
    /// <param name="rows">Which, one or more.</param>
    public Examples Take(int[] rows)
    {
        return new([.. X.Select(Taken)], [.. Y.Select(y => y is null ? null : Taken(y))],
            [.. Weights.Select(weights => weights is null ? null : Taken(weights))], default, null);

        TensorData Taken(TensorData part)
        {
            var taken = TensorData.Zeros(part.Type, [rows.Length, .. part.Shape[1..]]);
            TensorData? scratch = null;
            RowCopy.Gather(part, rows, 0, taken, ref scratch);
            return taken;
        }
    }

    /// <summary>The same rows, each counting what its class does: the label, the place of the largest of one-hot labels, rounded.</summary>
    /// <param name="classWeight">By what each class counts.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ArgumentException">A weight is of no class, or labels are no classes.</exception>
    public Examples Weighted(IReadOnlyDictionary<int, double> classWeight, long classes)
    {
        var y = Y[0]!;
        if (y.Shape.Rank > 2) throw Throw.ClassesOfRows(y.Shape);
        var labels = Casting.Cast(y, DType.Float64).AsSpan<double>();
        var width = labels.Length / Rows;
        var weights = new float[Rows];
        var seen = new HashSet<int>();
        for (var row = 0; row < weights.Length; row++)
        {
            var one = labels.Slice(row * width, width);
            // Keras rounds halves to the even number.
            var number = width == 1 ? Math.Round(one[0]) : System.Numerics.Tensors.TensorPrimitives.IndexOfMax(one);
            seen.Add((int)number);
            weights[row] = classWeight.TryGetValue((int)number, out var weight) ? (float)weight : 1;
        }
        // Classes of hinge losses may be −1 and 1.
        foreach (var number in classWeight.Keys)
            if (!(number >= 0 && number < classes) && !seen.Contains(number)) throw Throw.WeightOfNoClass(number, classes);
        var data = TensorData.Of(weights, [Rows]);
        Finite.Require(data, "Class weights", Before);
        return new Examples(X, Y, [data], Before, Positions);
    }

    private static void RequireNotNegative(TensorData weights, RowsBefore before)
    {
        var numbers = Casting.Cast(weights, DType.Float64).AsSpan<double>();
        for (var row = 0; row < numbers.Length; row++)
            if (numbers[row] < 0) throw Throw.NegativeSampleWeight(before.Place(row), numbers[row]);
    }

    private Examples Part(int start, int count)
    {
        var rows = start..(start + count);
        return new([.. X.Select(x => x[rows])], [.. Y.Select(y => y?[rows])], [.. Weights.Select(weights => weights?[rows])], Before.And(start), Positions?[rows]);
    }
}
