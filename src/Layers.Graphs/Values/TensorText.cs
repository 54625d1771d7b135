namespace Layers.Graphs;

/// <summary>Prints tensors: the type, the shape, and the elements if there are few.</summary>
internal static class TensorText
{
    private const int Few = 16;

    public static string Of(TensorData data)
    {
        var type = data.Type.Name() + (data.Shape.Rank == 0 ? "" : data.Shape.ToString());
        return data.Length > Few ? type : $"{type}({Elements(data)})";
    }

    public static string Elements(TensorData data) => string.Join(", ", ElementStorage.Of(data.Type).Texts(data));
}
