namespace Layers;

/// <summary>Rows with their labels and weights, checked once so that no step needs to: types that fit the graph, finite numbers, equal
/// counts.</summary>
internal sealed class Examples
{
    private Examples(IReadOnlyList<TensorData> x, IReadOnlyList<TensorData?> y, IReadOnlyList<TensorData?> weights, RowsBefore before,
        long[]? positions)
    {
        (X, Y, Weights, Before, Positions) = (x, y, weights, before, positions);
        Parts = [.. x, .. y, .. weights];
    }

    /// <summary>The rows of each input.</summary>
    public IReadOnlyList<TensorData> X { get; }

    /// <summary>The labels of each output; null for an output without labels.</summary>
    public IReadOnlyList<TensorData?> Y { get; }

    /// <summary>The sample weights of each output, one number for each row; null if each row has the weight 1.</summary>
    public IReadOnlyList<TensorData?> Weights { get; }

    /// <summary>The rows, labels and weights in one list, in this order.</summary>
    public IReadOnlyList<TensorData?> Parts { get; }

    /// <summary>The position of each row in the source that it was drawn from; null if the rows are in their original order.</summary>
    public long[]? Positions { get; }

    public int Rows => (int)X[0].Shape[0].Size;

    /// <summary>The rows that came before these in the caller's data.</summary>
    public RowsBefore Before { get; }

    public static Examples Of(
        IReadOnlyList<TensorData> x, IReadOnlyList<TensorData?> y, IReadOnlyList<TensorData?> weights, string use,
        RowsBefore before = default, long[]? positions = null)
    {
        if (x[0].Shape.Rank == 0 || x[0].Shape[0] == 0) throw Throw.NoData(use);
        var rows = (int)x[0].Shape[0].Size;
        foreach (var other in x)
            if (other.Shape.Rank == 0 || other.Shape[0] != rows)
                throw Throw.CountsDiffer("rows of another input", other.Shape.Rank == 0 ? 1 : other.Shape[0].Size, rows);
        foreach (var labels in y.OfType<TensorData>())
        {
            if (labels.Shape.Rank == 0 || labels.Shape[0] != rows)
                throw Throw.CountsDiffer("labels", labels.Shape.Rank == 0 ? 1 : labels.Shape[0].Size, rows);
            Finite.Require(labels, "Labels", before);
        }
        foreach (var some in weights.OfType<TensorData>())
        {
            if (some.Shape.Length != rows || some.Shape[0] != rows) throw Throw.WrongWeights(some.Shape, rows);
            Finite.Require(some, "Sample weights", before);
            RequireNotNegative(some, before);
        }
        return new Examples(x, y, [.. weights.Select(some => some is null ? null : Casting.Cast(some, DType.Float32).Reshape([rows]))],
            before, positions);
    }

    /// <summary>Returns the number of batches.</summary>
    public int Steps(int batchSize) => (Rows + batchSize - 1) / batchSize;

    /// <summary>Returns all rows in batches. The last batch may be smaller.</summary>
    /// <param name="batchSize">The number of rows in a batch.</param>
    /// <param name="order">The order of the rows; null for their original order.</param>
    public IEnumerable<ExampleBatch> Batches(int batchSize, int[]? order = null)
    {
        for (var start = 0; start < Rows; start += batchSize)
            yield return new ExampleBatch(this, start, Math.Min(batchSize, Rows - start), order);
    }

    /// <summary>Splits the examples into the rows before an index and the rows from that index on.</summary>
    public (Examples Before, Examples After) Split(int at) => (Part(0, at), Part(at, Rows - at));

    /// <summary>Returns copies of some rows.</summary>
    /// <param name="rows">The indices of the rows, one or more, in any order.</param>
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

    /// <summary>Returns the same rows, each with the weight of its class. The class is the label, rounded, or the index of the largest
    /// element of a one-hot label.</summary>
    /// <param name="classWeight">The weight of each class.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentException">A weight names an unknown class, or the labels are not classes.</exception>
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
        return new([.. X.Select(x => x[rows])], [.. Y.Select(y => y?[rows])], [.. Weights.Select(weights => weights?[rows])],
            Before.And(start), Positions?[rows]);
    }
}
