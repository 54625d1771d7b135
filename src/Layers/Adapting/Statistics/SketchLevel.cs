using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>One level of a <see cref="QuantileSketch"/>: values that represent 2ʰ values each, or have their own weights.</summary>
internal sealed class SketchLevel
{
    private double[] _values = [];
    private double[]? _weights;

    /// <summary>The number of values.</summary>
    public int Count { get; private set; }

    /// <summary>The values, in no order.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>The weights of the values; empty if all are 2ʰ.</summary>
    public ReadOnlySpan<double> Weights => _weights is null ? [] : _weights.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(double value, int h)
    {
        if (Count == _values.Length) Grow(Count + 1);
        if (_weights is not null) _weights[Count] = Math.ScaleB(1, h);
        _values[Count++] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(double value, double weight, int h)
    {
        NeedWeights(h);
        if (Count == _values.Length) Grow(Count + 1);
        (_values[Count], _weights![Count]) = (value, weight);
        Count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddAll(SketchLevel other, int h)
    {
        if (other._weights is not null) NeedWeights(h);
        if (Count + other.Count > _values.Length) Grow(Count + other.Count);
        other.Values.CopyTo(_values.AsSpan(Count));
        if (other._weights is not null) other.Weights.CopyTo(_weights.AsSpan(Count));
        else _weights?.AsSpan(Count, other.Count).Fill(Math.ScaleB(1, h));
        Count += other.Count;
    }

    public void CopyTo(Span<double> values, Span<double> weights, int h)
    {
        Values.CopyTo(values);
        if (_weights is null) weights[..Count].Fill(Math.ScaleB(1, h));
        else Weights.CopyTo(weights);
    }

    public void Clear()
    {
        Count = 0;
        _weights = null;
    }

    /// <summary>Moves one of each pair of neighbours to the level above; if the number of values is odd, one value stays.</summary>
    /// <param name="above">The level above.</param>
    /// <param name="h">The index of this level.</param>
    /// <param name="toss">A random number in [0, 1).</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Halve(SketchLevel above, int h, double toss)
    {
        if (_weights is null) Array.Sort(_values, 0, Count);
        else Array.Sort(_values, _weights, 0, Count);
        // If the number of values is odd, the largest stays; any other would do as well.
        var pairs = Count / 2;
        for (var i = 0; i < pairs; i++)
        {
            var (first, second) = (2 * i, 2 * i + 1);
            if (_weights is null)
            {
                above.Add(_values[toss < 0.5 ? first : second], h + 1);
                continue;
            }
            var weight = _weights[first] + _weights[second];
            above.Add(_values[toss * weight < _weights[first] ? first : second], weight, h + 1);
        }
        if (Count % 2 == 1)
        {
            _values[0] = _values[Count - 1];
            if (_weights is not null) _weights[0] = _weights[Count - 1];
        }
        Count %= 2;
        if (Count == 0) _weights = null;
    }

    private void NeedWeights(int h)
    {
        if (_weights is not null) return;
        _weights = new double[_values.Length];
        _weights.AsSpan(0, Count).Fill(Math.ScaleB(1, h));
    }

    private void Grow(int needed)
    {
        var length = Math.Max(needed, Math.Max(8, 2 * _values.Length));
        Array.Resize(ref _values, length);
        if (_weights is not null) Array.Resize(ref _weights, length);
    }
}
