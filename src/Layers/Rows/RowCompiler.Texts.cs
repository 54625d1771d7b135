namespace Layers;

// Texts, which a row program can only use as keys of a table.
internal sealed partial class RowCompiler
{
    // The texts of an input with any shape, or one column of them.
    private readonly Dictionary<Value, RowTexts> _texts = new(ReferenceEqualityComparer.Instance);

    /// <summary>Emits an operator that reads texts; returns null for any other.</summary>
    private bool? EmitTexts(Node node)
    {
        if (node.Inputs.Count == 0 || !_texts.TryGetValue(node.Inputs[0], out var texts)) return null;
        var y = node.Outputs[0];
        if (node.Op == Op.Identity || node.Op == Op.StopGradient || node.Op == Op.Reshape || node.Op == Op.Squeeze
            || node.Op == Op.Unsqueeze)
        {
            if (DimsOf(y) is null) return false;
            _texts[y] = texts;
            return true;
        }
        if (node.Op == Op.Gather)
        {
            if (texts.Columns > 0 || node.Axis != 1 || node.Inputs[0].Shape is not [_, { IsKnown: true } columns]
                || node.Inputs[1].Constant is not { Length: 1, Type: DType.Int64 } column || y.Shape.Rank != 2) return false;
            var place = column.AsSpan<long>()[0];
            // A negative index counts from the end.
            if (place < 0) place += columns.Size;
            if (place < 0 || place >= columns.Size) return false;
            _texts[y] = new(texts.Input, (int)place, (int)columns.Size);
            return true;
        }
        if (node.Op != Op.LabelEncoder || DimsOf(y) is null) return false;
        return y.Type switch
        {
            DType.Int64 => Add(new TextStep<long>(texts, TableOf<string, long>(node), New(y))),
            DType.Float32 => Add(new TextStep<float>(texts, TableOf<string, float>(node), New(y))),
            _ => false,
        };
    }

    private bool EmitTable(Node node)
    {
        if (!_rows.TryGetValue(node.Inputs[0], out var x)) return false;
        var y = node.Outputs[0];
        return (x.Type, y.Type) switch
        {
            (DType.Int64, DType.Int64) => Add(new TableStep<long, long>(x, TableOf<long, long>(node), New(y))),
            (DType.Int64, DType.Float32) => Add(new TableStep<long, float>(x, TableOf<long, float>(node), New(y))),
            _ => false,
        };
    }

    private static RowTable<TKey, TOut> TableOf<TKey, TOut>(Node node) where TKey : notnull where TOut : unmanaged
    {
        static string Kind<T>() => typeof(T) == typeof(string) ? "string" : typeof(T) == typeof(long) ? "int64" : "float";
        return new((TKey[])node.Attributes[$"keys_{Kind<TKey>()}s"], (TOut[])node.Attributes[$"values_{Kind<TOut>()}s"],
            (TOut)node.Attributes[$"default_{Kind<TOut>()}"]);
    }
}
