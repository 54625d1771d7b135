using System.Text.Json.Nodes;

namespace Layers;

/// <summary>A table that values are looked up in, as files have it. Texts go through Keras's <see cref="StringLookup"/>, which needs TensorFlow; integers are compared with all keys, which every
/// backend can, unless they are beyond the 32 bits that some of them have.</summary>
internal static class StockLookup
{
    /// <summary>What the table gives.</summary>
    /// <param name="value">Of a <see cref="Op.LabelEncoder"/> with whole numbers as values.</param>
    /// <param name="x">What is looked up.</param>
    public static KerasTensor Of(Value value, KerasTensor x)
    {
        var attributes = value.Node.Attributes;
        var (values, otherwise) = ((long[])attributes["values_int64s"], Convert.ToInt64(attributes["default_int64"], System.Globalization.CultureInfo.InvariantCulture));
        if (attributes.TryGetValue("keys_strings", out var texts)) return Mapped(new StringLookup(oovToken: Token((string[])texts), vocabulary: (string[])texts).Apply(x), values, otherwise);
        var keys = (long[])attributes["keys_int64s"];
        if (keys.Any(key => key != (int)key)) return Mapped(new IntegerLookup(oovToken: Token(keys), vocabulary: keys).Apply(x), values, otherwise);
        var isKey = Called("Equal", null, Called("ExpandDims", -1, x), Whole(keys));
        var found = Called("Sum", -1, Called("Where", null, isKey, Whole(Array.ConvertAll(values, place => place - otherwise)), Whole(0)));
        // Keras saves whole numbers among the arguments as numbers of any kind.
        return Called("Cast", "int32", otherwise == 0 ? found : Called("Add", null, found, Whole(otherwise)));
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
        otherwise == 0 && values.Index().All(pair => pair.Item == pair.Index + 1) ? index : Called("Take", -1, Whole([otherwise, .. values]), index);

    private static TensorData Whole(params long[] numbers) =>
        Casting.Cast(numbers.Length == 1 ? TensorData.Scalar(numbers[0]) : TensorData.Of(numbers), numbers.All(number => number == (int)number) ? DType.Int32 : DType.Int64);

    private static KerasTensor Called(string operation, JsonNode? setting, params object[] arguments)
    {
        var settings = new JsonObject();
        foreach (var key in StockOperation.SettingsOf(operation)) settings[key] = key is "axis" or "dtype" ? setting?.DeepClone() : false;
        return new StockOperation(operation, [.. arguments.Select(argument => argument as TensorData)], settings).Apply([.. arguments.OfType<KerasTensor>()]);
    }
}
