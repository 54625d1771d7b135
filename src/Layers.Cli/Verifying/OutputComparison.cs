namespace Layers.Cli;

/// <summary>Compares two sets of numbers for one output, in batches.</summary>
/// <param name="output">The output's name.</param>
internal sealed class OutputComparison(string output)
{
    private double _largest, _sum, _scale;
    private long _elements, _unequal, _rows, _row = -1;
    private bool _isExact;

    /// <summary>Adds a batch.</summary>
    /// <exception cref="ToolException">The shapes or types differ.</exception>
    public void Add(TensorData first, TensorData second)
    {
        if (!first.Shape.Equals(second.Shape))
            throw new ToolException(
                $"The output {output} has the shape {first.Shape} in one and {second.Shape} in the other, so they cannot be compared.");
        if ((first.Type == DType.String) != (second.Type == DType.String))
            throw new ToolException(
                $"The output {output} has the type {first.Type.Name()} in one and {second.Type.Name()} in the other, so they cannot be " +
                "compared.");
        var width = first.Shape.Rank == 0 || first.Shape[0].Size == 0 ? 1 : Math.Max(1, first.Length / first.Shape[0].Size);
        if (first.Type == DType.String)
        {
            _isExact = true;
            string[] a = first.ToArray<string>(), b = second.ToArray<string>();
            for (var i = 0; i < a.Length; i++) Add(a[i] == b[i] ? 0 : double.PositiveInfinity, i / width);
        }
        else
        {
            _isExact = !first.Type.IsFloat();
            double[] a = Casting.Cast(first, DType.Float64).ToArray<double>(), b = Casting.Cast(second, DType.Float64).ToArray<double>();
            for (var i = 0; i < a.Length; i++)
            {
                if (double.IsFinite(a[i])) _scale = Math.Max(_scale, Math.Abs(a[i]));
                Add(Difference(a[i], b[i]), i / width);
            }
        }
        _rows += first.Shape.Rank == 0 ? 1 : first.Shape[0].Size;
    }

    /// <summary>Returns the result.</summary>
    /// <param name="tolerance">The largest difference that is allowed, relative to the largest number of the output. Integers and texts
    /// must be equal.</param>
    public OutputDifference Result(double tolerance)
    {
        var relative = _largest == 0 ? 0 : _scale == 0 ? double.PositiveInfinity : _largest / _scale;
        return new(output, _rows, _largest, relative, _elements == 0 ? 0 : _sum / _elements, _row < 0 ? null : _row, _isExact
            ? _unequal == 0 : relative <= tolerance);
    }

    private static double Difference(double a, double b) =>
        a.Equals(b) || a == b ? 0 : double.IsFinite(a) && double.IsFinite(b) ? Math.Abs(a - b) : double.PositiveInfinity;

    private void Add(double difference, long row)
    {
        _elements++;
        _sum += difference;
        if (difference > 0) _unequal++;
        if (difference <= _largest) return;
        (_largest, _row) = (difference, _rows + row);
    }
}
