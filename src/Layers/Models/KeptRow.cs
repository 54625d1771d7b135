namespace Layers;

/// <summary>A row, and the model's predictions for it when the model was saved.</summary>
/// <param name="Inputs">A tensor of one row for each input, in order.</param>
/// <param name="Outputs">A tensor for each output, in order.</param>
internal sealed record KeptRow(IReadOnlyList<TensorData> Inputs, IReadOnlyList<TensorData> Outputs);
