namespace Layers.ScikitLearn;

/// <summary>What a Keras model takes and gives.</summary>
/// <param name="File">The model's file, without its folder.</param>
/// <param name="Inputs">The name, shape and type of each input.</param>
/// <param name="Outputs">The name and shape of each output.</param>
internal sealed record ModelEnds(string File, IReadOnlyList<(string Name, Shape Shape, DType Type)> Inputs,
    IReadOnlyList<(string Name, Shape Shape)> Outputs)
{
    public static ModelEnds Of(Model model, string file) =>
        new(file, [.. model.Inputs.Select(input => (input.Name, input.Shape, input.Type))],
            [.. model.Signature.Outputs.Select(output => (output.Name, output.Shape))]);

    /// <summary>How many columns the only input takes: the size of its last axis; null where there are several inputs or the size is not
    /// known.</summary>
    public int? Width => Inputs is [{ Shape: { Rank: >= 2 } shape }] && shape[^1].IsKnown ? checked((int)shape[^1].Size) : null;

    /// <summary>How many numbers a row of the only output has; null where there are several outputs or the size is not known.</summary>
    public int? Units => Outputs is [{ Shape: { Rank: >= 2 } shape }] && shape[^1].IsKnown ? checked((int)shape[^1].Size) : null;

    /// <summary>How many values a row of a shape has; null where a size is not known.</summary>
    /// <param name="shape">With the batch first.</param>
    public static long? ValuesOf(Shape shape) => shape[1..] is { IsKnown: true } row ? row.Length : null;
}
