using BenchmarkDotNet.Attributes;
using Layers.Graphs;

namespace Layers.Benchmarks;

/// <summary>Converting a million short texts to indices of a vocabulary, against a simple loop.</summary>
[MemoryDiagnoser]
public class TextBenchmarks
{
    private const int Texts = 1_000_000, Words = 20_000, Length = 16;

    private readonly string[] _texts;
    private readonly TensorData _data;
    private readonly TextVectorization _layer, _open;
    private readonly Dictionary<string, int> _table;

    public TextBenchmarks()
    {
        var random = new Random(5);
        string[] words = [.. Enumerable.Range(0, Words)
            .Select(_ => string.Create(random.Next(3, 10), random,
            (characters, from) => { for (var i = 0; i < characters.Length; i++) characters[i] = (char)('a' + from.Next(26)); }))
            .Distinct()];
        // A few words are frequent, as in language: the rank of a word is the cube of a uniform number.
        _texts = [.. Enumerable.Range(0, Texts)
            .Select(_ => string.Join(' ',
            Enumerable.Range(0, random.Next(4, 13)).Select(_ => words[(int)(Math.Pow(random.NextDouble(), 3) * words.Length)])))];
        string[] known = words[..(words.Length * 9 / 10)];
        (_data, _layer, _open) = (TensorData.Of(_texts), new TextVectorization(outputSequenceLength: Length, vocabulary: known),
            new TextVectorization(vocabulary: known));
        _table = known.Select((word, i) => (word, i)).ToDictionary(pair => pair.word, pair => pair.i + 2);
        if (!Layers().ToArray<long>().AsSpan().SequenceEqual(SplitAndLookUp()))
            throw new InvalidOperationException("The two sides do not agree.");
    }

    /// <summary>Converts to lower case, removes punctuation, splits, looks up and pads.</summary>
    [Benchmark]
    public TensorData Layers() => _layer.Predict(_data);

    /// <summary>Does the same, and pads to the length of the longest text.</summary>
    [Benchmark]
    public TensorData LayersOpen() => _open.Predict(_data);

    /// <summary>Splits, looks up and pads; keeps upper case and punctuation.</summary>
    [Benchmark(Baseline = true)]
    public long[] SplitAndLookUp()
    {
        var indices = new long[Texts * Length];
        for (var row = 0; row < _texts.Length; row++)
        {
            var tokens = _texts[row].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < Math.Min(tokens.Length, Length); i++)
                indices[row * Length + i] = _table.TryGetValue(tokens[i], out var index) ? index : 1;
        }
        return indices;
    }
}
