using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace Layers.ScikitLearn.Tests;

/// <summary>Describes a value of a pickle as JSON with types, in the format of <c>made/make.py</c>.</summary>
internal static class Description
{
    public static JsonNode? Of(object? value) => value switch
    {
        null => null,
        bool truth => truth,
        string text => text,
        long number => Typed("int", number.ToString(CultureInfo.InvariantCulture)),
        BigInteger number => Typed("big", number.ToString(CultureInfo.InvariantCulture)),
        double number => Typed("float", double.IsNaN(number) ? "nan" : Bits(number)),
        byte[] bytes => Typed("bytes", Convert.ToBase64String(bytes)),
        PickledName name => Typed("name", name.ToString()),
        PickledSlice slice => Typed("slice", List([slice.Start, slice.Stop, slice.Step])),
        PickledDictionary dictionary => Typed("dict", Entries(dictionary)),
        PickledObject known => Typed("object", known.Type.ToString(), ("fields", Fields(known))),
        NumpyArray array => Typed("array", array.Type, ("shape", Sizes(array)), ("values", List(array.Values.Cast<object?>()))),
        IReadOnlyList<object?> list => List(list),
        _ => throw new ArgumentException($"A value of the type {value.GetType()} is none of a pickle.", nameof(value)),
    };

    private static JsonObject Typed(string type, JsonNode value, params ReadOnlySpan<(string Name, JsonNode Value)> more)
    {
        var typed = new JsonObject { [type] = value };
        foreach (var (name, part) in more) typed[name] = part;
        return typed;
    }

    private static string Bits(double number) => BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture);

    private static JsonArray Entries(PickledDictionary dictionary) =>
        [.. dictionary.Entries.Select(entry => List([entry.Key, entry.Value]))];

    private static JsonObject Fields(PickledObject known) =>
        new(known.Fields.Select(field => KeyValuePair.Create(field.Key, Of(field.Value))));

    private static JsonArray Sizes(NumpyArray array) => [.. array.Shape.Select(size => (JsonNode)size)];

    private static JsonArray List(IEnumerable<object?> values) => [.. values.Select(Of)];
}
