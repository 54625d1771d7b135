namespace Layers;

/// <summary>Writes the formula of a layer that Keras does not have as a sequence of stock layers, if the formula consists only of shifts,
/// factors and bounds: <c>Rescaling</c> multiplies and then adds, and <c>ReLU</c> clips numbers to the range from 0 to a bound.</summary>
internal static class ShiftsAndScales
{
    /// <summary>Returns the layers, in order; null if the formula has another form.</summary>
    public static IReadOnlyList<Layer>? Of(Layer layer)
    {
        if (layer is IWrittenAsStock { StockInputType: not null }) return null;
        var (x, y) = StockFormula.GraphOf(layer, DType.Float64);
        var steps = new Stack<Step>();
        while (!ReferenceEquals(y, x))
        {
            if (Last(y) is not { } last) return null;
            (y, var step) = last;
            steps.Push(step);
        }
        // A formula that ends in bounds is written as operations: numbers near zero would lose digits when they are shifted to 0 and back.
        if (steps.Count == 0 || steps.Peek().Bound is not null) return null;
        var line = new List<Step>();
        foreach (var step in steps) Append(line, step);
        if (line[^1].IsNothing && line.Count > 1) line.RemoveAt(line.Count - 1);
        if (layer.Policy.ComputeType != DType.Float64) SplitShifts(line);
        return Stock(line, layer.Policy);
    }

    // Returns the last step of a formula and its input.
    private static (Value X, Step Step)? Last(Value y)
    {
        var node = y.Node;
        if (node.Op == Op.Min && node.Inputs[0].Node is { } below && below.Op == Op.Max && node.Inputs[1].Constant is { Shape.Rank: 0 } high
            && below.Inputs[1].Constant is { Shape.Rank: 0 } low)
            return (below.Inputs[0], new([1], [low.AsSpan<double>()[0]], high.AsSpan<double>()[0]));
        if (node.Inputs.Count != 2) return null;
        var (x, other) = node.Inputs[0].Constant is not null && (node.Op == Op.Add || node.Op == Op.Mul)
            ? (node.Inputs[1], node.Inputs[0]) : (node.Inputs[0], node.Inputs[1]);
        if (other.Constant is not { Shape.Rank: <= 1, Type: DType.Float64 } constant || !x.Shape.Equals(y.Shape)) return null;
        var numbers = constant.ToArray<double>();
        if (node.Op == Op.Add) return (x, new([1], numbers));
        if (node.Op == Op.Sub) return (x, new([1], Array.ConvertAll(numbers, number => -number)));
        if (node.Op == Op.Mul) return (x, new(numbers, [0]));
        return node.Op == Op.Div ? (x, new(Array.ConvertAll(numbers, number => 1 / number), [0])) : null;
    }

    private static void Append(List<Step> line, Step step)
    {
        if (step.Bound is { } high)
        {
            // Keras's ReLU clips from 0, so the numbers are shifted until the lower bound is 0, and shifted back afterwards.
            Append(line, new([1], Array.ConvertAll(step.Offset, low => -low)));
            line.Add(step with { Offset = [0], Bound = high - step.Offset[0] });
            Append(line, step with { Bound = null });
        }
        else if (line is [.., { Bound: null } last] && (step.IsShift || last.Offset.All(offset => offset == 0)))
            line[^1] = step.IsShift ? last with { Offset = Both(last.Offset, step.Offset, (a, b) => a + b) }
                : new(Both(last.Scale, step.Scale, (a, b) => a * b), step.Offset);
        else line.Add(step);
    }

    // Keras rounds a shift to float32. The rounding error is added after the factor, where the numbers are small.
    private static void SplitShifts(List<Step> line)
    {
        for (var i = 0; i < line.Count; i++)
        {
            if (!line[i].IsShift || line[i].Bound is not null) continue;
            double[] near = Array.ConvertAll(line[i].Offset, offset => (double)(float)offset);
            var rest = Both(line[i].Offset, near, (a, b) => a - b);
            if (!rest.Any(number => Math.Abs(number) > 0)) continue;
            line[i] = line[i] with { Offset = near };
            if (i + 1 < line.Count && line[i + 1].Bound is null)
                line[i + 1] = line[i + 1] with
                {
                    Offset = Both(line[i + 1].Offset, Both(rest, line[i + 1].Scale, (a, b) => a * b),
                    (a, b) => a + b)
                };
            else line.Insert(++i, new([1], rest));
        }
    }

    private static List<Layer> Stock(List<Step> line, DTypePolicy policy)
    {
        // Numbers that are not yet centered may exceed the range of 16 bits. Keras rounds to 16 bits at the end.
        var isRounded = policy.ComputeType != policy.ArithmeticType;
        var type = isRounded ? DTypePolicy.Float32 : policy;
        List<Layer> layers = [.. line.Select(step => step.Bound is { } bound
            ? (Layer)new ReLU(maxValue: bound, dtype: type) : new Rescaling(Tensor(step.Scale), Tensor(step.Offset), dtype: type))];
        if (isRounded) layers.Add(new Rescaling(1, dtype: policy));
        return layers;
    }

    private static TensorData Tensor(double[] numbers) =>
        numbers.Length == 1 ? TensorData.Scalar(numbers[0]) : TensorData.Of(numbers, [numbers.Length]);

    private static double[] Both(double[] a, double[] b, Func<double, double, double> operation) =>
        [.. Enumerable.Range(0, Math.Max(a.Length, b.Length)).Select(i => operation(a[a.Length == 1 ? 0 : i], b[b.Length == 1 ? 0 : i]))];

    /// <summary>A factor and an offset that is then added, for all features or for each feature. With an upper bound, the lower bound is in
    /// <see cref="Offset"/>.</summary>
    private sealed record Step(double[] Scale, double[] Offset, double? Bound = null)
    {
        public bool IsShift => Scale.All(scale => scale == 1);

        public bool IsNothing => Bound is null && IsShift && Offset.All(offset => offset == 0);
    }
}
