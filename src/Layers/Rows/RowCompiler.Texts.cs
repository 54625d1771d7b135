namespace Layers;

// Texts, which only a table turns into something that a row program computes with.
internal sealed partial class RowCompiler
{
    // The texts of an input, whatever their shape, by its number.
    private readonly Dictionary<Value, int> _texts = new(ReferenceEqualityComparer.Instance);

    /// <summary>What is done to texts; null where a node reads none.</summary>
    private bool? EmitTexts(Node node)
    {
        if (node.Inputs.Count == 0 || !_texts.TryGetValue(node.Inputs[0], out var input)) return null;
        var y = node.Outputs[0];
        if (node.Op == Op.Identity || node.Op == Op.StopGradient || node.Op == Op.Reshape || node.Op == Op.Squeeze || node.Op == Op.Unsqueeze)
        {
            if (DimsOf(y) is null) return false;
            _texts[y] = input;
            return true;
        }
        if (node.Op != Op.LabelEncoder || DimsOf(y) is null) return false;
        return y.Type switch
        {
            DType.Int64 => Add(new TextStep<long>(input, TableOf<string, long>(node), New(y))),
            DType.Float32 => Add(new TextStep<float>(input, TableOf<string, float>(node), New(y))),
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
        return new((TKey[])node.Attributes[$"keys_{Kind<TKey>()}s"], (TOut[])node.Attributes[$"values_{Kind<TOut>()}s"], (TOut)node.Attributes[$"default_{Kind<TOut>()}"]);
    }
}
