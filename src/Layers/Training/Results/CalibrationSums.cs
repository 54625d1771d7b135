namespace Layers;

/// <summary>The sums behind a <see cref="Calibration"/>, in bins of equal width.</summary>
internal sealed class CalibrationSums
{
    private readonly double[] _edges, _probabilities;
    private readonly long[] _trues, _counts;

    /// <param name="bins">The number of bins, 1 or more.</param>
    public CalibrationSums(int bins)
    {
        // The edges are the products that NumPy's linspace computes, so a probability on an edge is in the same bin as in scikit-learn.
        var step = 1.0 / bins;
        _edges = [.. Enumerable.Range(1, bins - 1).Select(i => i * step)];
        (_probabilities, _trues, _counts) = (new double[bins], new long[bins], new long[bins]);
    }

    public void Add(bool isTrue, double probability)
    {
        var at = Array.BinarySearch(_edges, probability);
        var bin = at < 0 ? ~at : at;
        _probabilities[bin] += probability;
        if (isTrue) _trues[bin]++;
        _counts[bin]++;
    }

    public Calibration Result(string? of) => new(of,
        [.. Enumerable.Range(0, _counts.Length).Where(bin => _counts[bin] > 0)
            .Select(bin => new CalibrationBin(bin == 0 ? 0 : _edges[bin - 1], bin == _edges.Length ? 1 : _edges[bin],
            _probabilities[bin] / _counts[bin], (double)_trues[bin] / _counts[bin], _counts[bin]))]);
}
