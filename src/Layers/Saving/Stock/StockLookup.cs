namespace Layers;

/// <summary>A table that values are looked up in, as files have it. Texts go through Keras's <see cref="StringLookup"/>, which needs
/// TensorFlow; integers are compared with all keys, which every backend can, unless they are beyond the 32 bits that some of them
/// have.</summary>
internal static class StockLookup
{
    /// <summary>What the table gives; null where the values are no whole numbers, or the keys are neither these nor texts.</summary>
    /// <param name="node">A <see cref="Op.LabelEncoder"/>.</param>
    /// <param name="x">What is looked up.</param>
    public static KerasTensor? Of(Node node, KerasTensor x)
    {
        var attributes = node.Attributes;
        if (attributes.GetValueOrDefault("values_int64s") is not long[] values) return null;
        var otherwise = (long)attributes["default_int64"];
        if (attributes.TryGetValue("keys_strings", out var texts)) return Mapped(new StringLookup(oovToken: Token((string[])texts), vocabulary: (string[])texts).Apply(x), values, otherwise);
        if (attributes.GetValueOrDefault("keys_int64s") is not long[] keys) return null;
        if (keys.Any(key => key != (int)key)) return Mapped(new IntegerLookup(oovToken: Token(keys), vocabulary: keys).Apply(x), values, otherwise);
        var isKey = new StockCall("Equal").On(new StockCall("ExpandDims", "axis", -1).On(x), Whole(keys));
        var found = new StockCall("Sum", "axis", -1).On(new StockCall("Where").On(isKey, Whole(Array.ConvertAll(values, place => place - otherwise)), Whole(0)));
        // Keras saves whole numbers among the arguments as numbers of any kind.
        return new StockCall("Cast", "dtype", "int32").On(otherwise == 0 ? found : new StockCall("Add").On(found, Whole(otherwise)));
    }

    // A vocabulary that begins with the word for what is outside of it would be read without its first word.
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

    // A lookup gives 0 for what is not in its vocabulary, and counts the rest from 1.
    private static KerasTensor Mapped(KerasTensor index, long[] values, long otherwise) =>
        otherwise == 0 && values.Index().All(pair => pair.Item == pair.Index + 1) ? index : new StockCall("Take", "axis", -1).On(Whole([otherwise, .. values]), index);

    private static TensorData Whole(params long[] numbers) =>
        Casting.Cast(numbers.Length == 1 ? TensorData.Scalar(numbers[0]) : TensorData.Of(numbers), numbers.All(number => number == (int)number) ? DType.Int32 : DType.Int64);
}
