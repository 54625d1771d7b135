using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>Converts texts to indices in one pass: each text is standardized and split, and its tokens are looked up, without a
/// copy.</summary>
internal static class TokenKernel
{
    // The number of texts that one thread takes at a time: enough to outweigh the overhead, and few enough to balance the threads.
    private const int AtATime = 1024;

    // The lookup table of a vocabulary lives as long as its array, which graphs hold.
    private static readonly ConditionalWeakTable<string[], Dictionary<string, int>> s_tables = [];

    /// <summary>Runs <see cref="Op.TokenIndices"/>.</summary>
    public static TensorData Indices(Node node, TensorData x)
    {
        var (shape, attributes) = (x.Shape, node.Attributes);
        HostTexts.RequireAll(node, x);
        var lookup = new TokenLookup(node, s_tables.GetValue((string[])attributes["vocabulary"], TableOf));
        var ngrams = (long[]?)attributes.GetValueOrDefault("ngrams");
        var tokenizer = new Tokenizer((string?)attributes.GetValueOrDefault("standardize"), (string?)attributes.GetValueOrDefault("split"),
            ngrams);
        if (tokenizer.Split is null)
        {
            var joins = ngrams is not null;
            return Fixed(x, joins ? node.Outputs[0].Shape.With(0, shape[0]) : shape, joins ? (int)shape[^1].Size : 1,
                joins ? (int)node.Outputs[0].Shape[^1].Size : 1, tokenizer, lookup);
        }
        if (shape.Rank > 1 && shape[^1] != 1) throw Throw.SeveralTexts(node.Op, shape);
        var rows = shape.Rank == 1 ? shape : shape[..^1];
        return node.Int("length", -1) is >= 0 and var length
            ? Fixed(x, [.. rows, length], 1, (int)length, tokenizer, lookup) : Open(x, rows, tokenizer, lookup);
    }

    // Writes a fixed number of indices for each group of texts, truncated or padded.
    private static TensorData Fixed(TensorData x, Shape shape, int together, int length, Tokenizer tokenizer, TokenLookup lookup)
    {
        var indices = new long[shape.Length];
        if (indices.Length > 0)
            InParts(x.Length / together, tokenizer, (first, end, reader) =>
            {
                var texts = x.AsSpan<string>();
                for (var row = first; row < end; row++)
                {
                    reader.Read(texts.Slice(row * together, together));
                    var count = Fill(indices.AsSpan(row * length, length), reader, tokenizer, lookup);
                    if (lookup.Nothing != 0) indices.AsSpan(row * length + count, length - count).Fill(lookup.Nothing);
                }
            });
        return TensorData.Of(indices, shape);
    }

    // Writes as many indices per text as the longest text has, which is known after all texts are read.
    private static TensorData Open(TensorData x, Shape rows, Tokenizer tokenizer, TokenLookup lookup)
    {
        var counts = new int[x.Length];
        var parts = new long[(x.Length + AtATime - 1) / AtATime][];
        InParts(x.Length, tokenizer, (first, end, reader) =>
        {
            var texts = x.AsSpan<string>();
            var (found, used) = (new long[(end - first) * 8], 0);
            for (var row = first; row < end; row++)
            {
                reader.Read(texts[row]);
                counts[row] = reader.Count;
                if (found.Length < used + counts[row]) Array.Resize(ref found, Math.Max(used + counts[row], 2 * found.Length));
                used += Fill(found.AsSpan(used, counts[row]), reader, tokenizer, lookup);
            }
            parts[first / AtATime] = found;
        });
        var length = counts.Length == 0 ? 0 : counts.Max();
        if ((long)counts.Length * length > Array.MaxLength) throw Throw.TooManyTokens(counts.Length, length, Array.IndexOf(counts, length));
        var indices = new long[counts.Length * length];
        InParts(x.Length, tokenizer, (first, end, _) =>
        {
            var found = parts[first / AtATime].AsSpan();
            for (var row = first; row < end; row++)
            {
                var to = indices.AsSpan(row * length, length);
                found[..counts[row]].CopyTo(to);
                found = found[counts[row]..];
                if (lookup.Nothing != 0) to[counts[row]..].Fill(lookup.Nothing);
            }
        });
        return TensorData.Of(indices, [.. rows, length]);
    }

    private static int Fill(Span<long> indices, TokenReader reader, Tokenizer tokenizer, TokenLookup lookup)
    {
        var count = 0;
        foreach (var width in tokenizer.Widths)
            for (var first = 0; first <= reader.Words - width; first++)
            {
                if (count == indices.Length) return count;
                indices[count++] = lookup[reader[first, width]];
            }
        return count;
    }

    private static void InParts(int rows, Tokenizer tokenizer, Action<int, int, TokenReader> work)
    {
        if (rows == 0) return;
        if (rows <= AtATime) work(0, rows, new TokenReader(tokenizer));
        else
            Parallel.For(0, (rows + AtATime - 1) / AtATime, () => new TokenReader(tokenizer), (part, _, reader) =>
            {
                work(part * AtATime, Math.Min(rows, (part + 1) * AtATime), reader);
                return reader;
            }, _ => { });
    }

    private static Dictionary<string, int> TableOf(string[] vocabulary)
    {
        var table = new Dictionary<string, int>(vocabulary.Length, StringComparer.Ordinal);
        for (var i = 0; i < vocabulary.Length; i++) table.Add(vocabulary[i], i);
        return table;
    }
}
