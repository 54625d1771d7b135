using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A custom state: the number of times that each whole number was seen in a column.</summary>
public sealed class ValueCounts : AdaptState, ISavableState<ValueCounts>
{
    private readonly SortedDictionary<long, long> _counts = [];
    private long _rows;

    public override long Rows => _rows;

    public override int Features => 1;

    public override Shape DataShape => Shape.Create(["batch", 1]);

    public override AdaptReport Report => new Counted(_rows, _counts.Count);

    public IReadOnlyDictionary<long, long> Counts => _counts;

    /// <summary>The first row of each batch that the state saw.</summary>
    public List<long> FirstRows { get; } = [];

    protected override void Add(AdaptBatch batch)
    {
        FirstRows.Add(batch.FirstRow);
        foreach (var (row, value) in batch.Features.ToArray<long>().Index())
        {
            if (value < 0) throw new ArgumentException($"{batch.Layer}: {value} in row {batch.FirstRow + row} is negative.");
            Add(value, 1);
        }
    }

    protected override void AddState(AdaptState other)
    {
        foreach (var (value, count) in ((ValueCounts)other)._counts) Add(value, count);
    }

    protected override AdaptState Copy()
    {
        var copy = new ValueCounts();
        copy.AddState(this);
        return copy;
    }

    protected override IReadOnlyList<FeatureSkew> Compare(IEnumerable<AdaptBatch> rows)
    {
        long[] values = [.. rows.SelectMany(batch => batch.Features.ToArray<long>())];
        var unknown = values.Distinct().Where(value => !_counts.ContainsKey(value)).Order().ToList();
        return
        [
            new FeatureSkew
            {
                Index = 0,
                Count = values.Length,
                Verdict = unknown.Count == 0 ? SkewVerdict.Alike : SkewVerdict.Different,
                Reason = unknown.Count == 0 ? "" : $"never seen: {string.Join(", ", unknown)}",
            },
        ];
    }

    public void WriteState(ConfigWriter config) =>
        config.Set("values", _counts.Keys.AsEnumerable()).Set("counts", _counts.Values.AsEnumerable());

    public static ValueCounts ReadState(ConfigReader config)
    {
        var (values, counts) = (config.OptionalIntegers("values") ?? [], config.OptionalIntegers("counts") ?? []);
        if (values.Count != counts.Count || counts.Any(count => count < 1))
            throw new InvalidDataException("Each value has one count, 1 or more.");
        var state = new ValueCounts();
        foreach (var (value, count) in values.Zip(counts)) state.Add(value, count);
        return state;
    }

    private void Add(long value, long count)
    {
        _counts[value] = _counts.GetValueOrDefault(value) + count;
        _rows += count;
    }

    private sealed class Counted(long rows, int values) : AdaptReport(rows)
    {
        public override string ToString() => $"{Rows} rows, {values} values";
    }
}
