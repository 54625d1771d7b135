using Layers.Graphs;

namespace Layers;

/// <summary>The state of a <see cref="Discretization"/>: steps of the distribution of the numbers, as many as <see cref="Epsilon"/> allows,
/// and the number of values that each step represents.</summary>
/// <remarks>The summary is computed as in Keras, in the same order and with the same float32 rounding, so the same batches give the same
/// bins. The same numbers in other batches give slightly different bins. All numbers of a batch count equally, at any position. A source
/// does not compute this state, in contrast to a <see cref="NumericState"/>: its rows are read. Source:
/// <see href="https://keras.io/api/layers/preprocessing_layers/numerical/discretization/"/>.</remarks>
public sealed class BinSummary : AdaptState, ISavableState<BinSummary>
{
    private readonly int _rank;
    private Steps _steps;
    private long _rows;

    internal BinSummary(double epsilon, int rank)
        : this(epsilon, rank, 0, Steps.None)
    {
    }

    private BinSummary(double epsilon, int rank, long rows, Steps steps)
    {
        (Epsilon, _rank, _rows, _steps) = (epsilon, rank, rows, steps);
        DataShape = Shape.Create([.. Enumerable.Range(0, rank).Select(axis => (Dim)(axis == 0 ? "batch" : $"axis_{axis}"))]);
    }

    /// <summary>The share of the numbers that a step represents, above 0 and up to 1.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override long Rows => _rows;

    /// <summary>1: all numbers belong to one feature.</summary>
    public override int Features => 1;

    /// <inheritdoc/>
    public override Shape DataShape { get; }

    /// <inheritdoc/>
    public override AdaptReport Report => new BinReport(_rows, _steps);

    /// <summary>Returns the boundaries of bins with about equal counts: the numbers at which the second and all later bins begin, in
    /// ascending order. Frequent numbers occur several times.</summary>
    /// <param name="bins">The number of bins, 1 or more. If there were fewer numbers, there are fewer bins. For some values of this
    /// parameter there is one more bin, as in Keras.</param>
    public IReadOnlyList<double> Boundaries(int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        return [.. _steps.Compressed(1.0 / bins).Values.SkipLast(1).Select(value => (double)value)];
    }

    /// <inheritdoc/>
    protected internal override void Add(AdaptBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var x = batch.Features;
        if (x.Type == DType.String) throw Throw.NoBinsOfTexts(batch.Layer ?? "Discretization");
        if (x.Length == 0) return;
        _steps = Steps.Of(Casting.Cast(x, DType.Float32).ToArray<float>(), Epsilon).Joined(_steps, Epsilon);
        _rows += x.Shape.Rank == 0 ? 1 : x.Shape[0].Size;
    }

    /// <inheritdoc/>
    protected internal override void AddState(AdaptState other)
    {
        var added = (BinSummary)other;
        if (added.Epsilon != Epsilon) throw Throw.OtherEpsilon(Epsilon, added.Epsilon);
        if (added._rows == 0) return;
        _steps = added._steps.Joined(_steps, Epsilon);
        _rows += added._rows;
    }

    /// <inheritdoc/>
    protected internal override AdaptState Copy() => new BinSummary(Epsilon, _rank, _rows, _steps);

    /// <inheritdoc/>
    public void WriteState(ConfigWriter config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Set("epsilon", Epsilon).Set("rank", (long)_rank).Set("rows", _rows).Set("values", (TensorData)_steps.Values)
            .Set("weights", (TensorData)_steps.Weights);
    }

    /// <inheritdoc/>
    public static BinSummary ReadState(ConfigReader config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var (epsilon, rank, rows) = (config.Number("epsilon"), config.Integer("rank"), config.Integer("rows"));
        var steps = new Steps(Floats(config, "values"), Floats(config, "weights"));
        if (!(epsilon > 0 && epsilon <= 1) || rank is < 0 or > 32 || rows < 1 || !steps.IsSound) throw Throw.NoBinSummary(config.Owner);
        return new(epsilon, (int)rank, rows, steps);
    }

    private static float[] Floats(ConfigReader config, string key) =>
        config.OptionalTensor(key) is { Shape.Rank: 1 } numbers
            ? Casting.Cast(numbers, DType.Float32).ToArray<float>() : throw Throw.NoBinSummary(config.Owner);
}
