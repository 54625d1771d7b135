using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace Layers.ScikitLearn.Tests;

/// <summary>A value of a pickle as JSON that keeps types apart, as <c>made/make.py</c> writes it.</summary>
internal static class Description
{
    public static JsonNode? Of(object? value) => value switch
    {
        null => null,
        bool truth => truth,
        string text => text,
        long number => new JsonObject { ["int"] = number.ToString(CultureInfo.InvariantCulture) },
        BigInteger number => new JsonObject { ["big"] = number.ToString(CultureInfo.InvariantCulture) },
        double number =>
            new JsonObject { ["float"] = double.IsNaN(number) ? "nan"
            : BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture) },
        byte[] bytes => new JsonObject { ["bytes"] = Convert.ToBase64String(bytes) },
        PickledName name => new JsonObject { ["name"] = name.ToString() },
        PickledSlice slice => new JsonObject { ["slice"] = List([slice.Start, slice.Stop, slice.Step]) },
        PickledDictionary dictionary =>
            new JsonObject { ["dict"] = new JsonArray([.. dictionary.Entries.Select(entry => List([entry.Key, entry.Value]))]) },
        PickledObject known =>
            new JsonObject { ["object"] = known.Type.ToString(),
            ["fields"] = new JsonObject(known.Fields.Select(field => KeyValuePair.Create(field.Key, Of(field.Value)))) },
        NumpyArray array =>
            new JsonObject { ["array"] = array.Type, ["shape"] = new JsonArray([.. array.Shape.Select(size => (JsonNode)size)]),
            ["values"] = List(array.Values.Cast<object?>()) },
        IReadOnlyList<object?> list => List(list),
        _ => throw new ArgumentException($"A value of the type {value.GetType()} is none of a pickle.", nameof(value)),
    };

    private static JsonArray List(IEnumerable<object?> values) => [.. values.Select(Of)];
}
