using Layers.Graphs;

namespace Layers.Tests.Training;

/// <summary>A model of two inputs and two outputs that share a layer, with its data.</summary>
internal static class SeveralOutputs
{
    public static Functional Model(int kinds = 3, ActivationFunction? activation = null)
    {
        var (left, right, shared) = (new Input(4, name: "left"), new Input(4, name: "right"),
            new Dense(6, Activation.Tanh, name: "shared"));
        var joined = new Concatenate(name: "joined").Apply(shared.Apply(left), shared.Apply(right));
        return new Functional([left, right],
            [new Dense(1, name: "value").Apply(joined), new Dense(kinds, activation ?? Activation.Softmax, name: "kind").Apply(joined)]);
    }

    public static Dictionary<string, TensorData> X() => new() { ["left"] = SmallData.X(), ["right"] = Reversed(SmallData.X()) };

    public static Dictionary<string, TensorData> Y() => new() { ["value"] = SmallData.Y(), ["kind"] = SmallData.Classes() };

    public static Dictionary<string, TensorData> Weights() => new()
    {
        ["value"] = Enumerable.Range(0, 24).Select(row => 1 + 0.1f * row).ToArray(),
        ["kind"] = Enumerable.Range(0, 24).Select(row => 2 - 0.05f * row).ToArray(),
    };

    private static float[,] Reversed(float[,] rows)
    {
        var reversed = new float[rows.GetLength(0), rows.GetLength(1)];
        for (var row = 0; row < rows.GetLength(0); row++)
            for (var column = 0; column < rows.GetLength(1); column++)
                reversed[row, column] = rows[rows.GetLength(0) - 1 - row, column];
        return reversed;
    }
}
