using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>The quantiles of one feature, in bounded memory: a sketch keeps some of the values, each with a weight, the number of values
/// that it represents. Sketches of parts can be merged.</summary>
/// <remarks>
/// This is the sketch of Karnin, Lang and Liberty, "Optimal quantile approximation in streams" (2016). It has levels of values; a value of
/// level h represents 2ʰ values. If there are too many values, the lowest full level is sorted, every second value moves up a level, and
/// the others are dropped; a random choice between the first and the second of each pair makes errors cancel. Each level has two thirds of
/// the size of the level above it. Up to <see cref="Capacity"/> values are kept exactly; with more values, a rank is off by less than 0.5 %
/// of all values with a probability of 99 %.
/// <para>The random choices depend on the data, not on the clock: the same data give the same sketch. If rows have weights, values have
/// weights as well: of a pair, each value then stays with a probability in proportion to its weight, which keeps ranks right on
/// average.</para>
/// <para>The methods that a pass calls are compiled with all optimizations at once, as the kernels are: the only pass over the data would
/// end before tiered compilation optimizes them.</para>
/// </remarks>
internal sealed class QuantileSketch : IEquatable<QuantileSketch>
{
    /// <summary>The number of values up to which a sketch is exact.</summary>
    public const int Capacity = 1024;

    private const int SmallestLevel = 8;

    // The number of values of a level by its distance from the highest. More levels than these are impossible, because weights double at
    // each.
    private static readonly int[] s_allowed = [.. Enumerable.Range(0, 256)
        .Select(below => Math.Max((int)Math.Ceiling(Capacity * Math.Pow(2.0 / 3, below)), SmallestLevel))];

    // A pass clears its sketches for each unit of work and needs the levels again at once.
    private readonly Stack<SketchLevel> _spare = [];

    private readonly List<SketchLevel> _levels = [new()];
    private int _size, _allowed = Capacity;
    private ulong _tosses;

    // Cached because a report asks for many quantiles after a pass.
    private SketchItems? _sorted;

    /// <summary>Whether the sketch has kept every value.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>The number of values that the sketch keeps.</summary>
    public int Size => _size;

    /// <summary>The levels, the lowest first.</summary>
    public IReadOnlyList<SketchLevel> Levels => _levels;

    /// <summary>Adds one value that represents 2ᵇ values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(double value, int bits)
    {
        _sorted = null;
        Level(bits).Add(value, bits);
        if (bits > 0) IsExact = false;
        if (++_size > _allowed) Compress();
    }

    /// <summary>Adds one value with its own weight, more than zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddWeighted(double value, double weight)
    {
        var bits = weight < 2 ? 0 : Math.Min(Math.ILogB(weight), 60);
        _sorted = null;
        Level(bits).Add(value, weight, bits);
        if (++_size > _allowed) Compress();
    }

    /// <summary>Marks the sketch as one of a sample: it did not receive every value.</summary>
    public void TakeAsSample() => (IsExact, _sorted) = (false, null);

    /// <summary>Adds the values of another sketch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Merge(QuantileSketch other)
    {
        _sorted = null;
        for (var h = 0; h < other._levels.Count; h++)
        {
            var count = other._levels[h].Count;
            if (count == 0) continue;
            Level(h).AddAll(other._levels[h], h);
            _size += count;
        }
        IsExact &= other.IsExact;
        _tosses += other._tosses;
        while (_size > _allowed) Compress();
    }

    /// <summary>Removes all values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Clear(ulong seed)
    {
        _sorted = null;
        foreach (var level in _levels) level.Clear();
        for (; _levels.Count > 1; _levels.RemoveAt(_levels.Count - 1)) _spare.Push(_levels[^1]);
        (_size, _allowed, _tosses, IsExact) = (0, Capacity, seed, true);
    }

    /// <summary>Returns a copy that later changes of this sketch do not affect.</summary>
    public QuantileSketch Copy() => From(_levels, IsExact, _tosses);

    /// <summary>Creates a sketch from values that divide the data into parts of equal weight; the first is the smallest value and the last
    /// the largest.</summary>
    public static QuantileSketch OfCuts(IReadOnlyList<double> cuts, double weight)
    {
        var (sketch, share) = (new QuantileSketch(), weight / (cuts.Count - 1));
        for (var i = 0; i < cuts.Count; i++) sketch.AddWeighted(cuts[i], i == 0 || i == cuts.Count - 1 ? share / 2 : share);
        sketch.IsExact = false;
        return sketch;
    }

    /// <summary>Creates a sketch from levels.</summary>
    public static QuantileSketch From(IEnumerable<SketchLevel> levels, bool isExact, ulong tosses = 0)
    {
        var sketch = new QuantileSketch();
        var h = 0;
        foreach (var level in levels)
        {
            if (level.Count > 0) sketch.Level(h).AddAll(level, h);
            sketch._size += level.Count;
            h++;
        }
        sketch._tosses = tosses;
        sketch.IsExact = isExact;
        while (sketch._size > sketch._allowed) sketch.Compress();
        return sketch;
    }

    /// <summary>Returns a sketch of at most <paramref name="size"/> values, which files store for a feature whose layer needs no
    /// more.</summary>
    public QuantileSketch Reduced(int size)
    {
        if (_size <= size) return this;
        var all = Sorted();
        var share = all.Weight / size;
        var reduced = new QuantileSketch();
        for (var i = 0; i < size; i++) reduced.AddWeighted(all.At((i + 0.5) * share), share);
        reduced.IsExact = false;
        return reduced;
    }

    /// <summary>Returns all values in order, with their weights.</summary>
    public SketchItems Sorted() => _sorted ??= Sort();

    /// <summary>Returns whether both sketches give the same quantiles.</summary>
    public bool Equals(QuantileSketch? other)
    {
        if (other is null || _size != other._size || IsExact != other.IsExact) return false;
        var (mine, theirs) = (Sorted(), other.Sorted());
        return mine.Values.AsSpan().SequenceEqual(theirs.Values) && mine.Weights.AsSpan().SequenceEqual(theirs.Weights);
    }

    public override bool Equals(object? obj) => Equals(obj as QuantileSketch);

    public override int GetHashCode() => _size;

    private SketchItems Sort()
    {
        var (values, weights) = (new double[_size], new double[_size]);
        var at = 0;
        for (var h = 0; h < _levels.Count; h++)
        {
            _levels[h].CopyTo(values.AsSpan(at), weights.AsSpan(at), h);
            at += _levels[h].Count;
        }
        Array.Sort(values, weights);
        return new SketchItems(values, weights, IsExact);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private SketchLevel Level(int h)
    {
        if (h < _levels.Count) return _levels[h];
        while (h >= _levels.Count) _levels.Add(_spare.TryPop(out var level) ? level : new SketchLevel());
        _allowed = AllowedIn(_levels.Count);
        return _levels[h];
    }

    private int Allowed(int h) => s_allowed[_levels.Count - 1 - h];

    private static int AllowedIn(int levels)
    {
        var sum = 0;
        for (var h = 0; h < levels; h++) sum += s_allowed[h];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compress()
    {
        var h = 0;
        while (_levels[h].Count < Allowed(h) || _levels[h].Count < 2) h++;
        var above = Level(h + 1);
        _size -= _levels[h].Count + above.Count;
        _levels[h].Halve(above, h, Toss());
        _size += _levels[h].Count + above.Count;
        IsExact = false;
    }

    /// <summary>Returns the next random number in [0, 1).</summary>
    private double Toss() => SplitMix.Uniform(_tosses++ * SplitMix.Golden);
}
