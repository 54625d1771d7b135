namespace Layers;

/// <summary>A term of a formula as a value of a graph.</summary>
internal readonly record struct GraphTerm(Value Value) : ITerm<GraphTerm>
{
    public static implicit operator GraphTerm(double number) => new(number);

    public static GraphTerm operator +(GraphTerm a, GraphTerm b) => new(a.Value + b.Value);

    public static GraphTerm operator -(GraphTerm a, GraphTerm b) => new(a.Value - b.Value);

    public static GraphTerm operator *(GraphTerm a, GraphTerm b) => new(a.Value * b.Value);

    public static GraphTerm operator /(GraphTerm a, GraphTerm b) => new(a.Value / b.Value);

    public static GraphTerm Max(GraphTerm a, GraphTerm b) => new(Ops.Max(a.Value, b.Value));

    public static GraphTerm Min(GraphTerm a, GraphTerm b) => new(Ops.Min(a.Value, b.Value));

    public static GraphTerm Abs(GraphTerm x) => new(Ops.Abs(x.Value));

    public static GraphTerm Sign(GraphTerm x) => new(Ops.Sign(x.Value));

    public static GraphTerm Sqrt(GraphTerm x) => new(Ops.Sqrt(x.Value));

    public static GraphTerm Floor(GraphTerm x) => new(Ops.Floor(x.Value));

    public static GraphTerm Exp(GraphTerm x) => new(Ops.Exp(x.Value));

    public static GraphTerm Expm1(GraphTerm x) => new(StableMath.Expm1(x.Value));

    public static GraphTerm Log(GraphTerm x) => new(Ops.Log(x.Value));

    public static GraphTerm Log1p(GraphTerm x) => new(StableMath.Log1p(x.Value));

    public static GraphTerm IsMissing(GraphTerm x) => new(Ops.IsNaN(x.Value));

    public static GraphTerm AtMost(GraphTerm a, GraphTerm b) => new(Ops.LessOrEqual(a.Value, b.Value));

    public static GraphTerm Where(GraphTerm condition, GraphTerm a, GraphTerm b) => new(Ops.Where(condition.Value, a.Value, b.Value));

    public static GraphTerm Features(GraphTerm x, IReadOnlyList<long> numbers) =>
        new(Ops.Gather(x.Value, Ops.Constant(TensorData.Of([.. numbers], [numbers.Count])), axis: x.Value.Shape.Rank - 1));

    // Halving finds the place in as many steps as the columns' number has bits, without a comparison of every number with every column.
    public static GraphTerm LastAtMost(GraphTerm x, GraphTerm table)
    {
        var last = table.Value.Shape[1].Size - 1;
        var (flat, rows) = Flat(table);
        var place = rows;
        for (var step = (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)last + 1) / 2; step > 0; step /= 2)
        {
            var next = Ops.Min(place + Ops.Constant(TensorData.Scalar(step)), rows + Ops.Constant(TensorData.Scalar(last)));
            place = Ops.Where(Ops.LessOrEqual(Ops.Gather(flat, next), x.Value), next, place);
        }
        return new(Ops.Cast(place - rows, x.Value.Type));
    }

    public static GraphTerm Take(GraphTerm table, GraphTerm column)
    {
        var (flat, rows) = Flat(table);
        return new(Ops.Gather(flat, Ops.Cast(column.Value, DType.Int64) + rows));
    }

    // The table in one line, and where in it each feature's row begins.
    private static (Value Flat, Value Rows) Flat(GraphTerm table)
    {
        var (features, columns) = (table.Value.Shape[0].Size, table.Value.Shape[1].Size);
        long[] rows = [.. Enumerable.Range(0, (int)features).Select(feature => feature * columns)];
        return (Ops.Reshape(table.Value, features * columns), Ops.Constant(TensorData.Of(rows, [features])));
    }
}
