namespace Layers.AspNetCore;

/// <summary>Rows of one request that wait for a batch.</summary>
/// <param name="inputs">A tensor for each input, with the batch first.</param>
/// <param name="rows">How many rows.</param>
internal sealed class WaitingRows(TensorData[] inputs, int rows)
    : TaskCompletionSource<BatchPart>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public TensorData[] Inputs => inputs;

    public int Rows => rows;

    /// <summary>Whether rows of another request may stand in the same tensors: every size but that of the batch is the same.</summary>
    public bool FitsWith(WaitingRows other)
    {
        for (var i = 0; i < inputs.Length; i++)
            if (!inputs[i].Shape[1..].Equals(other.Inputs[i].Shape[1..])) return false;
        return true;
    }
}
