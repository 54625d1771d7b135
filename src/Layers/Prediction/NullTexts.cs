using Layers.Graphs;

namespace Layers;

/// <summary>Refuses null texts before an engine reads them, because an engine would treat null as an empty text.</summary>
internal static class NullTexts
{
    /// <summary>Throws if the data of an input has a null text.</summary>
    /// <param name="owner">The layer or model that reads the data.</param>
    /// <param name="inputs">The inputs of <paramref name="owner"/>.</param>
    /// <param name="input">The name of the input that the data is for.</param>
    /// <param name="data">The data.</param>
    /// <param name="before">The rows in earlier batches.</param>
    /// <exception cref="ArgumentException">The data has a null text; the message names the row, the input and the layers that read
    /// it.</exception>
    public static void Refuse(Layer owner, IReadOnlyList<Value> inputs, string input, TensorData data, RowsBefore before = default)
    {
        if (data.Type != DType.String) return;
        var texts = data.AsSpan<string?>();
        for (var i = 0; i < texts.Length; i++)
            if (texts[i] is null) throw Throw.NullInInput(owner, ReadersOf(owner, inputs, input), input, data.Shape, i, before);
    }

    // Called only to create a message.
    private static IReadOnlyList<Layer> ReadersOf(Layer owner, IReadOnlyList<Value> inputs, string input)
    {
        var record = new CallRecord(null, isTraining: false) { IsForAdapting = true, Calls = [] };
        owner.ApplyAll(inputs, record);
        var calls = record.Calls!.Select(call => (call.Layer, call.Inputs))
            .Concat(record.AdaptiveCalls.Select(call => ((Layer)call.Layer, (IReadOnlyList<Value>)[call.Input])));
        var readers = calls.Where(call => call.Item2.Any(value => value.Name == input && value.Node.Op == Op.Input))
            .Select(call => call.Item1).Where(layer => layer != owner).ToHashSet();
        // A model passes its inputs on to its layers.
        return [.. readers.Where(layer => !layer.Children.Any(readers.Contains))];
    }
}
