namespace Layers.Graphs;

public static partial class Ops
{
    /// <summary>Looks elements up in a table; an operator of the domain <c>ai.onnx.ml</c>.</summary>
    /// <param name="x">The elements: string, int64 or float32, any shape.</param>
    /// <param name="keys">The keys, with one axis and the type of <paramref name="x"/>, without duplicates.</param>
    /// <param name="values">The value of each key: string, int64 or float32, with one axis of the same size.</param>
    /// <param name="otherwise">The value of all other elements: one element of the type of <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">Types or sizes do not fit, or a key is a duplicate.</exception>
    public static Value LabelEncoder(Value x, TensorData keys, TensorData values, TensorData otherwise)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(otherwise);
        if (keys.Type != x.Type || keys.Shape.Rank != 1 || !values.Shape.Equals(keys.Shape) || otherwise.Type != values.Type
            || otherwise.Length != 1
            || !Inference.EncoderKinds.TryGetValue(keys.Type, out var from) || !Inference.EncoderKinds.TryGetValue(values.Type, out var to))
            throw Throw.NotATable(x, keys, values, otherwise);
        var all = ElementStorage.Of(keys.Type).ToArray(keys);
        if (Repeated(all) is { } key) throw Throw.RepeatedKey(key);
        return Make(Op.LabelEncoder, [x],
            ($"keys_{from}s", all),
            ($"values_{to}s", ElementStorage.Of(values.Type).ToArray(values)),
            ($"default_{to}", ElementStorage.Of(otherwise.Type).ToArray(otherwise).GetValue(0)!));
    }

    private static object? Repeated(Array keys) => keys switch
    {
        string[] texts => Repeated(texts),
        long[] numbers => Repeated(numbers),
        var numbers => Repeated((float[])numbers),
    };

    private static object? Repeated<T>(T[] keys)
    {
        var seen = new HashSet<T>(keys.Length);
        foreach (var key in keys)
            if (!seen.Add(key)) return key;
        return null;
    }
}
