namespace Layers.AspNetCore;

/// <summary>A row as it was entered.</summary>
/// <param name="Inputs">A tensor for each input of the model; of no use where there are errors.</param>
/// <param name="Errors">What is wrong, by the name of the field.</param>
/// <param name="Others">What is wrong with none of the fields.</param>
internal sealed record FormRow(TensorData[] Inputs, IReadOnlyDictionary<string, string> Errors, IReadOnlyList<string> Others)
{
    /// <summary>Whether it can be predicted from.</summary>
    public bool IsRight => Errors.Count == 0 && Others.Count == 0;
}
