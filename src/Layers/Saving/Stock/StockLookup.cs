namespace Layers;

/// <summary>Writes a lookup table in the form that files have. Texts use Keras's <see cref="StringLookup"/>, which needs TensorFlow.
/// Integers are compared with all keys, which every backend can do, unless they exceed the 32 bits of some backends.</summary>
internal static class StockLookup
{
    /// <summary>Returns the output of the table; null if the values are not integers, or the keys are neither integers nor texts.</summary>
    /// <param name="node">A <see cref="Op.LabelEncoder"/>.</param>
    /// <param name="x">The values to look up.</param>
    public static KerasTensor? Of(Node node, KerasTensor x)
    {
        var attributes = node.Attributes;
        if (attributes.GetValueOrDefault("values_int64s") is not long[] values) return null;
        var otherwise = (long)attributes["default_int64"];
        if (attributes.TryGetValue("keys_strings", out var texts))
            return Mapped(new StringLookup(oovToken: Token((string[])texts), vocabulary: (string[])texts).Apply(x), values, otherwise);
        if (attributes.GetValueOrDefault("keys_int64s") is not long[] keys) return null;
        if (keys.Any(key => key != (int)key))
            return Mapped(new IntegerLookup(oovToken: Token(keys), vocabulary: keys).Apply(x), values, otherwise);
        var isKey = new StockCall("Equal").On(new StockCall("ExpandDims", "axis", -1).On(x), Whole(keys));
        var found = new StockCall("Sum", "axis", -1)
            .On(new StockCall("Where").On(isKey, Whole(Array.ConvertAll(values, place => place - otherwise)), Whole(0)));
        // The cast is needed because Keras saves integer arguments as numbers of unspecified type.
        return new StockCall("Cast", "dtype", "int32").On(otherwise == 0 ? found : new StockCall("Add").On(found, Whole(otherwise)));
    }

    // Keras drops the first word of a vocabulary if it equals the token for unknown words, so the token must not be a word.
    private static string Token(string[] words)
    {
        var token = "[UNK]";
        while (words.Contains(token)) token = $"[{token}]";
        return token;
    }

    private static long Token(long[] integers)
    {
        var token = -1L;
        while (integers.Contains(token)) token--;
        return token;
    }

    // A lookup returns 0 for a value outside its vocabulary, and numbers the others from 1.
    private static KerasTensor Mapped(KerasTensor index, long[] values, long otherwise) =>
        otherwise == 0 && values.Index().All(pair => pair.Item == pair.Index + 1)
            ? index : new StockCall("Take", "axis", -1).On(Whole([otherwise, .. values]), index);

    private static TensorData Whole(params long[] numbers) =>
        Casting.Cast(numbers.Length == 1 ? TensorData.Scalar(numbers[0]) : TensorData.Of(numbers),
            numbers.All(number => number == (int)number) ? DType.Int32 : DType.Int64);
}
