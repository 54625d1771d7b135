namespace Layers.AspNetCore;

/// <summary>A row from a form.</summary>
/// <param name="Inputs">A tensor for each input of the model; not to be used if there are errors.</param>
/// <param name="Errors">The errors, by field name.</param>
/// <param name="Others">The errors that belong to no field.</param>
internal sealed record FormRow(TensorData[] Inputs, IReadOnlyDictionary<string, string> Errors, IReadOnlyList<string> Others)
{
    /// <summary>Whether the row can be predicted.</summary>
    public bool IsRight => Errors.Count == 0 && Others.Count == 0;
}
