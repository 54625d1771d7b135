using Layers.Graphs;

namespace Layers.PublicApi.Tests;

/// <summary>A layer with a custom vocabulary: each word becomes its rank by frequency, counted from 1, and any other word 0.</summary>
public sealed class RankOfWord : AdaptiveLayer<WordCounts>, ISavable<RankOfWord>
{
    private readonly LearnedValue<string[]> _words;

    public RankOfWord(IReadOnlyList<string>? words = null, string? name = null)
        : base(name)
    {
        _words = AddLearned<string[]>([]);
        if (words is not null) _words.Value = [.. words];
    }

    public IReadOnlyList<string> Words => _words.Value;

    protected override Value Call(Value x)
    {
        var words = _words.Value;
        return Ops.Cast(Ops.LabelEncoder(x, words, Enumerable.Range(1, words.Length).Select(rank => (long)rank).ToArray(),
            TensorData.Scalar(0L)), DType.Float32);
    }

    protected override WordCounts CreateState(Shape batch) => new();

    // This word makes the layer fail after it has changed.
    protected override void Learn(WordCounts state)
    {
        _words.Value = [.. state.Words];
        if (_words.Value.Contains("bad")) throw new LayerException(Name, $"{this} received a bad word.");
    }

    public void WriteConfig(ConfigWriter config) => config.Set("words", _words.Value);

    public static RankOfWord FromConfig(ConfigReader config) => new(config.OptionalTexts("words"), config.Name);
}
