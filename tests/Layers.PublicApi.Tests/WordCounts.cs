using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A state of texts: the number of times that each word was seen in a column.</summary>
public sealed class WordCounts : AdaptState, ISavableState<WordCounts>
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _rows;

    public override long Rows => _rows;

    public override int Features => 1;

    public override Shape DataShape => Shape.Create(["batch", 1]);

    public override AdaptReport Report => new Counted(_rows, _counts.Count);

    /// <summary>The words, most frequent first.</summary>
    public IEnumerable<string> Words => _counts.OrderByDescending(pair => pair.Value).Select(pair => pair.Key);

    protected override void Add(AdaptBatch batch)
    {
        foreach (var word in batch.Features.ToArray<string>()) Add(word, 1);
    }

    protected override void AddState(AdaptState other)
    {
        foreach (var (word, count) in ((WordCounts)other)._counts) Add(word, count);
    }

    protected override AdaptState Copy()
    {
        var copy = new WordCounts();
        copy.AddState(this);
        return copy;
    }

    public void WriteState(ConfigWriter config) =>
        config.Set("words", _counts.Keys.AsEnumerable()).Set("counts", _counts.Values.AsEnumerable());

    public static WordCounts ReadState(ConfigReader config)
    {
        var (words, counts) = (config.OptionalTexts("words") ?? [], config.OptionalIntegers("counts") ?? []);
        if (words.Count != counts.Count || counts.Any(count => count < 1))
            throw new InvalidDataException("Each word has one count, 1 or more.");
        var state = new WordCounts();
        foreach (var (word, count) in words.Zip(counts)) state.Add(word, count);
        return state;
    }

    private void Add(string word, long count)
    {
        _counts[word] = _counts.GetValueOrDefault(word) + count;
        _rows += count;
    }

    private sealed class Counted(long rows, int words) : AdaptReport(rows)
    {
        public override string ToString() => $"{Rows} rows, {words} words";
    }
}
