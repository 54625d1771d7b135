namespace Layers.ScikitLearn;

/// <summary>The inputs and outputs of a Keras model.</summary>
/// <param name="File">The model's file, without its folder.</param>
/// <param name="Inputs">The name, shape and type of each input.</param>
/// <param name="Outputs">The name and shape of each output.</param>
internal sealed record ModelEnds(string File, IReadOnlyList<(string Name, Shape Shape, DType Type)> Inputs,
    IReadOnlyList<(string Name, Shape Shape)> Outputs)
{
    public static ModelEnds Of(Model model, string file) =>
        new(file, [.. model.Inputs.Select(input => (input.Name, input.Shape, input.Type))],
            [.. model.Signature.Outputs.Select(output => (output.Name, output.Shape))]);

    /// <summary>The number of columns of the only input: the size of its last axis; null if there are several inputs or the size is
    /// unknown.</summary>
    public int? Width => Inputs is [{ Shape: { Rank: >= 2 } shape }] && shape[^1].IsKnown ? checked((int)shape[^1].Size) : null;

    /// <summary>The number of values in a row of the only output; null if there are several outputs or the size is unknown.</summary>
    public int? Units => Outputs is [{ Shape: { Rank: >= 2 } shape }] && shape[^1].IsKnown ? checked((int)shape[^1].Size) : null;

    /// <summary>Returns whether an input takes one column.</summary>
    /// <param name="shape">The shape of the input, with the batch axis first.</param>
    public static bool TakesColumn(Shape shape) => ValuesOf(shape) == 1 || (shape.Rank == 2 && !shape[1].IsKnown);

    /// <summary>Returns the number of values in a row of a shape; null if a size is unknown.</summary>
    /// <param name="shape">The shape, with the batch axis first.</param>
    public static long? ValuesOf(Shape shape) => shape[1..] is { IsKnown: true } row ? row.Length : null;
}
