namespace Layers.Graphs;

/// <summary>Types and shapes of operators on tokens.</summary>
internal static partial class Inference
{
    public static TensorType Tokenized(Node node)
    {
        var x = node.Inputs[0];
        if (x.Type != DType.String) throw Throw.NotForType(node.Op, x);
        var ngrams = node.Attributes.TryGetValue("ngrams", out var widths) ? (long[])widths : null;
        if (!node.Attributes.TryGetValue("split", out var split))
        {
            if (ngrams is null) return new(DType.Int64, x.Shape);
            if (x.Shape.Rank < 2 || !x.Shape[^1].IsKnown) throw Throw.NoNeighbours(node.Op, x);
            return new(DType.Int64, x.Shape.With(x.Shape.Rank - 1, ngrams.Sum(width => Math.Max(0, x.Shape[^1].Size - width + 1))));
        }
        if (x.Shape.Rank == 0 || (x.Shape.Rank > 1 && x.Shape[^1] != 1)) throw Throw.NotOneText(node.Op, x);
        var rows = x.Shape.Rank == 1 ? x.Shape : x.Shape[..^1];
        // The length depends on the texts and on how they are split, not on the vocabulary.
        var length = node.Int("length", -1) is >= 0 and var known ? (Dim)known
            : Shapes.Unknown(node.Op, Fingerprint.Of(x),
                $"{node.Attributes.GetValueOrDefault("standardize")}/{split}/{string.Join(',', ngrams ?? [])}");
        return new(DType.Int64, Shape.Create([.. rows, length]));
    }
}
