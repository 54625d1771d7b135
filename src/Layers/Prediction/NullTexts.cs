using Layers.Graphs;

namespace Layers;

/// <summary>Refuses null in the place of a text, before anything reads it: an engine would take it for an empty one.</summary>
internal static class NullTexts
{
    /// <summary>Refuses data of an input that has null in it.</summary>
    /// <param name="owner">The layer or model that is to read it.</param>
    /// <param name="inputs">What <paramref name="owner"/> is called on.</param>
    /// <param name="input">The one that the data is for, by its name.</param>
    /// <param name="data">The data.</param>
    /// <param name="before">The rows before these.</param>
    /// <exception cref="ArgumentException">It has; the message names the row, the input and the layers that read it.</exception>
    public static void Refuse(Layer owner, IReadOnlyList<Value> inputs, string input, TensorData data, RowsBefore before = default)
    {
        if (data.Type != DType.String) return;
        var texts = data.AsSpan<string?>();
        for (var i = 0; i < texts.Length; i++)
            if (texts[i] is null) throw Throw.NullInInput(owner, ReadersOf(owner, inputs, input), input, data.Shape, i, before);
    }

    // Only a message wants to know.
    private static IReadOnlyList<Layer> ReadersOf(Layer owner, IReadOnlyList<Value> inputs, string input)
    {
        var record = new CallRecord(null, isTraining: false) { IsForAdapting = true, Calls = [] };
        owner.ApplyAll(inputs, record);
        var calls = record.Calls!.Select(call => (call.Layer, call.Inputs)).Concat(record.AdaptiveCalls.Select(call => ((Layer)call.Layer, (IReadOnlyList<Value>)[call.Input])));
        var readers = calls.Where(call => call.Item2.Any(value => value.Name == input && value.Node.Op == Op.Input)).Select(call => call.Item1).Where(layer => layer != owner).ToHashSet();
        // A model hands its inputs to the layers in it.
        return [.. readers.Where(layer => !layer.Children.Any(readers.Contains))];
    }
}
