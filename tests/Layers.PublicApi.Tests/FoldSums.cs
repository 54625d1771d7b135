using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A state of labels: their sum and count for each category and each fold of the rows.</summary>
public sealed class FoldSums(int categories) : AdaptState, ISavableState<FoldSums>
{
    /// <summary>The number of consecutive parts of the rows.</summary>
    public const int Folds = 3;

    private readonly double[] _sums = new double[Folds * categories], _counts = new double[Folds * categories];

    public override long Rows => (long)_counts.Sum();

    public override int Features => 1;

    public override Shape DataShape => Shape.Create(["batch", 1]);

    public override AdaptReport Report => new Text(this);

    public int Categories => categories;

    /// <summary>Returns the mean label of a category over all folds but one, or that of all rows if those folds have no row of the
    /// category.</summary>
    public float MeanWithout(int fold, int category)
    {
        var (sum, count) = (0.0, 0.0);
        for (var other = 0; other < Folds; other++)
        {
            if (other == fold) continue;
            sum += _sums[other * categories + category];
            count += _counts[other * categories + category];
        }
        return (float)(count > 0 ? sum / count : _sums.Sum() / _counts.Sum());
    }

    protected override void Add(AdaptBatch batch)
    {
        var labels = batch.Labels!.ToArray<float>();
        foreach (var (row, category) in batch.Features.ToArray<float>().Index())
        {
            var place = (int)((batch.FirstRow + row) % Folds) * categories + (int)category;
            _sums[place] += labels[row];
            _counts[place]++;
        }
    }

    protected override void AddState(AdaptState other)
    {
        var sums = (FoldSums)other;
        for (var i = 0; i < _sums.Length; i++) (_sums[i], _counts[i]) = (_sums[i] + sums._sums[i], _counts[i] + sums._counts[i]);
    }

    protected override AdaptState Copy()
    {
        var copy = new FoldSums(categories);
        copy.AddState(this);
        return copy;
    }

    public void WriteState(ConfigWriter config) =>
        config.Set("sums", TensorData.Of(_sums, [_sums.Length])).Set("counts", TensorData.Of(_counts, [_counts.Length]));

    public static FoldSums ReadState(ConfigReader config)
    {
        var (sums, counts) = (Numbers("sums"), Numbers("counts"));
        if (sums.Length != counts.Length || sums.Length % Folds != 0)
            throw new InvalidDataException("Each category has a sum and a count in each fold.");
        var state = new FoldSums(sums.Length / Folds);
        for (var i = 0; i < sums.Length; i++) (state._sums[i], state._counts[i]) = (sums[i], counts[i]);
        return state;

        double[] Numbers(string key) => config.OptionalTensor(key)?.ToArray<double>() ?? [];
    }

    private sealed class Text(FoldSums state) : AdaptReport(state.Rows)
    {
        public override string ToString() => $"{Rows} labels";
    }
}
